"""The same round in many places: time zones, locales, hash seeds, threads, order of files, Pythons.

``python -m tests.assurance.same_bytes [SEEDS] [--python COMMAND ...] [--example NAME ...]`` makes,
awards and explains the example anew in every combination and compares the sha256 of every file
of the round. Each run is a process of its own. Without --python only this interpreter is used;
``--every 11`` takes one in eleven combinations, spread over all of them. A
locale that is not on this machine is named: the run is done (with the language in the
environment), but what the machine formats by itself is then not put to the test.
"""

import argparse
import locale
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]
ZONES = ("UTC", "Pacific/Auckland", "America/St_Johns")
LOCALES = ("C", "nl_NL.UTF-8", "tr_TR.UTF-8")
THREADS = (1, 2)
EXAMPLES = ("gelijke-stand", "zittende-aanbieders")
ROUND = "tests.assurance.same_bytes_round"


class Place(NamedTuple):
    """Where a round is done."""

    python: str
    zone: str
    locale: str
    seed: int
    threads: int


def places(pythons: Sequence[str], seeds: int) -> Iterator[Place]:
    """Yield every combination; the first is what all others are compared with."""
    every = product(pythons, ZONES, LOCALES, range(1, seeds + 1), THREADS)
    yield from (Place(*one) for one in every)


def hashes(place: Place, example: str, folder: Path) -> Mapping[str, str]:
    """Return the sha256 of every file of the round done there, by name."""
    told = {
        **os.environ,
        "PYTHONPATH": str(TOP),
        "PYTHONHASHSEED": str(place.seed),
        "TZ": place.zone,
        "LC_ALL": place.locale,
        "LANG": place.locale,
    }
    asked = [place.python, "-B", "-m", ROUND, str(folder), example, *map(str, place[3:])]
    said = subprocess.run(asked, cwd=TOP, env=told, capture_output=True, text=True, check=False)
    if said.returncode:
        raise RuntimeError(f"{place}: {said.stderr}")
    lines = (line.split("  ", 1) for line in said.stdout.splitlines())
    return {name: content for content, name in lines}


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the files that differ or stand on one side only."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def missing_locales() -> list[str]:
    """Return the locales of the grid that this machine does not have."""
    before, missing = locale.setlocale(locale.LC_ALL), []
    for name in LOCALES:
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            missing.append(name)
    locale.setlocale(locale.LC_ALL, before)
    return missing


def main(arguments: Sequence[str]) -> int:
    """Return 0 when every file is the same everywhere, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance.same_bytes")
    parser.add_argument("seeds", nargs="?", type=int, default=10)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--example", action="append", default=[])
    asked = parser.parse_args(arguments)
    for name in missing_locales():
        print(f"NOT ON THIS MACHINE: locale {name}")
    pythons = asked.python or [sys.executable]
    if len(pythons) < 2:
        print("ONE PYTHON ONLY: name more with --python")
    chosen = list(places(pythons, asked.seeds))[:: asked.every]
    differing = sum(_grid(one, chosen) for one in asked.example or EXAMPLES)
    return 1 if differing else 0


def _grid(example: str, chosen: Sequence[Place]) -> int:
    first: Mapping[str, str] = {}
    runs = differing = 0
    for place in chosen:
        with tempfile.TemporaryDirectory() as folder:
            found = hashes(place, example, Path(folder) / "round")
        first = first or found
        wrong = differences(first, found)
        runs, differing = runs + 1, differing + bool(wrong)
        if wrong:
            print(f"{example} {place}: {', '.join(wrong)}", flush=True)
    print(f"{example}: {runs} runs of {len(first)} files, {differing} differ", flush=True)
    return differing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
