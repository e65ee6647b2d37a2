"""A round as a problem to try in other futures: the award as decided, and every named scenario."""

from collections.abc import Sequence
from dataclasses import dataclass

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Decision, Draw
from aanbesteding.awarding.problem import facts_of, goals_of, rules_of
from aanbesteding.awarding.ranking import ranking_of
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.rule import Rule
from aanbesteding.scenarios.apply import changed, in_turn
from aanbesteding.scenarios.problem import Problem, with_only
from aanbesteding.scoring.domain import scored
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Stand:
    """How a round was decided, the problem it poses, and that problem in every named scenario.

    `reserve` are the rankings: who comes next when a winner drops out.
    """

    decision: Decision
    problem: Problem
    named: tuple[tuple[str, Problem], ...]
    reserve: tuple[Rule, ...]


def stand_of(tender: Tender, bids: Bids, marks: Marks, draws: Sequence[Draw] = ()) -> Stand:
    """Return how the round stands; points and ranking stay as they were in every scenario.

    Raises ImpossibleChangeError for a scenario that makes a figure or rule impossible.
    """
    scoresheet = scored(tender, bids, assess(tender, bids, marks))
    decision = decide(tender, bids, scoresheet, draws)
    facts = facts_of(tender, bids, scoresheet)
    won = {pick.bidder for pick in decision.chosen.contracts}
    every = in_turn(tender, [bid for bid in bids.bids if bid.id in won])
    named = tuple((one.id, _in(every, bids, scoresheet, one.id)) for one in every.scenarios)
    ranked = (lot for lot in facts.lots if tender.mode_of(lot) is AwardMode.RANK_ORDER)
    orders = {lot: ranking_of(tender, facts, scoresheet, lot, draws) for lot in ranked}
    reserve = tuple(follow_rankings(facts, rules_of(tender), orders))
    return Stand(decision, _problem(tender, facts), named, reserve)


def _problem(tender: Tender, facts: Facts) -> Problem:
    fixed = frozenset((row.lot, row.need) for row in tender.tariffs if row.kind.value == "fixed")
    return Problem(facts, rules_of(tender), goals_of(tender), tariffed=fixed)


def _in(tender: Tender, bids: Bids, scoresheet: Scoresheet, scenario: str) -> Problem:
    """The problem in a scenario: the bids that were ranked, without those that drop out in it."""
    tender, bids = changed(tender, bids, scenario)
    problem = _problem(tender, facts_of(tender, bids, scoresheet))
    staying = {Pick(*p) for p in problem.facts.picks if bids.out(p.bidder, p.lot) is None}
    return with_only(problem, staying)
