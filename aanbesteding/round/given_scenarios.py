"""A tender with scenarios that were given in code, in place of those in its folder."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Line, Path
from aanbesteding.tender.checks import check
from aanbesteding.tender.load import build, from_text
from aanbesteding.tender.problems import Source, Tree
from aanbesteding.tender.save import as_tree
from aanbesteding.tender.tables import tables
from aanbesteding.tender.tender import Tender

Given = Mapping[str, Iterable[Mapping[str, Any]]]
NAMES, CHANGES = "scenarios", "changes"


def with_scenarios(tender: Tender, given: Given) -> tuple[Tender | None, tuple[Finding, ...]]:
    """Return the tender with these scenarios alone, or none, and what is wrong with them.

    `given` holds by name the changes of each scenario, with the columns of ``changes.csv``. Their
    places count the changes from 1, over all scenarios.
    """
    changes = [{**_row(row), "scenario": name} for name, rows in given.items() for row in rows]
    tree = {
        **as_tree(tender),
        NAMES: [{"id": name, "title": name} for name in given],
        CHANGES: changes,
    }
    places = dict(_places(NAMES, len(given))) | dict(_places(CHANGES, len(changes)))
    found, findings = build(Source(tree, places))
    checked = check(found, places) if found is not None else ()
    return found, tuple(one for one in (*findings, *checked) if one.place is not None)


def _places(name: str, count: int) -> Iterator[tuple[Path, Line]]:
    yield from (((name, str(number)), Line(name, number + 1)) for number in range(count))


def _row(row: Mapping[str, Any]) -> Tree:
    """A change in plain values; text stands for what it would in a cell of the table."""
    known = {column.name: column for column in tables()[CHANGES]}
    return {key: _value(known.get(key), value) for key, value in row.items() if value != ""}


def _value(column: Any, value: Any) -> Any:
    if isinstance(value, str) and column is not None:
        return from_text(column, value)
    if isinstance(value, float):
        return Decimal(str(value))  # the digits that were typed
    return list(value) if isinstance(value, tuple) else value
