"""The price of every written rule and budget of a round, and of its ranking."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Decision, Outcome
from aanbesteding.awarding.problem import facts_of, goals_of, rules_of
from aanbesteding.basis.errors import StoppedError
from aanbesteding.basis.exact import euros
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.rule_prices import (
    DRAW,
    FITS,
    NOT_PROVEN,
    NOTHING_FITS,
    Pricing,
    Problem,
    Reached,
    RulePrice,
    Solved,
    by_goals,
    verdict,
)
from aanbesteding.explanation.steps_of_rules import (
    Change,
    Way,
    changes_of,
    money_step,
    moved,
    weeks_moved,
    without,
)
from aanbesteding.rules.facts import BudgetFact, Facts
from aanbesteding.rules.proportion import Proportion
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import Valued
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender

RANKING = "follow_ranking"


@dataclass(frozen=True)
class RulesCost:
    """Every rule with its price, beside the award as it is.

    `moving` are the budgets of which rules ask a share: these shares move along with them.
    """

    mode: str
    status: str
    reached: tuple[Reached, ...]
    moving: tuple[str, ...]
    rules: tuple[RulePrice, ...]


@dataclass(frozen=True)
class _Subject:
    """A rule, budget or bound of a tender, and the tenders in which it is changed."""

    kind: str
    name: str
    changes: tuple[Change[Tender], ...]
    states_value: bool = False


def rules_cost(case: Judged, effort: Effort) -> tuple[RulesCost | None, tuple[Finding, ...]]:
    """Return what every rule costs, or a finding where nothing is chosen or lots must be drawn.

    Raises SolverFailedError, RecountError and TooFineError.
    """
    if not case.facts.picks:
        return None, (Finding("R221", Weight.REPAIRABLE),)
    by_rank = case.tender.choice_mode is AwardMode.RANK_ORDER
    problem = Problem(case.facts, case.rules, case.goals)
    base = _as_it_is(case, problem, by_rank)
    if base.status == DRAW:
        return None, (Finding("R222", Weight.REPAIRABLE),)
    pricing = Pricing(
        problem,
        base,
        lambda tender: _problem(case, tender),
        _solver(case, effort, by_rank),
        by_rank,
    )
    subjects = tuple(_subjects(case))
    prices = [_price(pricing, subject) for subject in subjects]
    if by_rank:
        prices.insert(0, _ranking(problem, base, effort))
    open_ones = sum(v.status == NOT_PROVEN for one in prices for v in one.variants)
    notice = Finding("R223", Weight.NOTICE, None, {"count": open_ones})
    found = RulesCost(
        case.decision.mode,
        base.status,
        pricing.reached(base),
        tuple(
            one.name
            for one in subjects
            if one.kind == "budget" and not all(change.ordered for change in one.changes)
        ),
        tuple(prices),
    )
    return found, (notice,) if open_ones else ()


def _as_it_is(case: Judged, problem: Problem, by_rank: bool) -> Solved:
    """The award as it is; by its goals too where a draw among equals is all that is left."""
    solved = _solved(case.decision)
    if solved.chosen is not None or solved.status != FITS:
        return solved
    return Solved(DRAW) if by_rank else by_goals(problem, UNTIL_PROVEN)


def _solved(decision: Decision) -> Solved:
    """What a decision reached; a draw among equals leaves the goals as they are."""
    values = tuple(goal.value for goal in decision.goals)
    match decision.outcome:
        case Outcome.AWARDED:
            return Solved(FITS, values, decision.chosen)
        case Outcome.DRAW_NEEDED:
            return Solved(FITS, values) if values else Solved(DRAW)
        case Outcome.NOT_PROVEN:
            return Solved(NOT_PROVEN)
    return Solved(NOTHING_FITS)


def _problem(case: Judged, tender: Tender) -> Problem:
    facts = facts_of(tender, case.bids, case.scoresheet)
    return Problem(facts, rules_of(tender), goals_of(tender))


def _solver(case: Judged, effort: Effort, by_rank: bool) -> Callable[[Tender], Solved]:
    def by_ranking(tender: Tender) -> Solved:
        if effort.left == 0:
            return Solved(NOT_PROVEN)
        try:
            return _solved(decide(tender, case.bids, case.scoresheet, case.draws, effort))
        except StoppedError:
            return Solved(NOT_PROVEN)

    return by_ranking if by_rank else lambda tender: by_goals(_problem(case, tender), effort)


def _price(pricing: Pricing[Tender], subject: _Subject) -> RulePrice:
    variants = pricing.variants(subject.changes)
    said = verdict(pricing.base, variants, subject.states_value)
    return RulePrice(subject.kind, subject.name, said, variants)


def _ranking(problem: Problem, base: Solved, effort: Effort) -> RulePrice:
    """The ranking beside the free choice, which is never worse: it allows every award."""
    pricing: Pricing[None] = Pricing(
        problem, base, lambda one: problem, lambda one: by_goals(problem, effort)
    )
    (variant,) = pricing.variants((without(None),))
    return RulePrice(RANKING, RANKING, verdict(base, (variant,)), (variant,))


def _subjects(case: Judged) -> Iterator[_Subject]:
    tender = case.tender
    for place, rule in enumerate(tender.rules):
        changes = [_with_rule(tender, place, change) for change in changes_of(rule)]
        if isinstance(rule, WaitNorm):
            changes += _with_norms(tender, rule)
        yield _Subject(rule.kind, rule.name, tuple(changes), isinstance(rule, Valued))
    for place, budget in enumerate(tender.budgets):
        yield _Subject("budget", budget.id, tuple(_with_budget(case, place)))
    if not all(goal.is_bound for goal in tender.goals):
        for place, goal in enumerate(tender.goals):
            if goal.is_bound:
                bound = _with_bound(tender, place)
                yield _Subject("goal", f"goal:{goal.name}", tuple(bound))


def _with_rule(tender: Tender, place: int, change: Change[Rule | None]) -> Change[Tender]:
    return change.into(_replaced(tender, "rules", place, change.changed))


def _replaced(tender: Tender, name: str, place: int, one: object | None) -> Tender:
    """The tender with another rule, budget or goal at that place, or with none there."""
    found = list(getattr(tender, name))
    found[place : place + 1] = [] if one is None else [one]
    return tender.model_copy(update={name: tuple(found)})


def _with_norms(tender: Tender, rule: WaitNorm) -> Iterator[Change[Tender]]:
    norms = {n.id: n.longest_wait_weeks for n in tender.needs if n.longest_wait_weeks is not None}
    for change in weeks_moved(rule, norms):
        needs = tuple(
            need.model_copy(update={"longest_wait_weeks": change.changed[need.id]})
            if need.id in change.changed
            else need
            for need in tender.needs
        )
        yield change.into(tender.model_copy(update={"needs": needs}))


def _with_budget(case: Judged, place: int) -> Iterator[Change[Tender]]:
    """A budget left out, where no share is measured by it, and its ceiling a step up and down.

    The step is of what can be spent: what is bound already stays bound.
    """
    tender, budgets = case.tender, case.facts.budgets
    budget, ceiling = tender.budgets[place], budgets[place].cents
    others = (*budgets[:place], *budgets[place + 1 :])
    if shares_stay(case, others):
        yield without(_replaced(tender, "budgets", place, None))
    step = money_step(ceiling)
    for way, now in ((Way.LOOSER, ceiling + step), (Way.TIGHTER, ceiling - step)):
        if now >= 0:
            moved_to = (*budgets[:place], budgets[place]._replace(cents=now), *budgets[place + 1 :])
            amount = budget.model_copy(update={"amount": budget.committed + euros(now)})
            yield Change(
                way,
                "amount",
                Fraction(ceiling, 100),
                Fraction(now, 100),
                Fraction(step, 100),
                "euro",
                shares_stay(case, moved_to),
                _replaced(tender, "budgets", place, amount),
            )


def shares_stay(case: Judged, budgets: tuple[BudgetFact, ...]) -> bool:
    """Return whether shares of the budget are shares of as much under these other budgets."""
    try:
        return _wholes(case, replace(case.facts, budgets=budgets)) == _wholes(case, case.facts)
    except KeyError:
        return False


def _wholes(case: Judged, facts: Facts) -> list[int]:
    """Of what every rule on a share of the budget counts shares, in cents; raises KeyError."""
    return [
        rule.measure(facts).ceiling(holder.lots)
        for rule in case.tender.rules
        if isinstance(rule, Proportion) and rule.of == "budget"
        for holder in rule.holders(facts)
    ]


def _with_bound(tender: Tender, place: int) -> Iterator[Change[Tender]]:
    goal = tender.goals[place]
    yield without(_replaced(tender, "goals", place, None))
    for change in moved(goal, goal.kind):
        yield change.into(_replaced(tender, "goals", place, change.changed))
