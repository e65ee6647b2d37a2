"""The sheets on low prices, with live limits, and on bids that look alike."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from aanbesteding.report.alike import patterns
from aanbesteding.report.flags import looks_of, talks_table
from aanbesteding.report.grid import FIRST, as_rows, at, fixed, heads, live, sheet, text
from aanbesteding.report.shapes import Table
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

PRICE, AMOUNT, BELOW, LIMIT = 4, 6, 7, 8
_TINY = "0.000000001"
_MOST_CELLS = 100
SPANS = (2, 2, 2, 3)
Places = Mapping[tuple[str, str, str], int]


def low_prices_sheet(source: Source) -> Sheet | None:
    """Return each price beside each limit, then what was asked; None without any price."""
    looks, talks, t = looks_of(source), talks_table(source), source.t
    if not looks and not talks:
        return None
    words = ("lot", "bidder", "method", "price", "against", "amount", "below", "limit", "verdict")
    own = ("bidder", "method", "price")
    labels = [t(f"report.low_prices.{'' if w in own else 'sheet.'}{w}") for w in words]
    lines: list[Row] = [heads(*labels, numbers="---n-nnn-")]
    places: dict[tuple[str, str, str], int] = {}
    row = FIRST
    for look in looks:
        places[look["lot"], look["method"], look["bidder"]] = row
        row += max(1, len(look["limits"]))
    for look in looks:
        lines += _lines(source, look, places)
    lines += [(), (CellOut(t("report.low_prices.note"), "note", span=len(words)),), ()]
    lines += _spread(talks) if talks else []
    return sheet(source, "low_prices", lines, (18, 34, 22, 20, 30, 16, 14, 16, 18))


def _lines(source: Source, look: Record, places: Places) -> Iterator[Row]:
    """A row per limit; each with the price, so that it can be read by itself."""
    first = places[look["lot"], look["method"], look["bidder"]]
    who = (
        text(source.name("lot", look["lot"])),
        text(source.bidder(look["bidder"])),
        text(look["method"]),
        CellOut(Fraction(look["price"]), "row_euro"),
    )
    if not look["limits"]:
        yield (*who, text(source.t("report.low_prices.nothing")))
    for row, limit in enumerate(look["limits"], start=first):
        below = f"{at(PRICE, row)}<{at(LIMIT, row)}-{_TINY}"
        out, fine = (source.t(f"report.low_prices.{key}") for key in ("stands_out", "fine"))
        stands_out = Fraction(look["price"]) < Fraction(limit["limit"])
        yield (
            *who,
            text(source.t(f"report.low_prices.sheet.{limit['against']}")),
            _amount(look, limit, places),
            CellOut(Fraction(limit["below"]), "row_percent"),
            live(f"{at(AMOUNT, row)}*(1-{at(BELOW, row)})", Fraction(limit["limit"]), "row_euro"),
            live(f'IF({below},"{out}","{fine}")', out if stands_out else fine, "row"),
        )


def _amount(look: Record, limit: Record, places: Places) -> CellOut:
    """What a price is held against: worked out of the other prices on the sheet, where it is."""
    value = Fraction(limit["amount"])
    rows = [places[look["lot"], look["method"], bidder] for bidder in limit["bidders"]]
    if not rows or len(rows) > _MOST_CELLS:
        return CellOut(value, "row_euro")
    cells = ",".join(fixed(PRICE, row) for row in rows)
    name = "AVERAGE" if limit["against"] == "mean" else "MIN"
    return live(f"{name}({cells})", value, "row_euro")


def _spread(talks: Table) -> Iterator[Row]:
    """The talks, each column over some columns of the table above it."""
    yield (text(talks.caption, "strong"),)
    yield tuple(
        CellOut(column.label, "header", span=span)
        for column, span in zip(talks.columns, SPANS, strict=True)
    )
    for row in talks.rows:
        told = (": ".join(part for part in (cell.text, cell.note) if part) for cell in row.cells)
        yield tuple(CellOut(x, "row", span=span) for x, span in zip(told, SPANS, strict=True))


def patterns_sheet(source: Source) -> Sheet | None:
    """Return the bids that look alike; None where there are none. For internal use."""
    found = patterns(source)
    if not found:
        return None
    mark = CellOut(source.t("report.patterns.internal"), "warning", span=3)
    lead = CellOut(source.t("report.patterns.lead"), "row", span=3)
    return sheet(source, "patterns", [(mark,), (lead,), (), *as_rows(found)], (44, 70, 60), (0, 0))
