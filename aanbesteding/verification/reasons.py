"""The reason per bid and lot, worked out again from the scores and the winners."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.basis.canonical import jsonable
from aanbesteding.verification.compare import Step, compared
from aanbesteding.verification.points import Exact
from aanbesteding.verification.record import Json
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.scores import Counted

Row = dict[str, Any]


def check_reasons(said: Json, file: str, recount: Recount) -> Step:
    """Return the check on the reasons, which go with the decision the record is about."""
    counted = jsonable(list(_reasons(recount)))
    return compared("verify.reasons", "V601", file, "reasons", said, counted)


def _reasons(recount: Recount) -> Iterator[Row]:
    outcome = recount.outcome()
    won = {lot["lot"]: lot["winners"] for lot in recount.lots()}
    for score in recount.scores:
        winners = won[score.lot]
        result, key, values = _reason(recount.mode, outcome, score, recount.scores, winners)
        last = _score(recount.scores, winners[-1], score.lot) if "last_winner" in values else None
        yield {
            "bidder": score.bidder,
            "lot": score.lot,
            "result": result,
            "key": key,
            "values": values,
            "compared": list(_compared(score, last)) if last else [],
        }


def _score(scores: Sequence[Counted], bidder: str, lot: str) -> Counted:
    return next(s for s in scores if (s.bidder, s.lot) == (bidder, lot))


def _compared(own: Counted, other: Counted) -> Iterator[Row]:
    """Points per criterion beside those of the last winner."""
    theirs = {points["criterion"]: points["rounded"] for points in other.points}
    for points in own.points:
        mine = points["rounded"]
        if (their := theirs.get(points["criterion"])) is not None:
            yield {
                "criterion": points["criterion"],
                "own": mine,
                "other": their,
                "difference": _minus(mine, their),
            }


def _reason(
    mode: str, outcome: str, score: Counted, scores: Sequence[Counted], winners: list[str]
) -> tuple[str, str, Row]:
    place: Row = {"rank": score.rank, "total": score.total}
    if score.status != "in":
        return "out", score.key, dict(score.values)
    if outcome == "admitted":
        return "admitted", "reason.admitted", {}
    if outcome == "draw_needed":
        return "draw", "reason.draw", place
    if outcome == "nothing_fits" or not winners:
        return "not_won", "reason.nothing_fits", place
    if score.bidder in winners:
        return "won", "reason.won" if mode == "rank_order" else "reason.chosen", place
    if mode != "rank_order":
        return "not_won", "reason.not_chosen", place
    return "not_won", *_outranked(score, scores, winners)


def _outranked(score: Counted, scores: Sequence[Counted], winners: list[str]) -> tuple[str, Row]:
    """The loser beside the last winner of the lot."""
    last = _score(scores, winners[-1], score.lot)
    key = "reason.tie_lost" if score.rank == last.rank else "reason.outranked"
    return key, {
        "rank": score.rank,
        "total": score.total,
        "places": len(winners),
        "last_winner": last.bidder,
        "last_winner_rank": last.rank,
        "last_winner_total": last.total,
        "difference": abs(_minus(last.total, score.total)),
    }


def _minus(one: Exact, other: Exact) -> Exact:
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) - Fraction(other)
    return one - other
