"""A workbook that passed the gate, and what its hidden sheet says it is."""

import json
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.gate.cells import Gated
from aanbesteding.gate.file import content_of
from aanbesteding.gate.gate import gate
from aanbesteding.workbook.agree import disagreements
from aanbesteding.workbook.form_book import IDENTITY_SHEET

# What people save a spreadsheet as. Only the first is read; of the others the gate says what to do,
# so that no bid is passed over because of its ending.
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".fods", ".numbers")


@dataclass(frozen=True)
class Opened:
    """A workbook that passed the gate, and what its hidden sheet says it is.

    `gated` is what the gate itself read; both readers read the same, or there are findings.
    """

    label: str
    book: Any = None
    gated: Gated = field(default_factory=Gated)
    identity: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def sheets(self) -> frozenset[str]:
        """The sheets that have cells."""
        return frozenset(sheet.title for sheet in self.book.worksheets)

    @property
    def about(self) -> dict[str, Any]:
        """What further travels with the form; empty when it cannot be read."""
        try:
            about = json.loads(self.identity.get("about", "{}"))
        except ValueError:
            return {}
        return about if isinstance(about, dict) else {}


def open_form(path: FilePath | bytes, label: str) -> Opened:
    """Return the workbook and its identity, or why it could not be opened."""
    content, findings = (path, ()) if isinstance(path, bytes) else content_of(path, label)
    if findings:
        return Opened(label, findings=findings)
    gated, findings = gate(content, label)
    if findings:
        return Opened(label, findings=findings)
    try:
        book = loaded(content)
    except Exception:
        # openpyxl has no error of its own for a damaged part: any of a dozen types comes through.
        return Opened(label, findings=(file_finding("W108", label),))
    if findings := disagreements(gated, book, label):
        return Opened(label, findings=findings)
    return Opened(label, book, gated, _identity(book))


def loaded(content: bytes, *, results: bool = False) -> Any:
    """Return openpyxl's workbook of a file that passed the gate; `results` reads those of formulas.

    The one door to the library that reads workbooks.
    """
    import openpyxl

    # What openpyxl leaves out (drop-downs as Excel saves them) is nothing we read, and of a style
    # that is not there it prints a line before it raises.
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(BytesIO(content), data_only=results, keep_links=False)


def _identity(book: Any) -> dict[str, str]:
    if IDENTITY_SHEET not in {sheet.title for sheet in book.worksheets}:
        return {}
    rows = book[IDENTITY_SHEET].iter_rows(min_row=1, max_row=20, max_col=2, values_only=True)
    return {key: text for key, text in rows if isinstance(key, str) and isinstance(text, str)}


def file_finding(
    code: str, label: str, weight: Weight = Weight.REPAIRABLE, **values: Any
) -> Finding:
    """Return a finding about a file as a whole."""
    return Finding(code, weight, Line(label), {"file": label, **values})
