"""Packages attacked: ``python -m tests.assurance.package_attacks [N] [FIRST]``.

Three kinds of attack on packages of random rounds. Bits turned in a file. Packages forged after the
root was published: something changed, and all that follows from it worked out again, with the
salts that are shown. And false packages of a buyer that has the secret, with a root that fits:
those are only caught by what follows from what is shown.
"""

import copy
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.dossier.editions.package import package_of
from aanbesteding.round.package import package_files
from aanbesteding.round.package_verified import verify_package
from aanbesteding.verification.opened_tree import OddTreeError, opened_tree
from tests.assurance.cheats import at, changed
from tests.assurance.false_packages import FALSE, SECRET, Tree, false_packages
from tests.assurance.flips import flipped
from tests.secret_rounds import Secret, drawn

COUNT_OF_EACH = 100


def objections(folder: Path, root: str = "") -> list[str]:
    """Return the code and file of everything objected to in a package and what stands beside it."""
    opened = sorted(folder.glob("opened*.json"))
    found = verify_package(folder / "package.json", opened, root)
    assert found.ok is not any(one.blocks for one in found.findings)
    return [f"{one.code} {one.place}" for one in found.findings]


def put(folder: Path, package: Tree, opened: Tree | None = None) -> None:
    """Write a package and what was opened."""
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_bytes(canonical(package))
    if opened is not None:
        (folder / "opened.json").write_bytes(canonical(opened))


def turned(folder: Path, secret: Secret, count: int, r: Random) -> Iterator[str]:
    """Yield every turned bit that was not named by its file."""
    made = package_of(secret.record, secret.record_hash, SECRET)
    for name, content in package_files(made, "nl").items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    assert objections(folder, made["root"]) == []
    whole = {path: path.read_bytes() for path in sorted(folder.iterdir())}
    for _ in range(count):
        path = r.choice(list(whole))
        bit = r.randrange(8 * len(whole[path]))
        path.write_bytes(flipped(whole[path], bit))
        if not any(one.endswith(path.name) for one in objections(folder, made["root"])):
            yield f"{path.name} bit {bit}"
        path.write_bytes(whole[path])


def places(said: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield every place in a file."""
    if way:
        yield way
    rows = list(enumerate(said)) if isinstance(said, list) else ()
    for key, one in said.items() if isinstance(said, dict) else rows:
        yield from places(one, (*way, key))


def forged(package: Tree, r: Random) -> Tree:
    """Return a package in which something was changed, and all that follows from it."""
    ways = list(places(package))
    while True:
        said = copy.deepcopy(package)
        way = r.choice(ways)
        _change(at(said, way[:-1]), way[-1], r)
        if r.random() < 0.5:
            _made_to_fit(said)
        if canonical(said) != canonical(package):
            return said


def _change(above: Any, key: Any, r: Random) -> None:
    """Change, drop, double or swap what stands at a place."""
    other = r.choice(list(above) if isinstance(above, dict) else range(len(above)))
    match r.randrange(4):
        case 0:
            del above[key]
        case 1:
            above[key], above[other] = above[other], above[key]
        case 2:
            above[key] = copy.deepcopy(above[other])
        case _:
            above[key] = changed(above[key]) if not isinstance(above[key], dict) else {}


def _made_to_fit(said: Tree) -> None:
    """The hash of the edition in the tree, and the root, as a forger would work them out again."""
    try:
        said["tree"]["object"]["edition_sha256"]["value"] = fingerprint(canonical(said["edition"]))
        said["root"] = opened_tree(said["tree"]).root
    except (KeyError, TypeError, OddTreeError):
        return


def attacked(folder: Path, number: int, count: int, seen: Counter[str]) -> Iterator[str]:
    """Yield every attack on the round of this number that was missed."""
    secret, r = drawn(number), Random(number)
    home = folder / str(number)
    home.mkdir(parents=True)
    yield from turned(home / "turned", secret, count, r)
    seen["bits turned"] += count
    package = package_of(secret.record, secret.record_hash, SECRET)
    for n in range(count):
        said = forged(package, r)
        put(home / "forged", said)
        if not objections(home / "forged", package["root"]):
            yield f"round {number}, forgery {n}"
        seen["forged"] += 1
    for name, code, false in false_packages(dict(secret.record)):
        put(home / "false", *false)
        found = objections(home / "false")
        if not any(one.startswith(code) for one in found):
            yield f"round {number}: {name}: {found[:3]}, not {code}"
        seen[name] += 1


def main(rounds: int, first: int = 0) -> int:
    """Print what was tried and what was missed; return 1 when anything was, or was never tried.

    After every round how far it came, so that a run can be stopped and taken up at the next.
    """
    seen: Counter[str] = Counter()
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + rounds):
            missed += attacked(Path(folder), number, COUNT_OF_EACH, seen)
            print(f"rounds {first} to {number}: {seen.total()} attacks, {len(missed)} missed",
                  flush=True)  # fmt: skip
    for name, times in seen.items():
        print(f"{times:6} {name}")
    never = sorted(FALSE.keys() - seen.keys())
    print(*missed[:20], *(f"never tried: {name}" for name in never), sep="\n")
    return int(bool(missed or never))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3] or ["100"])))
