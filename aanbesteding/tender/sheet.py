"""The officer's workbook of a tender: written from a tender, read back to plain values."""

from collections.abc import Mapping
from pathlib import Path as File
from typing import Any

from aanbesteding.basis.places import Path
from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.formulas import BY_ID
from aanbesteding.gate.file import Reads
from aanbesteding.tender.check_references import REFERENCES
from aanbesteding.tender.problems import Source, Tree
from aanbesteding.tender.save import as_tree
from aanbesteding.tender.sheet_checks import checks
from aanbesteding.tender.tables import Column, sections, tables
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.table_reader import read_tables
from aanbesteding.workbook.table_writer import WORDS, write_tables
from aanbesteding.workbook.tables import (
    Field,
    KeySheet,
    Section,
    Tables,
    TableSheet,
)

WIDTHS: Mapping[str, float] = {
    "text": 24, "integer": 13, "number": 13, "euro": 19, "day": 16, "yes_no": 14,
    "choice": 24, "list": 20,
}  # fmt: skip
WIDE = ("description", "asks", "meaning", "text", "extension", "out_of_scope_reason", "source")
ALWAYS = (
    "segments", "lots", "needs", "areas", "periods", "demand", "budgets", "criteria", "scales",
    "assessors", "rules",
)  # fmt: skip
NARROW = ("id", "unit", "unit_code", "product", "code", "kind", "segment")


def save_workbook(tender: Tender, path: File, lang: str = "nl") -> None:
    """Write the tender as a workbook; loading it gives an equal tender."""
    write_tables(layout(lang, as_tree(tender, whole=True)), path)


def read_workbook(path: File, opens: Reads) -> Source:
    """Return what stands in a workbook as plain values, with the cell of each."""
    content, refused = opens(path, path.name)
    if refused:
        return Source(None, {}, refused)
    read = read_tables(content, path.name, layout("nl", {}))
    if read.findings and not read.values and not read.rows:
        return Source(None, {}, read.findings)
    tree: Tree = {}
    for steps, value in read.values.items():
        part = tree
        for step in steps[:-1]:
            part = part.setdefault(step, {})
        part[steps[-1]] = value
    tree |= {name: rows for name, rows in read.rows.items() if rows}
    return Source(tree, read.places, read.findings)


def layout(lang: str, tree: Tree) -> Tables:
    """Return the workbook of a tender in a language, filled in with its values."""
    keys = KeySheet(
        _names("tender", lang),
        say("tender.sheet.tender.intro", lang),
        tuple(_section(path, columns, tree, lang) for path, columns in sections().items()),
    )
    sheets = tuple(
        TableSheet(
            name,
            _names(name, lang),
            say(f"tender.sheet.{name}.intro", lang),
            tuple(_field(name, column, lang) for column in columns),
            tuple(tree.get(name, ())),
        )
        for name, columns in tables().items()
    )
    return Tables(
        title=str(tree.get("title", say("tender.guide.title", lang))),
        guide=_names("guide", lang),
        intro=say("tender.guide.intro", lang),
        steps=_steps(lang),
        keys=keys,
        sheets=sheets,
        checks=checks(_names("checks", lang), keys, sheets, tree, lang),
        always=ALWAYS,
        terms=tuple(
            (one.id, say(f"report.formula.{one.id.replace('.', '_')}", lang))
            for one in BY_ID.values()
            if one.measures != "quality"
        ),
        words={word: say(f"tender.guide.{word}", lang) for word in WORDS},
    )


def _steps(lang: str) -> tuple[str, ...]:
    first = {"first": _names("tender", lang)[0]}
    return tuple(say(f"tender.guide.step{number}", lang, first) for number in range(1, 8))


def _names(sheet: str, lang: str) -> tuple[str, ...]:
    """Return the names a sheet may have; the one in this language comes first."""
    order = (lang, *(other for other in LANGUAGES if other != lang))
    return tuple(dict.fromkeys(say(f"tender.sheet.{sheet}.title", one) for one in order))


def _section(path: Path, columns: tuple[Column, ...], tree: Tree, lang: str) -> Section:
    group = "_".join(path) or "tender"
    values: Any = tree
    for step in path:
        values = values.get(step, {})
    fields = tuple(_field(group, column, lang) for column in columns)
    return Section(path, say(f"tender.section.{group}", lang), fields, values)


def _field(group: str, column: Column, lang: str) -> Field:
    key = f"tender.field.{group}.{column.name}"
    return Field(
        key=column.name,
        kind=column.kind,
        title=say(f"{key}.title", lang),
        help=say(f"{key}.help", lang),
        required=column.required,
        labels=_labels(group, column, lang),
        words=_words(group, column),
        refers=_refers(group, column),
        width=_width(group, column),
    )


def _labels(group: str, column: Column, lang: str) -> dict[str, str]:
    if column.kind == "yes_no":
        return {one: say(f"tender.choice.yes_no.{one}", lang) for one in ("yes", "no")}
    if column.name == "formula":
        measures = ("price", "value") if group == "price" else ("quality",)
        return {one.id: one.id for one in BY_ID.values() if one.measures in measures}
    return {one: say(f"tender.choice.{column.name}.{one}", lang) for one in column.choices}


def _words(group: str, column: Column) -> dict[str, str]:
    """Return every way to write a choice: as it is stored, and as each language says it."""
    found = {one.casefold(): one for one in column.choices}
    for lang in LANGUAGES:
        labels = _labels(group, column, lang)
        found |= {label.casefold(): one for one, label in labels.items()}
    return found


def _refers(group: str, column: Column) -> str:
    if (group, column.name) == ("lots", "segment"):
        return "segments"
    return REFERENCES.get(group, {}).get(column.name, "") if column.kind == "text" else ""


def _width(group: str, column: Column) -> float:
    if column.name in WIDE:
        return 48
    if column.name in NARROW and column.kind == "text":
        return 16 if group != "rules" else 34
    return 18 if _refers(group, column) else WIDTHS[column.kind]
