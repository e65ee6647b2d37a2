"""What follows from the parts of a record that are shown, worked out again as far as they go."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import MOST_DECIMALS, RoundingMode, rounded
from aanbesteding.basis.findings import Finding
from aanbesteding.verification.calendar import day_after, last_day
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.opened_tree import HIDDEN, Rows, at, plain, rows_of, whole
from aanbesteding.verification.record import Json, shown, spelled

Row = dict[str, Any]
Told = tuple[str, str, Any, Any]
EMPTY_HANDED = (
    *("no_valid_bid", "nobody_left", "nothing_fits", "out_of_scope", "withdrawn"),
    *("draw_needed", "not_proven"),
)
SMALLEST = Fraction(1, 10**29)
NUMBER = re.compile(r"-?[0-9]{1,200}(\.[0-9]{1,200}|/[0-9]{1,200})?")
OFTEN_HIDDEN = ("totals", "ranks", "followed", "care")


def claims(value: Any, file: str) -> Iterator[Step]:
    """Yield a check for each claim about which something is shown."""
    record = at(value, "record")
    for name, (code, looked_at, check) in CLAIMS.items():
        if not looked_at(record):
            continue
        found = [_objection(code, file, *told) for told in check(record)]
        yield step(f"verify.package.{name}", found)


def unseen(value: Any) -> tuple[str, ...]:
    """Return the claims about which nothing can be said, because what they rest on is hidden."""
    record = at(value, "record")
    return tuple(name for name in OFTEN_HIDDEN if not CLAIMS[name][1](record))


def winners(lot: Row) -> list[Json]:
    """Return who won a lot, as far as it is shown."""
    found = at(lot, "winners", "by_number")
    return [plain(one) for one in found.in_order] if isinstance(found, Rows) else []


def _objection(code: str, file: str, pointer: str, row: str, says: Any, counted: Any) -> Finding:
    values = {"pointer": pointer, "row": row, "says": shown(says), "counted": shown(counted)}
    return objection(code, file, **values)


def _dates(record: Any) -> Iterator[Told]:
    """The standstill by the calendar, and the days of the tender."""
    told, asked = at(record, "schedule"), at(record, "tender", "schedule")
    days = at(asked, "standstill_days")
    if not isinstance(told, dict) or not isinstance(asked, dict) or not _whole(days):
        return
    counted: Row = dict(asked)
    try:
        end = last_day(date.fromisoformat(str(asked.get("provisional_award"))), days)
        counted |= {"standstill_last_day": str(end), "final_award_from": str(day_after(end))}
    except (ValueError, OverflowError):
        yield "record/tender/schedule/provisional_award", "", asked.get("provisional_award"), ""
    for name in sorted(told.keys() & counted.keys()):
        if told[name] != counted[name]:
            yield f"record/schedule/{name}", "", told[name], counted[name]


def _lots(record: Any) -> Iterator[Told]:
    """No more winners than bids or places, each once; none where a lot ended without."""
    if at(record, "kind") != "award":
        yield "record/kind", "", _told(at(record, "kind")), "award"
    for lot in rows_of(record, "decision", "lots"):
        name, won = _name(lot), winners(lot)
        pointer = "record/decision/lots"
        for what in ("bids", "places"):
            most: Any = lot.get(what)
            if _whole(most) and len(won) > most:
                yield f"{pointer}/{what}", name, most, len(won)
        if len({spelled(winner) for winner in won}) != len(won):
            yield f"{pointer}/winners", name, [_told(one) for one in won], "×2"
        ended = lot.get("outcome")
        if (ended in EMPTY_HANDED and won) or (ended == "awarded" and not won):
            yield f"{pointer}/outcome", name, ended, len(won)


def _totals(record: Any) -> Iterator[Told]:
    """Each total is the sum of its points, rounded where the tender says so."""
    rounding = _rounding(record)
    for score in _full_scores(record):
        points = rows_of(score, "points")
        try:
            quality = sum((_counts(p, rounding) for p in points if not _is_price(p)), Fraction(0))
            price = sum((_counts(p, rounding) for p in points if _is_price(p)), Fraction(0))
            total = _at_step(rounding, "total", _at_step(rounding, "quality", quality) + price)
            differs = abs(_exact(score["total"]) - total) > SMALLEST
        except (ValueError, TypeError, KeyError, ZeroDivisionError):
            yield "record/scores/total", _who(score), _told(score.get("total")), ""
            continue
        if differs:
            yield "record/scores/total", _who(score), score["total"], str(total)


def _full_scores(record: Any) -> list[Row]:
    """The scores that are shown with their total and all their points."""
    if not whole(record, "tender", "rounding"):
        return []
    return [
        score
        for score in rows_of(record, "scores")
        if score.get("status") == "in"
        and "total" in score
        and whole(score, "points")
        and rows_of(score, "points")
        and all({"criterion", "exact", "rounded"} <= p.keys() for p in rows_of(score, "points"))
    ]


def _rounding(record: Any) -> dict[str, Row]:
    return {str(row.get("step")): row for row in rows_of(record, "tender", "rounding")}


def _counts(point: Row, rounding: Mapping[str, Row]) -> Fraction:
    """What is added up: the rounded number where its step is rounded, else the exact one."""
    exact = _exact(point["exact"])
    return _at_step(rounding, "price" if _is_price(point) else "criterion", exact)


def _is_price(point: Row) -> bool:
    return bool(point["criterion"] == "price")


def _at_step(rounding: Mapping[str, Row], name: str, value: Fraction) -> Fraction:
    row = rounding.get(name)
    if row is None:
        return value
    if row["decimals"] not in range(MOST_DECIMALS + 1):
        raise ValueError(row["decimals"])
    return Fraction(rounded(value, row["decimals"], RoundingMode(row["mode"])))


def _exact(text: Any) -> Fraction:
    """A number as a record writes it; raises ValueError for any other text, such as 1E9."""
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def _ranks(record: Any) -> Iterator[Told]:
    """A higher total has a better rank, equal totals share one; exact where all are shown."""
    every = whole(record, "scores") and all(map(_shows_rank, rows_of(record, "scores")))
    for lot, scores in _ranked(record).items():
        totals = [(score, _number(score["total"])) for score in scores]
        for score, total in totals:
            higher = 1 + sum(other > total for _, other in totals)
            rank = score["rank"]
            if not _whole(rank) or rank < higher or (every and rank != higher):
                yield "record/scores/rank", f"{_who(score)}, {lot}", rank, higher
            for other, its in totals:
                if its == total and _whole(rank) and other["rank"] != rank:
                    yield "record/scores/rank", f"{_who(score)}, {lot}", rank, other["rank"]


def _ranked(record: Any) -> dict[str, list[Row]]:
    """The scores of bids that take part, by lot, as far as total and rank are shown."""
    found: dict[str, list[Row]] = {}
    for score in rows_of(record, "scores"):
        if not _shows_rank(score) or score["rank"] is None or _number(score["total"]) is None:
            continue
        found.setdefault(str(score["lot"]), []).append(score)
    return found


def _shows_rank(score: Row) -> bool:
    return {"bidder", "lot", "total", "rank"} <= score.keys()


def _number(text: Any) -> Any:
    try:
        return _exact(text)
    except (ValueError, ZeroDivisionError):
        return None


def _followed(record: Any) -> Iterator[Told]:
    """In rank order nobody stands above a winner without a contract, unless it made room."""
    ranked = _ranked(record)
    for lot in _by_rank(record):
        won = {spelled(winner) for winner in winners(lot)}
        room = {spelled(plain(one)) for one in at(lot, "made_room").in_order}
        rows = [s for s in ranked.get(str(lot.get("lot")), []) if _whole(s["rank"])]
        scores = [(spelled(plain(score["bidder"])), score) for score in rows]
        last = max((score["rank"] for bidder, score in scores if bidder in won), default=0)
        for bidder, score in scores:
            if bidder not in won | room and score["rank"] < last:
                yield "record/decision/lots/winners", _who(score), score["rank"], last


def _by_rank(record: Any) -> list[Row]:
    """The lots in which the ranking alone decides, with who made room."""
    asked = {str(lot.get("id")): lot for lot in rows_of(record, "tender", "lots")}
    general = at(record, "tender", "award")
    found = []
    for lot in rows_of(record, "decision", "lots"):
        own = asked.get(str(lot.get("lot")), {})
        mode, way = (own.get(x) or at(general, x) for x in ("mode", "selection"))
        fills = str(way).startswith("fill_")
        if mode == "rank_order" and not fills and whole(lot, "made_room"):
            found.append(lot)
    return found


def _care(record: Any) -> Iterator[Told]:
    """What waits is what is asked less what is served; what is paid is clients times the price."""
    for n, row in enumerate(rows_of(record, "decision", "needs")):
        if all(_whole(row.get(name)) for name in ("demand", "served", "waiting")):
            waiting = row["demand"] - row["served"]
            if row["waiting"] != waiting:
                yield f"record/decision/needs/{n}/waiting", "", row["waiting"], waiting
    for n, row in enumerate(rows_of(record, "decision", "volumes")):
        if all(_whole(row.get(name)) for name in ("clients", "price_cents", "spend_cents")):
            spend = row["clients"] * row["price_cents"]
            if row["spend_cents"] != spend:
                yield f"record/decision/volumes/{n}/spend_cents", "", row["spend_cents"], spend


def _whole(value: Any) -> bool:
    return type(value) is int


def _name(lot: Row) -> str:
    return shown(_told(lot.get("lot", "")))


def _who(score: Row) -> str:
    return shown(_told(score.get("bidder", "")))


def _told(value: Any) -> Json:
    """What is shown of a value, where that is one value."""
    return value if value is None or isinstance(value, str | int) else ""


Check = Callable[[Any], Iterator[Told]]
CLAIMS: Mapping[str, tuple[str, Callable[[Any], Any], Check]] = {
    "dates": ("V668", lambda record: at(record, "schedule") is not HIDDEN, _dates),
    "lots": ("V669", lambda record: at(record, "decision", "lots") is not HIDDEN, _lots),
    "totals": ("V670", _full_scores, _totals),
    "ranks": ("V671", _ranked, _ranks),
    "followed": ("V672", lambda record: _ranked(record) and _by_rank(record), _followed),
    "care": ("V673", lambda record: rows_of(record, "decision", "needs"), _care),
}
