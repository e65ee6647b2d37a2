"""The sheet that controls the workbook: hashes, a total per sheet beside the one we found, zeros.

A total is live: it adds whatever stands on the sheet when it is opened. Beside it stands what our
own exact arithmetic found when the workbook was made.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from aanbesteding.gate.places import letters_of
from aanbesteding.report.grid import (
    FIRST,
    at,
    column_range,
    fixed,
    heads,
    live,
    noted,
    origin_rows,
    sheet,
    text,
    whole,
)
from aanbesteding.report.sheet_award import CLIENTS, SPEND, volumes_of
from aanbesteding.report.sheet_needs import SERVED
from aanbesteding.report.source import Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

NUMBERS, COUNTED, SUM, SUMMED, VERDICT = 2, 3, 4, 5, 6
_FIRST_TOTAL = FIRST + 3
_LEAST = "0.001"


def verdict_cell(source: Source, number: int) -> str:
    """Return the cell that says whether a sheet holds; `number` is its place, counted from 0."""
    return f"{source.t('report.sheet.checksum')}!{fixed(VERDICT, _FIRST_TOTAL + number)}"


def checksum_sheet(source: Source, sheets: Sequence[Sheet]) -> Sheet:
    """Return the totals of these sheets, the sums that must be zero, and every hash."""
    t = source.t
    labels = [t(f"report.guide.total.{name}") for name in _HEADS]
    notes = {SUM: t("report.guide.note.control")}
    first, last = _FIRST_TOTAL, _FIRST_TOTAL + len(sheets) - 1
    rows: list[Row] = [
        heads(t("report.guide.total.whole"), t("report.guide.total.verdict")),
        (text(t("report.guide.total.all"), "strong"), _every(source, first, last, len(sheets))),
        (),
        noted(heads(*labels, numbers="-nnnn-"), notes),
        *(_control(source, one, row) for row, one in enumerate(sheets, start=first)),
        (),
        (text(t("report.sheet.zero"), "strong"),),
        *_zeros(source),
        (),
        *origin_rows(source),
    ]
    return sheet(source, "checksum", rows, (46, 70, 16, 22, 22, 14), (0, 0))


_HEADS = ("sheet", "numbers", "numbers_kept", "sum", "sum_kept", "verdict")


def _every(source: Source, first: int, last: int, count: int) -> CellOut:
    yes, no = _words(source)
    held = f'COUNTIF({column_range(VERDICT, first, last)},"{yes}")={count}'
    return live(f'IF({held},"{yes}","{no}")', yes, "row_good")


def _words(source: Source) -> tuple[str, str]:
    return source.t("report.counts.kept"), source.t("report.counts.fails")


def _control(source: Source, one: Sheet, row: int) -> Row:
    values = [value for line in one.rows for cell in line if cell for value in _number(cell)]
    total = sum(values, start=Fraction(0))
    width = max((sum(cell.span if cell else 1 for cell in line) for line in one.rows), default=1)
    cells = f"'{one.name}'!$A$1:${letters_of(width)}${max(len(one.rows), 1)}"
    yes, no = _words(source)
    same = f"{at(NUMBERS, row)}={at(COUNTED, row)}"
    near = f"ABS({at(SUM, row)}-{at(SUMMED, row)})<{_LEAST}"
    return (
        CellOut(one.name, "row_link", link=one.name),
        live(f"COUNT({cells})", len(values), "row_integer"),
        whole(len(values)),
        live(f"SUM({cells})", total, "row_number2"),
        CellOut(total, "row_number2"),
        live(f'IF({same},IF({near},"{yes}","{no}"),"{no}")', yes, "row_good"),
    )


def _number(cell: CellOut) -> tuple[Fraction, ...]:
    """What a spreadsheet adds of a cell: a number, and nothing of words."""
    value = cell.value
    if value is None or isinstance(value, str | bool | date):
        return ()
    return (Fraction(value),)


def _zeros(source: Source) -> list[Row]:
    """Differences between sums made in two ways; live, and zero."""
    decision, place, t = source.decision, volumes_of(source), source.t
    contracts, needs = decision["contracts"], decision["needs"]
    award = t("report.sheet.award")
    last = FIRST + len(contracts) - 1
    found: list[tuple[str, str]] = []
    if contracts:
        for key, column, there in (("clients", 4, CLIENTS), ("spend", 5, SPEND)):
            summed = f"SUM({award}!{column_range(column, FIRST, last)})"
            found.append((key, f"ROUND({summed}-SUM({place.column(there)}),2)"))
    if needs:
        served = f"{t('report.sheet.needs')}!{fixed(SERVED, FIRST + len(needs))}"
        found.append(("served", f"{served}-SUM({place.column(CLIENTS)})"))
    return [
        (text(t(f"report.sheet.zero_{key}")), live(formula, 0, "row_number2"))
        for key, formula in found
    ]
