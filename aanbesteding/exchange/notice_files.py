"""The worksheet for the award notice as a workbook and as JSON, with the same rows."""

from decimal import Decimal
from typing import Any

from aanbesteding.basis.texts import say
from aanbesteding.exchange.asked import Shown, rows_of
from aanbesteding.exchange.codes import eforms
from aanbesteding.exchange.notice import Told, notice
from aanbesteding.exchange.numbers import exchange_json
from aanbesteding.workbook.book import Book, CellOut, Row, Sheet
from aanbesteding.workbook.pages import cell_name
from aanbesteding.workbook.write import book_bytes

WORKBOOK, JSON = "notice.xlsx", "notice.json"
COLUMNS = ("lot", "about", "field", "name", "code", "value", "note")
_WIDTHS = (20, 22, 10, 28, 30, 28, 34)
_HEAD = 4
AMOUNTS = ("BT-710", "BT-711", "BT-720")


def notice_files(shown: Shown, lang: str) -> dict[str, bytes]:
    """Return the worksheet as ``notice.xlsx`` and ``notice.json``."""
    told = notice(shown, lang)
    return {
        WORKBOOK: book_bytes(notice_book(shown, told, lang)),
        JSON: exchange_json([_as_json(one, lang) for one in told]),
    }


def notice_book(shown: Shown, told: list[Told], lang: str) -> Book:
    """Return the rows as a workbook of one sheet; what a person fills in can be filled in there."""
    title = say("exchange.notice.title", lang)
    titles = {lot["id"]: lot["title"] for lot in rows_of(shown["tender"], "lots")}
    heads = tuple(CellOut(say(f"exchange.notice.{name}", lang), "header") for name in COLUMNS)
    lines: tuple[Row, ...] = (
        (CellOut(title, "title"),),
        (CellOut(shown["tender"]["title"], "subtitle"),),
        (CellOut(say("exchange.notice.intro", lang), "note", span=len(COLUMNS)),),
        heads,
        *(_line(one, titles, lang) for one in told),
    )
    sheet = Sheet(
        say("exchange.notice.sheet", lang),
        lines,
        _WIDTHS,
        freeze=(_HEAD, 3),
        repeat=_HEAD,
        filter=f"A{_HEAD}:{cell_name(len(lines), len(COLUMNS))}",
        protected=False,
    )
    return Book(title, (sheet,), {"record": shown["record_sha256"]})


def _line(one: Told, titles: Any, lang: str) -> Row:
    code = f"{one.code}: {one.label}" if one.code and one.label else one.code
    return (
        CellOut(titles.get(one.lot, one.lot), "row"),
        CellOut(one.about, "row"),
        CellOut(one.field, "row"),
        CellOut(eforms()["fields"][one.field][lang], "row"),
        CellOut(code, "row"),
        _value(one, lang),
        CellOut(one.note, "row"),
    )


def _value(one: Told, lang: str) -> CellOut:
    if one.open and one.value == "":
        return CellOut(say("exchange.notice.fill_in", lang), "entry_text")
    if isinstance(one.value, str):
        return CellOut(one.value, "row")
    if one.field in AMOUNTS:
        return CellOut(one.value, "row_euro")
    return CellOut(one.value, "row_integer" if isinstance(one.value, int) else "row_number")


def _as_json(one: Told, lang: str) -> dict[str, str | int | bool | Decimal | None]:
    return {
        "lot": one.lot,
        "about": one.about,
        "field": one.field,
        "name": eforms()["fields"][one.field][lang],
        "code": one.code or None,
        "label": one.label or None,
        "value": one.value if one.value != "" else None,
        "note": one.note,
        "fill_in": one.open,
    }
