"""Lots drawn by people, kept in ``draws.toml`` of the round."""

import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.files import write_whole
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line

FILE = "draws.toml"


def read_draws(folder: Path) -> tuple[tuple[Draw, ...], tuple[Finding, ...]]:
    """Return the draws that were held, and what is wrong with the file."""
    path = folder / FILE
    if not path.is_file():
        return (), ()
    try:
        entries = tomllib.loads(path.read_text("utf-8"))["draws"]
        draws = tuple(_draw(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        values = {"file": FILE, "error": str(error)}
        return (), (Finding("R101", Weight.REPAIRABLE, Line(FILE), values),)
    return draws, ()


def _draw(entry: dict[str, Any]) -> Draw:
    bidders, outcome = tuple(entry["bidders"]), tuple(entry["outcome"])
    if sorted(bidders) != sorted(outcome) or not all(isinstance(b, str) for b in bidders):
        raise ValueError(f"{list(outcome)} / {list(bidders)}")
    return Draw(str(entry["lot"]), bidders, str(entry.get("about", "")), outcome)


def add_draw(folder: Path, draw: Draw) -> Path:
    """Write the draw below the ones that were held before, and return the file's path."""
    held, _ = read_draws(folder)
    entries = [
        {
            "lot": item.lot,
            "bidders": list(item.bidders),
            "about": item.about,
            "outcome": list(item.outcome),
        }
        for item in (*held, draw)
    ]
    return write_whole(folder / FILE, tomli_w.dumps({"draws": entries}).encode())
