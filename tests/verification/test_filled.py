"""Lots filled by rank: a better ranked bid that could have had more is named."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.texts import finding_text
from aanbesteding.verification.verify import verify
from tests.verification.small_round import (
    MIXED,
    MIXED_EVENTS,
    mixed_tender,
    recorded,
    small_bids,
    small_marks,
)

Serves = Mapping[tuple[str, str], int]

# In vol 20 need heavy and 10 light help; nobody gets more than 12. By rank: A 9 and 3, E 6 and 6,
# C 5 and none (it does not serve N); B wants 7 at least and would get 6.
HONEST: Serves = {
    ("A", "zwaar"): 9,
    ("A", "licht"): 3,
    ("E", "zwaar"): 6,
    ("E", "licht"): 6,
    ("C", "zwaar"): 5,
}


def changed(path: Path, serves: Serves) -> list[tuple[str, int, int]]:
    """Who could have more, when the record says that these bids serve so many clients in vol."""
    tree = read_json(path.read_bytes())
    decision = tree["decision"]
    rows = [row for row in decision["volumes"] if row["lot"] != "vol"]
    for (bidder, need), clients in serves.items():
        area = "R" if need == "zwaar" else "N"
        row = {"bidder": bidder, "lot": "vol", "need": need, "area": area, "period": "2027"}
        rows.append({**row, "clients": clients})
    decision["volumes"] = rows
    others = [row for row in decision["contracts"] if row["lot"] != "vol"]
    filled = dict.fromkeys(bidder for bidder, _ in serves)
    decision["contracts"] = [*others, *({"bidder": b, "lot": "vol"} for b in filled)]
    path.write_bytes(canonical(tree))
    findings = [f for f in verify(path).findings if f.code == "V510"]
    return [(f.values["row"], f.values["says"], f.values["counted"]) for f in findings]


def mixed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, least: int | None = 7, **changes: Any
) -> Path:
    wants = {"vol": least} if least else {}
    bids = {**MIXED, "B": (*MIXED["B"][:4], wants)}
    tender = mixed_tender(**changes)
    offered, judged = small_bids(bids, MIXED_EVENTS), small_marks(bids)
    return recorded(folder, monkeypatch, tender, offered, judged)


@pytest.mark.parametrize(
    ("serves", "named"),
    [
        ({}, []),
        ({("A", "licht"): 2}, [("A, vol, licht", 2, 3)]),
        ({("E", "zwaar"): 4, ("C", "zwaar"): 7}, [("E, vol, zwaar", 4, 5)]),
        # A has its share of clients, but light help where it could help heavier need.
        ({("A", "zwaar"): 8, ("A", "licht"): 4, ("C", "zwaar"): 6}, [("A, vol, zwaar", 8, 9)]),
        # C was filled before its betters; both have room for one more of each.
        (
            {("A", "zwaar"): 7, ("E", "zwaar"): 5, ("C", "zwaar"): 8},
            [("A, vol, zwaar", 7, 8), ("A, vol, licht", 3, 4), ("E, vol, zwaar", 5, 6)],
        ),
    ],
    ids=["as it is", "nobody served instead", "a worse bid", "a lighter need", "two bids"],
)
def test_a_better_ranked_bid_that_was_not_filled_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serves: Serves, named: list[Any]
) -> None:
    path = mixed(tmp_path, monkeypatch)
    found = changed(path, {**HONEST, **serves})
    assert [row for row in found if row in named] == named
    assert bool(found) == bool(named)


def test_a_bid_passed_over_though_its_least_could_be_met_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # B takes 6, so it gets the 5 heavy and 1 light that A and E leave, and C gets nothing.
    path = mixed(tmp_path, monkeypatch, least=6)
    assert verify(path).findings == ()
    assert changed(path, HONEST) == [("B, vol, zwaar", 0, 5), ("B, vol, licht", 0, 1)]


def test_money_that_went_to_a_worse_ranked_bid_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 9 × 1000.00 + 3 × 500.50 + 6 × 1100.00 is 17 101.50: E serves heavy need only, then nobody.
    budgets = [{"id": "krap", "amount": "17200.00", "lots": ["vol"]}]
    path = mixed(tmp_path, monkeypatch, least=None, budgets=budgets, rules=[share(), light(0)])
    assert verify(path).findings == ()
    honest = {("A", "zwaar"): 9, ("A", "licht"): 3, ("E", "zwaar"): 6}
    assert changed(path, honest) == []
    found = changed(path, {**honest, ("E", "zwaar"): 5, ("C", "zwaar"): 1})
    assert ("E, vol, zwaar", 5, 6) in found


def share() -> dict[str, Any]:
    return {"kind": "share", "id": "deel", "lots": ["vol"], "of": "volume", "at_most": "0.4"}


def light(least: int) -> dict[str, Any]:
    return {"kind": "reserved", "id": "vrij", "lots": ["vol"], "at_least": least}


def test_a_contract_for_nobody_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = mixed(tmp_path, monkeypatch)
    tree = read_json(path.read_bytes())
    tree["decision"]["contracts"].append({"bidder": "B", "lot": "vol"})
    path.write_bytes(canonical(tree))
    found = [(f.code, f.values["row"]) for f in verify(path).findings if f.code == "V505"]
    assert found == [("V505", "B, vol")]


SIZES = st.tuples(st.integers(0, 9), st.integers(0, 9))
BIDS = st.tuples(
    st.tuples(st.integers(2, 7), st.integers(2, 7)),
    SIZES,
    st.sampled_from([("1000.00", "500.50"), ("900.00", "450.00"), ("1100.00", "600.00")]),
    st.sampled_from([("N", "Z"), ("N",), ("Z",)]),
    st.sampled_from([0, 0, 3, 8]),
)
KINDS: list[dict[str, Any]] = [
    {"kind": "share", "id": "most", "of": "volume", "at_most": "0.4"},
    {"kind": "share", "id": "money", "of": "budget", "at_most": "0.5"},
    {"kind": "share", "id": "least", "of": "volume", "at_least": "0.1"},
    {"kind": "number_of_contracts", "id": "two", "at_most": 2},
    {"kind": "coverage", "id": "everywhere", "at_least": 1},
    {"kind": "reserved", "id": "kept", "needs": ["licht"], "at_least": 2},
]
RULES = st.lists(st.sampled_from(KINDS), max_size=3, unique_by=lambda rule: str(rule["id"]))


@settings(max_examples=25, deadline=None)
@given(
    offers=st.lists(BIDS, min_size=2, max_size=5),
    rules=RULES,
    budget=st.sampled_from(["6000.00", "12000.00", "40000.00"]),
    selection=st.sampled_from(["fill_capacity_by_rank", "fill_budget_by_rank"]),
)
def test_every_award_of_ours_that_was_filled_by_rank_is_accepted(
    offers: list[Any], rules: list[Any], budget: str, selection: str
) -> None:
    bids = {
        name: ({"vol": marks}, size, price, areas, {"vol": least})
        for name, (marks, size, price, areas, least) in zip("ABCDE", offers, strict=False)
    }
    asked = [
        {"lot": "vol", "need": "zwaar", "area": "R", "period": "2027", "volume": 12},
        {"lot": "vol", "need": "licht", "area": "N", "period": "2027", "volume": 9},
    ]
    tender = mixed_tender(
        lots=[{"id": "vol", "title": "Vullen", "selection": selection}],
        demand=asked,
        rules=rules,
        budgets=[{"id": "geld", "amount": budget}],
        requirements=[],
        tariffs=[],
    )
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        offered, judged = small_bids(bids, ()), small_marks(bids)
        path = recorded(Path(folder), patch, tender, offered, judged)
        assert [finding_text(f, "en") for f in verify(path).findings] == []
