"""Draws the house from the import contracts: which room may know which, and who may call outside.

Rooms stand as the contracts of `pyproject.toml` put them; only the word under each name is written
here.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

ROOT = Path(__file__).parents[1]
WORDS = {
    "cli": "the commands",
    "round": "the folder on disk, step by step",
    "flow": "the walk of a tender, on one page",
    "report": "shown: pages and papers",
    "exchange": "told in others' formats",
    "verification": "proved: counted again",
    "dossier": "recorded, in one canonical file",
    "explanation": "explained: why, what else",
    "scenarios": "what if needs change",
    "laboratory": "tried out first",
    "awarding": "decided, and counted again",
    "solving": "exact rows to the best whole values",
    "scoring": "scored, exactly as published",
    "assessment": "judged: marks with reasons",
    "contest": "a lot as bare numbers",
    "bids": "read from forms, never repaired",
    "tender": "defined: lots, needs, criteria, rules",
    "workbook": "cells in and out of Excel",
    "formulas": "shelf: prices to points",
    "rules": "shelf: who may win what",
    "gate": "what is hostile stays outside",
    "basis": "exact numbers, findings, texts",
}
WIDTH, LEFT, RIGHT, TOP = 790, 46, 586, 24
HIGH, GAP, BETWEEN, LINE = 40, 8, 10, 18
NOTES = (
    "A room may import what stands lower, never higher. Rooms on one line do not know each other.",
    "At the right stands what comes from outside and only that room may import.",
)
STYLE = """\
.ground{fill:#fff}.ink{fill:#1a1a1a}.soft{fill:#555}.box{fill:#eef4fa;stroke:#0b5fa5}
.axis{stroke:#6b6b6b;fill:none;stroke-width:1.5}.out{fill:#b3541e}
text{font:13px system-ui,sans-serif}.room{font-weight:600}.small{font-size:12px}
@media(prefers-color-scheme:dark){.ground{fill:#1b1b1f}.ink{fill:#ececec}.soft{fill:#b5b5b5}
.box{fill:#23303d;stroke:#7ab8f5}.axis{stroke:#9a9a9a}.out{fill:#f0a070}}"""


def contracts() -> dict[str, Mapping[str, Any]]:
    """Return the import contracts by id, as `lint-imports` reads them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {one["id"]: one for one in project["tool"]["importlinter"]["contracts"]}


def layers(rules: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """Return the rooms from top to bottom; those on one line do not know each other."""
    return [line.split(" | ") for line in rules["corridor"]["layers"]]


def outside(rules: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return per room the packages from outside that no other room may import."""
    found: dict[str, list[str]] = {}
    for rule in rules.values():
        for one in rule.get("ignore_imports", ()):
            home, _, package = one.partition(" -> ")
            packages = found.setdefault(home.split(".")[1], [])
            packages += [] if package in packages else [package]
    return {room: sorted(packages) for room, packages in found.items()}


def closed(rules: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what verification may not import, because it checks it."""
    return [one.removeprefix("aanbesteding.") for one in rules["verification"]["forbidden_modules"]]


def house(rules: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the picture as SVG."""
    rows = layers(rules)
    notes = [line for said in (*NOTES, _apart(rules)) for line in wrap(said, 100)]
    bottom = TOP + len(rows) * (HIGH + GAP)
    height = bottom + 22 + LINE * len(notes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>The rooms of the house, from top to bottom; each may import what stands lower"
        "</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
        f'<path class="axis" d="M22 {TOP}V{bottom - GAP}m-6 -9l6 9l6 -9"/>',
        *_rows(rows, outside(rules)),
        *(_text(LEFT, bottom + 12 + LINE * n, "soft small", note) for n, note in enumerate(notes)),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _apart(rules: Mapping[str, Mapping[str, Any]]) -> str:
    return f"verification imports none of what it checks: {', '.join(closed(rules))}."


def _rows(rows: Sequence[Sequence[str]], packages: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for number, rooms in enumerate(rows):
        y = TOP + number * (HIGH + GAP)
        wide = (RIGHT - LEFT - BETWEEN * (len(rooms) - 1)) // len(rooms)
        for place, room in enumerate(rooms):
            x = LEFT + place * (wide + BETWEEN)
            yield f'<rect class="box" x="{x}" y="{y}" width="{wide}" height="{HIGH}" rx="5"/>'
            yield _text(x + 10, y + 17, "ink room", room)
            yield _text(x + 10, y + 33, "soft small", WORDS[room])
        owners = [room for room in rooms if room in packages]
        for line, room in enumerate(owners):
            said = f"{room}: {', '.join(packages[room])}"
            yield _text(RIGHT + 12, y + 17 + 16 * line, "out small", said)


def _text(x: int, y: int, kind: str, words: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'
