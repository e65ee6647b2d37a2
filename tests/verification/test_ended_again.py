"""A decision that is no award is counted again: a search that stopped, and lots that are drawn."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.assessment.marks import Marks
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.decision import recount_of
from aanbesteding.verification.draws import check_draws
from aanbesteding.verification.facts import count_facts
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.said import Stated
from aanbesteding.verification.scores import lot_scores
from tests import tiny

Tree = dict[str, Any]
Both = tuple[Stated, Recount]
PUBLISHED = {"mode": "published_objective", "tie_ladder": ["higher_quality", "draw"]}


def scores_of(asked: Tender, offered: Bids, marks: Marks) -> tuple[Counted, ...]:
    return tuple(one for lot in lot_scores(asked, offered, marks) for one in lot.counted)


def again(tree: Tree, asked: Tender, offered: Bids, marks: Marks) -> Both:
    """A decision as a record states it, and counted again."""
    scores = scores_of(asked, offered, marks)
    stated = Stated("award/award.json", "decision", tree, asked.choice_mode.value)
    facts = count_facts(asked, offered, scores)
    return stated, recount_of(stated, asked, offered, facts, scores).recount


def tiny_again(tree: Tree, marks: Mapping[str, int], **changes: Any) -> Both:
    """The tiny tender, with a bid of ten heavy and twenty light for each of these marks."""
    offered = tiny.bids(*(tiny.bid(bidder) for bidder in marks))
    return again(tree, tiny.tender(**changes), offered, tiny.marks(marks))


def served(*rows: tuple[str, str, str, int]) -> Tree:
    """Contracts and volumes by bidder, need, area and clients, in lot 1."""
    names = ("bidder", "need", "area", "clients")
    volumes = [{**dict(zip(names, row, strict=True)), "lot": "1", "period": "2028"} for row in rows]
    bidders = dict.fromkeys(row[0] for row in rows)
    return {"contracts": [{"bidder": one, "lot": "1"} for one in bidders], "volumes": volumes}


def test_when_the_search_stopped_neither_a_lot_nor_the_whole_is_awarded() -> None:
    found = served(("A", "zwaar", "noord", 10))
    _, recount = tiny_again({"found": found}, {"A": 8, "B": 6}, award=PUBLISHED)
    assert recount.outcome() == "not_proven"
    assert [(lot["outcome"], lot["winners"]) for lot in recount.lots()] == [("not_proven", [])]


def _checked(folder: Path, row: Tree) -> list[tuple[str, Any]]:
    tree = {**served(), "draws": [row]}
    stated, recount = tiny_again(tree, {"A": 8, "B": 8})
    found = check_draws(folder, stated, recount).findings
    return [(finding.code, finding.values.get("counted")) for finding in found]


@pytest.mark.parametrize("bidders", [7, [["A"], ["B"]], [], ["A", "A"]])
def test_a_draw_between_what_are_no_bidders_is_named_and_not_looked_up(
    tmp_path: Path, bidders: object
) -> None:
    assert [code for code, _ in _checked(tmp_path, {"lot": "1", "bidders": bidders})] == ["V506"]


@pytest.mark.parametrize(
    ("drawn", "groups"),
    [
        ([("nobody", "AB")], [("A", "B")]),
        ([("people", "BA")], [("B",), ("A",)]),
        ([("nobody", "AB"), ("people", "BA")], [("B",), ("A",)]),
    ],
)
def test_only_lots_that_were_drawn_put_equals_in_an_order(
    drawn: list[tuple[str, str]], groups: list[tuple[str, ...]]
) -> None:
    rows = [{"lot": "1", "outcome": [*order], "origin": origin} for origin, order in drawn]
    _, recount = tiny_again({**served(), "draws": rows}, {"A": 8, "B": 8})
    assert list(recount.order["1"]) == groups


def test_of_a_seed_nobody_promised_it_is_said_that_people_had_to_draw(tmp_path: Path) -> None:
    (tmp_path / "draws.toml").write_text(
        "[[draws]]\nlot = '1'\nbidders = ['A', 'B']\noutcome = ['A', 'B']\n"
        "origin = 'seed'\nseed = 'x'\n",
        "utf-8",
    )
    row = {"lot": "1", "bidders": ["A", "B"], "outcome": ["A", "B"], "origin": "seed", "seed": "x"}
    assert _checked(tmp_path, row) == [("V421", "people")]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"outcome": ["B"]}, ["V508"]),
        ({"origin": "people"}, ["V508"]),
        ({"origin": "seed", "seed": "x"}, ["V508", "V508"]),
    ],
)
def test_who_is_alone_comes_first_without_lots(
    tmp_path: Path, changes: Tree, codes: list[str]
) -> None:
    row = {"lot": "1", "bidders": ["A"], "outcome": ["A"], "origin": "nobody", "seed": ""}
    assert [code for code, _ in _checked(tmp_path, {**row, **changes})] == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"about": "contract"}, []),
        ({"about": "contract", "outcome": ["B", "A"]}, ["V508"]),
        ({"about": "contract", "seed": "x"}, ["V508"]),
        ({"about": "volume"}, ["V421", "V508", "V508"]),
    ],
)
def test_over_clients_lots_are_drawn_and_where_nobody_drew_no_order_is_told(
    tmp_path: Path, changes: Tree, codes: list[str]
) -> None:
    row = {"lot": "1", "bidders": ["A", "B"], "outcome": ["A", "B"], "origin": "nobody", "seed": ""}
    assert sorted(code for code, _ in _checked(tmp_path, {**row, **changes})) == codes


def test_between_who_are_admitted_without_a_rank_no_lots_are_drawn(tmp_path: Path) -> None:
    house = [{"id": "1", "title": "Open huis", "mode": "admit_all"}, {"id": "2", "title": "Twee"}]
    row = {"lot": "1", "bidders": ["A", "B"], "outcome": ["A", "B"], "origin": "people"}
    asked = tiny.tender(lots=house)
    offered = tiny.bids(*(tiny.bid(bidder, lots=("1", "2")) for bidder in "AB"))
    marks = tiny.marks({"A": 8, "B": 8}, lots=["1", "2"])
    for lot, wrong in (("1", True), ("2", False)):
        tree = {**served(), "draws": [{**row, "lot": lot}]}
        found = check_draws(tmp_path, *again(tree, asked, offered, marks)).findings
        assert ("V506" in [one.code for one in found]) is wrong


def test_a_lot_without_a_winner_has_nobody_left_only_when_all_have_lots_enough() -> None:
    most = [{"kind": "lots_per_bidder", "id": "een", "at_most": 1}]
    lots = [{"id": lot, "title": lot} for lot in ("1", "2")]
    heavy = {"need": "zwaar", "area": "noord", "period": "2028", "volume": 10}
    asked = tiny.tender(lots=lots, rules=most, demand=[{**heavy, "lot": lot} for lot in ("1", "2")])
    tree = served(("A", "zwaar", "noord", 10))
    for others, outcome in (("", "nobody_left"), ("B", "nothing_fits")):
        bids = [tiny.bid("A", lots=("1", "2")), *(tiny.bid(one, lots=("2",)) for one in others)]
        marks = tiny.marks(dict.fromkeys(["A", *others], 8), lots=["1", "2"])
        _, recount = again(tree, asked, tiny.bids(*bids), marks)
        assert [lot["outcome"] for lot in recount.lots()][1:] == [outcome]


def test_of_draws_that_cannot_be_read_none_is_said_to_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "draws.toml").write_bytes(b"\xff")
    row = {"lot": "1", "bidders": ["A"], "outcome": ["A"], "origin": "nobody", "seed": ""}
    stated, recount = tiny_again({**served(), "draws": [row]}, {"A": 8})
    found = check_draws(tmp_path, stated, recount)
    assert [one.code for one in found.findings] == ["V507"]
    assert found.check.values["number"] == 0
