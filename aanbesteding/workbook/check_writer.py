"""Writes the checks sheet of a workbook of tables: what is counted, what it must be, and whether.

Formulas count along in Excel; our own results are stored beside them.
"""

from collections.abc import Mapping
from typing import Any

from aanbesteding.workbook.book import CellOut
from aanbesteding.workbook.cells import Formats, write_cell
from aanbesteding.workbook.entries import Lists
from aanbesteding.workbook.tables import Check, Tables

RIGHT = {"none": "{}=0", "some": "{}>0", "whole": "{}=100", "look": "{}=0"}
HEADS = ("check", "counted", "wanted", "right")
CHECK_WORDS = (
    *HEADS, "wanted_none", "wanted_some", "wanted_whole", "wanted_look", "good", "wrong", "notice",
    "skipped",
)  # fmt: skip
WIDTHS, COUNTED, SAID = (64, 13, 22, 13), "B", 3


def write_checks(sheet: Any, formats: Formats, tables: Tables) -> None:
    """Write the sheet: a row per check."""
    page, words = tables.checks, tables.words
    rows = [
        (28, (CellOut(page.names[0], "title"),)),
        (34, (CellOut(page.intro, "wrapped", span=len(WIDTHS)),)),
        (None, tuple(CellOut(words[name], "header") for name in HEADS)),
    ]
    first = len(rows)
    rows += [(20, _row(one, row, words)) for row, one in enumerate(page.checks, first)]
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, (height, cells) in enumerate(rows):
        sheet.set_row(row, height)
        for column, cell in enumerate(cells):
            write_cell(formats, sheet, (row, column), cell, Lists())
    wrong = {"type": "cell", "criteria": "==", "value": f'"{words["wrong"]}"'}
    sheet.conditional_format(first, SAID, len(rows), SAID, {**wrong, "format": formats["bad"]})
    sheet.protect("", {"select_locked_cells": True})


def _row(one: Check, row: int, words: Mapping[str, str]) -> tuple[CellOut, ...]:
    formula, said = _said(one, f"{COUNTED}{row + 1}", words)
    return (
        CellOut(one.title, "label"),
        CellOut(one.value, "label", one.formula),
        CellOut(words[f"wanted_{one.wanted}"], "label"),
        CellOut(said, "label", formula),
    )


def _said(one: Check, cell: str, words: Mapping[str, str]) -> tuple[str, str]:
    """The formula that says whether a check is right, and what it says now."""
    wrong = words["notice" if one.wanted == "look" else "wrong"]
    holds = {"none": one.value == 0, "some": one.value > 0, "whole": one.value == 100}
    right = holds.get(one.wanted, one.value == 0)
    formula = f'IF({RIGHT[one.wanted].format(cell)},"{words["good"]}","{wrong}")'
    said = words["good"] if right else wrong
    if not one.unless:
        return f"={formula}", said
    skipped = words["skipped"]
    return f'=IF({one.unless},"{skipped}",{formula})', skipped if one.skipped else said
