"""Which award stays within budget and care over many futures, and whose drop-out hurts most."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.rule import Rule
from aanbesteding.scenarios.drawn import Drawn
from aanbesteding.scenarios.dropout import DropOut, drop_outs
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.rate import Rate, rate
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.trial import FAILED, FITS, Trial
from aanbesteding.tender.scenarios import Spread

Work = Callable[[Problem, Sequence[Future]], Sequence[Trial]]
Contracts = frozenset[Pick]
SOUGHT, BEST = 20, 3
AS_IS = Future("as_is")


@dataclass(frozen=True)
class Overrun:
    """How often serving everybody a budget covers costs more than the budget; worst in cents."""

    budget: str
    chance: Rate
    worst_cents: Exact


@dataclass(frozen=True)
class Shortfall:
    """How often somebody waits for a need level; how many on average, and at worst and where."""

    need: str
    chance: Rate
    mean: Fraction
    worst: int
    worst_in: str


@dataclass(frozen=True)
class Tested:
    """One set of contracts over all futures drawn.

    `kind` is `award`, `what_if` (best by the goals in the round as it is) or `best` (best in
    `found_in` of the futures looked through). `fits`: every rule can be met; `holds`: and nobody
    waits, and no budget is exceeded. `broken` counts futures per rule that cannot be met; `named`
    are the tender's own scenarios. `mean_paid` is in cents.
    """

    kind: str
    found_in: int
    winners: tuple[tuple[str, str], ...]
    fits: Rate
    holds: Rate
    overruns: tuple[Overrun, ...]
    shortfalls: tuple[Shortfall, ...]
    mean_paid: Fraction
    broken: tuple[tuple[str, int], ...]
    named: tuple[Trial, ...]
    failed: tuple[Trial, ...]


@dataclass(frozen=True)
class Robustness:
    """Awards over futures drawn at random, and every winner's drop-out, the worst first."""

    futures: int
    seed: int
    spreads: tuple[Spread, ...]
    sought: int
    tested: tuple[Tested, ...]
    drop_outs: tuple[DropOut, ...]


@dataclass(frozen=True)
class Asked:
    """What is asked: how many futures from which seed, and how far figures may stray in them."""

    futures: int
    seed: int
    spreads: tuple[Spread, ...]


def drawn_futures(asked: Asked) -> tuple[Future, ...]:
    """Return the futures that were asked for, by number."""
    return tuple(
        Future(f"{number:06d}", (Drawn(asked.spreads, asked.seed, number),))
        for number in range(asked.futures)
    )


def robustness(
    problem: Problem,
    contracts: Contracts,
    asked: Asked,
    work: Work,
    named: Sequence[tuple[str, Problem]] = (),
    reserve: Sequence[Rule] = (),
) -> Robustness:
    """Return how an award and others do over the same futures, and what every drop-out costs.

    `problem` is the round as it is, `contracts` the award. `work` tries a problem in futures, such
    as `run` does. `named` are the tender's scenarios as problems of their own; `reserve` are rules
    on who comes next when a winner drops out.
    """
    futures = drawn_futures(asked)
    sought = futures[:SOUGHT]
    free = work(replace(problem, contracts=None), (AS_IS, *sought))
    tested = tuple(
        _tested(replace(problem, contracts=own), kind, times, futures, named, work)
        for kind, times, own in _candidates(problem.facts, contracts, free)
    )
    lost = drop_outs(replace(problem, contracts=contracts), reserve, work)
    return Robustness(asked.futures, asked.seed, asked.spreads, len(sought), tested, lost)


def _candidates(
    facts: Facts, award: Contracts, free: Sequence[Trial]
) -> list[tuple[str, int, Contracts]]:
    """The award, the best by the goals, and what is best most often; each set of contracts once.

    Lots without promised volume keep the contracts of the award: nothing there can be compared.
    """
    lots = {ask.lot for ask in facts.demand}
    kept = frozenset(pick for pick in award if pick.lot not in lots)

    def whole(trial: Trial) -> Contracts:
        return kept | {Pick(bidder, lot) for lot, bidder in trial.winners if lot in lots}

    base, *others = free
    found = Counter(whole(one) for one in others if one.outcome == FITS)
    rows = [("award", award)]
    rows += [("what_if", whole(base))] if base.outcome == FITS else []
    rows += [("best", contracts) for contracts, _ in found.most_common(BEST)]
    seen: dict[Contracts, str] = {}
    for kind, contracts in rows:
        seen.setdefault(contracts, kind)
    return [(kind, found[contracts], contracts) for contracts, kind in seen.items()]


def _tested(
    problem: Problem,
    kind: str,
    found_in: int,
    futures: Sequence[Future],
    named: Sequence[tuple[str, Problem]],
    work: Work,
) -> Tested:
    trials = work(problem, futures)
    good = [trial for trial in trials if trial.outcome != FAILED]
    own = problem.contracts or frozenset()
    winners = tuple((p.lot, p.bidder) for p in problem.facts.picks if p in own)
    broken = Counter(rule for trial in good for rule in trial.broken)
    there = [
        trial
        for name, other in named
        for trial in work(replace(other, contracts=own), [Future(name)])
    ]
    return Tested(
        kind,
        found_in,
        winners,
        rate(sum(trial.outcome == FITS for trial in good), len(good)),
        rate(sum(trial.holds for trial in good), len(good)),
        tuple(_overrun(budget.id, good) for budget in problem.facts.budgets),
        tuple(_shortfall(need.id, good) for need in problem.facts.needs),
        _mean([trial.paid for trial in good]),
        tuple(sorted(broken.items(), key=lambda row: (-row[1], row[0]))),
        tuple(there),
        tuple(trial for trial in trials if trial.outcome == FAILED),
    )


def _overrun(budget: str, trials: Sequence[Trial]) -> Overrun:
    over = [one.whole[budget] - one.ceilings[budget] for one in trials if budget in one.over]
    return Overrun(budget, rate(len(over), len(trials)), max(over, default=0))


def _shortfall(need: str, trials: Sequence[Trial]) -> Shortfall:
    waits = [(trial.unmet[need], trial.future) for trial in trials]
    worst, where = max(waits, key=lambda one: one[0], default=(0, ""))
    chance = rate(sum(count > 0 for count, _ in waits), len(waits))
    return Shortfall(need, chance, _mean([n for n, _ in waits]), worst, where if worst else "")


def _mean(values: Sequence[Exact]) -> Fraction:
    return Fraction(sum(values), len(values)) if values else Fraction(0)
