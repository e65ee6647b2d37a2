"""Why not, and what would have won, at size: ``python -m tests.benchmarks.explain [N] [SIZE]``.

The price to win of every losing bid of N bidders (100 unless told) on ten lots, by the ranking,
with a relative price formula; and the best award with each losing bid of a provider mix forced in
(size M unless told; ``--most`` bids of it).
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain
from random import Random

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer
from aanbesteding.explanation.again import Again
from aanbesteding.explanation.changed import PRICE, Offered, levers_of
from aanbesteding.explanation.forced import Forcing
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.explanation.why_not import least_change
from aanbesteding.rules.facts import Pick
from aanbesteding.scenarios.run import workers_of
from tests import tiny
from tests.benchmarks.provider_mix import provider_mix

LOTS = tuple(f"{number:02}" for number in range(1, 11))
CRITERIA = ("aanpak", "mensen")
CENTS = {"zwaar": (90_000, 140_000), "licht": (40_000, 80_000)}


def ranked_round(bidders: int, seed: int = 0) -> Judged:
    """Return a round of ten lots with a budget each, in which every bidder bids on every lot."""
    random = Random(f"explain {bidders} {seed}")
    asked = (("zwaar", 10), ("licht", 20))
    tender = tiny.tender(
        award={"tie_ladder": ["higher_quality", "draw"]},
        lots=[{"id": lot, "title": f"Perceel {lot}"} for lot in LOTS],
        demand=[
            {"lot": lot, "need": need, "area": "noord", "period": "2028", "volume": volume}
            for lot in LOTS
            for need, volume in asked
        ],
        budgets=[{"id": lot, "amount": "1000000", "lots": [lot]} for lot in LOTS],
        rules=[{"id": "drie", "kind": "number_of_contracts", "at_most": 3}],
        price={"asked": "per_need", "formula": "price.lowest_share", "weight": 40},
        criteria=[{"id": one, "title": one, "weight": 30, "scale": "tien"} for one in CRITERIA],
        rounding=[{"step": "total", "decimals": 2}],
    )
    names = [f"a{number:03}" for number in range(bidders)]
    bids = Bids(tuple(_bid(random, name) for name in names))
    marks = Marks(
        tuple(
            Mark(CONSENSUS, name, lot, criterion, Decimal(random.randint(4, 10)), "omdat")
            for lot in LOTS
            for name in names
            for criterion in CRITERIA
        )
    )
    return judged(tender, bids, marks)


def _bid(random: Random, name: str) -> Bid:
    lots = tuple(
        LotBid(
            lot=lot,
            offers=tuple(
                Offer(need=need, capacity=30, price=Decimal(random.randint(*between)) / 100)
                for need, between in CENTS.items()
            ),
            areas=("noord", "zuid"),
        )
        for lot in LOTS
    )
    return Bid(id=name, name=f"Zorg {name}", lots=lots)


def prices_to_win(bidders: int) -> Iterator[str]:
    """Yield how long the price to win of every losing bid takes."""
    start = _now()
    case = ranked_round(bidders)
    yield f"| judged once, {bidders} × {len(LOTS)} | {_took(start)} |"
    won = {Pick(bidder, lot.lot) for lot in case.decision.lots for bidder in lot.winners}
    losers = [[p for p in picks if p not in won] for picks in case.facts.by_lot.values()]
    count = sum(map(len, losers))
    with workers_of() as pool:
        start = _now()
        work = partial(_winning, case)
        found = sum(pool.map(work, losers) if pool else map(work, losers))
        yield f"| price to win, {count} bids, {found} can, a process per core | {_took(start)} |"


def _winning(case: Judged, picks: Sequence[Pick]) -> int:
    """How many of these bids a lower price would have made win."""
    again, offered = Again(case), Offered(case.bids, case.marks)
    levers = (lever for pick in picks for lever in levers_of(case.tender, offered, pick))
    prices = (lever for lever in levers if lever.kind == PRICE)
    return sum(least_change(again, lever).result == "wins" for lever in prices)


def forced_in(size: str, most: int | None) -> Iterator[str]:
    """Yield how long the best award takes, and each best award with a losing bid forced in."""
    mix, start = provider_mix(size), _now()
    forcing = Forcing(mix.facts, mix.rules, mix.goals)
    yield f"| best award, {size} | {_took(start)} |"
    now = forcing.chosen
    assert now is not None
    start = _now()
    losers = [pick for pick in mix.facts.picks if pick not in now.contracts][:most]
    found = [forcing.forced(pick, True, now) for pick in losers]
    same = sum(one is not None and one.costs_nothing for one in found)
    none = sum(one is None for one in found)
    yield f"| forced in, {size}, {len(losers)} bids | {_took(start)} |"
    yield f"| of these none fits, or it costs nothing | {none}, {same} |"


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _took(start: tuple[float, float]) -> str:
    wall, cpu = _now()
    return f"{wall - start[0]:.1f} s, {cpu - start[1]:.1f} s processor"


def main() -> None:
    """Print the figures as a table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("bidders", nargs="?", type=int, default=100)
    asked.add_argument("size", nargs="?", default="M")
    asked.add_argument("--most", type=int)
    given = asked.parse_args()
    for line in chain(prices_to_win(given.bidders), forced_in(given.size, given.most)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
