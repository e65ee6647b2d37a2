"""Changing one number of a record at a time, and asking whether verification names it."""

import copy
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.verification.verify import verify
from tests.made_up import one_in


def numbers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every number of a record with its place, whether it is written as text or not."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from numbers(item, (*path, index))
    elif is_number(value):
        yield path, value


def is_number(value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    try:
        Fraction(value)
    except ValueError:
        return False
    return True


def changed(value: Any) -> Any:
    if isinstance(value, int):
        return value + 1
    return value[:-1] + str((int(value[-1]) + 1) % 10)


# The parts of a record that hold numbers; ``published`` is the award that a what-if departs from.
PARTS = (
    "advice",
    "bids",
    "decision",
    "marks",
    "published",
    "reasons",
    "schedule",
    "scores",
    "tender",
)


def unnamed(path: Path, step: int, part: str = "") -> list[str]:
    """Return the numbers that can be changed without a finding that names their place or row.

    Of one part of the record, or of all parts.
    """
    good = read_json(path.read_bytes())
    missed = []
    asked = [one for one in numbers(good) if part in ("", one[0][0])]
    for place, value in asked[:: one_in(step)]:
        tree = copy.deepcopy(good)
        parent = tree
        for key in place[:-1]:
            parent = parent[key]
        parent[place[-1]] = changed(value)
        path.write_bytes(canonical(tree))
        steps = [str(key) for key in place]
        names = {"/".join(steps)}
        if place[0] in ("decision", "published") and place[1] in ("volumes", "contracts"):
            names.add("/".join(steps[:3]))
        if not names & {f.values.get("pointer") for f in verify(path).findings}:
            missed.append("/".join(steps))
    return missed
