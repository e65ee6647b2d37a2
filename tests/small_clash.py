"""Small rounds with rules that may clash, built in code for the tests."""

from collections.abc import Sequence
from typing import Any

from aanbesteding.assessment.marks import Marks
from aanbesteding.bids.bid import Bid
from aanbesteding.explanation.judged import Judged, judged
from tests.tiny import bids, marks, tender

BY_GOAL: dict[str, Any] = {
    "award": {"mode": "published_objective"},
    "goals": [{"kind": "spend"}],
}
TWO_LOTS: dict[str, Any] = {
    "lots": [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"}],
}


def case(rules: Sequence[dict[str, Any]], *offered: Bid, **changes: Any) -> Judged:
    """A round with these rules, in which A is ranked before B before C."""
    asked = tender(rules=list(rules), **changes)
    given = {one.id: 9 - at for at, one in enumerate(sorted(offered, key=lambda b: b.id))}
    lots = [lot.id for lot in asked.lots]
    every = [m for lot in lots for m in marks(given, lots=[lot]).marks]
    there = {(one.id, lot.lot) for one in offered for lot in one.lots}
    kept = tuple(m for m in every if (m.bidder, m.lot) in there)
    return judged(asked, bids(*offered), Marks(kept))
