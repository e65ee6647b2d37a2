"""A bidder's points per criterion, beside those of the lowest ranked winner where it lost."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aanbesteding.report.letters.case import Case
from aanbesteding.report.listing import Listing, as_table
from aanbesteding.report.shapes import Cell, Row, Table
from aanbesteding.report.source import Record


def points_table(case: Case, score: Record) -> Table:
    """Return the points per criterion with the most there were, and the total below them."""
    source, beside = case.source, case.beside.get(score["lot"])
    theirs = {point["criterion"]: point["rounded"] for point in beside["points"]} if beside else {}
    most = most_points(case)
    rows = []
    for point in score["points"]:
        criterion, own = point["criterion"], point["rounded"]
        other = theirs.get(criterion)
        row = [source.name("criterion", criterion), most.get(criterion), own]
        if beside:
            row += [other, None if other is None else apart(own, other)]
        rows.append(tuple(row))
    heads = ["criterion", "most", "own", *(("theirs", "difference") if beside else ())]
    labels = [case.t(f"head.{head}") for head in heads]
    kinds = ("text", *["number"] * (len(heads) - 1))
    named = {"lot": case.lot(score["lot"])}
    if beside:
        named["winner"] = source.name("bidder", beside["bidder"])
    caption = case.t("caption.beside" if beside else "caption.points", **named)
    table = as_table(source, Listing(caption, labels, kinds, rows))
    endless = any("/" in point["rounded"] for point in score["points"])
    note = case.t("not_rounded") if endless else ""
    scored = [most.get(point["criterion"]) for point in score["points"]]
    return replace(table, total=(_total(case, score, beside, scored),), note=note)


def apart(own: str, other: str) -> Decimal | Fraction:
    """Return how much more the first is: with the decimals both have, where they end.

    >>> apart("85.20", "29.37"), apart("1/3", "1")
    (Decimal('55.83'), Fraction(-2, 3))
    """
    if "/" in own + other:
        return Fraction(own) - Fraction(other)
    return Decimal(own) - Decimal(other)


def most_points(case: Case) -> dict[str, Decimal]:
    """Return the most points there were by criterion, the price included where it has a weight."""
    tender = case.source.tender
    found = {one.id: one.weight for one in tender.criteria}
    if tender.price.weight:
        found["price"] = tender.price.weight
    return found


def _total(
    case: Case, score: Record, beside: Record | None, scored: Sequence[Decimal | None]
) -> Row:
    """The sums; the most there was only where it is known for every row."""
    number = case.source.number
    known = [one for one in scored if one is not None]
    most = number(sum(known)) if len(known) == len(scored) else "–"
    cells = [case.t("head.total"), most, number(score["total"])]
    if beside:
        cells += [number(beside["total"]), number(apart(score["total"], beside["total"]))]
    return Row(tuple(Cell(text) for text in cells))


def more_and_less(case: Case, lot: str) -> tuple[str, ...]:
    """Return on what the lowest ranked winner had more points, and on what this bidder had."""
    beside = case.beside.get(lot)
    if not beside:
        return ()
    source, own = case.source, case.scores[lot]
    winner = source.name("bidder", beside["bidder"])
    mine = {point["criterion"]: point["rounded"] for point in own["points"]}
    moved = [
        (source.name("criterion", point["criterion"]), apart(point["rounded"], before))
        for point in beside["points"]
        if (before := mine.get(point["criterion"])) is not None
    ]
    more = [case.t("more_on", criterion=name, points=by) for name, by in moved if by > 0]
    less = [case.t("more_on", criterion=name, points=-by) for name, by in moved if by < 0]
    said = []
    if more:
        said.append(case.t("winner_more", winner=winner, parts=source.listed(more)))
    elif moved:
        said.append(case.t("winner_no_more", winner=winner))
    if less:
        said.append(case.t("own_more", parts=source.listed(less)))
    return (" ".join(said),) if said else ()
