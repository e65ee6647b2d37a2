"""Records whose parts have another shape: ``python -m tests.assurance.odd_shapes [N] [FIRST]``.

A list where a number is asked, nothing where a row is, a truth where a name is: every shape at
every kind of place, in the record of an award beside its round and in the record within a package
that shows all of it under a root that fits. Whoever reads them trips over none, and each is
objected to.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.dossier.editions.hash_tree import Salts, tree_of
from aanbesteding.dossier.editions.opening import committed
from aanbesteding.dossier.editions.package import PACKAGE
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.verification.verify import verify
from tests.assurance.cheats import AWARD, at, read, written
from tests.assurance.false_packages import SECRET, Tree
from tests.assurance.package import made
from tests.assurance.package_attacks import objections, places, put
from tests.secret_rounds import drawn

ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**53 - 1, "", "x", "1E9", "1/0", "é" * 300),
    *([], [1], [[1]], [{"a": 1}], [None, "x"], {}, {"a": 1}, {"a": {"b": [1]}}),
)
Way = tuple[Any, ...]


def misshapen(tree: Tree, r: Random, below: Way = ()) -> Iterator[tuple[str, Tree]]:
    """Yield copies of a tree, one part of each with another shape, and what was put where.

    Every shape at every kind of place at or below one, in any order; where many rows have that
    place, at one of them.
    """
    kinds: dict[Way, list[Way]] = {}
    for way in places(tree):
        kinds.setdefault(tuple("*" if type(step) is int else step for step in way), []).append(way)
    asked = [kind for kind in kinds if kind[: len(below)] == below]
    content, every = canonical(tree), list(product(asked, ODD))
    r.shuffle(every)
    for kind, odd in every:
        way, said = r.choice(kinds[kind]), read_json(content)
        at(said, way[:-1])[way[-1]] = odd
        if canonical(said) != content:
            yield f"{'/'.join(map(str, way))}: {str(odd)[:30]}", said


def of_packages(folder: Path, number: int, below: Way = ()) -> Iterator[str]:
    """Yield how each check of a package with a misshapen record ended: nothing where it should."""
    record = dict(drawn(number).record)
    record_hash = fingerprint(canonical(record))
    edition = read_json(canonical(public_edition(record, record_hash)))
    whole = committed(record, record_hash, fingerprint(canonical(edition)))
    for what, said in misshapen(whole, Random(number), below):
        tree = tree_of(said, True, Salts(SECRET, record_hash))
        package = {"format": PACKAGE, "edition": edition, "root": tree.hash, "tree": tree.shown}
        put(folder, package)
        try:
            yield "" if objections(folder, tree.hash) else f"package {number}: {what} passed"
        except Exception as error:
            yield f"package {number}: {what} raised {error!r}"


def of_award(folder: Path, number: int) -> Iterator[str]:
    """Yield how each check of a round with a misshapen record ended: nothing where it should."""
    whole = read(folder)
    for what, said in misshapen(whole, Random(number)):
        written(folder, said)
        try:
            ok = verify(folder / AWARD, seconds=0).ok
            yield f"award: {what} passed" if ok else ""
        except Exception as error:
            yield f"award: {what} raised {error!r}"
    written(folder, whole)


def main(rounds: int, first: int = 0) -> int:
    """Print what was tried and what was missed, and return 1 when anything was."""
    ended: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        for number in range(first, first + rounds):
            ended += of_packages(Path(home) / "package", number)
            _tell(first, number, ended)
        ended += of_award(made(Path(home) / "round"), first)
    _tell(first, first + rounds - 1, ended)
    missed = [one for one in ended if one]
    print(*missed[:20], sep="\n")
    return int(bool(missed))


def _tell(first: int, last: int, ended: list[str]) -> None:
    missed = sum(map(bool, ended))
    print(f"rounds {first} to {last}: {len(ended)} shapes, {missed} missed", flush=True)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3] or ["2"])))
