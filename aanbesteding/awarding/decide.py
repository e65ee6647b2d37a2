"""From scores to a decision in the published mode, or freely for a what-if."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from aanbesteding.assessment.assessment import Status
from aanbesteding.awarding.clash import clashes
from aanbesteding.awarding.combination import in_two_steps
from aanbesteding.awarding.decision import Decision, Draw, LotOutcome, Outcome
from aanbesteding.awarding.fill import filling, fills, only_the_filled
from aanbesteding.awarding.optimise import Optimum, fixed, optimise, refine
from aanbesteding.awarding.problem import (
    admitted_of,
    facts_of,
    goals_of,
    places_of,
    rules_of,
)
from aanbesteding.awarding.question import question_of
from aanbesteding.awarding.rank_order import Run, follow
from aanbesteding.awarding.ranking import Groups, eligible, ranking_of, rungs_used
from aanbesteding.awarding.rungs import rung_aims
from aanbesteding.awarding.spread import spread
from aanbesteding.awarding.ties import drawn_aims, rivals
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.full import Limit, is_full, limits_of
from aanbesteding.rules.rule import Rule
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.decision import AwardMode, TieRung
from aanbesteding.tender.tender import Tender

NOBODY_LEFT = "nobody_left"
FREE = "free"
ORDER_OF_AREAS = "order_of_areas"


@dataclass(frozen=True)
class _Case:
    """What every step of a decision looks at."""

    tender: Tender
    scoresheet: Scoresheet
    facts: Facts
    admitted: tuple[Pick, ...]
    rules: tuple[Rule, ...]
    draws: tuple[Draw, ...]
    effort: Effort
    by_rank: bool

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """How many contracts bidders may have."""
        return limits_of(self.facts, self.rules)


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
    case = _case(tender, bids, scoresheet, draws, effort, by_rank)
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
    case = _case(tender, bids, scoresheet, draws, effort, by_rank=False)
    if not case.facts.picks:
        return _nobody_chosen(case, FREE)
    return _by_objective(case, FREE)


def _case(
    tender: Tender,
    bids: Bids,
    scoresheet: Scoresheet,
    draws: Sequence[Draw],
    effort: Effort,
    by_rank: bool,
) -> _Case:
    facts, rules = facts_of(tender, bids, scoresheet), rules_of(tender)
    admitted = admitted_of(tender, scoresheet)
    return _Case(tender, scoresheet, facts, admitted, rules, tuple(draws), effort, by_rank)


def _by_objective(case: _Case, mode: str) -> Decision:
    optimum = optimise(case.facts, case.rules, goals_of(case.tender), effort=case.effort)
    if optimum is None:
        return _nothing_fits(case, mode)
    return _settled(case, mode, optimum)


def _by_two_steps(case: _Case, mode: str) -> Decision:
    """Lot by lot first, then whether combinations are better."""
    goals = goals_of(case.tender)
    optimum, found = in_two_steps(case.facts, case.rules, goals, case.effort)
    if optimum is None:
        return _nothing_fits(case, mode)
    decision = _settled(case, mode, optimum)
    compared = decision.outcome is not Outcome.NOT_PROVEN
    return replace(decision, combination=found if compared else None)


def _by_rank(case: _Case) -> Decision:
    mode = AwardMode.RANK_ORDER.value
    filled = tuple(lot for lot in case.facts.lots if fills(case.tender, lot))
    prefix = tuple(lot for lot in case.facts.lots if lot not in filled)
    rankings = {lot: _ranking(case, lot) for lot in prefix}
    allowed = {lot: eligible(case.tender, case.scoresheet, lot) for lot in prefix}
    only_filled = only_the_filled(case.facts, filled)
    run = follow(case.facts, case.rules, rankings, allowed, only_filled, case.effort)
    if run.draw is not None:
        return _draw_needed(case, mode, run)
    if not run.fits:
        return _nothing_fits(case, mode)
    contracts = [row for lot, won in run.winners.items() for row in fixed(case.facts, lot, won)]
    by_rank = filling(case.facts, {lot: _ranking(case, lot) for lot in filled})
    extra = (*contracts, *only_filled)
    goals = goals_of(case.tender)
    optimum = optimise(case.facts, case.rules, goals, extra, by_rank, case.effort)
    if optimum is None or not optimum.chosen.contracts:
        return _nothing_fits(case, mode)
    decision = _settled(case, mode, optimum)
    used = tuple(
        rung
        for lot in case.facts.lots
        for rung in rungs_used(case.tender, case.facts, case.scoresheet, lot)
    )
    return replace(decision, rungs=tuple(dict.fromkeys((*used, *decision.rungs))))


def _ranking(case: _Case, lot: str) -> Groups:
    return ranking_of(case.tender, case.facts, case.scoresheet, lot, case.draws)


def _settled(case: _Case, mode: str, optimum: Optimum) -> Decision:
    """The decision once ties are settled by the ladder, by lots drawn, or left to be drawn."""
    if not optimum.proven:
        return _not_proven(case, mode, optimum)
    used: list[str] = []
    between = rivals(case.facts, optimum)
    for rung in case.tender.award.tie_ladder:
        if not between or rung is TieRung.DRAW:
            break
        used.append(rung.value)
        aims = rung_aims(case.tender, case.facts, case.scoresheet, rung)
        optimum = refine(case.facts, case.rules, optimum, aims)
        between = rivals(case.facts, optimum)
    draws: list[Draw] = []
    while between and optimum.proven:
        used.append(TieRung.DRAW.value)
        draw = _drawn(case, optimum, between)
        draws.append(draw)
        if not draw.outcome:
            return _undrawn(case, mode, optimum, tuple(draws), used)
        order = [Pick(bidder, draw.lot) for bidder in draw.outcome]
        optimum = refine(case.facts, case.rules, optimum, drawn_aims(case.facts, order))
        between = rivals(case.facts, optimum)
    optimum, areas = spread(case.facts, case.rules, optimum)
    if areas:
        used.append(ORDER_OF_AREAS)
    if not optimum.proven:
        return _not_proven(case, mode, optimum)
    return Decision(
        mode,
        Outcome.AWARDED,
        _lots(case, optimum.chosen, "awarded"),
        optimum.chosen,
        optimum.goals,
        True,
        tuple(dict.fromkeys(used)),
        (*_rank_draws(case, mode), *draws),
    )


def _not_proven(case: _Case, mode: str, optimum: Optimum) -> Decision:
    """The best award that was found before the search stopped: nothing to award by."""
    lots = _lots(case, Chosen(frozenset(), {}), Outcome.NOT_PROVEN.value)
    draws = _rank_draws(case, mode)
    chosen, goals = optimum.chosen, optimum.goals
    return Decision(mode, Outcome.NOT_PROVEN, lots, chosen, goals, draws=draws)


def _drawn(case: _Case, optimum: Optimum, between: Sequence[Pick]) -> Draw:
    """The draw between the equals of the first lot concerned, with its outcome if it was held."""
    lot = between[0].lot
    bidders = tuple(pick.bidder for pick in between if pick.lot == lot)
    winners = {pick in optimum.chosen.contracts for pick in between if pick.lot == lot}
    about = "contract" if len(winners) > 1 else "volume"
    for draw in case.draws:
        if draw.lot == lot and set(draw.bidders) == set(bidders):
            return replace(draw, bidders=bidders, about=about)
    return Draw(lot, bidders, about)


def _rank_draws(case: _Case, mode: str) -> tuple[Draw, ...]:
    """Draws that settled the ranking itself."""
    if mode != AwardMode.RANK_ORDER.value:
        return ()
    bare = replace(case, draws=())
    tied = {
        (lot, frozenset(group))
        for lot in case.facts.lots
        for group in _ranking(bare, lot)
        if len(group) > 1
    }
    return tuple(d for d in case.draws if (d.lot, frozenset(d.bidders)) in tied)


def _undrawn(
    case: _Case, mode: str, optimum: Optimum, draws: tuple[Draw, ...], used: Sequence[str]
) -> Decision:
    return Decision(
        mode,
        Outcome.DRAW_NEEDED,
        _lots(case, Chosen(frozenset(), {}), "draw_needed"),
        goals=optimum.goals,
        rungs=tuple(dict.fromkeys(used)),
        draws=draws,
    )


def _draw_needed(case: _Case, mode: str, run: Run) -> Decision:
    rungs = tuple(rung.value for rung in case.tender.award.tie_ladder)
    draws = (*_rank_draws(case, mode), run.draw) if run.draw else ()
    lots = _lots(case, Chosen(frozenset(), {}), "draw_needed")
    return Decision(mode, Outcome.DRAW_NEEDED, lots, rungs=rungs, draws=draws)


def _nothing_fits(case: _Case, mode: str) -> Decision:
    asked = question_of(
        case.tender, case.scoresheet, case.facts, case.rules, case.draws, case.by_rank
    )
    found = clashes(asked.facts, asked.rules, asked.extra)
    lots = _lots(case, Chosen(frozenset(), {}), "nothing_fits")
    only = found.complete and len(found.sets) == 1
    return Decision(mode, Outcome.NOTHING_FITS, lots, clashes=found.sets, only_clash=only)


def _nobody_chosen(case: _Case, mode: str) -> Decision:
    """The decision when no lot has a bid to choose: whoever qualifies is admitted, or nobody."""
    outcome = Outcome.ADMITTED if case.admitted else Outcome.NO_VALID_BID
    lots = _lots(case, Chosen(frozenset(), {}), "")
    return Decision(mode, outcome, lots, unique=bool(case.admitted))


def _lots(case: _Case, chosen: Chosen, outcome: str) -> tuple[LotOutcome, ...]:
    return tuple(_lot(case, chosen, lot.id, lot.in_scope, outcome) for lot in case.tender.lots)


def _lot(case: _Case, chosen: Chosen, lot: str, in_scope: bool, outcome: str) -> LotOutcome:
    if not in_scope:
        return LotOutcome(lot, "out_of_scope")
    if case.tender.mode_of(lot) is AwardMode.ADMIT_ALL:
        return _open_house(case, lot)
    inside = [pick.bidder for pick in case.facts.picks if pick.lot == lot]
    ranked = [bidder for group in _ranking(case, lot) for bidder in group]
    won = {pick.bidder for pick in chosen.contracts if pick.lot == lot}
    places = places_of(case.tender, lot)
    if not inside:
        outcome = _without_bids(case, lot)
    elif outcome == "awarded" and not won and _nobody_left(case, lot, ranked, chosen.contracts):
        outcome = NOBODY_LEFT
    elif len(inside) == 1:
        outcome = "one_bid"
    elif outcome == "awarded" and not won:
        outcome = "nothing_fits"
    lost = (Pick(bidder, lot) for bidder in ranked if won and bidder not in won)
    reserve = (p.bidder for p in lost if not is_full(case.limits, p, chosen.contracts))
    return LotOutcome(
        lot,
        outcome,
        tuple(bidder for bidder in ranked if bidder in won),
        tuple(reserve),
        tuple(ranked) if outcome == NOBODY_LEFT else _made_room(case, lot, ranked, won),
        len(inside),
        places,
        places is not None and len(inside) > places,
    )


def _made_room(
    case: _Case, lot: str, ranked: Sequence[str], won: Collection[str]
) -> tuple[str, ...]:
    """Who was passed over where the ranking decides: only who has all it may have can be."""
    if not case.by_rank or fills(case.tender, lot):
        return ()
    last = max((place for place, bidder in enumerate(ranked) if bidder in won), default=0)
    return tuple(bidder for bidder in ranked[:last] if bidder not in won)


def _nobody_left(case: _Case, lot: str, ranked: Sequence[str], given: Collection[Pick]) -> bool:
    """Whether the ranking found all who bid for the lot with as many contracts as they may have."""
    if not case.by_rank or fills(case.tender, lot):
        return False
    return all(is_full(case.limits, Pick(bidder, lot), given) for bidder in ranked)


def _open_house(case: _Case, lot: str) -> LotOutcome:
    admitted = tuple(pick.bidder for pick in case.admitted if pick.lot == lot)
    outcome = "admitted" if admitted else _without_bids(case, lot)
    return LotOutcome(lot, outcome, admitted, bids=len(admitted))


def _without_bids(case: _Case, lot: str) -> str:
    """No valid bid; or withdrawn, when every bid there was has been withdrawn."""
    standings = {score.standing.status for score in case.scoresheet.lot(lot)}
    return "withdrawn" if standings == {Status.WITHDRAWN} else "no_valid_bid"
