"""A paper as an accessible PDF, through the optional package that sets it."""

import json
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any, Literal

from aanbesteding.basis import texts
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.shipped import shipped
from aanbesteding.report.papers.fitting import fitting
from aanbesteding.report.papers.paper import Paper, Signature
from aanbesteding.report.papers.printable import printable
from aanbesteding.report.papers.unbroken import unbroken
from aanbesteding.report.papers.widths import widths
from aanbesteding.report.shapes import Row, Table

NOT_INSTALLED = "R410"
STANDARD: Literal["ua-1"] = "ua-1"
REGIONS = {"nl": "nl", "en": "gb"}
_LONG_ROW = 1500
_WHOLE = 1000


def pdf_possible() -> Finding | None:
    """Return what keeps a PDF from being made here; None when it can be made."""
    return None if find_spec("typst") else Finding(NOT_INSTALLED, Weight.REPAIRABLE)


def paper_pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF that declares PDF/UA-1, with no moment and no font from outside.

    Only where `pdf_possible` finds nothing; raises ImportError elsewhere.
    """
    import typst

    made: bytes = typst.compile(
        shipped("templates", "papers", "paper.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_shown(_data(paper)))},
        pdf_standards=STANDARD,
    )
    return made


def _data(paper: Paper) -> dict[str, Any]:
    return {
        **asdict(paper),
        "about": f"{paper.kind} · {paper.title}",
        "region": REGIONS[paper.lang],
        "parts": [
            {**asdict(part), "tables": _tables(part.tables, paper.lang)} for part in paper.parts
        ],
        "signatures": [_signature(one, paper.lang) for one in paper.signatures],
    }


def _signature(one: Signature, lang: str) -> dict[str, str]:
    return {"name": one.name or texts.say("paper.signature", lang), "role": one.role}


def _tables(tables: tuple[Table, ...], lang: str) -> list[dict[str, Any]]:
    return [_table(piece) for table in tables for piece in fitting(table, lang)]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "note": table.note,
        "widths": widths(table, _WHOLE),
        "aligns": [column.look for column in table.columns],
        "heads": [column.label for column in table.columns],
        "rows": [
            *(_row(row, total=False) for row in table.rows),
            *(_row(row, total=True) for row in table.total),
        ],
    }


def _row(row: Row, total: bool) -> dict[str, Any]:
    """A row; it stays whole on one page unless there is too much in it."""
    longest = max(len(cell.text) + len(cell.note) for cell in row.cells)
    return {
        "cells": [asdict(cell) for cell in row.cells],
        "group": row.tone == "group",
        "total": total,
        "whole": longest < _LONG_ROW,
    }


def _shown(value: Any) -> Any:
    """The same with every text as it may be shown."""
    match value:
        case str():
            return printable(unbroken(value))
        case dict():
            return {name: _shown(one) for name, one in value.items()}
        case list() | tuple():
            return [_shown(one) for one in value]
    return value
