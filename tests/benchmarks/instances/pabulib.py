"""Municipal budgets (Pabulib): projects within one budget, for the most votes.

Sections META (key;value), PROJECTS and VOTES, each with a line of column names. Counted are the
`votes` of a project, or its `score` where it has no votes, or else the voters who named it.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from aanbesteding.rules import STANDING
from aanbesteding.rules.goals import Goal
from tests.benchmarks.instances.mknap import knapsack
from tests.benchmarks.instances.problem import Problem, text_of

SECTIONS = ("META", "PROJECTS", "VOTES")
Table = Sequence[Mapping[str, str]]


def read(path: Path) -> Iterator[Problem]:
    """Yield the problem of a file; raises ValueError or KeyError where something is missing."""
    sections = _sections(text_of(path))
    meta = {row["key"]: row["value"] for row in sections["META"]}
    projects = sections["PROJECTS"]
    worth = _worth(projects, sections.get("VOTES", ()))
    costs = [_number(project["cost"]) for project in projects]
    facts = knapsack(worth, [costs], [_number(meta["budget"])])
    yield Problem(facts, STANDING, Goal(kind="points"))


def _sections(text: str) -> dict[str, Table]:
    found: dict[str, list[list[str]]] = {}
    name = ""
    for row in csv.reader(text.splitlines(), delimiter=";"):
        if len(row) == 1 and row[0].strip().upper() in SECTIONS:
            name = row[0].strip().upper()
            found[name] = []
        elif any(row):
            found[name].append(row)
    return {name: _table(rows) for name, rows in found.items()}


def _table(rows: Sequence[Sequence[str]]) -> Table:
    names = [name.strip().lower() for name in rows[0]] if rows else []
    return [dict(zip(names, map(str.strip, row), strict=False)) for row in rows[1:]]


def _worth(projects: Table, votes: Table) -> list[Fraction]:
    for column in ("votes", "score"):
        if all(project.get(column) for project in projects):
            return [_number(project[column]) for project in projects]
    named = Counter(one for row in votes for one in row["vote"].split(","))
    return [Fraction(named[project["project_id"]]) for project in projects]


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
