"""python -m tests.assurance.flips [COUNT]: one bit turned in an award package, and verify names it.

The record, its page, workbook and list, every file of the round and the journal, each as often as
it is long; with the published head, without which the last line of a journal can say anything.
`run.json` is no part of the proof: it holds versions and times, and nothing follows from it.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.round.verified import differing_reports, verify
from aanbesteding.verification.verify import outside
from tests.assurance.package import AWARD, JOURNAL, files, made

COUNT = 10_000


def head_of(folder: Path) -> str:
    """Return the head of the journal as it was published."""
    return fingerprint((folder / JOURNAL).read_bytes().splitlines()[-1])


def flipped(content: bytes, bit: int) -> bytes:
    """Return the content with one bit turned."""
    place, which = divmod(bit, 8)
    return content[:place] + bytes([content[place] ^ 1 << which]) + content[place + 1 :]


def named(folder: Path, head: str) -> set[str]:
    """Return the files that verification objects to: first by hashes, then by all it has."""
    path = folder / AWARD
    try:
        objected = outside(path, head)
        found = {str(one.place) for one in objected}
        found |= {f"award/{one.values['page']}" for one in objected if "page" in one.values}
        if not found:
            found = {f"award/{n}" for n, same in differing_reports(path).items() if not same}
        if not found:
            found = {str(one.place) for one in verify(path, head).findings if one.blocks}
    except UnreadableError:
        return {AWARD}
    return found


def missed(folder: Path, count: int, seed: int = 0) -> tuple[Counter[str], list[str]]:
    """Return how many bits were turned per file, and each that was not objected to by its file."""
    r, head = Random(seed), head_of(folder)
    whole = {path: path.read_bytes() for path in files(folder)}
    turned: Counter[str] = Counter()
    faults = []
    for path, bit in _drawn(r, whole, count):
        name = path.relative_to(folder).as_posix()
        path.write_bytes(flipped(whole[path], bit))
        if not any(place.startswith(name) for place in named(folder, head)):
            faults.append(f"{name} bit {bit}")
        path.write_bytes(whole[path])
        turned[name] += 1
    return turned, faults


def _drawn(r: Random, whole: dict[Path, bytes], count: int) -> Sequence[tuple[Path, int]]:
    """A bit of each file as far as there are, and further over all files as they are long."""
    paths = list(whole)
    sizes = [max(len(whole[path]), 2_000) for path in paths]
    chosen = [*paths, *r.choices(paths, sizes, k=max(count - len(paths), 0))][:count]
    return [(path, r.randrange(8 * len(whole[path]))) for path in chosen]


def main(count: int) -> int:
    """Print what was turned and what was missed; return 1 when anything was."""
    with tempfile.TemporaryDirectory() as home:
        folder = made(Path(home) / "round")
        assert named(folder, head_of(folder)) == set()
        turned, faults = missed(folder, count)
    for name, number in sorted(turned.items()):
        print(f"{number:6} {name}")
    print(f"{count} bits turned, {count - len(faults)} named, {len(faults)} missed")
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
