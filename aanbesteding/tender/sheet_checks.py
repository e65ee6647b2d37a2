"""The checks sheet of the officer's workbook: formulas that count along while it is filled in.

They are the few checks that show most of what is forgotten; `aanbesteding check` does them all.
Each formula has our own result beside it, so that it is right before any program computes it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from aanbesteding.basis.texts import say
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.problems import Tree
from aanbesteding.workbook.table_writer import HEAD, LAST_ROW, key_rows
from aanbesteding.workbook.tables import Check, CheckSheet, KeySheet, TableSheet

NEEDED = ("lots", "needs", "areas", "periods", "demand")
DAYS = ("published", "bids_due", "provisional_award", "contract_start")
ON_VALUE = tuple(one.id for one in BY_ID.values() if one.measures == "value")
WHOLE = 100


def checks(
    names: tuple[str, ...], keys: KeySheet, tables: tuple[TableSheet, ...], tree: Tree, lang: str
) -> CheckSheet:
    """Return the checks of a workbook with these sheets, counted for the values of a tender."""
    cells = _Cells(keys, {one.key: one for one in tables})
    found = tuple(_checks(cells, tree, lang))
    return CheckSheet(names, say("tender.sheet.checks.intro", lang), found)


class _Cells:
    """Where everything stands in the workbook, as formulas write it."""

    def __init__(self, keys: KeySheet, tables: Mapping[str, TableSheet]):
        self.keys, self.tables, self.rows = keys, tables, key_rows(keys)

    def key(self, *path: str) -> str:
        """The cell of a value on the first sheet."""
        return f"'{self.keys.names[0]}'!$B${self.rows[path] + 1}"

    def column(self, table: str, name: str) -> str:
        """All cells of a column that can be filled in."""
        sheet = self.tables[table]
        at = chr(ord("A") + [one.key for one in sheet.fields].index(name))
        return f"'{sheet.names[0]}'!${at}${HEAD + 1}:${at}${LAST_ROW}"


def _checks(cells: _Cells, tree: Tree, lang: str) -> Iterator[Check]:
    def check(name: str, formula: str, value: Any, wanted: str, **more: Any) -> Check:
        title = say(f"tender.check.{name}", lang, {"sheet": more.pop("sheet", "")})
        return Check(title, f"={formula}", value, wanted, **more)

    needed = [
        ((*section.path, one.key), section.values.get(one.key))
        for section in cells.keys.sections
        for one in section.fields
        if one.required
    ]
    empty = "+".join(f'({cells.key(*path)}="")' for path, _ in needed)
    yield check("required", empty, sum(value in (None, "") for _, value in needed), "none")
    days = [tree.get("schedule", {}).get(day) for day in DAYS]
    at = [cells.key("schedule", day) for day in DAYS]
    later = "+".join(f"({after}<{before})" for before, after in pairwise(at))
    pairs = pairwise(days)
    yield check("days", later, sum(_before(after, first) for first, after in pairs), "none")
    for table in NEEDED:
        first = cells.tables[table].fields[0].key
        counted = f'SUMPRODUCT(({cells.column(table, first)}<>"")*1)'
        name = cells.tables[table].names[0]
        yield check("rows", counted, len(tree.get(table, ())), "some", sheet=name)
    yield check("weights", *_weights(cells, tree, lang), "whole", **_no_weights(cells, tree, lang))
    yield check("declared", *_undeclared(cells, tree), "look")


def _before(day: Any, other: Any) -> bool:
    """Whether a day comes before another; an empty cell counts as before all."""
    return other is not None and (day is None or day < other)


def _weights(cells: _Cells, tree: Tree, lang: str) -> tuple[str, Decimal]:
    yes = say("tender.choice.yes_no.yes", lang)
    parent, bonus = cells.column("criteria", "parent"), cells.column("criteria", "bonus")
    every = f'({parent}="")*({bonus}<>"{yes}")'
    formula = f"SUMPRODUCT({every},{cells.column('criteria', 'weight')})"
    rows = [row for row in tree.get("criteria", ()) if not row.get("parent")]
    mine = sum(Decimal(row.get("weight", 0)) for row in rows if not row.get("bonus"))
    price = Decimal(tree.get("price", {}).get("weight", 0))
    return f"{formula}+SUM({cells.key('price', 'weight')})", mine + price


def _no_weights(cells: _Cells, tree: Tree, lang: str) -> dict[str, Any]:
    """When weights need not be 100 together: by lot, on value, or where nobody is ranked."""
    admit = say("tender.choice.mode.admit_all", lang)
    price, mode = cells.key("price", "formula"), cells.key("award", "mode")
    lots = f'SUMPRODUCT(({cells.column("criteria", "lots")}<>"")*1)>0'
    value = ",".join(f'{price}="{one}"' for one in ON_VALUE)
    given = tree.get("price", {}).get("formula") in ON_VALUE
    by_lot = any(row.get("lots") for row in tree.get("criteria", ()))
    admits = tree.get("award", {}).get("mode") == "admit_all"
    skips = f'OR({lots},{mode}="{admit}",{value})'
    return {"unless": skips, "skipped": given or by_lot or admits}


def _undeclared(cells: _Cells, tree: Tree) -> tuple[str, int]:
    who, said = cells.column("assessors", "id"), cells.column("assessors", "interest")
    rows = tree.get("assessors", ())
    return f'SUMPRODUCT(({who}<>"")*({said}=""))', sum(not row.get("interest") for row in rows)
