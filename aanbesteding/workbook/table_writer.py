"""Writes a workbook of tables: a guide, a sheet of keys and values, and a sheet per table."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.files import write_whole
from aanbesteding.basis.places import Path
from aanbesteding.basis.visible import storable
from aanbesteding.gate.places import letters_of
from aanbesteding.workbook.cells import Formats
from aanbesteding.workbook.check_writer import CHECK_WORDS, write_checks
from aanbesteding.workbook.tables import LISTS, Field, KeySheet, Tables, TableSheet, cell_value
from aanbesteding.workbook.text import label, link_to, put_text
from aanbesteding.workbook.write import CREATED
from aanbesteding.workbook.zipped import as_made_on_unix

LAST_ROW = 500
SPARE, LEAST = 8, 15
Listed = tuple[str, str, int | None]
PAGE_WIDTH = 190
HEAD = 5
LOOK = {
    "text": "entry_text",
    "integer": "entry_integer",
    "number": "entry_number",
    "euro": "entry_euro",
    "day": "entry_day",
    "yes_no": "entry_choice",
    "choice": "entry_choice",
    "list": "entry_list",
}


def write_tables(tables: Tables, path: FilePath) -> None:
    """Write the workbook; the same tables give the same bytes."""
    write_whole(path, tables_bytes(tables))


def tables_bytes(tables: Tables) -> bytes:
    """Return the workbook as bytes."""
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties({"title": storable(tables.title), "created": CREATED})
    writer = _Writer(workbook, tables)
    writer.guide()
    write_checks(writer.sheet(tables.checks.names[0], "#154273"), writer.looks, tables)
    writer.keys(tables.keys)
    for sheet in tables.sheets:
        writer.table(sheet)
    writer.lists()
    workbook.close()
    return as_made_on_unix(stream.getvalue())


class _Writer:
    """One workbook being written: its formats, and the drop-downs that are too long for a cell."""

    def __init__(self, workbook: Any, tables: Tables):
        self.workbook, self.tables = workbook, tables
        self.looks = Formats(workbook)
        self.long: list[tuple[str, ...]] = []
        self.names = {sheet.key: sheet.names[0] for sheet in tables.sheets}

    def look(self, style: str) -> Any:
        return self.looks[style]

    def put(self, sheet: Any, at: tuple[int, int], text: str, style: str) -> None:
        put_text(sheet, at, text, self.looks.of(style, text))

    def sheet(self, name: str, color: str, landscape: bool = True) -> Any:
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")
        sheet.set_tab_color(color)
        return sheet

    def guide(self) -> None:
        tables, words = self.tables, self.tables.words
        sheet = self.sheet(tables.guide[0], "#154273", landscape=False)
        for column, width in enumerate((24, 88, 12)):
            sheet.set_column(column, column, width)
        self.put(sheet, (0, 0), words["title"], "title")
        sheet.set_row(0, 28)
        sheet.merge_range(1, 0, 1, 2, "", self.look("wrapped"))
        self.put(sheet, (1, 0), tables.intro, "wrapped")
        sheet.set_row(1, 34)
        self._bar(sheet, 3, (words["how"], "", ""), "section")
        for row, step in enumerate(tables.steps, 4):
            self._pair(sheet, row, f"{row - 3}", step, _height((step, 92)))
        listed: list[Listed] = [
            (one.names[0], one.intro, None) for one in (tables.checks, tables.keys)
        ]
        listed += [(one.names[0], one.intro, len(one.rows)) for one in tables.of(always=True)]
        row = self._listed(sheet, 5 + len(tables.steps), "sheets", listed)
        listed = [(one.names[0], one.intro, len(one.rows)) for one in tables.of(always=False)]
        row = self._listed(sheet, row + 1, "optional", listed)
        self._bar(sheet, row + 1, (words["terms"], "", ""), "section")
        for at, (term, meaning) in enumerate(tables.terms, row + 2):
            self._pair(sheet, at, term, meaning, _height((meaning, 96), (term, 24)))

    def _pair(self, sheet: Any, row: int, left: str, right: str, height: float) -> None:
        """A row of the guide: a number or word, and the words about it over the other columns."""
        self.put(sheet, (row, 0), left, "label")
        sheet.merge_range(row, 1, row, 2, "", self.look("label"))
        self.put(sheet, (row, 1), right, "label")
        sheet.set_row(row, height)

    def _listed(self, sheet: Any, row: int, title: str, listed: list[Listed]) -> int:
        """Sheets with what they hold, under a title; the row below the last one comes back."""
        words = self.tables.words
        self._bar(sheet, row, (words[title], "", ""), "section")
        self._bar(sheet, row + 1, (words["sheet"], words["holds"], words["rows"]), "header")
        row += 2
        for name, intro, count in listed:
            link = self.look("link")
            link_to(sheet, (row, 0), name, name, link)
            self.put(sheet, (row, 1), intro, "label")
            sheet.set_row(row, _height((intro, 84)))
            if count is None:
                sheet.write_blank(row, 2, None, self.look("label"))
            else:
                sheet.write_number(row, 2, count, self.look("label"))
            row += 1
        return row

    def _bar(self, sheet: Any, row: int, texts: tuple[str, ...], style: str) -> None:
        for column, text in enumerate(texts):
            self.put(sheet, (row, column), text, style)
        sheet.set_row(row, 20)

    def keys(self, keys: KeySheet) -> None:
        words = self.tables.words
        sheet = self.sheet(keys.names[0], "#E0B84C")
        for column, width in enumerate((32, 46, 62, 22)):
            sheet.set_column(column, column, width)
        self.put(sheet, (0, 0), keys.names[0], "title")
        sheet.set_row(0, 28)
        self.put(sheet, (1, 0), keys.intro, "subtitle")
        sheet.set_row(1, 24)
        self._bar(sheet, 2, (words["key"], words["value"], words["help"], words["field"]), "header")
        rows = key_rows(keys)
        for section in keys.sections:
            row = rows[(*section.path, section.fields[0].key)]
            self._bar(sheet, row - 1, (section.title, "", "", ""), "section")
            for one in section.fields:
                row = rows[(*section.path, one.key)]
                self.put(sheet, (row, 0), _marked(one), "label")
                look = "entry_text" if one.kind == "text" else f"{LOOK[one.kind]}_left"
                value = section.values.get(one.key)
                self._write(sheet, row, 1, value, one, look)
                self.put(sheet, (row, 2), one.help, "note")
                self.put(sheet, (row, 3), ".".join((*section.path, one.key)), "key")
                written = str(cell_value(value, one) or "")
                sheet.set_row(row, _height((one.help, 70), (written, 42)))
                self._validate(sheet, one, (row, row), 1)
        sheet.freeze_panes(3, 1)
        sheet.repeat_rows(2, 2)

    def table(self, table: TableSheet) -> None:
        needed = table.key in self.tables.always
        sheet = self.sheet(table.names[0], "#E0B84C" if needed else "#C9C9C9")
        sheet.fit_to_pages(ceil(sum(one.width for one in table.fields) / PAGE_WIDTH), 0)
        sheet.repeat_columns(0)
        self.put(sheet, (0, 0), table.names[0], "title")
        sheet.set_row(0, 28)
        self.put(sheet, (1, 0), table.intro, "subtitle")
        sheet.set_row(1, 24)
        sheet.set_row(2, _height(*((_marked(one), one.width - 3) for one in table.fields)))
        sheet.set_row(3, _height(*((one.help, one.width * 1.1) for one in table.fields)))
        last = HEAD + max(len(table.rows) + SPARE, LEAST)
        for column, one in enumerate(table.fields):
            sheet.set_column(column, column, one.width)
            self.put(sheet, (2, column), _marked(one), "header")
            self.put(sheet, (3, column), one.help, "note")
            self.put(sheet, (4, column), one.key, "key")
            for row in range(HEAD, last):
                number = row - HEAD
                value = table.rows[number].get(one.key) if number < len(table.rows) else None
                self._write(sheet, row, column, value, one, LOOK[one.kind])
            self._validate(sheet, one, (HEAD, LAST_ROW), column)
        for number, values in enumerate(table.rows):
            texts = ((str(values.get(one.key, "")), one.width - 2) for one in table.fields)
            sheet.set_row(HEAD + number, _height(*texts))
        sheet.freeze_panes(HEAD, 1)
        sheet.repeat_rows(2, 4)

    def _write(self, sheet: Any, row: int, column: int, value: Any, one: Field, look: str) -> None:
        shown = cell_value(value, one)
        if shown is None or shown == "":
            sheet.write_blank(row, column, None, self.look(look))
        elif isinstance(shown, str):
            self.put(sheet, (row, column), shown, look)
        elif isinstance(shown, Decimal | int):
            sheet.write_number(row, column, float(shown), self.look(look))
        else:
            sheet.write_datetime(row, column, shown, self.look(look))

    def _validate(self, sheet: Any, one: Field, rows: tuple[int, int], column: int) -> None:
        rule = self._rule(one)
        if rule:
            kind = "reference" if one.refers else "choice" if one.labels else one.kind
            rule |= {
                "error_title": label(self.tables.words["refused"], 32),
                "error_message": label(self.tables.words[f"expects_{kind}"], 255),
            }
            sheet.data_validation(rows[0], column, rows[1], column, rule)

    def _rule(self, one: Field) -> dict[str, Any]:
        if one.kind == "list":
            return {}
        if one.labels:
            return {"validate": "list", "source": self._source(tuple(one.labels.values()))}
        if one.refers:
            source = f"='{self.names[one.refers]}'!$A${HEAD + 1}:$A${LAST_ROW}"
            return {"validate": "list", "source": source, "error_type": "warning"}
        if one.kind in ("integer", "number", "euro"):
            kind = "integer" if one.kind == "integer" else "decimal"
            limits = {"criteria": "between", "minimum": 0, "maximum": 10**12}
            return {"validate": kind, **limits}
        if one.kind == "day":
            limits = {"criteria": "between", "minimum": date(2000, 1, 1)}
            return {"validate": "date", **limits, "maximum": date(2100, 12, 31)}
        return {}

    def _source(self, choices: tuple[str, ...]) -> str:
        """Return where a drop-down stands; a hidden sheet, since commas split a list in a cell."""
        if choices not in self.long:
            self.long.append(choices)
        letter = letters_of(self.long.index(choices) + 1)
        return f"='{LISTS}'!${letter}$1:${letter}${len(choices)}"

    def lists(self) -> None:
        sheet = self.workbook.add_worksheet(LISTS)
        sheet.very_hidden()
        for column, choices in enumerate(self.long):
            for row, choice in enumerate(choices):
                put_text(sheet, (row, column), choice, None)


def key_rows(keys: KeySheet) -> dict[Path, int]:
    """Return the row of every field on the key sheet by its path, counted from 0."""
    row, found = 3, {}
    for section in keys.sections:
        for at, one in enumerate(section.fields, row + 1):
            found[*section.path, one.key] = at
        row += 1 + len(section.fields)
    return found


def _marked(one: Field) -> str:
    return f"{one.title} *" if one.required else one.title


def _height(*texts: tuple[str, float]) -> float:
    """Return the height of a row in which each text wraps at its width in characters."""
    most = max(
        sum(max(1, ceil(len(part) / width)) for part in text.split("\n")) for text, width in texts
    )
    return min(4 + 15 * most, 400)


WORDS = (
    "title", "how", "sheets", "optional", "terms", "sheet", "holds", "rows", "key", "value", "help",
    "field", "refused",
    "expects_integer", "expects_number", "expects_euro", "expects_day", "expects_choice",
    "expects_reference", *CHECK_WORDS,
)  # fmt: skip
