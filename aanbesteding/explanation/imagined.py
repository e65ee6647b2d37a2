"""A market that can do everything: what no bid can repair there, no bid can repair at all."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil

from aanbesteding.awarding.further_facts import fees_of
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.facts import Ask, Facts, Pick, Volume
from aanbesteding.rules.framework_maximum import FrameworkMaximum
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.objectives import GoalBound
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share import Share
from aanbesteding.rules.single_provider import SingleProvider
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting
from aanbesteding.tender.tender import Tender

MOST_BIDDERS = 40
_ALWAYS = (UrgentServed, Waiting, WaitNorm, Reserved, SingleProvider, Budget, FrameworkMaximum)
_HARD = ("capacity", "demand")
_GOALS = ("unmet", "spend", "contracts")
_COUNTING = (NumberOfContracts, Coverage, Expertise)


def imagined(
    tender: Tender,
    facts: Facts,
    demand: Mapping[Ask, int],
    price: Callable[[Ask], int],
    number: int,
) -> Facts:
    """Return a market of so many bidders per lot who can each serve all that is asked, everywhere.

    `price` is in cents. Each lot has its own bidders, so that no rule over lots together comes in
    between.
    """
    lots = tuple(lot.id for lot in tender.open_lots)
    picks = tuple(
        Pick(f"{at}.{n}", lot) for at, lot in enumerate(lots) for n in range(1, number + 1)
    )
    room = max(1, sum(demand.values()))
    cost = {Volume(p.bidder, *ask): price(ask) for p in picks for ask in demand if ask.lot == p.lot}
    everywhere = frozenset((*facts.areas, *(ask.area for ask in demand)))
    return Facts(
        picks=picks,
        volumes=tuple(cost),
        needs=facts.needs,
        demand=dict(demand),
        capacity={(p, need.id): room for p in picks for need in facts.needs},
        price=cost,
        budgets=facts.budgets,
        serves=dict.fromkeys(picks, everywhere),
        traits=dict.fromkeys(picks, frozenset(facts.all_traits)),
        lots=lots,
        areas=facts.areas,
        lot_areas=facts.lot_areas,
        all_traits=facts.all_traits,
        fees=fees_of(tender, picks),
        frameworks=facts.frameworks,
    )


def enough(rules: Iterable[Rule]) -> int:
    """Return how many bidders a lot needs, so that no rule is broken for want of bidders.

    As many as any rule asks. For shares of at most s, twice 1/s and one: whole clients can then
    always be laid out, for of all who have some, any two have more than s together.
    """
    found = [1]
    for rule in rules:
        if isinstance(rule, _COUNTING):
            found.append(rule.at_least or 0)
        if isinstance(rule, Share) and rule.at_most:
            found.append(_spread(rule.at_most))
    return max(found)


def _spread(share: Decimal) -> int:
    return ceil(2 / Fraction(share)) + 1


def bearable(rule: Rule, fixed: bool) -> bool:
    """Return whether a rule is none the easier to break in the imagined market than in a real one.

    Only then a clash there is one anywhere: who serves every area, say, counts in each of them,
    so a most of partners per area stays out. `fixed`: nobody can ask another price.
    """
    if isinstance(rule, _ALWAYS) or rule.kind in _HARD:
        return True
    if isinstance(rule, NumberOfContracts):
        return not rule.whom()
    if isinstance(rule, Coverage):
        return rule.at_most is None and not rule.whom()
    if isinstance(rule, Expertise):
        return rule.at_most is None
    if isinstance(rule, GoalBound):
        return rule.goal.kind in _GOALS
    if isinstance(rule, Share):
        countable = not rule.at_most or _spread(rule.at_most) <= MOST_BIDDERS
        return countable and (fixed or not rule.in_money)
    return False
