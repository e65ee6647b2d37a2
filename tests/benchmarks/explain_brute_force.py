"""What would have won, tried: ``python -m tests.benchmarks.explain_brute_force [N]``.

Small rounds by rank order and by goals, until N changes (10,000 unless told) were each judged again
in full: with the change the bid wins, with one step less it does not. Every tenth round every
smaller step is tried too.
"""

import sys
import time
from collections import Counter

from tests.laws.random_rounds import OBJECTIVE, RANKED, tried

CHANGES, ALL_STEPS = 10_000, 10
FIRST = 1_000
ENDS = ("wins", "never", "top")


def disagreements(mode: str, changes: int) -> tuple[list[str], Counter[str]]:
    """Return what was wrong, and how many changes ended how."""
    wrong: list[str] = []
    ended: Counter[str] = Counter()
    seed = FIRST
    while sum(ended[name] for name in ENDS) < changes:
        for one in tried(seed, mode):
            wrong.append(one.wrong_on_either_side())
            if seed % ALL_STEPS == 0:
                ended["comes and goes"] += not one.monotone
                wrong.append(one.wrong_anywhere() if one.monotone else "")
            ended[one.said.result] += 1
        seed += 1
    return [each for each in wrong if each], ended


def main() -> None:
    """Print per award mode how many changes were wrong; the exit code says whether any was."""
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES
    print("| mode | wins | never | no step | comes and goes | wrong | seconds |")
    every = 0
    for mode in (RANKED, OBJECTIVE):
        start = time.perf_counter()
        wrong, ended = disagreements(mode, changes // 2)
        took = time.perf_counter() - start
        figures = (ended[name] for name in (*ENDS, "comes and goes"))
        print(
            f"| {mode} | {' | '.join(map(str, figures))} | {len(wrong)} | {took:.0f} |", flush=True
        )
        print("\n".join(wrong[:10]))
        every += len(wrong)
    sys.exit(1 if every else 0)


if __name__ == "__main__":
    main()
