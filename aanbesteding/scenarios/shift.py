"""The numbers of a choice in another future; every figure rounded to whole units or cents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from pydantic import ValidationError

from aanbesteding.basis.exact import Exact, RoundingMode, rounded
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, Pick, Tier, Volume
from aanbesteding.rules.rule import Rule
from aanbesteding.scenarios.apply import ImpossibleChangeError
from aanbesteding.scenarios.drawn import Drawn, Unit, factors
from aanbesteding.scenarios.problem import Problem, with_only
from aanbesteding.tender.scenarios import Change, Spread, with_other_rule


@dataclass(frozen=True)
class Future:
    """A named future: changes one after the other, stated or drawn; none is the round as it is."""

    id: str
    changes: tuple[Change | Drawn, ...] = ()


Factor = Callable[[Unit], Fraction | None]


def shifted(problem: Problem, future: Future) -> Problem:
    """Return the problem in that future.

    Who drops out loses the contracts that stood. A budget is what was free of it, and changes when
    all it is for lies within the change. Raises ImpossibleChangeError when a rule cannot hold its
    new number, and ValueError for a drop-out that names nobody.
    """
    for change in future.changes:
        if isinstance(change, Drawn):
            drawn = factors(change, problem.facts)
            for spread, found in zip(change.spreads, drawn, strict=True):
                problem = _spread(problem, spread, found)
        elif change.what == "rule":
            problem = replace(problem, rules=_other_rules(problem, change))
        elif change.what == "drop_out":
            if change.in_turn:
                raise ValueError("every winner in turn is a future for each of them")
            left = {p for p in problem.facts.picks if _named(problem.facts, change, p)}
            problem = with_only(problem, set(problem.facts.picks) - left)
        else:
            problem = _stated(problem, change)
    return problem


def _other_rules(problem: Problem, change: Change) -> tuple[Rule, ...]:
    try:
        return with_other_rule(problem.rules, change)
    except ValidationError as error:
        raise ImpossibleChangeError(f"{change.rule}: {change.field} {change.step}") from error


def _stated(problem: Problem, change: Change) -> Problem:
    factor = Fraction(1 if change.factor is None else change.factor)

    def of(unit: Unit) -> Fraction | None:
        match unit:
            case Pick():
                return factor if _named(problem.facts, change, unit) else None
            case Ask():
                return factor if unit.lot in (change.lots or (unit.lot,)) else None
        return factor

    return _changed(problem, change, of, change.rounding)


def _spread(problem: Problem, spread: Spread, found: Mapping[Unit, Fraction]) -> Problem:
    return _changed(problem, spread, found.get, RoundingMode.HALF_UP)


def _named(facts: Facts, change: Change, pick: Pick) -> bool:
    return (
        pick.lot in (change.lots or (pick.lot,))
        and pick.bidder in (change.bidders or (pick.bidder,))
        and set(change.attributes) <= facts.attributes.get(pick.bidder, frozenset())
    )


def _changed(
    problem: Problem, scope: Change | Spread, factor: Factor, rounding: RoundingMode
) -> Problem:
    def times(value: Exact, unit: Unit, need: str | None) -> Exact:
        by = factor(unit) if need is None or need in (scope.needs or (need,)) else None
        return value if by is None else int(rounded(value * by, 0, rounding))

    facts = problem.facts
    match scope.what:
        case "demand":
            return replace(problem, facts=_demand(facts, times))
        case "capacity":
            return replace(problem, facts=_capacity(facts, times))
        case "budget":
            budgets = tuple(
                b._replace(cents=int(times(b.cents, b.id, None))) if _about(scope, b) else b
                for b in facts.budgets
            )
            return replace(problem, facts=replace(facts, budgets=budgets))
    fixed = problem.tariffed if scope.what == "price" else frozenset()
    return replace(problem, facts=_prices(facts, fixed, times))


Times = Callable[[Exact, Unit, str | None], Exact]


def _demand(facts: Facts, times: Times) -> Facts:
    asked = {ask: int(times(volume, ask, ask.need)) for ask, volume in facts.demand.items()}
    return replace(facts, demand=asked)


def _capacity(facts: Facts, times: Times) -> Facts:
    """What is free at once is never more than there is at all."""
    now = {(p, need): int(times(n, p, need)) for (p, need), n in facts.capacity.items()}
    free = {key: min(n, now.get(key, n)) for key, n in facts.free.items()}
    return replace(facts, capacity=now, free=free)


def _prices(facts: Facts, fixed: frozenset[tuple[str, str]], times: Times) -> Facts:
    def dearer(volume: Volume, price: Exact) -> Exact:
        set_by_buyer = (volume.lot, volume.need) in fixed
        return price if set_by_buyer else times(price, volume.pick, volume.need)

    def tier(pick: Pick, one: Tier) -> Tier:
        return one._replace(price={n: times(price, pick, n) for n, price in one.price.items()})

    tiers = {pick: tuple(tier(pick, one) for one in own) for pick, own in facts.tiers.items()}
    price = {volume: dearer(volume, cents) for volume, cents in facts.price.items()}
    return replace(facts, price=price, tiers=tiers)


def _about(scope: Change | Spread, budget: BudgetFact) -> bool:
    pairs = ((scope.lots, budget.lots), (scope.needs, budget.needs))
    return all(not named or own <= set(named) for named, own in pairs)
