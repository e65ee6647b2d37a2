"""Every award of ours is verified, and every award changed in one place is objected to."""

import shutil
import tomllib
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.texts import finding_text
from aanbesteding.verification import verify as verify_module
from aanbesteding.verification.round_files import RoundFiles
from aanbesteding.verification.verify import verify
from tests.verification.small_round import (
    EVENTS,
    GIVEN,
    recorded,
    small_bids,
    small_marks,
    small_tender,
)
from tests.verification.tampering import PARTS, numbers, unnamed

LADDER: dict[str, Any] = {
    "mode": "rank_order",
    "least_points": 20,
    "tie_ladder": ["heaviest_criterion", "heavier_capacity", "draw"],
}
ALIKE = {
    bidder: ({"L1": marks}, (9, 8), ("1000.00", "500.50"), ("N", "Z"))
    for bidder, marks in {"A": (6, 6), "B": (6, 6), "C": (7, 7)}.items()
}
SEED = "7d" * 32
FITS_NOT = [
    {"kind": "number_of_contracts", "id": "een", "lots": ["L1"], "at_most": 1},
    {"kind": "number_of_contracts", "id": "twee", "lots": ["L1"], "at_least": 2},
]


def rounded_at(at: str, mode: str) -> dict[str, Any]:
    steps = {"each": ("criterion", "price"), "total": ("total",)}[at]
    return {"rounding": [{"step": step, "mode": mode, "decimals": 1} for step in steps]}


def awarded_by(**changes: Any) -> dict[str, Any]:
    return {"award": {**LADDER, **changes}}


def priced_by(formula: str, **changes: Any) -> dict[str, Any]:
    return {"price": {"formula": formula, "weight": 30, **changes}}


ROUNDS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "published objective": awarded_by(mode="published_objective"),
    "open house": {**awarded_by(mode="admit_all"), "rules": [], "goals": []},
    "rounded each": rounded_at("each", "half_up"),
    "rounded each down": rounded_at("each", "floor"),
    "rounded total even": rounded_at("total", "half_even"),
    "lowest share": priced_by("price.lowest_share"),
    "min max": priced_by("price.min_max"),
    "absolute": priced_by("price.absolute_linear", floor_price=10000, ceiling_price=40000),
    "award on value": priced_by("value.award_on_value"),
    "default goals": {"goals": []},
    "single winner": awarded_by(selection="single_winner"),
    "above threshold": awarded_by(selection="above_threshold", threshold=80),
    "nobody above threshold": awarded_by(selection="above_threshold", threshold=100),
    "filled by capacity": awarded_by(selection="fill_capacity_by_rank"),
    "filled by budget": awarded_by(selection="fill_budget_by_rank"),
    "nothing fits": {"rules": FITS_NOT},
    "contracts together": {
        "rules": [{"kind": "number_of_contracts", "id": "drie", "together": True, "at_most": 3}]
    },
    "no budget": {"budgets": []},
}


@pytest.mark.parametrize("what_if", [False, True], ids=["award", "what-if"])
@pytest.mark.parametrize("changes", ROUNDS.values(), ids=ROUNDS)
def test_a_record_of_ours_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], what_if: bool
) -> None:
    tender = small_tender(**changes)
    path = recorded(tmp_path, monkeypatch, tender, small_bids(), small_marks(), what_if=what_if)
    found = verify(path)
    assert [finding_text(f, "en") for f in found.findings] == []
    assert found.ok


@pytest.mark.parametrize(
    ("given", "outcome"),
    [({}, "no_valid_bid"), ({"A": GIVEN["A"]}, "one_bid"), (ALIKE, "draw_needed")],
    ids=["no bid", "one bid", "equal bids"],
)
def test_a_record_of_another_outcome_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: Any, outcome: str
) -> None:
    bids, marks = small_bids(given, ()), small_marks(given)
    path = recorded(tmp_path, monkeypatch, small_tender(), bids, marks)
    assert read_json(path.read_bytes())["decision"]["lots"][0]["outcome"] == outcome
    assert verify(path).findings == ()


TIES = {
    # 60 · 4/7 + 40 · 7/7 and 60 · 6/7 + 40 · 4/7 are both 520/7.
    "heaviest_criterion": {
        "A": ({"L1": (4, 7)}, *ALIKE["A"][1:]),
        "B": ({"L1": (6, 4)}, *ALIKE["B"][1:]),
    },
    "heavier_capacity": {"A": ALIKE["A"], "B": ({"L1": (6, 6)}, (9, 9), *ALIKE["B"][2:])},
    "lower_price": {
        "A": ALIKE["A"],
        "B": ({"L1": (6, 6)}, (9, 8), ("999.00", "500.50"), ("N", "Z")),
    },
}


@pytest.mark.parametrize("rung", TIES)
def test_a_rung_of_the_ladder_settles_a_tie_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rung: str
) -> None:
    given = {**TIES[rung], "C": ALIKE["C"]}
    halves = [
        {"id": "q1", "title": "Plan", "weight": 50, "scale": "tien"},
        {"id": "q2", "title": "Mensen", "weight": 50, "scale": "tien"},
    ]
    criteria = {} if rung == "heaviest_criterion" else {"criteria": halves}
    tender = small_tender(**awarded_by(tie_ladder=["higher_quality", rung, "draw"]), **criteria)
    path = recorded(tmp_path, monkeypatch, tender, small_bids(given, ()), small_marks(given))
    assert read_json(path.read_bytes())["decision"]["lots"][0]["winners"] == ["C", "B"]
    assert verify(path).findings == ()


def test_equal_winners_and_reserve_stand_in_the_order_of_the_ladder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A and B tie on points, and B offers more for the heaviest need.
    sizes = {"A": (9, 5), "B": (10, 5), "C": (9, 5)}
    given = {b: (ALIKE[b][0], sizes[b], *ALIKE[b][2:]) for b in "ABC"}
    bids, marks = small_bids(given, ()), small_marks(given)
    for most, winners in ((3, ["C", "B", "A"]), (1, ["C"])):
        rules = [{"kind": "number_of_contracts", "id": "meest", "at_most": most}]
        path = recorded(tmp_path / str(most), monkeypatch, small_tender(rules=rules), bids, marks)
        lot = read_json(path.read_bytes())["decision"]["lots"][0]
        assert [*lot["winners"], *lot["reserve"]] == ["C", "B", "A"]
        assert lot["winners"] == winners
        assert verify(path).findings == ()


def test_several_criteria_of_the_greatest_weight_count_together_in_a_tie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 40 · (4 + 7)/7 + 20 · 2/7 and 40 · (5 + 5)/7 + 20 · 4/7 are both 480/7.
    halves = [
        {"id": "q1", "title": "Plan", "weight": 40, "scale": "tien"},
        {"id": "q2", "title": "Mensen", "weight": 40, "scale": "tien"},
        {"id": "q3", "title": "Rest", "weight": 20, "scale": "tien"},
    ]
    given = {b: ({"L1": None}, *ALIKE["A"][1:]) for b in "AB"}
    judged = {"A": (4, 7, 2), "B": (5, 5, 4)}
    marks = Marks(
        tuple(
            Mark(CONSENSUS, bidder, "L1", f"q{number}", Decimal(mark), "Omdat.")
            for bidder, row in judged.items()
            for number, mark in enumerate(row, 1)
        )
    )
    tender = small_tender(
        criteria=halves,
        rules=[{"kind": "number_of_contracts", "id": "een", "at_most": 1}],
        **awarded_by(tie_ladder=["heaviest_criterion", "draw"]),
    )
    path = recorded(tmp_path, monkeypatch, tender, small_bids(given, ()), marks)
    # B is better on the first criterion of 40, A on both of them together.
    assert read_json(path.read_bytes())["decision"]["lots"][0]["winners"] == ["A"]
    assert verify(path).findings == ()


def test_a_lot_with_one_bid_stays_so_while_lots_must_be_drawn_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {**ALIKE, "D": ({"L2": (6, 6)}, (5, 5), ("700.00", "300.00"), ("Z",))}
    path = recorded(
        tmp_path, monkeypatch, small_tender(), small_bids(given, ()), small_marks(given)
    )
    lots = read_json(path.read_bytes())["decision"]["lots"]
    assert [lot["outcome"] for lot in lots[:2]] == ["draw_needed", "one_bid"]
    assert verify(path).findings == ()


def drawn_round(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    draw = Draw("L1", ("A", "B"), "contract", ("B", "A"), "people")
    bids, marks = small_bids(ALIKE, ()), small_marks(ALIKE)
    return recorded(folder, monkeypatch, small_tender(), bids, marks, draws=[draw])


def test_lots_that_were_drawn_decide_between_equals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drawn_round(tmp_path, monkeypatch)
    assert read_json(path.read_bytes())["decision"]["lots"][0]["winners"] == ["C", "B"]
    assert verify(path).findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "V508"),
        ('[[draws]]\nlot="L1"\nbidders=["A","B"]\noutcome=["A","B"]', "V508"),
        ("draws = 1", "V507"),
        ("[[draws", "V507"),
    ],
)
def test_another_outcome_in_the_round_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str
) -> None:
    path = drawn_round(tmp_path, monkeypatch)
    file = tmp_path / "draws.toml"
    if text:
        file.write_text(text, "utf-8")
    else:
        file.unlink()
    assert code in {finding.code for finding in verify(path).findings}


def test_lots_may_not_be_drawn_between_bids_that_are_not_equal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drawn_round(tmp_path, monkeypatch)
    tree = read_json(path.read_bytes())
    tree["decision"]["draws"][0]["bidders"] = ["A", "C"]
    assert "V506" in codes_of(path, tree)


def test_who_drew_is_held_against_what_the_tender_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drawn_round(tmp_path, monkeypatch)
    tree = read_json(path.read_bytes())
    tree["decision"]["draws"][0] |= {"origin": "seed", "seed": SEED}
    assert {"V421", "V508"} <= codes_of(path, tree)


def seed_drawn_round(folder: Path, monkeypatch: pytest.MonkeyPatch, seed: str) -> Path:
    """A round in which SEED was committed to and `seed` drew."""
    tender = small_tender(**awarded_by(draw_seed_hash=sha256(SEED.encode()).hexdigest()))
    start = f"{seed}|{tender.id}|L1|A,B|"
    order = sorted("AB", key=lambda bidder: sha256(f"{start}{bidder}".encode()).hexdigest())
    draw = Draw("L1", ("A", "B"), "contract", tuple(order), "seed", seed)
    bids, marks = small_bids(ALIKE, ()), small_marks(ALIKE)
    return recorded(folder, monkeypatch, tender, bids, marks, draws=[draw])


@pytest.mark.parametrize(("seed", "codes"), [(SEED, set()), ("ander", {"V422"})])
def test_a_draw_by_the_seed_that_was_committed_to_verifies_and_by_another_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: str, codes: set[str]
) -> None:
    path = seed_drawn_round(tmp_path, monkeypatch, seed)
    assert {finding.code for finding in verify(path).findings} == codes


def test_an_order_the_seed_did_not_draw_is_named_also_where_the_round_was_changed_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = seed_drawn_round(tmp_path, monkeypatch, SEED)
    tree = read_json(path.read_bytes())
    tree["decision"]["draws"][0]["outcome"].reverse()
    file = tmp_path / "draws.toml"
    held = tomllib.loads(file.read_text("utf-8"))
    held["draws"][0]["outcome"].reverse()
    file.write_text(tomli_w.dumps(held), "utf-8")
    assert "V423" in codes_of(path, tree)


def codes_of(path: Path, tree: Any) -> set[str]:
    path.write_bytes(canonical(tree))
    return {finding.code for finding in verify(path).findings}


def test_a_winner_below_the_threshold_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    stated = small_tender(**awarded_by(selection="above_threshold", threshold=80))
    found = RoundFiles(stated, small_bids(), small_marks(), ())
    monkeypatch.setattr(verify_module, "read_round", lambda _: found)
    rows = [f.values["row"] for f in verify(path).findings if f.code == "V505"]
    assert rows == ["C, L2", "E, L2", "D, L2"]


def test_a_contract_too_many_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    tree = read_json(path.read_bytes())
    third = {"bidder": "C", "lot": "L1", "clients": 0, "spend_cents": 0, "share": "0"}
    tree["decision"]["contracts"].append(third)
    assert {"V501", "V504", "V505"} <= codes_of(path, tree)


def test_a_better_ranked_bid_that_was_passed_over_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    tree = read_json(path.read_bytes())
    tree["decision"]["contracts"][1]["bidder"] = "C"
    path.write_bytes(canonical(tree))
    says = [f.values["says"] for f in verify(path).findings if f.code == "V504"]
    assert any(text.startswith("follow_ranking (L1): 1 <=") for text in says)


@pytest.mark.parametrize("row", [None, {}, {"bidder": 5}, {"bidder": "A", "lot": "L1"}], ids=str)
@pytest.mark.parametrize("name", ["contracts", "volumes", "draws", "clashes", "goals"])
def test_rows_of_any_shape_are_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, row: Any
) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    tree = read_json(path.read_bytes())
    tree["decision"][name].append(row)
    path.write_bytes(canonical(tree))
    assert not verify(path).ok


@pytest.mark.parametrize("value", [None, 5, "x", [], {}], ids=str)
def test_parts_of_any_shape_are_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: Any
) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    good = read_json(path.read_bytes())
    for key in sorted(good):
        if good[key] == value:
            continue
        path.write_bytes(canonical({**good, key: value}))
        assert not verify(path).ok, key


def test_unknown_and_missing_keys_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    tree = read_json(path.read_bytes())
    tree["note"] = tree.pop("marks")
    path.write_bytes(canonical(tree))
    found = {(f.code, f.values.get("pointer")) for f in verify(path).findings}
    assert {("V104", "note"), ("V105", "marks")} <= found


def test_advice_put_in_the_place_of_an_award_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bids, marks = small_bids(events=EVENTS), small_marks()
    path = recorded(tmp_path, monkeypatch, small_tender(), bids, marks, what_if=True)
    moved = tmp_path / "award" / "award.json"
    moved.parent.mkdir()
    shutil.move(path, moved)
    assert "V106" in {finding.code for finding in verify(moved).findings}


def test_another_version_is_a_notice_and_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(tmp_path, monkeypatch, small_tender(), small_bids(), small_marks())
    tree = read_json(path.read_bytes())
    tree["package"] = "0.0.1"
    path.write_bytes(canonical(tree))
    found = verify(path)
    assert ([f.code for f in found.findings], found.ok) == (["V108"], True)


def test_a_record_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        verify(tmp_path / "award" / "award.json")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("what_if", [False, True], ids=["award", "what-if"])
def test_any_one_number_changed_in_a_small_record_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what_if: bool, part: str
) -> None:
    tender = small_tender(**priced_by("price.lowest_share"))
    bids, marks = small_bids(), small_marks()
    path = recorded(tmp_path, monkeypatch, tender, bids, marks, what_if=what_if)
    assert {place[0] for place, _ in numbers(read_json(path.read_bytes()))} <= {*PARTS}
    assert unnamed(path, 7 if what_if else 3, part) == []
