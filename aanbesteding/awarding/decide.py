"""From scores to a decision in the published mode, or freely for a what-if."""

from collections.abc import Sequence
from dataclasses import replace

from aanbesteding.awarding.case import Case
from aanbesteding.awarding.clash import clashes
from aanbesteding.awarding.combination import in_two_steps
from aanbesteding.awarding.decision import Decision, Draw, Outcome
from aanbesteding.awarding.fill import filling, fills, only_the_filled
from aanbesteding.awarding.lot_outcomes import lot_outcomes
from aanbesteding.awarding.optimise import fixed, optimise
from aanbesteding.awarding.problem import goals_of
from aanbesteding.awarding.question import question_of
from aanbesteding.awarding.rank_order import Run, follow
from aanbesteding.awarding.ranking import eligible, rungs_used
from aanbesteding.awarding.settle import rank_draws, settled
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Chosen
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender

FREE = "free"


def decide(
    tender: Tender,
    bids: Bids,
    scoresheet: Scoresheet,
    draws: Sequence[Draw] = (),
    effort: Effort = UNTIL_PROVEN,
) -> Decision:
    """Return the decision by the published award mode; `draws` are lots that were drawn.

    In lots that are an open house everyone who meets the requirements is admitted; where bidders
    are chosen, the tender's one way of choosing decides. With limits on the effort the best award
    found may stay unproven; then nobody wins.
    """
    mode = tender.choice_mode
    by_rank = mode is AwardMode.RANK_ORDER
    case = Case.of(tender, bids, scoresheet, draws, effort, by_rank=by_rank)
    if not case.facts.picks:
        return _nobody_chosen(case, mode.value)
    if mode is AwardMode.PUBLISHED_OBJECTIVE:
        in_steps = tender.award.combinations == "two_steps"
        return (_by_two_steps if in_steps else _by_objective)(case, mode.value)
    return _by_rank(case)


def decide_freely(
    tender: Tender,
    bids: Bids,
    scoresheet: Scoresheet,
    draws: Sequence[Draw] = (),
    effort: Effort = UNTIL_PROVEN,
) -> Decision:
    """Return the best award by the goals, whatever the ranking: advice, no ground for an award."""
    case = Case.of(tender, bids, scoresheet, draws, effort, by_rank=False)
    if not case.facts.picks:
        return _nobody_chosen(case, FREE)
    return _by_objective(case, FREE)


def _by_objective(case: Case, mode: str) -> Decision:
    optimum = optimise(case.facts, case.rules, goals_of(case.tender), effort=case.effort)
    if optimum is None:
        return _nothing_fits(case, mode)
    return settled(case, mode, optimum)


def _by_two_steps(case: Case, mode: str) -> Decision:
    """Lot by lot first, then whether combinations are better."""
    goals = goals_of(case.tender)
    optimum, found = in_two_steps(case.facts, case.rules, goals, case.effort)
    if optimum is None:
        return _nothing_fits(case, mode)
    decision = settled(case, mode, optimum)
    compared = decision.outcome is not Outcome.NOT_PROVEN
    return replace(decision, combination=found if compared else None)


def _by_rank(case: Case) -> Decision:
    mode = AwardMode.RANK_ORDER.value
    filled = tuple(lot for lot in case.facts.lots if fills(case.tender, lot))
    prefix = tuple(lot for lot in case.facts.lots if lot not in filled)
    rankings = {lot: case.ranking(lot) for lot in prefix}
    allowed = {lot: eligible(case.tender, case.scoresheet, lot) for lot in prefix}
    only_filled = only_the_filled(case.facts, filled)
    run = follow(case.facts, case.rules, rankings, allowed, only_filled, case.effort)
    if run.draw is not None:
        return _draw_needed(case, mode, run)
    if not run.fits:
        return _nothing_fits(case, mode)
    contracts = [row for lot, won in run.winners.items() for row in fixed(case.facts, lot, won)]
    by_rank = filling(case.facts, {lot: case.ranking(lot) for lot in filled})
    extra = (*contracts, *only_filled)
    goals = goals_of(case.tender)
    optimum = optimise(case.facts, case.rules, goals, extra, by_rank, case.effort)
    if optimum is None or not optimum.chosen.contracts:
        return _nothing_fits(case, mode)
    decision = settled(case, mode, optimum)
    used = tuple(
        rung
        for lot in case.facts.lots
        for rung in rungs_used(case.tender, case.facts, case.scoresheet, lot)
    )
    return replace(decision, rungs=tuple(dict.fromkeys((*used, *decision.rungs))))


def _draw_needed(case: Case, mode: str, run: Run) -> Decision:
    rungs = tuple(rung.value for rung in case.tender.award.tie_ladder)
    draws = (*rank_draws(case, mode), run.draw) if run.draw else ()
    lots = lot_outcomes(case, Chosen(frozenset(), {}), "draw_needed")
    return Decision(mode, Outcome.DRAW_NEEDED, lots, rungs=rungs, draws=draws)


def _nothing_fits(case: Case, mode: str) -> Decision:
    asked = question_of(
        case.tender, case.scoresheet, case.facts, case.rules, case.draws, case.by_rank
    )
    found = clashes(asked.facts, asked.rules, asked.extra)
    lots = lot_outcomes(case, Chosen(frozenset(), {}), "nothing_fits")
    only = found.complete and len(found.sets) == 1
    return Decision(mode, Outcome.NOTHING_FITS, lots, clashes=found.sets, only_clash=only)


def _nobody_chosen(case: Case, mode: str) -> Decision:
    """The decision when no lot has a bid to choose: whoever qualifies is admitted, or nobody."""
    outcome = Outcome.ADMITTED if case.admitted else Outcome.NO_VALID_BID
    lots = lot_outcomes(case, Chosen(frozenset(), {}), "")
    return Decision(mode, outcome, lots, unique=bool(case.admitted))
