"""python -m tests.assurance.manipulations: deliberate changes, each consistent, each named.

Values of every part of the record changed, rows dropped, doubled and swapped, files of the round
changed with their hashes, reports rewritten, awards that keep every rule and agree in every count
but are not the best, and journals written anew, which only the published head can tell.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import aanbesteding
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.round.verified import verify
from aanbesteding.verification.record import shown
from tests.assurance.cheats import (
    AWARD,
    Cheat,
    moved_clients,
    other_award,
    read,
    written,
)
from tests.assurance.cheats_listed import JOURNALS, REPORTS, ROUNDS, in_records, on_files
from tests.assurance.flips import head_of
from tests.assurance.package import JOURNAL, made

# A journal also tells the hash of the record that was decided on (V605).
PROVEN = ("V504", "V505", "V510", "V511", "V520", "V522", "V523", "V524", "V525", "V526", "V605")


def objections(folder: Path, head: str = "") -> list[str]:
    """Return each objection as its code, file, place and row."""
    return [
        f"{one.code} {one.place} {one.values.get('pointer', '')} {one.values.get('row', '')}"
        for one in verify(folder / AWARD, head).findings
        if one.code.startswith("V")
    ]


def rounds(home: Path, names: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Yield some examples, awarded, and the round in two envelopes."""
    for name in names:
        folder = aanbesteding.new(home / name, example=name)
        aanbesteding.award(folder)
        yield name, folder
    yield "envelopes", made(home / "envelopes")


def attacks(name: str, folder: Path) -> Iterator[tuple[str, str, Callable[[], None]]]:
    """Yield every attack on a round: what it is, where it must show, and the doing of it."""
    tree = read(folder)
    for cheat in in_records(tree, name):
        yield cheat.name, cheat.shows, partial(_record, folder, cheat)
    for what, change in moved_clients(tree):
        yield what, "|".join(PROVEN), partial(_award, folder, change)
    yield from on_files(folder, tree)
    if name == "envelopes":
        for what, rewrite in JOURNALS:
            yield what, JOURNAL, partial(_journal, folder, rewrite)
        for what, file, edit in REPORTS:
            yield what, file, partial(_rewritten, folder / file, edit)


def _record(folder: Path, cheat: Cheat) -> None:
    tree = read(folder)
    cheat.change(tree)
    written(folder, tree)


def _award(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    tree = read(folder)
    change(tree)
    other_award(folder, tree)
    written(folder, tree)


def _rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before, path


def _journal(folder: Path, change: Callable[[list[dict[str, Any]]], Any]) -> None:
    """Rewrite the journal as one whole chain, and the record to tell of it."""
    path = folder / JOURNAL
    rows = [read_json(line.decode()) for line in path.read_bytes().splitlines()]
    change(rows)
    lines: list[bytes] = []
    for number, row in enumerate(rows, 1):
        previous = fingerprint(lines[-1]) if lines else ""
        lines.append(canonical({**row, "seq": number, "previous": previous}))
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def missed(name: str, folder: Path, every: int = 1) -> tuple[int, list[str]]:
    """Return how many attacks there were on a round, and those not named."""
    head = head_of(folder) if name == "envelopes" else ""
    spare = folder.with_name(f"{folder.name}-spare")
    shutil.copytree(folder, spare)
    faults: list[str] = []
    count = 0
    for what, shows, do in list(attacks(name, folder))[::every]:
        do()
        found = objections(folder, head)
        if not any(part in one for one in found for part in shows.split("|")):
            faults.append(f"{name}: {what}: {shown(found[:3])}, not {shows}")
        count += 1
        shutil.rmtree(folder)
        shutil.copytree(spare, folder)
    return count, faults


def main() -> int:
    """Print what was tried and what was missed; return 1 when anything was."""
    total = 0
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        for name, folder in rounds(Path(home), ROUNDS):
            assert objections(folder) == [], name
            count, found = missed(name, folder)
            print(f"{count:5} on {name}, {len(found)} missed", flush=True)
            total, faults = total + count, faults + found
    print(f"{total} manipulations, {total - len(faults)} named, {len(faults)} missed")
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
