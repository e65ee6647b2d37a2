"""The reason for every bid and lot: won, not won, out, or still to be drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from aanbesteding.assessment.assessment import Status
from aanbesteding.awarding.decision import Decision, LotOutcome, Outcome
from aanbesteding.awarding.fill import fills
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Compared:
    """A bid's points on a criterion beside those of the lowest ranked winner."""

    criterion: str
    own: Decimal
    other: Decimal
    difference: Decimal


@dataclass(frozen=True)
class Reason:
    """Why a bid for a lot ended as it did: the key of a sentence and its figures."""

    bidder: str
    lot: str
    result: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    compared: tuple[Compared, ...] = ()


def reasons(tender: Tender, scoresheet: Scoresheet, decision: Decision) -> tuple[Reason, ...]:
    """Return one reason for every bid and lot, in the order of the scores."""
    lots = {lot.lot: lot for lot in decision.lots}
    return tuple(
        _said(tender, _reason(score, lots[score.lot], decision, scoresheet))
        for score in scoresheet.scores
    )


def _said(tender: Tender, reason: Reason) -> Reason:
    """A lot that is filled by rank ends when its demand or budget is, not at a number of places."""
    if reason.values.get("last_winner") and fills(tender, reason.lot):
        return replace(reason, key="reason.filled")
    return reason


def _reason(score: Score, lot: LotOutcome, decision: Decision, scoresheet: Scoresheet) -> Reason:
    standing = score.standing
    if standing.status is not Status.IN:
        return Reason(score.bidder, score.lot, "out", standing.key, standing.values)
    if lot.outcome == "admitted":
        return Reason(score.bidder, score.lot, "admitted", "reason.admitted")
    if decision.outcome is Outcome.DRAW_NEEDED:
        return Reason(score.bidder, score.lot, "draw", "reason.draw", _place(score))
    if decision.outcome is Outcome.NOT_PROVEN:
        return Reason(score.bidder, score.lot, "open", "reason.not_proven", _place(score))
    if score.bidder in lot.made_room:
        return _made_room(score, decision)
    if decision.outcome is Outcome.NOTHING_FITS or not lot.winners:
        return Reason(score.bidder, score.lot, "not_won", "reason.nothing_fits", _place(score))
    ranked = decision.mode == AwardMode.RANK_ORDER
    if score.bidder in lot.winners:
        key = "reason.won" if ranked else "reason.chosen"
        return Reason(score.bidder, score.lot, "won", key, _place(score))
    if not ranked:
        return Reason(score.bidder, score.lot, "not_won", "reason.not_chosen", _place(score))
    return _outranked(score, _last_winner(lot, scoresheet), lot)


def _made_room(score: Score, decision: Decision) -> Reason:
    """Passed over: its own contracts are enough, or those of a company behind it."""
    own = [lot.lot for lot in decision.lots if score.bidder in lot.winners]
    key = "reason.made_room" if own else "reason.company_made_room"
    values = {**_place(score), "lots": ", ".join(own)} if own else _place(score)
    return Reason(score.bidder, score.lot, "not_won", key, values)


def _place(score: Score) -> Mapping[str, Any]:
    return {"rank": score.rank, "total": score.total}


def _last_winner(lot: LotOutcome, scoresheet: Scoresheet) -> Score:
    """The lowest ranked winner: whom a loser is compared with when there are several winners."""
    winners = [s for s in scoresheet.ranked(lot.lot) if s.bidder in lot.winners]
    return max(winners, key=lambda s: (s.rank or 0, lot.winners.index(s.bidder)))


def _outranked(score: Score, last: Score, lot: LotOutcome) -> Reason:
    key = "reason.tie_lost" if score.rank == last.rank else "reason.outranked"
    values = {
        **_place(score),
        "places": len(lot.winners),
        "last_winner": last.bidder,
        "last_winner_rank": last.rank,
        "last_winner_total": last.total,
        "difference": abs(last.total - score.total),
    }
    return Reason(score.bidder, score.lot, "not_won", key, values, tuple(_compared(score, last)))


def _compared(own: Score, other: Score) -> Iterable[Compared]:
    theirs = {points.criterion: points.rounded for points in other.points}
    for points in own.points:
        if points.criterion in theirs:
            their = theirs[points.criterion]
            yield Compared(points.criterion, points.rounded, their, points.rounded - their)
