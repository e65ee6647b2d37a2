"""Paragraphs and tables of a Word document; whatever is typed stays text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from aanbesteding.basis.visible import visible
from aanbesteding.report.papers.docx_base import WIDTH
from aanbesteding.report.papers.unbroken import unbroken
from aanbesteding.report.papers.widths import widths
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table

_TONES = {"good": "Good", "bad": "Bad", "wait": "Wait", "strong": "Strong", "hash": "Code"}
_BREAKS = {"\n": "w:br", "\t": "w:tab"}
ROWS_KEPT = 3
_PIECES = re.compile(r"([\n\t])")


def paragraph(text: str, style: str, character: str = "", kept: bool = False) -> Any:
    """Return a paragraph in a style of ours, kept on one page with what follows if asked."""
    made = _root("w:p")
    about = _added(made, "w:pPr")
    _added(about, "w:pStyle", val=style)
    if kept:
        _added(about, "w:keepNext")
    _say(made, text, character)
    return made


def stay_with_next(elements: Sequence[Any]) -> None:
    """Keep the end of a text on one page with what follows: behind a table its last rows too."""
    *before, last = elements
    ends = [last]
    if before and before[-1].tag == _named("w:tbl"):
        rows = before[-1].findall(_named("w:tr"))[-ROWS_KEPT:]
        ends = [one for row in rows for one in row.iter(_named("w:p"))] + ends
    for one in ends:
        about = one.find(_named("w:pPr"))
        if about.find(_named("w:keepNext")) is None:
            about.insert(1, one.makeelement(_named("w:keepNext"), {}))


def facts(items: tuple[Fact, ...], style: str) -> Iterator[Any]:
    """Yield a paragraph per fact: the term, a tab and what it is."""
    for fact in items:
        made = paragraph(fact.term, style, "Term")
        _say(made, "\t")
        _say(made, fact.text, _TONES.get(fact.tone, ""))
        if fact.note:
            _say(made, f"\n{fact.note}", "Small")
        yield made


def table(shown: Table) -> Iterator[Any]:
    """Yield the caption, the table and its note."""
    yield paragraph(shown.caption, "Caption")
    yield _grid(shown)
    yield paragraph(shown.note, "Note")


def _grid(shown: Table) -> Any:
    made, wide = _root("w:tbl"), widths(shown, WIDTH)
    _about_table(made, shown.caption)
    grid = _added(made, "w:tblGrid")
    for width in wide:
        _added(grid, "w:gridCol", w=width)
    labels = Row(tuple(Cell(column.label) for column in shown.columns))
    _row(made, labels, shown.columns, wide, kind="head")
    closing = len(shown.rows) - 1 if shown.total else len(shown.rows)
    for at, row in enumerate(shown.rows):
        _row(made, row, shown.columns, wide, kind="last" if at >= closing else "")
    for row in shown.total:
        _row(made, row, shown.columns, wide, kind="total")
    return made


def _about_table(parent: Any, caption: str) -> None:
    """Which style, how wide, and that its first row and column are headings."""
    made = _added(parent, "w:tblPr")
    _added(made, "w:tblStyle", val="PaperTable")
    _added(made, "w:tblW", w=WIDTH, type="dxa")
    _added(made, "w:tblLayout", type="fixed")
    _added(made, "w:tblLook", val="00A0", firstRow=1, firstColumn=1, noHBand=1, noVBand=1)
    _added(made, "w:tblCaption", val=visible(caption))


def _row(
    parent: Any, row: Row, columns: tuple[Column, ...], wide: tuple[int, ...], kind: str
) -> None:
    """A row that no page break cuts; the heads come back on every page.

    The last row before a total stays with it.
    """
    made = _added(parent, "w:tr")
    about = _added(made, "w:trPr")
    _added(about, "w:cantSplit")
    if kind == "head":
        _added(about, "w:tblHeader")
    if row.tone == "group":
        _cell(made, row.cells[0], "TableText", sum(wide), "group", span=len(wide))
        return
    for cell, column, width in zip(row.cells, columns, wide, strict=True):
        style = "TableNumber" if column.number else "TableText"
        _cell(made, cell, "TableMiddle" if column.middle else style, width, kind)


def _cell(parent: Any, cell: Cell, style: str, width: int, kind: str, span: int = 1) -> None:
    made = _added(parent, "w:tc")
    about = _added(made, "w:tcPr")
    _added(about, "w:tcW", w=width, type="dxa")
    if span > 1:
        _added(about, "w:gridSpan", val=span)
    if kind == "total":
        line = _added(about, "w:tcBorders")
        _added(line, "w:top", val="single", sz=10, space=0, color="1B2430")
    strong = "Strong" if kind in ("total", "group") else ""
    kept = kind in ("head", "group", "last")
    made.append(paragraph(cell.text, style, _TONES.get(cell.tone, strong), kept))
    if cell.note:
        made.append(paragraph(cell.note, style, "Small", kept))


def _say(made: Any, text: str, character: str = "") -> None:
    """Add words to a paragraph; a line end in them is a line end, a tab a tab."""
    run = _added(made, "w:r")
    if character:
        _added(_added(run, "w:rPr"), "w:rStyle", val=character)
    for piece in filter(None, _PIECES.split(visible(unbroken(text)))):
        if piece in _BREAKS:
            _added(run, _BREAKS[piece])
        else:
            _added(run, "w:t", {"xml:space": "preserve"}).text = piece


def _root(tag: str) -> Any:
    from docx.oxml.parser import OxmlElement

    return OxmlElement(tag)


def _added(parent: Any, tag: str, named: Mapping[str, str] | None = None, **values: object) -> Any:
    """Add an element to another; quicker than through the classes of python-docx."""
    attributes = {_named(f"w:{name}"): str(value) for name, value in values.items()}
    attributes |= {_named(name): value for name, value in (named or {}).items()}
    child = parent.makeelement(_named(tag), attributes)
    parent.append(child)
    return child


@cache
def _named(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)
