"""Which claims a decision is taken to make, by how it ended; and steps on which a claim rests."""

from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Pick
from aanbesteding.verification.compare import Step
from aanbesteding.verification.decision import check_decision, recount_of
from aanbesteding.verification.facts import count_facts
from aanbesteding.verification.model import able, barred
from aanbesteding.verification.proof import proofs
from aanbesteding.verification.prover import Prover
from aanbesteding.verification.said import Stated, is_texts
from aanbesteding.verification.unproven import unsound
from aanbesteding.verification.verification import NotProven
from aanbesteding.verification.verify import verify
from tests import combinations, tiny
from tests.verification.test_climb import compared, valued
from tests.verification.test_ended_again import PUBLISHED, Tree, scores_of, served, tiny_again

RANKED = {"mode": "rank_order", "tie_ladder": ["draw"]}
ABOVE = {**RANKED, "selection": "above_threshold", "threshold": "60"}
DRAW = "verify.why.draw"


def claimed(tree: Tree, marks: dict[str, int], drawn: bool, **changes: Any) -> list[Any]:
    """The claims of a decision: why each stayed open, or its key."""
    stated, recount = tiny_again(tree, marks, **changes)
    return [
        (one.key.rpartition(".")[2], one.why) if isinstance(one, NotProven) else one.check.key
        for one in proofs(Prover(60), stated, recount, drawn)
    ]


NOTHING_FITS = {"rules": [{"kind": "number_of_contracts", "id": "drie", "at_least": 3}]}


@pytest.mark.parametrize(
    ("award", "marks", "drawn", "open_by_draw"),
    [
        (RANKED, {"A": 8, "B": 8}, True, True),
        (RANKED, {"A": 8, "B": 8, "C": 6}, True, True),
        (RANKED, {"A": 8, "B": 8}, False, False),
        (RANKED, {"A": 8, "B": 6}, True, False),
        (PUBLISHED, {"A": 8, "B": 8}, True, False),
    ],
)
def test_that_nothing_fits_stays_open_only_where_lots_were_drawn_between_equals_in_a_ranking(
    award: Tree, marks: dict[str, int], drawn: bool, open_by_draw: bool
) -> None:
    tree = {**served(), "outcome": "nothing_fits", "clashes": [[["number_of_contracts", "drie"]]]}
    found = claimed(tree, marks, drawn, award=award, **NOTHING_FITS)
    assert (("nothing_fits", DRAW) in found) is open_by_draw


TO_DRAW = [{"lot": "1", "bidders": ["A", "B"], "about": "contract", "outcome": []}]
TWO_STEPS = {**PUBLISHED, "conditions": True, "combinations": "two_steps"}


@pytest.mark.parametrize(
    ("award", "compared", "stays_open"),
    [(RANKED, {}, True), (PUBLISHED, {}, False), (TWO_STEPS, {"combination": {}}, True)],
    ids=["ranking", "objective", "two steps"],
)
def test_while_lots_must_be_drawn_the_best_is_known_of_a_published_objective_alone(
    award: Tree, compared: Tree, stays_open: bool
) -> None:
    goals = [{"goal": "quality", "value": 0}]
    tree = {**served(), **compared, "draws": TO_DRAW, "goals": goals}
    found = claimed(tree, {"A": 8, "B": 8}, False, award=award)
    assert (found == [("best", DRAW)]) is stays_open
    assert found != []


def objected(tree: Tree, asked: Any, offered: Any, marks: Any) -> list[Finding]:
    """What is objected to in the checks on a decision."""
    scores = scores_of(asked, offered, marks)
    stated = Stated("award/award.json", "decision", tree, asked.choice_mode.value)
    again = recount_of(stated, asked, offered, count_facts(asked, offered, scores), scores)
    return [one for step in check_decision(stated, again) for one in step.findings]


def decided(tree: Tree, asked: Any, offered: Any, marks: Any) -> list[str]:
    """The same by code and place."""
    found = objected(tree, asked, offered, marks)
    return [f"{one.code} {one.values.get('row', '')}" for one in found]


def test_a_combination_that_won_from_an_award_as_good_lot_by_lot_is_objected_to() -> None:
    """Combi serves all for 1,700 euros; lot by lot is said to do just as well."""
    offered = combinations.bids(("60", "110"))
    rows = [
        {"bidder": "Combi", "lot": lot, "need": "n", "area": "g", "period": "2028", "clients": 10}
        for lot in ("L1", "L2")
    ]
    contracts = [{"bidder": "Combi", "lot": lot} for lot in ("L1", "L2")]
    goals = [{"goal": "unmet", "value": 0}, {"goal": "spend", "value": 170000}]
    said = {"won": True, "per_lot": goals, "together": goals}
    tree = {"contracts": contracts, "volumes": rows, "combination": said}
    marks = combinations.marks(offered)
    assert "V511 " in decided(tree, combinations.tender(), offered, marks)
    dearer = [goals[0], {"goal": "spend", "value": 170001}]
    tree["combination"] = {**said, "per_lot": dearer}
    assert "V511 " not in decided(tree, combinations.tender(), offered, marks)


def test_clients_that_nobody_has_are_objected_to_in_their_row() -> None:
    asked, offered = tiny.tender(award=PUBLISHED), tiny.bids(tiny.bid("A"))
    for clients in (0, -1, True, "3"):
        tree = served(("A", "zwaar", "noord", 1))
        tree["volumes"][0]["clients"] = clients
        assert "V503 " in decided(tree, asked, offered, tiny.marks({"A": 8}))


@pytest.mark.parametrize(("areas", "wrong"), [(["noord"], True), (["noord", "zuid"], False)])
def test_that_areas_were_filled_in_order_is_objected_to_where_a_need_comes_in_one_alone(
    areas: list[str], wrong: bool
) -> None:
    row = {"lot": "1", "need": "zwaar", "period": "2028", "volume": 10}
    asked = tiny.tender(award=PUBLISHED, demand=[{**row, "area": area} for area in areas])
    tree = {**served(("A", "zwaar", "noord", 10)), "rungs": ["order_of_areas"]}
    found = objected(tree, asked, tiny.bids(tiny.bid("A")), tiny.marks({"A": 8}))
    pointers = [str(one.values.get("pointer", "")) for one in found]
    assert any(one.startswith("decision/rungs") for one in pointers) is wrong


def test_exactly_the_threshold_may_win_and_less_may_not() -> None:
    _, recount = tiny_again(served(), {"A": 8, "B": 6, "C": 5}, award=ABOVE)
    assert [s.total for s in recount.by_lot["1"]] == [80, 60, 50]
    assert able(recount, "1") == ("A", "B")
    assert [row.terms for row in barred(recount, "1")] == [{Pick("C", "1"): 1}]


def test_a_winner_at_the_threshold_is_no_objection_and_one_below_is() -> None:
    offered = tiny.bids(*(tiny.bid(bidder) for bidder in "AB"))
    tree = served(("A", "zwaar", "noord", 5), ("B", "zwaar", "noord", 5))
    for mark, below in ((6, False), (5, True)):
        marks = tiny.marks({"A": 8, "B": mark})
        found = decided(tree, tiny.tender(award=ABOVE), offered, marks)
        assert ("V505 B, 1" in found) is below


def test_an_award_lot_by_lot_that_is_not_the_best_lot_by_lot_is_refuted_on_its_first_goal() -> None:
    """Baken alone serves ten of twenty; with Anker nobody would be left."""
    found = proofs(Prover(60), *compared(valued(10, 80000)), False)
    wrong = [one.values for step in found if isinstance(step, Step) for one in step.findings]
    place = "decision/combination/per_lot/0/value"
    assert wrong[0] == {"pointer": place, "row": "unmet", "says": "10", "counted": "0"}


def test_what_a_stopped_search_found_is_objected_to_where_it_breaks_a_rule() -> None:
    two = {"kind": "number_of_contracts", "id": "twee", "at_least": 2}
    tree = {"found": served(("A", "zwaar", "noord", 10))}
    _, recount = tiny_again(tree, {"A": 8, "B": 6}, award=PUBLISHED, rules=[two])
    (wrong,) = unsound(Stated("award/award.json", "decision", tree, "objective"), recount)
    assert (wrong.code, wrong.values["counted"]) == ("V504", "2")


@pytest.mark.parametrize("value", [[], ["A", 1], "A", None, [None]])
def test_only_a_list_of_texts_alone_is_texts(value: object) -> None:
    assert not is_texts(value)
    assert is_texts(["A", "B"])


def test_a_round_that_can_no_longer_be_read_is_told_with_what_of_it(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "round", example="een-perceel")
    aanbesteding.award(folder)
    (folder / "tender.toml").write_bytes(b"\xff")
    found = verify(folder / "award" / "award.json", seconds=0).findings
    assert [one.values["pointer"] for one in found if one.code == "V301"] == ["tender"]
