"""Small words for building sheets: cells, addresses, and rounding as a spreadsheet writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import RoundingMode, Step, euros, plain, rounded
from aanbesteding.gate.places import letters_of
from aanbesteding.report.shapes import Table
from aanbesteding.report.source import Source
from aanbesteding.report.steps import no_journal, step_facts
from aanbesteding.workbook.book import CellOut, CellValue, Row, Sheet
from aanbesteding.workbook.text import footer

FIRST = 5
DASH = CellOut("–", "row_integer")
_LARGE = 6
_TITLE = 2


def at(column: int, row: int) -> str:
    """Return an address such as ``C7``."""
    return f"{letters_of(column)}{row}"


def fixed(column: int, row: int) -> str:
    """Return an address that stays when a formula is copied, such as ``$C$7``."""
    return f"${letters_of(column)}${row}"


def column_range(column: int, first: int, last: int) -> str:
    """Return the cells of one column, such as ``$C$5:$C$9``."""
    return f"{fixed(column, first)}:{fixed(column, last)}"


def text(value: str, style: str = "row") -> CellOut:
    """Return a cell with words."""
    return CellOut(value, style)


def whole(value: int | None, style: str = "row_integer") -> CellOut:
    """Return a cell with a whole number; nothing where there is none."""
    return CellOut(value, style)


def known(value: int | None) -> CellOut:
    """Return a cell with a whole number; a dash where there is none."""
    return DASH if value is None else whole(value)


def money(cents: int, style: str = "row_euro") -> CellOut:
    """Return a cell with an amount in euros."""
    return CellOut(euros(cents), style)


def live(formula: str, value: CellValue, style: str) -> CellOut:
    """Return a formula with our own exact result."""
    return CellOut(value, style, f"={formula}")


def top(source: Source, title: str, width: int) -> tuple[Row, ...]:
    """Return the first three rows of every sheet: title, mark or tender, an empty one."""
    under = (
        CellOut(source.t("report.what_if.mark"), "warning", span=max(2, width))
        if source.what_if
        else CellOut(source.tender.title, "subtitle")
    )
    return (CellOut(title, "title"),), (under,), ()


def heads(*labels: str, numbers: str = "") -> Row:
    """Return a row of headings; `numbers` holds an n for every column of numbers."""
    marks = numbers.ljust(len(labels), "-")
    return tuple(
        CellOut(label, "header_number" if mark == "n" else "header")
        for label, mark in zip(labels, marks, strict=True)
    )


def total(label: str, blanks: int, *cells: CellOut) -> Row:
    """Return the row that closes a table: its label, empty cells, and what was added up."""
    return (text(label, "total"), *([text("", "total")] * blanks), *cells)


def noted(row: Row, notes: Mapping[int, str]) -> Row:
    """Return a row of headings with a note on some, by column counted from 1."""
    return tuple(
        cell if cell is None or at not in notes else replace(cell, comment=notes[at])
        for at, cell in enumerate(row, start=1)
    )


def sheet(
    source: Source,
    key: str,
    rows: Sequence[Row],
    widths: tuple[float, ...],
    freeze: tuple[int, int] = (FIRST - 1, 0),
) -> Sheet:
    """Return a sheet under its title, protected; the what-if mark stands on it and in its footer.

    The footer also names the hash of the record, so that a sheet of paper can be traced.
    """
    name = source.t(f"report.sheet.{key}")
    title = source.t(f"report.section.{_SECTIONS.get(key, key)}")
    mark = source.t("report.what_if.mark") if source.what_if else ""
    known = source.record_hash
    return Sheet(
        name=name,
        rows=(*top(source, title, len(widths)), *rows),
        columns=widths,
        freeze=freeze,
        repeat=FIRST - 1 if freeze[0] else _TITLE,
        protected=True,
        footer=footer(mark or source.tender.id, f"SHA-256 {known}" if known else ""),
    )


_SECTIONS = {"bids": "offered", "marks": "panel", "scores": "ranking", "checksum": "control"}


def as_rows(table: Table) -> list[Row]:
    """Return a table of the page as rows of text under its caption."""
    marks = "".join("n" if column.number else "-" for column in table.columns)
    labels = heads(*(column.label for column in table.columns), numbers=marks)
    rows: list[Row] = [(text(table.caption, "strong"),), labels]
    for row in (*table.rows, *table.total):
        styles = ["row_integer" if mark == "n" else "row" for mark in marks]
        rows.append(tuple(text(c.text, s) for c, s in zip(row.cells, styles, strict=False)))
    return [*rows, ()]


def round_formula(value: str, rounding: Step) -> str:
    """Return the published way of rounding as a formula around another.

    Digits far behind the last decimal are dropped first, because a spreadsheet's binary numbers
    are off by a little there.
    """
    decimals, scale = rounding.decimals, 10**rounding.decimals
    scaled = f"ROUND(({value})*{scale},{_LARGE})"
    match rounding.mode:
        case RoundingMode.HALF_UP:
            return f"ROUND({value},{decimals})"
        case RoundingMode.FLOOR:
            return f"(TRUNC({scaled})-IF({scaled}<TRUNC({scaled}),1,0))/{scale}"
        case RoundingMode.HALF_EVEN:
            half = f"ROUND(ABS({scaled}-TRUNC({scaled})),{_LARGE})=0.5"
            return f"IF({half},ROUND({scaled}/2,0)*2,ROUND({scaled},0))/{scale}"


def literal(value: Fraction) -> str:
    """Return a number as it stands in a formula; one without end as a division."""
    for decimals in range(16):
        if (value * 10**decimals).denominator == 1:
            return plain(rounded(value, decimals))
    return f"({value.numerator}/{value.denominator})"


def exact_style(value: Fraction | Decimal) -> str:
    """Return the style that shows a number with the decimals it needs."""
    return "row_number2" if (Fraction(value) * 100).denominator == 1 else "row_number"


def properties(source: Source) -> dict[str, str]:
    """Return the properties of a workbook: the hash of the tender, and of the record if known."""
    found = {"tender-sha256": source.record["tender_hash"]}
    return {**found, "record-sha256": source.record_hash} if source.record_hash else found


def origin_rows(source: Source) -> list[Row]:
    """Return the hashes of record, tender and files, as rows of a sheet."""
    t, record = source.t, source.record
    facts = step_facts(source) or [no_journal(source)]
    return [
        heads(t("report.sheet.what"), t("report.origin.sha256")),
        (text(t("report.origin.record")), text(source.record_hash or "–")),
        (text(t("report.origin.tender")), text(record["tender_hash"])),
        *((text(fact.term), text(fact.text)) for fact in facts),
        (text(t("report.origin.version")), text(record["package"])),
        (text(t("report.origin.format")), text(record["format"])),
        (),
        (text(t("report.origin.inputs"), "strong"),),
        *((text(i["path"]), text(i["sha256"])) for i in record["inputs"]),
    ]
