"""The tender of an old round, as far as the mapping and the workbook tell it."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from aanbesteding.basis.exact import bare
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.exchange.old_file import OldFile
from aanbesteding.exchange.old_mapping import UNKNOWN, Mapping
from aanbesteding.exchange.old_numbers import number_in
from aanbesteding.exchange.old_read import OldRound, as_text
from aanbesteding.exchange.read_release import missing_parts
from aanbesteding.gate.places import column_of
from aanbesteding.tender.load import build
from aanbesteding.tender.problems import Source
from aanbesteding.workbook.cached import Value
from aanbesteding.workbook.check import shown

TO_FILL_IN, NOT_ON_SCALE, NO_CELL, PERCENT = "T527", "T517", "T526", "T529"
MISSING = "T101"
FIRST = ("id", "title", "lots")
_CELL = re.compile(r"(.+)!([A-Z]{1,3})([1-9][0-9]{0,6})")
_LISTS = ("lots", "criteria", "needs", "areas", "periods", "budgets")
Tree = dict[str, Any]


def old_tender(
    file: OldFile, mapping: Mapping, found: OldRound, label: str
) -> tuple[Tree, tuple[Finding, ...]]:
    """Return the values of tender.toml, and what is wrong with them or still to be filled in.

    `label` is the mapping file. Lots and criteria that the rows name are there, with the scale if
    the mapping has one only; nothing else that neither file says.
    """
    tree: Tree = deepcopy(mapping.tender)
    for name, marks in mapping.scales.items():
        steps = [{"scale": name, "mark": bare(m), "label": f"{bare(m):f}"} for m in marks]
        tree["scales"] = [*_rows(tree, "scales"), *steps]
    lots = {lot for _, lot, _ in found.before} | {lot for _, _, lot, _ in found.marks}
    criteria = {key[3] for key in (*found.marks, *found.reasons)}
    scale = dict(zip(("scale",), mapping.scales, strict=True)) if len(mapping.scales) == 1 else {}
    for table, names, more in (("lots", lots, {}), ("criteria", criteria, scale)):
        if table not in tree and names:
            tree[table] = [{"id": name, "title": name, **more} for name in sorted(names)]
    findings = list(_from_cells(tree, file, mapping, label))
    _, wrong = build(Source(tree, {(): Line(label)}))
    unfit = [finding for finding in wrong if finding.code != MISSING]
    if unfit:
        return {}, (*findings, *unfit)
    findings += _off_the_scale(tree, found)
    findings += (
        Finding(TO_FILL_IN, Weight.NOTICE, Line(label), {"what": what})
        for what in (*(name for name in FIRST if name not in tree), *missing_parts(tree))
    )
    return tree, tuple(findings)


def _rows(tree: Tree, name: str) -> Sequence[Any]:
    rows = tree.get(name, ())
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _from_cells(tree: Tree, file: OldFile, mapping: Mapping, label: str) -> Iterator[Finding]:
    """Put in the tree what the mapping says stands in a cell."""
    sheets = {sheet.name: sheet for sheet in file.sheets}
    for key, said in mapping.cells.items():
        match = _CELL.fullmatch(said)
        sheet = sheets.get(match[1]) if match else None
        at = (int(match[3]), column_of(match[2])) if match else (0, 0)
        value = sheet.cells.get(at) if sheet else None
        if sheet is None or value is None:
            about = {"key": shown(key), "cell": shown(said)}
            yield Finding(NO_CELL, Weight.REPAIRABLE, Line(label), about)
            continue
        taken = _taken(value, mapping.decimal)
        if at in sheet.percents and isinstance(taken, Decimal):
            taken = bare(taken * 100)
            values = {"key": shown(key), "number": taken}
            yield Finding(PERCENT, Weight.NOTICE, file.place(sheet, at), values)
        if not _put(tree, key.split("."), taken):
            yield Finding(UNKNOWN, Weight.REPAIRABLE, Line(label), {"key": shown(key)})


def _taken(value: Value, decimal: str) -> Any:
    if isinstance(value, str):
        number = number_in(value, decimal)
        return value if number is None else bare(number)
    return value if isinstance(value, Decimal) or not isinstance(value, bool) else as_text(value)


def _put(part: Any, steps: Sequence[str], value: Any) -> bool:
    """Put a value at its place in the tree; whether there is such a place."""
    name, *rest = steps
    if isinstance(part, list):
        part = next((row for row in part if isinstance(row, dict) and row.get("id") == name), None)
        return bool(rest) and part is not None and _put(part, rest, value)
    if not isinstance(part, dict):
        return False
    if not rest:
        part[name] = value
        return True
    return _put(part.setdefault(name, [] if name in _LISTS else {}), rest, value)


def _off_the_scale(tree: Tree, found: OldRound) -> Iterator[Finding]:
    """Yield every mark that its scale does not have."""
    steps: dict[str, set[Decimal]] = {}
    for row in _rows(tree, "scales"):
        mark = row.get("mark")
        if isinstance(mark, (int, Decimal)):
            steps.setdefault(str(row.get("scale")), set()).add(Decimal(mark))
    scale_of = {row.get("id"): row.get("scale") for row in _rows(tree, "criteria")}
    for (_, bidder, _, criterion), said in found.marks.items():
        allowed = steps.get(str(scale_of.get(criterion)), set())
        if allowed and Decimal(said.text) not in allowed:
            values = {
                "bidder": bidder,
                "criterion": criterion,
                "mark": Decimal(said.text),
                "allowed": [f"{bare(mark):f}" for mark in sorted(allowed)],
            }
            yield Finding(NOT_ON_SCALE, Weight.NOTICE, said.place, values)
