"""How long exact scoring takes: ``python -m tests.benchmarks.scoring``.

Ten thousand bids for one lot, eight criteria the panel marks and a price that is compared with the
lowest. Everything is built in memory, so that nothing but the arithmetic is timed.
"""

import gc
import time
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.count import count
from aanbesteding.scoring.score import score
from aanbesteding.tender.tender import Tender
from tests.tiny import bid, bids, tender

BIDS, CRITERIA, TIMES, MOST_SECONDS = 10_000, 8, 3, 2
Found = TypeVar("Found")


def timed(work: Callable[[], Found]) -> tuple[float, Found]:
    """Return the least seconds of processor time the work took, and what it gave."""
    best: float | None = None
    for _ in range(TIMES):
        gc.collect()
        start = time.process_time()
        found = work()
        took = time.process_time() - start
        best = took if best is None else min(best, took)
    assert best is not None
    return best, found


def asked() -> Tender:
    """Return a tender with eight criteria of 10 points and a price of 20."""
    criteria = [
        {"id": f"k{n}", "title": f"Criterium {n}", "weight": 10, "scale": "half"}
        for n in range(CRITERIA)
    ]
    scale = [{"scale": "half", "mark": Decimal(n) / 2, "label": str(n)} for n in range(21)]
    price = {"formula": "price.lowest_share", "weight": 20}
    award = {"on_dropout": "keep"}
    return tender(criteria=criteria, scales=scale, price=price, award=award)


def offered() -> Bids:
    """Return bids that each have a price of their own."""
    return bids(*(bid(f"B{n:05}", price=f"{1000 + n}.{n % 100:02}") for n in range(BIDS)))


def judged(found: Bids) -> Marks:
    """Return a consensus mark for every bid on every criterion, spread over the scale."""
    return Marks(
        tuple(
            Mark(CONSENSUS, one.id, "1", f"k{n}", Decimal((at * at + 7 * n) % 21) / 2, "omdat")
            for at, one in enumerate(found.bids)
            for n in range(CRITERIA)
        )
    )


def main() -> None:
    """Print the figures as a table."""
    wanted, found = asked(), offered()
    marks = judged(found)
    assessing, assessment = timed(lambda: assess(wanted, found, marks))
    scoring, sheet = timed(lambda: score(wanted, found, assessment))
    counting, _ = timed(lambda: count(sheet.contests["1"]))
    rows = (
        (f"assess {BIDS} bids on {CRITERIA} criteria", assessing),
        ("contest.count: points, totals and ranks", counting),
        (f"scoring.score, the whole (aim: under {MOST_SECONDS} s)", scoring),
    )
    assert len(sheet.scores) == BIDS
    print("\n".join(f"| {what} | {seconds:.2f} s |" for what, seconds in rows))


if __name__ == "__main__":
    main()
