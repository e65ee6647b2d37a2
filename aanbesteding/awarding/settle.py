"""Settles what goals leave equal: by the published ladder, by lots drawn, by the order of areas."""

from collections.abc import Sequence
from dataclasses import replace

from aanbesteding.awarding.case import Case
from aanbesteding.awarding.decision import NOBODY, Decision, Draw, Outcome
from aanbesteding.awarding.lot_outcomes import lot_outcomes
from aanbesteding.awarding.optimise import Optimum, refine
from aanbesteding.awarding.rungs import rung_aims
from aanbesteding.awarding.spread import spread
from aanbesteding.awarding.ties import Rivals, can_all, contract_aims, drawn_aims, rivals
from aanbesteding.rules.facts import Chosen, Pick
from aanbesteding.solving.program import Aim
from aanbesteding.tender.decision import AwardMode, TieRung

ORDER_OF_AREAS = "order_of_areas"


def settled(case: Case, mode: str, optimum: Optimum) -> Decision:
    """Return the decision once ties are settled by the ladder or by lots, or lots must be drawn."""
    if not optimum.proven:
        return _not_proven(case, mode, optimum)
    used: list[str] = []
    between = rivals(case.facts, optimum)
    for rung in case.tender.award.tie_ladder:
        if not between.picks or rung is TieRung.DRAW:
            break
        used.append(rung.value)
        aims = rung_aims(case.tender, case.facts, case.scoresheet, rung)
        optimum = refine(case.facts, case.rules, optimum, aims)
        between = rivals(case.facts, optimum)
    draws: list[Draw] = []
    while between.picks and optimum.proven:
        draw = _drawn(case, optimum, between)
        draws.append(draw)
        if draw.origin != NOBODY:
            used.append(TieRung.DRAW.value)
        if not draw.outcome:
            return _undrawn(case, mode, optimum, tuple(draws), used)
        optimum = refine(case.facts, case.rules, optimum, _aims(case, draw))
        between = rivals(case.facts, optimum)
    optimum, areas = spread(case.facts, case.rules, optimum)
    if areas:
        used.append(ORDER_OF_AREAS)
    if not optimum.proven:
        return _not_proven(case, mode, optimum)
    return Decision(
        mode,
        Outcome.AWARDED,
        lot_outcomes(case, optimum.chosen, "awarded"),
        optimum.chosen,
        optimum.goals,
        True,
        tuple(dict.fromkeys(used)),
        (*rank_draws(case, mode), *draws),
    )


def _not_proven(case: Case, mode: str, optimum: Optimum) -> Decision:
    """The best award that was found before the search stopped: nothing to award by."""
    lots = lot_outcomes(case, Chosen(frozenset(), {}), Outcome.NOT_PROVEN.value)
    draws = rank_draws(case, mode)
    chosen, goals = optimum.chosen, optimum.goals
    return Decision(mode, Outcome.NOT_PROVEN, lots, chosen, goals, draws=draws)


def _drawn(case: Case, optimum: Optimum, between: Rivals) -> Draw:
    """The draw between the equals of the first lot concerned, with its outcome if it was held.

    Nobody draws where all of them can have a contract, or where there is one only.
    """
    lot = between.picks[0].lot
    equals = [pick for pick in between.picks if pick.lot == lot]
    bidders = tuple(pick.bidder for pick in equals)
    all_fit = between.about == "contract" and can_all(optimum.program, equals)
    if all_fit or len(equals) == 1:
        return Draw(lot, bidders, between.about, bidders, NOBODY)
    for draw in case.draws:
        if draw.lot == lot and set(draw.bidders) == set(bidders):
            return replace(draw, bidders=bidders, about=between.about)
    return Draw(lot, bidders, between.about)


def _aims(case: Case, draw: Draw) -> tuple[Aim, ...]:
    """What a draw asks for: its order followed, or a contract for all where nobody had to draw."""
    order = [Pick(bidder, draw.lot) for bidder in draw.outcome]
    if draw.origin == NOBODY and draw.about == "contract":
        return contract_aims(order)
    return drawn_aims(case.facts, order)


def rank_draws(case: Case, mode: str) -> tuple[Draw, ...]:
    """Return the draws that settled the ranking itself."""
    if mode != AwardMode.RANK_ORDER.value:
        return ()
    bare = replace(case, draws=())
    tied = {
        (lot, frozenset(group))
        for lot in case.facts.lots
        for group in bare.ranking(lot)
        if len(group) > 1
    }
    return tuple(d for d in case.draws if (d.lot, frozenset(d.bidders)) in tied)


def _undrawn(
    case: Case, mode: str, optimum: Optimum, draws: tuple[Draw, ...], used: Sequence[str]
) -> Decision:
    return Decision(
        mode,
        Outcome.DRAW_NEEDED,
        lot_outcomes(case, Chosen(frozenset(), {}), "draw_needed"),
        goals=optimum.goals,
        rungs=tuple(dict.fromkeys(used)),
        draws=draws,
    )
