"""Lots that were drawn, by people or by the published seed, kept in ``draws.toml`` of the round."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomli_w

from aanbesteding.awarding.decision import Draw
from aanbesteding.awarding.draw_seed import commitment, order_drawn
from aanbesteding.basis.files import write_whole
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.toml import read_toml
from aanbesteding.gate.file import Reads, content_of, is_there
from aanbesteding.tender.tender import Tender

FILE = "draws.toml"
PEOPLE, SEED = "people", "seed"


def read_draws(
    folder: Path, read: Reads = content_of
) -> tuple[tuple[Draw, ...], tuple[Finding, ...]]:
    """Return the draws that were held, and what is wrong with the file."""
    path = folder / FILE
    if not is_there(path):
        return (), ()
    content, refused = read(path, FILE)
    if refused:
        return (), refused
    try:
        entries = read_toml(content).tree["draws"]
        draws = tuple(_draw(entry) for entry in entries)
    except (KeyError, TypeError, ValueError) as error:
        return (), (_finding("R101", file=FILE, error=str(error)),)
    return draws, ()


def _draw(entry: dict[str, Any]) -> Draw:
    bidders, outcome = tuple(entry["bidders"]), tuple(entry["outcome"])
    if sorted(bidders) != sorted(outcome) or not all(isinstance(b, str) for b in bidders):
        raise ValueError(f"{list(outcome)} / {list(bidders)}")
    about, origin = str(entry.get("about", "")), str(entry.get("origin", PEOPLE))
    seed = str(entry.get("seed", ""))
    if origin not in (PEOPLE, SEED) or bool(seed) != (origin == SEED):
        raise ValueError(f"origin {origin!r}, seed {seed!r}")
    return Draw(str(entry["lot"]), bidders, about, outcome, origin, seed)


def add_draws(folder: Path, draws: Sequence[Draw]) -> Path:
    """Write the draws below the ones that were held before, and return the file's path."""
    held, _ = read_draws(folder)
    entries = [_entry(draw) for draw in (*held, *draws)]
    return write_whole(folder / FILE, tomli_w.dumps({"draws": entries}).encode())


def _entry(draw: Draw) -> dict[str, Any]:
    entry = asdict(draw)
    return entry if draw.seed else {name: said for name, said in entry.items() if name != "seed"}


def drawn_by_seed(tender: Tender, asked: Draw, seed: str) -> Draw:
    """Return the draw that was asked for, as the seed draws it."""
    outcome = order_drawn(seed, tender.id, asked.lot, asked.bidders)
    return Draw(asked.lot, asked.bidders, asked.about, outcome, SEED, seed)


def seed_findings(tender: Tender, seed: str) -> tuple[Finding, ...]:
    """Return why a seed may not draw: none was promised, or it is another one than promised."""
    promised, counted = tender.award.draw_seed_hash, commitment(seed)
    if not promised:
        return (_finding("R171"),)
    if counted != promised:
        return (_finding("R172", promised=promised, counted=counted),)
    return ()


def people_findings(tender: Tender) -> tuple[Finding, ...]:
    """Return why people may not draw: the tender promised that a seed does."""
    promised = tender.award.draw_seed_hash
    return (_finding("R173", promised=promised),) if promised else ()


def draw_findings(tender: Tender, draws: Sequence[Draw]) -> Iterator[Finding]:
    """Yield what is wrong with draws in the file, held against what the tender promised."""
    for draw in draws:
        if draw.origin == PEOPLE:
            yield from people_findings(tender)
            continue
        wrong = seed_findings(tender, draw.seed)
        yield from wrong
        again = drawn_by_seed(tender, draw, draw.seed).outcome
        if not wrong and draw.outcome != again:
            values = {"lot": draw.lot, "outcome": list(draw.outcome), "counted": list(again)}
            yield _finding("R174", **values)


def _finding(code: str, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(FILE), values)
