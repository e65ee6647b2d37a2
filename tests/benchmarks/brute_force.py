"""Plain search, HiGHS and CBC over random tenders: ``python -m tests.benchmarks.brute_force``.

The first argument is how many cases (10,000). Every case names itself as seed/number; `known` in
`tests.laws.agreement` makes it again. Ends with 1 when two of the three differ anywhere.
"""

import sys
import time
from collections.abc import Iterator, Sequence

from aanbesteding.solving import lifting
from tests.laws.agreement import (
    CASES,
    Known,
    disagreement,
    known,
    second_disagreements,
    second_finds_none,
)

AT_ONCE = 5


def _differences(several: Sequence[Known]) -> Iterator[tuple[int, str]]:
    """Yield the size of each case in which two differ, and in what."""
    size = {one.name: len(one.looked.awards) for one in several}
    said = [("HiGHS", found) for one in several if (found := disagreement(one))]
    said += [("CBC", found) for found in second_disagreements(several, drawn=True)]
    nothing = [one.name for one in several if one.best is None and not second_finds_none(one)]
    said += [("CBC", f"{name} fits: True, search None") for name in nothing]
    yield from ((size[text.partition(" ")[0]], f"{who} {text}") for who, text in said)


def main(count: int) -> int:
    """Print a line per thousand cases, and every difference from the smallest tender up.

    Models are tightened however small, so that this too is looked at.
    """
    lifting.WORTHWHILE = 0
    began, done, awards, none = time.perf_counter(), 0, 0, 0
    different: list[tuple[int, str]] = []
    for first in range(0, count // CASES, AT_ONCE):
        several = [one for seed in range(first, first + AT_ONCE) for one in known(seed)]
        different += _differences(several)
        before, done = done, done + len(several)
        awards += sum(len(one.looked.awards) for one in several)
        none += sum(one.best is None for one in several)
        if done // 1000 > before // 1000:
            seconds = time.perf_counter() - began
            print(f"{done} cases, {len(different)} differences, {seconds:.0f} s", flush=True)
    for size, text in sorted(different)[:50]:
        print(f"{size} awards: {text}")
    print(f"cases {done}, awards looked at {awards}, nothing fits {none}", end=", ")
    print(f"differences {len(different)}, seconds {time.perf_counter() - began:.0f}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
