"""Before bids: can the care asked be paid at the tariffs, and can the rules hold at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from aanbesteding.awarding.further_facts import frameworks_of
from aanbesteding.awarding.optimise import optimise
from aanbesteding.awarding.question import Question
from aanbesteding.basis.exact import Exact, cents, simplest
from aanbesteding.explanation.clashing import Asked, ClashGroup, Clashing, clashing
from aanbesteding.explanation.imagined import bearable, enough, imagined
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.capacity import Capacity
from aanbesteding.rules.demand import Demand
from aanbesteding.rules.facts import Ask, Facts
from aanbesteding.rules.framework_maximum import FrameworkMaximum
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import goals_in_order
from aanbesteding.rules.rule import Key, Row, Rule
from aanbesteding.tender.tender import Tender

BUYERS = ("fixed", "ceiling")
LOWEST = ("fixed", "floor")


@dataclass(frozen=True)
class NeedServed:
    """Clients of a need level that are asked, and that can be served for the money."""

    need: str
    asked: int
    served: int

    @property
    def unserved(self) -> int:
        """How many can't be."""
        return self.asked - self.served


@dataclass(frozen=True)
class Affordable:
    """What the care under one ceiling costs at the tariffs, in cents, beside that ceiling.

    `kind` is ``budget``, or ``framework`` for the greatest value of a lot. A shortfall is what
    the ceiling is short, nothing where it is enough. `needs` is what can be served for it, the
    heaviest need first. `untold` is what is asked without a tariff, and so left out.
    """

    kind: str
    name: str
    ceiling: Exact
    urgent: Exact
    whole: Exact
    short_urgent: Exact
    short_whole: Exact
    needs: tuple[NeedServed, ...]
    untold: int


@dataclass(frozen=True)
class BeforeBids:
    """What can be said before a bid is in; `firm`: every tariff is fixed, none a ceiling.

    `together` is what can be served under all ceilings at once. `clashes` are rules that exclude
    each other whatever is offered: bidders who can do everything, at the lowest price there can be.
    """

    affordable: tuple[Affordable, ...]
    together: tuple[NeedServed, ...]
    firm: bool
    untold: int
    clashes: tuple[ClashGroup, ...]
    every_clash: bool


def before_bids(tender: Tender, facts: Facts, rules: Sequence[Rule]) -> BeforeBids:
    """Return what demand, tariffs, budgets and rules say by themselves.

    `facts` and `rules` are those of the tender, with bids or without. Raises SolverFailedError,
    TooFineError.
    """
    lots = {lot.id: tender.promises_volume(lot) for lot in tender.open_lots}
    demand = {
        Ask(d.lot, d.need, d.area, d.period): d.volume for d in tender.demand if d.lot in lots
    }
    price = {ask: stated for ask in demand if (stated := _tariff(tender, ask, BUYERS)) is not None}
    plain = replace(facts, frameworks=tuple(frameworks_of(tender, demand)))
    promised = {ask: units for ask, units in demand.items() if lots[ask.lot]}
    fixed = all("fixed" in tender.tariff(ask.lot, ask.need) for ask in demand)
    clash = _whatever_is_offered(tender, plain, promised, rules, fixed)
    return BeforeBids(
        tuple(_affordable(plain, demand, price)),
        _together(tender, plain, {a: n for a, n in demand.items() if a in price}, price),
        fixed,
        sum(units for ask, units in demand.items() if ask not in price),
        clash.groups,
        clash.complete,
    )


def _whatever_is_offered(
    tender: Tender, facts: Facts, demand: Mapping[Ask, int], rules: Sequence[Rule], fixed: bool
) -> Clashing:
    kept = tuple(rule for rule in rules if bearable(rule, fixed))
    lowest = {ask: _tariff(tender, ask, LOWEST) or 0 for ask in demand}
    market = imagined(tender, facts, demand, lowest.__getitem__, enough(kept))
    return clashing(Asked(Question(market, kept, _somebody_helped(market))))


def _tariff(tender: Tender, ask: Ask, kinds: Sequence[str]) -> int | None:
    """The first of these tariffs that is stated, in cents."""
    stated = tender.tariff(ask.lot, ask.need)
    return next((cents(stated[kind].amount) for kind in kinds if kind in stated), None)


def _somebody_helped(facts: Facts) -> tuple[Row, ...]:
    """An award in which nobody is helped keeps most rules, and is none."""
    terms: dict[Key, Exact] = dict.fromkeys(facts.volumes, 1)
    return (Row("helped", "", terms, ">=", 1),) if terms else ()


def _affordable(
    facts: Facts, demand: Mapping[Ask, int], price: Mapping[Ask, int]
) -> Iterator[Affordable]:
    for budget in facts.budgets:
        yield _one(facts, demand, price, ("budget", budget.id, budget.cents), budget.covers)
    for framework in facts.frameworks:
        ceiling = simplest(Fraction(framework.cents) / Fraction(framework.times))

        def covers(ask: Ask, lot: str = framework.lot) -> bool:
            return ask.lot == lot

        yield _one(facts, demand, price, ("framework", framework.lot, ceiling), covers)


def _one(
    facts: Facts,
    demand: Mapping[Ask, int],
    price: Mapping[Ask, int],
    limit: tuple[str, str, Exact],
    covers: Callable[[Ask], bool],
) -> Affordable:
    kind, name, ceiling = limit
    under = {ask: units for ask, units in demand.items() if covers(ask)}
    cost = {ask: units * price[ask] for ask, units in under.items() if ask in price}
    urgent = sum(each for ask, each in cost.items() if facts.need[ask.need].urgent)
    whole = sum(cost.values())
    return Affordable(
        kind,
        name,
        ceiling,
        urgent,
        whole,
        max(0, urgent - ceiling),
        max(0, whole - ceiling),
        tuple(_served(facts, {a: n for a, n in under.items() if a in price}, price, ceiling)),
        sum(units for ask, units in under.items() if ask not in price),
    )


def _served(
    facts: Facts, asks: Mapping[Ask, int], price: Mapping[Ask, int], ceiling: Exact
) -> Iterator[NeedServed]:
    """As many as the money allows, the heaviest need first, within it the cheapest first.

    That serves most of each need in its turn and leaves most money for the next.
    """
    left = max(0, ceiling)
    for need in facts.needs:
        mine = {ask: units for ask, units in asks.items() if ask.need == need.id}
        served = 0
        for ask, units in sorted(mine.items(), key=lambda one: price[one[0]]):
            able = min(units, int(left // price[ask])) if price[ask] else units
            served, left = served + able, left - able * price[ask]
        if mine:
            yield NeedServed(need.id, sum(mine.values()), served)


def _together(
    tender: Tender, facts: Facts, asks: Mapping[Ask, int], price: Mapping[Ask, int]
) -> tuple[NeedServed, ...]:
    """What can be served under all ceilings at once, the heaviest need first: proven the most."""
    here = replace(imagined(tender, facts, asks, price.__getitem__, 1), fees={})
    needs = [n.id for n in facts.needs if any(ask.need == n.id for ask in asks)]
    goals = goals_in_order([Goal(kind="unmet", need=need) for need in needs])
    rules = (Capacity(), Demand(), Budget(), FrameworkMaximum())
    found = optimise(here, rules, goals) if goals else None
    if found is None:
        return ()
    unmet = {result.goal.partition(":")[2]: int(result.value) for result in found.goals}
    asked = {need: sum(n for ask, n in asks.items() if ask.need == need) for need in needs}
    return tuple(NeedServed(need, asked[need], asked[need] - unmet[need]) for need in needs)
