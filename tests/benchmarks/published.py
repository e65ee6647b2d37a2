"""Published optima: ``python -m tests.benchmarks.published FAMILY FILE…``.

Reads problems in their own format, states each as an award (facts, rules, a goal) and lets the
award engine solve it: the same rules, solver door and recount as a tender. One line per problem:
``family file variant value published gap seconds status``.

The value is exact, with at most five decimals. The gap is what is left between the value and the
proven bound, as part of the value; 0 is proven best. Status is ``optimal``, ``not_proven``,
``none_found`` (no award within the time) or ``infeasible``. The command ends with 1 where a proven
value is not the published one.
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from aanbesteding.awarding.optimise import optimise
from aanbesteding.basis.errors import StoppedError
from aanbesteding.basis.exact import Exact, rounded
from aanbesteding.solving.effort import Effort
from tests.benchmarks.instances import bid, cap, gap, mknap, pabulib, sscflp
from tests.benchmarks.instances.problem import Problem

READERS: Mapping[str, Callable[[Path], Iterator[Problem]]] = {
    "cap": cap.read,
    "gap": gap.read,
    "mknap": mknap.read,
    "sscflp": sscflp.read,
    "pabulib": pabulib.read,
    "bid": bid.read,
}
TABLE = "published.csv"
DECIMALS, NOTHING, SECONDS = 5, "-", 600


class Outcome(NamedTuple):
    """What was found for one problem; `value` and `bound` in its own unit, None where unknown."""

    problem: Problem
    published: str
    value: Exact | None
    bound: Exact | None
    seconds: float
    status: str

    @property
    def gap(self) -> Fraction | None:
        """What is left to prove, as part of the value; None where there is no value."""
        if self.value is None or self.bound is None:
            return None
        value = Fraction(self.value)
        return abs(value - self.bound) / max(Fraction(1), abs(value))

    @property
    def wrong(self) -> bool:
        """Whether a proven value is not the published one, to the digits published."""
        if not self.published or self.status == "not_proven":
            return False
        return self.value is None or not agrees(self.value, self.published)


def agrees(value: Exact, published: str) -> bool:
    """Return whether a value is the published one, which may be rounded or cut off.

    >>> agrees(Fraction("17160439.01258"), "17160439.012"), agrees(8848, "8847")
    (True, False)
    """
    printed = Decimal(published)
    return abs(Fraction(value) - Fraction(printed)) < Fraction(10) ** int(printed.as_tuple()[2])


def solved(problem: Problem, published: str, seconds: float) -> Outcome:
    """Return what the award engine finds for a problem within so many seconds."""
    start = time.perf_counter()
    status, value, bound = "none_found", None, None
    try:
        found = optimise(
            problem.facts, problem.rules, [problem.goal], effort=Effort(seconds=seconds)
        )
    except StoppedError:
        found = None
    else:
        status = "infeasible"
    if found is not None:
        (goal,) = found.goals
        value, bound = problem.worth(goal.value), problem.worth(goal.bound)
        status = "optimal" if goal.proven else "not_proven"
    took = time.perf_counter() - start
    return Outcome(problem, problem.published or published, value, bound, took, status)


def listed(path: Path, family: str) -> Mapping[str, str]:
    """Return the published value per variant of a file, from a table beside it or one folder up."""
    for folder in (path.parent, path.parent.parent):
        if (folder / TABLE).exists():
            with (folder / TABLE).open(newline="") as table:
                return {
                    row["variant"].replace(" ", "="): row["value"]
                    for row in csv.DictReader(table)
                    if (row["family"], row["file"]) == (family, path.name)
                }
    return {}


def outcomes(family: str, path: Path, seconds: float = SECONDS) -> Iterator[Outcome]:
    """Yield what is found for every problem of a file; raises ValueError for another format."""
    known = listed(path, family)
    for problem in READERS[family](path):
        yield solved(problem, known.get(problem.variant, ""), seconds)


def line(family: str, path: Path, outcome: Outcome) -> str:
    """Return one outcome as the command prints it."""
    left = outcome.gap
    parts = (
        family,
        path.name,
        outcome.problem.variant or NOTHING,
        NOTHING if outcome.value is None else shown(outcome.value),
        outcome.published or NOTHING,
        NOTHING if left is None else f"{float(left):.2g}",
        f"{outcome.seconds:.2f}",
        outcome.status,
    )
    return " ".join(parts)


def shown(value: Exact) -> str:
    """Return a value with at most five decimals, and none it does not need.

    >>> shown(Fraction("1040444.3750")), shown(8848)
    ('1040444.375', '8848')
    """
    text = f"{rounded(value, DECIMALS):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def main() -> None:
    """Print a line per problem."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.published")
    parser.add_argument("family", choices=READERS)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="at most, per problem")
    given = parser.parse_args()
    wrong = False
    for path in given.files:
        for outcome in outcomes(given.family, path, given.seconds):
            print(line(given.family, path, outcome), flush=True)
            wrong = wrong or outcome.wrong
    sys.exit(int(wrong))


if __name__ == "__main__":
    main()
