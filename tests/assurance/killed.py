"""Processes killed while they write: every file whole, and the next run cleans up.

``python -m tests.assurance.killed [N]`` kills N processes (signal 9, at a random moment) per kind
of output while they write two real sets of it over each other, and N/10 per command as a whole.
"""

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from aanbesteding.basis.files import write_all
from aanbesteding.round.journal import read_journal
from tests.assurance.written_sets import (
    COMMANDS,
    Set,
    content_of,
    ended,
    in_child,
    leftovers,
    pairs,
    rounds,
    shared,
)


def writes_forever(folder: Path, one: Set, other: Set, ready: int) -> int:
    """Write one set and the other in turn, until somebody kills us."""
    sets = [{folder / name: whole for name, whole in made.items()} for made in (one, other)]
    write_all(sets[0])
    os.write(ready, b"x")
    while True:
        write_all(sets[1])
        write_all(sets[0])


def what_is_wrong(folder: Path, one: Set, other: Set) -> str:
    """Return what is wrong with a folder after a kill: half files, or another mix than promised."""
    held = content_of(folder)
    for name in one:
        if held.get(name) not in (one[name], other[name]):
            return f"{name} is damaged"
    is_one = [held[name] == one[name] for name in one]
    is_other = [held[name] == other[name] for name in one]
    prefixes = range(len(one) + 1)
    if not any(
        all(first[:k]) and all(rest[k:])
        for first, rest in ((is_one, is_other), (is_other, is_one))
        for k in prefixes
    ):
        return "old and new stand in another order than they were renamed"
    return ""


def kill_writers(kind: str, one: Set, other: Set, times: int, r: Random) -> Counter[str]:
    """Return what was seen after so many kills: "left a part", or what is wrong."""
    seen: Counter[str] = Counter()
    for number in range(times):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            ready, writer = os.pipe()
            pid = in_child(lambda f=folder, w=writer: writes_forever(f, one, other, w))  # type: ignore[misc]
            os.read(ready, 1)
            time.sleep(r.uniform(0, 0.03))
            os.kill(pid, signal.SIGKILL)
            if ended(pid) != -signal.SIGKILL:
                seen["wrong: the writer stopped by itself"] += 1
            os.close(ready)
            os.close(writer)
            wrong = what_is_wrong(folder, one, other)
            seen["left a part"] += bool(leftovers(folder))
            seen["stopped between two renames"] += not _same(folder, one) | _same(folder, other)
            write_all({folder / name: whole for name, whole in one.items()})
            wrong = wrong or ("leftovers after the next run" if leftovers(folder) else "")
            wrong = wrong or ("" if _same(folder, one) else "the next run did not mend it")
            if wrong:
                seen[f"wrong: {kind} {number}: {wrong}"] += 1
    return seen


def _same(folder: Path, made: Set) -> bool:
    held = content_of(folder)
    return all(held.get(name) == whole for name, whole in made.items())


def kill_command(kind: str, folder: Path, times: int, r: Random) -> Counter[str]:
    """Return what was seen after killing a whole command at random moments of its work."""
    seen: Counter[str] = Counter()
    command = COMMANDS[kind]
    started = time.monotonic()
    command(folder)
    whole = time.monotonic() - started
    for number in range(times):
        before = len(read_journal(folder).entries)
        pid = in_child(lambda: bool(command(folder)) - 1)
        time.sleep(r.uniform(0, whole))
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        journal = read_journal(folder)
        if journal.findings or len(journal.entries) - before not in (0, 1):
            seen[f"wrong: {kind} {number}: the journal is damaged"] += 1
        command(folder)
        if leftovers(folder):
            seen[f"wrong: {kind} {number}: leftovers {leftovers(folder)}"] += 1
    return seen


def main(times: int, seed: int = 2028) -> bool:
    """Print what was found; whether nothing was wrong."""
    good = True
    r = Random(seed)
    with tempfile.TemporaryDirectory() as home:
        first, _ = rounds(Path(home))
        for kind, whole in pairs().items():
            one, other = shared(*whole)
            seen = kill_writers(kind, one, other, times, r)
            seen += kill_command(kind, first, max(1, times // 10), r)
            wrong = {what: count for what, count in seen.items() if what.startswith("wrong")}
            good = good and not wrong
            left, between = seen["left a part"], seen["stopped between two renames"]
            print(f"{kind}: {times} kills while writing {len(one)} files, {left} left a part,"
                  f" {between} between two renames, {max(1, times // 10)} kills of the command;"
                  f" wrong: {wrong or 0}", flush=True)  # fmt: skip
    return good


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 200) else 1)
