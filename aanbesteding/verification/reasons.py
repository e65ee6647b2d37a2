"""The reason per bid and lot, worked out again from the scores and the winners."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from aanbesteding.basis.canonical import jsonable
from aanbesteding.verification.compare import Step, compared
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.record import Json
from aanbesteding.verification.recount import Recount

Row = dict[str, Any]


def check_reasons(said: Json, file: str, recount: Recount) -> Step:
    """Return the check on the reasons, which go with the decision the record is about."""
    counted = jsonable(list(_reasons(recount)))
    return compared("verify.reasons", "V601", file, "reasons", said, counted)


def _reasons(recount: Recount) -> Iterator[Row]:
    outcome = recount.outcome()
    lots = {lot.id: lot for lot in recount.tender.open_lots}
    won = {lot.id: recount.winners(lot) for lot in lots.values()}
    known = {(score.bidder, score.lot): score for score in recount.scores}
    for score in recount.scores:
        winners = won[score.lot]
        last = known[winners[-1], score.lot] if winners else None
        house = recount.open_house(lots[score.lot])
        room = recount.made_room(lots[score.lot])
        seen = _Seen(recount.mode, "admitted" if house else outcome, winners, last, room, won)
        result, key, values = _reason(seen, score)
        if "last_winner" in values and recount.filled(lots[score.lot]):
            key = "reason.filled"
        yield {
            "bidder": score.bidder,
            "lot": score.lot,
            "result": result,
            "key": key,
            "values": values,
            "compared": list(_compared(score, last)) if last and "last_winner" in values else [],
        }


class _Seen(NamedTuple):
    """How the lot of a score ended, its last winner, and who won which lot."""

    mode: str
    outcome: str
    winners: list[str]
    last: Counted | None
    made_room: list[str]
    everywhere: Mapping[str, list[str]]


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
                "difference": mine - their,
            }


def _reason(seen: _Seen, score: Counted) -> tuple[str, str, Row]:
    place: Row = {"rank": score.rank, "total": score.total}
    if score.status != "in":
        return "out", score.key, dict(score.values)
    if seen.outcome == "admitted":
        return "admitted", "reason.admitted", {}
    if seen.outcome == "draw_needed":
        return "draw", "reason.draw", place
    if seen.outcome == "not_proven":
        return "open", "reason.not_proven", place
    if seen.last is None and score.bidder not in seen.made_room:
        return "not_won", "reason.nothing_fits", place
    if score.bidder in seen.winners:
        return "won", "reason.won" if seen.mode == "rank_order" else "reason.chosen", place
    if seen.mode != "rank_order":
        return "not_won", "reason.not_chosen", place
    if score.bidder in seen.made_room:
        own = [lot for lot, winners in seen.everywhere.items() if score.bidder in winners]
        if own:
            return "not_won", "reason.made_room", {**place, "lots": ", ".join(own)}
        return "not_won", "reason.company_made_room", place
    if seen.last is None:
        raise AssertionError(score)
    return "not_won", *_outranked(score, seen.last, len(seen.winners))


def _outranked(score: Counted, last: Counted, places: int) -> tuple[str, Row]:
    """The loser beside the last winner of the lot."""
    key = "reason.tie_lost" if score.rank == last.rank else "reason.outranked"
    return key, {
        "rank": score.rank,
        "total": score.total,
        "places": places,
        "last_winner": last.bidder,
        "last_winner_rank": last.rank,
        "last_winner_total": last.total,
        "difference": abs(last.total - score.total),
    }
