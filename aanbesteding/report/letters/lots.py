"""The part of a letter about one lot: what was decided, the points, the reasons, the contract."""

from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.report.letters.asked import asked_and_offered
from aanbesteding.report.letters.case import WITHDRAWN, Case
from aanbesteding.report.letters.own import ADMISSION, AWARD, OUT, WITHDRAWAL
from aanbesteding.report.letters.scores import more_and_less, points_table
from aanbesteding.report.letters.why import as_sentence, why_points
from aanbesteding.report.listing import Listing, as_table
from aanbesteding.report.papers.paper import Part
from aanbesteding.report.shapes import Cell, Row, Table
from aanbesteding.report.source import Record
from aanbesteding.report.units import of_care

# Sentences that name the lowest ranked winner: of one winner nothing more is to be told.
_NAMES_WINNER = ("outranked", "filled", "tie_lost")
# How a bid can be out by the register or a requirement; else a bound was not met.
_OUT = (
    *("late", "withdrawn", "excluded", "unsuitable"),
    *("requirement_not_met", "no_contract", "capacity_below"),
)


def lot_parts(case: Case, lot: Record) -> tuple[Part, ...]:
    """Return what a letter says of one lot."""
    return tuple(part for part in _parts(case, lot) if not part.empty)


def _parts(case: Case, lot: Record) -> Iterator[Part]:
    kind = case.kind(lot)
    yield _decided(case, lot, kind)
    if kind not in (ADMISSION, WITHDRAWAL) and not case.final:
        yield _points(case, lot)
        yield _why(case, lot)


def _decided(case: Case, lot: Record, kind: str) -> Part:
    name = case.lot(lot["lot"])
    heading = case.t("heading.decision")
    if case.several:
        heading = case.t("heading.lot", lot=name, kind=case.t(f"news.{case.form(kind)}"))
    said = (*_ended(case, lot, kind), *_who(case, lot, kind), *_reserve(case, lot["lot"]))
    tables = tuple(_tables(case, lot, kind))
    return Part(heading, tuple(one for one in said if one), tables=tables)


def _ended(case: Case, lot: Record, kind: str) -> Iterator[str]:
    name = case.lot(lot["lot"])
    if kind == WITHDRAWAL:
        reason = case.stage.reason or case.stage.lots.get(lot["lot"], "")
        whole = "tender" if case.stage.name == WITHDRAWN else "lot"
        yield case.t(f"ended.withdrawn_{whole}", lot=name, reason=reason)
        return
    row = case.reasons[lot["lot"]]
    values = {**case.source.spoken(row["values"]), "lot": name}
    if "reason" in values:
        values["reason"] = as_sentence(values["reason"])
    key = row["key"].rpartition(".")[2]
    final = "_final" if case.final and kind == AWARD else ""
    if kind == OUT and key not in _OUT:
        key, values["said"] = "knocked_out", case.source.sentence(row["key"], row["values"])
    yield case.t(f"ended.{key}{final}", **values)


def _reserve(case: Case, lot: str) -> Iterator[str]:
    place = case.reserve.get(lot)
    if place is not None and case.stage.name != WITHDRAWN and lot not in case.stage.lots:
        yield case.t("reserve", place=place, lot=case.lot(lot))


def _who(case: Case, lot: Record, kind: str) -> Iterator[str]:
    """Who gets the contracts; in an open house how many were admitted."""
    if kind == WITHDRAWAL or not lot["winners"]:
        return
    if case.source.open_house(lot["lot"]):
        if kind == ADMISSION:
            yield case.t("admitted_count", count=len(lot["winners"]))
        return
    key = case.reasons[lot["lot"]]["key"].rpartition(".")[2]
    if key in _NAMES_WINNER and len(lot["winners"]) == 1:
        return
    others = [w for w in lot["winners"] if w != case.bidder]
    names = case.source.listed(case.source.name("bidder", winner) for winner in others)
    if others:
        key = "winners_beside" if len(others) < len(lot["winners"]) else "winners"
        yield case.t(key, names=names, count=len(others))


def _tables(case: Case, lot: Record, kind: str) -> Iterator[Table]:
    if kind == AWARD:
        yield from _contract(case, lot["lot"])
    if kind == OUT:
        yield from asked_and_offered(case, lot["lot"])


def _contract(case: Case, lot: str) -> Iterator[Table]:
    """What the contract holds per need level, where amounts are promised."""
    source = case.source
    volumes = [row for row in source.decision["volumes"] if row["lot"] == lot]
    contract = next((row for row in source.decision["contracts"] if row["lot"] == lot), None)
    if not volumes or contract is None:
        return
    care: dict[str, int] = {}
    spend: dict[str, Fraction] = {}
    for row in volumes:
        care[row["need"]] = care.get(row["need"], 0) + row["clients"]
        spend[row["need"]] = spend.get(row["need"], Fraction(0)) + Fraction(row["spend_cents"])
    rows = [
        (source.name("need", need), of_care(source, care[need], source.unit(need)), spend[need])
        for need in care
    ]
    labels = [case.t(f"head.{head}") for head in ("need", "amount", "spend")]
    listing = Listing(
        case.t("caption.contract", lot=case.lot(lot)), labels, ("text", "figure", "cents"), rows
    )
    table = as_table(source, listing)
    whole = source.cents(contract["spend_cents"])
    one_unit = {source.unit(need) for need in care}
    summed = of_care(source, sum(care.values()), one_unit.pop()) if len(one_unit) == 1 else "–"
    total = Row((Cell(case.t("head.total")), Cell(summed), Cell(whole)))
    yield Table(table.caption, table.columns, table.rows, (total,) if len(rows) > 1 else ())


def _points(case: Case, lot: Record) -> Part:
    """The points, and what the lowest ranked winner had more."""
    score = case.scores[lot["lot"]]
    if not score["points"]:
        return Part()
    own = case.own.winner.get(lot["lot"], "") if lot["lot"] in case.beside else ""
    beside = (*more_and_less(case, lot["lot"]), *([own] if own else []))
    return Part(_heading(case, lot, "points"), beside, tables=(points_table(case, score),))


def _why(case: Case, lot: Record) -> Part:
    """The reasons, and what a formula looked at."""
    points = why_points(case, lot["lot"])
    key = "why" if case.scores[lot["lot"]]["points"] else "written"
    return Part(_heading(case, lot, key), (), points) if points else Part()


def _heading(case: Case, lot: Record, key: str) -> str:
    said = case.t(f"heading.{key}")
    if not case.several:
        return said
    return case.t("heading.of_lot", heading=said, lot=case.lot(lot["lot"]))
