"""How each lot of a decision ended: who won, who is on reserve, and who made room."""

from collections.abc import Collection, Sequence

from aanbesteding.assessment.assessment import Status
from aanbesteding.awarding.case import Case
from aanbesteding.awarding.decision import LotOutcome
from aanbesteding.awarding.fill import fills
from aanbesteding.awarding.problem import places_of
from aanbesteding.rules.facts import Chosen, Pick
from aanbesteding.rules.full import is_full
from aanbesteding.tender.decision import AwardMode

NOBODY_LEFT = "nobody_left"


def lot_outcomes(case: Case, chosen: Chosen, outcome: str) -> tuple[LotOutcome, ...]:
    """Return how each lot ended: by itself where it can, else by the outcome of the whole."""
    return tuple(_lot(case, chosen, lot.id, lot.in_scope, outcome) for lot in case.tender.lots)


def _lot(case: Case, chosen: Chosen, lot: str, in_scope: bool, outcome: str) -> LotOutcome:
    if not in_scope:
        return LotOutcome(lot, "out_of_scope")
    if case.tender.mode_of(lot) is AwardMode.ADMIT_ALL:
        return _open_house(case, lot)
    inside = [pick.bidder for pick in case.facts.picks if pick.lot == lot]
    ranked = [bidder for group in case.ranking(lot) for bidder in group]
    won = {pick.bidder for pick in chosen.contracts if pick.lot == lot}
    places = places_of(case.tender, lot)
    if not inside:
        outcome = _without_bids(case, lot)
    elif outcome == "awarded" and not won and _nobody_left(case, lot, ranked, chosen.contracts):
        outcome = NOBODY_LEFT
    elif len(inside) == 1:
        outcome = "one_bid"
    elif outcome == "awarded" and not won:
        outcome = "nothing_fits"
    lost = (Pick(bidder, lot) for bidder in ranked if won and bidder not in won)
    reserve = (p.bidder for p in lost if not is_full(case.limits, p, chosen.contracts))
    return LotOutcome(
        lot,
        outcome,
        tuple(bidder for bidder in ranked if bidder in won),
        tuple(reserve),
        tuple(ranked) if outcome == NOBODY_LEFT else _made_room(case, lot, ranked, won),
        len(inside),
        places,
        places is not None and len(inside) > places,
    )


def _made_room(
    case: Case, lot: str, ranked: Sequence[str], won: Collection[str]
) -> tuple[str, ...]:
    """Who was passed over where the ranking decides: only who has all it may have can be."""
    if not case.by_rank or fills(case.tender, lot):
        return ()
    last = max((place for place, bidder in enumerate(ranked) if bidder in won), default=0)
    return tuple(bidder for bidder in ranked[:last] if bidder not in won)


def _nobody_left(case: Case, lot: str, ranked: Sequence[str], given: Collection[Pick]) -> bool:
    """Whether the ranking found all who bid for the lot with as many contracts as they may have."""
    if not case.by_rank or fills(case.tender, lot):
        return False
    return all(is_full(case.limits, Pick(bidder, lot), given) for bidder in ranked)


def _open_house(case: Case, lot: str) -> LotOutcome:
    admitted = tuple(pick.bidder for pick in case.admitted if pick.lot == lot)
    outcome = "admitted" if admitted else _without_bids(case, lot)
    return LotOutcome(lot, outcome, admitted, bids=len(admitted))


def _without_bids(case: Case, lot: str) -> str:
    """No valid bid; or withdrawn, when every bid there was has been withdrawn."""
    standings = {score.standing.status for score in case.scoresheet.lot(lot)}
    return "withdrawn" if standings == {Status.WITHDRAWN} else "no_valid_bid"
