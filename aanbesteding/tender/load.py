"""Reads a tender from its folder: tender.toml with CSV tables, or the officer's workbook."""

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path as File
from typing import Any, NamedTuple

from pydantic import ValidationError

from aanbesteding.basis.brief import brief
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.toml import NotTomlError, read_toml
from aanbesteding.gate.file import Reads, content_of, is_there
from aanbesteding.tender.beside import beside_text, beside_workbook
from aanbesteding.tender.checks import check
from aanbesteding.tender.lines import key_lines
from aanbesteding.tender.problems import Source, Tree, from_pydantic, mismatches
from aanbesteding.tender.tables import Column, tables
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.opened import SPREADSHEETS

TEXT, WORKBOOK = "tender.toml", "tender.xlsx"
WORKBOOKS = tuple(f"tender{ending}" for ending in SPREADSHEETS)


class Loaded(NamedTuple):
    """The tender of a round folder, none when it cannot be built, and all findings."""

    tender: Tender | None
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a tender and nothing in it must be repaired first."""
        return self.tender is not None and not blocking(self.findings)

    def __repr__(self) -> str:
        return brief(self, self.tender.id if self.tender else "no tender", findings=self.findings)


def load(folder: File | str) -> Loaded:
    """Return the tender of a round folder, as far as it can be built, and all findings.

    Raises UnreadableError when the folder holds no tender file at all.

    >>> from aanbesteding import new
    >>> found = load(new("ronde", "een-perceel"))
    >>> found.ok, [lot.title for lot in found.tender.open_lots]
    (True, ['Begeleiding'])
    """
    return Loaded(*load_with(File(folder), content_of))


def load_with(folder: File, opens: Reads) -> tuple[Tender | None, tuple[Finding, ...]]:
    """Return the same, its files opened by `opens`."""
    source = read(folder, opens)
    if source is None:
        raise UnreadableError(f"{folder}: no {TEXT} and no {WORKBOOK}")
    tender, findings = build(source)
    if tender is not None:
        findings = (*findings, *check(tender, source.places))
    return tender, in_order(findings)


def read(folder: File, opens: Reads = content_of) -> Source | None:
    """Return what stands in the folder as plain values, or nothing when it has no tender."""
    files = [folder / name for name in (TEXT, *WORKBOOKS) if is_there(folder / name)]
    if not files:
        return None
    if len(files) > 1:
        file, other = files[0].name, files[1].name
        return Source(None, {}, (_found("T003", Line(file), file=file, other=other),))
    if files[0].name == TEXT:
        return read_text(files[0], opens)
    from aanbesteding.tender.sheet import read_workbook

    source = read_workbook(files[0], opens)
    unread = beside_workbook(folder, files[0].name)
    return replace(source, findings=(*source.findings, *unread))


def build(source: Source) -> tuple[Tender | None, tuple[Finding, ...]]:
    """Return the tender made of plain values, and what stands in the way."""
    if source.tree is None:
        return None, source.findings
    tree = with_ready_segments(source.tree)
    problems = tuple(mismatches(tree))
    known = {problem.path for problem in problems}
    tender = None
    try:
        tender = Tender.model_validate(tree)
    except ValidationError as error:
        told = {finding.place for finding in source.findings}
        problems += tuple(
            problem
            for problem in from_pydantic(error, tree)
            if not _told(problem.path, known) and source.places.get(problem.path) not in told
        )
    return tender, (*source.findings, *(p.at(source.places) for p in problems))


def _told(path: Path, known: set[Path]) -> bool:
    return any(path[:size] in known for size in range(1, len(path) + 1))


def with_ready_segments(tree: Tree) -> Tree:
    """Return the values with our descriptions of A, B, C and C+ where the tender gives none."""
    lots = tree.get("lots")
    if "segments" in tree or not isinstance(lots, list):
        return tree
    used = [lot.get("segment") for lot in lots if isinstance(lot, dict)]
    ready = tomllib.loads(shipped("templates", "segments.toml").read_text("utf-8"))["segments"]
    found = [segment for segment in ready if segment["id"] in used]
    return {**tree, "segments": found} if found else tree


def read_text(path: File, opens: Reads) -> Source:
    """Return what stands in tender.toml and in the CSV tables beside it."""
    content, refused = opens(path, path.name)
    if refused:
        return Source(None, {}, refused)
    try:
        tree, text = read_toml(content)
    except NotTomlError as error:
        return Source(None, {}, (_no_toml(path, error),))
    places: dict[Path, Place] = {(): Line(path.name)}
    places |= {key: Line(path.name, line) for key, line in key_lines(text).items()}
    findings: list[Finding] = []
    inside = set(tree)
    for name in tables():
        table = path.parent / f"{name}.csv"
        if not is_there(table):
            continue
        if name in tree:
            findings.append(_found("T004", places[(name,)], table=name, other=table.name))
            continue
        rows, where, wrong = read_table(table, name, opens)
        findings += wrong
        places |= where
        tree[name] = rows
    findings += beside_text(path.parent, path.name, inside)
    return Source(tree, places, tuple(findings))


def _found(code: str, place: Place, **values: Any) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)


def _undecoded(path: File, error: UnicodeDecodeError) -> Finding:
    line = bytes(error.object[: error.start]).count(b"\n") + 1
    return _found("T001", Line(path.name, line))


def _no_toml(path: File, error: NotTomlError) -> Finding:
    place = Line(path.name, error.line)
    if not error.decoded:
        return _found("T001", place)
    return _found("T002", place, message=str(error).partition(" (at ")[0])


Table = tuple[list[Tree], Mapping[Path, Place], list[Finding]]


def read_table(path: File, name: str, opens: Reads) -> Table:
    """Return the rows of a CSV table, the line of each, and what is wrong with its shape."""
    places: dict[Path, Place] = {(name,): Line(path.name, 1)}
    content, refused = opens(path, path.name)
    if refused:
        return [], places, [*refused]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], places, [_undecoded(path, error)]
    try:
        lines = _csv_lines(text)
    except csv.Error:
        return [], places, [_found("T005", Line(path.name), columns=0, cells=0)]
    if not lines:
        return [], places, [_found("T006", Line(path.name), column="")]
    header, findings = _header(lines[0][1], path, name)
    known = {column.name: column for column in tables()[name]}
    rows: list[Tree] = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            place = Line(path.name, line)
            findings.append(_found("T005", place, columns=len(header), cells=len(cells)))
        row = {
            title: from_text(known[title], cell)
            for title, cell in zip(header, cells, strict=False)
            if title in known and cell.strip()
        }
        here = (name, str(len(rows)))
        places |= {here: Line(path.name, line)}
        rows.append(row)
    return rows, places, findings


def _csv_lines(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append((line, cells))
        line = reader.line_num + 1
    return found


def _header(cells: list[str], path: File, name: str) -> tuple[list[str], list[Finding]]:
    place = Line(path.name, 1)
    titles = [cell.strip() for cell in cells]
    known = {column.name for column in tables()[name]}
    strange = [title for title in titles if title not in known]
    double = sorted({title for title in titles if titles.count(title) > 1})
    findings = [_found("T006", place, column=title) for title in strange]
    findings += [_found("T007", place, column=title) for title in double]
    return titles, findings


_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_WORDS = {"true": True, "false": False}


def from_text(column: Column, text: str) -> Any:
    """Return the value a text stands for; text that stands for none is returned as it is."""
    text = text.strip()
    match column.kind:
        case "integer" | "number" | "euro" if _NUMBER.fullmatch(text):
            return Decimal(text) if "." in text else int(text)
        case "yes_no":
            return _WORDS.get(text, text)
        case "list":
            return [item.strip() for item in text.split(",")]
        case "day":
            return _day(text)
    return text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
    except ValueError:
        return text
