"""Lots compared in two steps: which of two awards lost, by what the record says of each goal."""

from dataclasses import replace
from typing import Any

import pytest

from aanbesteding.bids.terms import Terms
from aanbesteding.verification.combined import combination, unearned, wanted_together
from tests import combinations
from tests.verification.test_ended_again import Both, again

# Together all twenty clients are served for 200 euros.
TOGETHER = [{"goal": "unmet", "value": 0}, {"goal": "spend", "value": 20000}]


def both(*per_lot: Any) -> Both:
    """The decision with these goals of the best award lot by lot."""
    offered = combinations.bids(("60", "110"))
    tree = {"combination": {"per_lot": list(per_lot)}}
    return again(tree, combinations.tender(), offered, combinations.marks(offered))


def row(goal: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"goal": goal, "value": value, **more}


def told(per_lot: list[dict[str, Any]], outcome: str) -> dict[str, Any]:
    found = combination(*both(*per_lot), TOGETHER, outcome)
    return found["combination"]


@pytest.mark.parametrize(
    ("per_lot", "lost"),
    [
        ([], True),
        ([row("unmet", 1), row("spend", 0)], True),
        ([row("unmet", 0), row("spend", 20001)], True),
        ([row("unmet", 0), row("spend", "40001/2")], True),
        ([row("unmet", 0), row("spend", 19999)], False),
        ([row("unmet", -1), row("spend", 30000)], False),
        (TOGETHER, False),
        ([row("unmet", 1)], False),
        ([row("unmet", "veel"), row("spend", 20001)], False),
        ([row("unmet", 1, more=2), row("spend", 20001)], False),
        ([row("spend", 1), row("unmet", 20001)], False),
    ],
)
def test_while_lots_must_be_drawn_the_award_lot_by_lot_lost_where_it_is_worse(
    per_lot: list[dict[str, Any]], lost: bool
) -> None:
    """Worse on the first goal that differs, or not there at all; what cannot be read is not."""
    found = told(per_lot, "draw_needed")
    assert found["won"] is lost
    assert found["per_lot"] == (per_lot if lost else TOGETHER)


def test_of_an_award_combinations_won_where_one_of_them_has_a_contract() -> None:
    """Here nobody has one, whatever is said of the award lot by lot."""
    assert told([row("unmet", 1), row("spend", 0)], "awarded")["won"] is False


def test_what_did_not_lose_is_named_with_the_values_of_both() -> None:
    stated, recount = both(*TOGETHER)
    counted = {"combination": {"won": True, "per_lot": TOGETHER, "together": TOGETHER}}
    (found,) = unearned(stated, recount, counted)
    assert (found.code, found.values["says"], found.values["counted"]) == (
        *("V511", "[0, 20000]", "[0, 20000]"),
    )


def test_who_asks_for_one_contract_at_least_wants_none_together() -> None:
    offered = combinations.bids(("60", "110"))
    single = tuple(
        bid.model_copy(update={"terms": Terms(least_lots=1)}) if bid.id == "Combi" else bid
        for bid in offered.bids
    )
    assert wanted_together(both()[1]) != []
    alone = replace(offered, bids=single)
    _, recount = again({}, combinations.tender(), alone, combinations.marks(alone))
    assert wanted_together(recount) == []
