"""What it costs to replace each winner: who then waits, what is spent more, and who comes in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Rule
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.trial import Trial
from aanbesteding.tender.scenarios import Change

Work = Callable[[Problem, Sequence[Future]], Sequence[Trial]]


@dataclass(frozen=True)
class Left:
    """The award without a bidder against the award with: `waiting` and `paid` (cents) are more.

    `outcome` and `broken` are as in a trial; `added` are contracts that were not there before.
    """

    outcome: str
    waiting: Mapping[str, int]
    paid: Exact
    added: tuple[tuple[str, str], ...]
    broken: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True)
class DropOut:
    """A winner who drops out of all its lots.

    `alone`: the other winners divide the care again; `replaced`: further contracts may be given,
    and who has one keeps it.
    """

    bidder: str
    lots: tuple[str, ...]
    alone: Left
    replaced: Left


def drop_outs(problem: Problem, reserve: Sequence[Rule], work: Work) -> tuple[DropOut, ...]:
    """Return what every winner's drop-out costs, the one that hurts most first.

    That is the one after which, with the best further contracts, most people wait for the
    heaviest need, then for the next; then the one that costs most to replace. `reserve` are rules
    on who comes next.
    """
    picks = [pick for pick in problem.facts.picks if pick in (problem.contracts or ())]
    bidders = list(dict.fromkeys(pick.bidder for pick in picks))
    futures = [Future("as_is"), *(_without(bidder) for bidder in bidders)]
    base, *alone = work(problem, futures)
    open_again = replace(problem, more=True, rules=(*problem.rules, *reserve))
    replaced = work(open_again, futures[1:])
    found = [
        DropOut(
            bidder,
            tuple(pick.lot for pick in picks if pick.bidder == bidder),
            _left(base, one),
            _left(base, other),
        )
        for bidder, one, other in zip(bidders, alone, replaced, strict=True)
    ]
    needs = sorted(problem.facts.needs, key=lambda need: need.priority)
    return tuple(sorted(found, key=lambda one: _hurt(one.replaced, [need.id for need in needs])))


def _without(bidder: str) -> Future:
    change = Change(scenario="out", what="drop_out", bidders=(bidder,))
    return Future(f"out:{bidder}", (change,))


def _left(base: Trial, trial: Trial) -> Left:
    if not (base.awarded and trial.awarded):
        return Left(trial.outcome, {}, 0, (), trial.broken, trial.error or base.error)
    had = set(base.winners)
    return Left(
        trial.outcome,
        {need: count - base.unmet[need] for need, count in trial.unmet.items()},
        trial.paid - base.paid,
        tuple(one for one in trial.winners if one not in had),
        trial.broken,
    )


def _hurt(left: Left, needs: Sequence[str]) -> tuple[bool, list[int], Exact]:
    """Sorts what is worst first; what could not be worked out comes last."""
    return not left.waiting, [-left.waiting.get(need, 0) for need in needs], -left.paid
