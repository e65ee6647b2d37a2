"""The numbers of the choice, from what was asked, offered and scored."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from aanbesteding.assessment.assessment import Status
from aanbesteding.awarding.further_facts import (
    conditions_of,
    fees_of,
    frameworks_of,
    incumbents_of,
    tiers_of,
    turnovers_of,
    years_of,
)
from aanbesteding.basis.exact import cents
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer
from aanbesteding.bids.providers import parties_of
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, NeedFact, Pick, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.objectives import Objective, goals_in_order, rules_of_goals
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import softened
from aanbesteding.rules.substitution import bridging_of
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.needs import Budget
from aanbesteding.tender.tender import Tender


def facts_of(tender: Tender, bids: Bids, scoresheet: Scoresheet) -> Facts:
    """Return the facts of the choice between ranked bids; lots where all are admitted stay out."""
    inside = [s for s in scoresheet.scores if s.standing.status is Status.IN and s.rank is not None]
    points = {Pick(s.bidder, s.lot): Fraction(s.quality) for s in inside}
    bid_for = {pick.lot for pick in points}
    lots = tuple(lot.id for lot in tender.open_lots if lot.id in bid_for)
    picks = tuple(sorted(points, key=lambda p: (lots.index(p.lot), p.bidder)))
    offers = {pick: _lot_bid(bids.bid(pick.bidder), pick.lot) for pick in picks}
    promised = {lot.id for lot in tender.open_lots if tender.promises_volume(lot)} & set(lots)
    demand = {
        Ask(d.lot, d.need, d.area, d.period): d.volume for d in tender.demand if d.lot in promised
    }
    price: dict[Volume, int] = {}
    for pick, offer in offers.items():
        for ask in demand:
            if ask.lot == pick.lot and _can_serve(tender, offer, ask):
                price[Volume(pick.bidder, *ask)] = _price(tender, offer, ask.need)
    needs = tuple(
        NeedFact(n.id, n.priority, n.urgent, n.longest_wait_weeks)
        for n in sorted(tender.needs, key=lambda need: need.priority)
    )
    choosing = tuple(bids.bid(bidder) for bidder in sorted({pick.bidder for pick in picks}))
    return Facts(
        picks=picks,
        volumes=tuple(price),
        needs=needs,
        demand=demand,
        capacity={(p, o.need): o.capacity for p, offer in offers.items() for o in offer.offers},
        price=price,
        budgets=tuple(_budget(tender, budget) for budget in tender.budgets),
        serves={pick: frozenset(offer.areas) for pick, offer in offers.items()},
        traits={pick: frozenset(offer.expertise) for pick, offer in offers.items()},
        least={pick: offer.least for pick, offer in offers.items() if offer.least},
        points=points,
        lots=lots,
        areas=tuple(area.id for area in tender.leaf_areas),
        lot_areas={lot.id: tuple(a.id for a in tender.lot_areas(lot)) for lot in tender.open_lots},
        all_traits=tuple(expertise.id for expertise in tender.expertise),
        fees=fees_of(tender, picks),
        tiers=tiers_of(tender, offers, demand, price),
        free={(p, o.need): o.free or 0 for p, o in _asked_free(tender, offers)},
        incumbent=incumbents_of(tender, bids.bids),
        attributes={bid.id: frozenset(bid.attributes) for bid in choosing},
        parties=parties_of(tender, choosing),
        conditions=tuple(conditions_of(choosing)),
        divisible=frozenset(need.id for need in tender.needs if need.divisible),
        bridging=bridging_of(tender.rules, lots, needs),
        frameworks=tuple(frameworks_of(tender, demand)),
        turnover=turnovers_of(choosing),
        years=years_of(tender),
    )


def _asked_free(tender: Tender, offers: Mapping[Pick, LotBid]) -> Iterator[tuple[Pick, Offer]]:
    """What was offered in the lots where bidders say what is free soon."""
    asked = {lot.id for lot in tender.open_lots if lot.free_within_weeks is not None}
    yield from ((p, o) for p, offer in offers.items() if p.lot in asked for o in offer.offers)


def _lot_bid(bid: Bid, lot: str) -> LotBid:
    found = bid.lot(lot)
    if found is None:
        raise KeyError(lot)
    return found


def _can_serve(tender: Tender, offer: LotBid, ask: Ask) -> bool:
    return offer.offer(ask.need) is not None and bool(
        tender.leaves_under(ask.area) & set(offer.areas)
    )


def _price(tender: Tender, bid: LotBid, need: str) -> int:
    offer = bid.offer(need)
    if offer is not None and offer.price is not None:
        return cents(offer.price)
    fixed = tender.tariff(bid.lot, need).get("fixed")
    return cents(fixed.amount) if fixed else 0


def _budget(tender: Tender, budget: Budget) -> BudgetFact:
    inside = {
        area.id
        for area in tender.areas
        if not budget.areas or set(budget.areas) & {area.id, *tender.above(area)}
    }
    return BudgetFact(
        budget.id,
        cents(budget.amount - budget.committed),
        frozenset(budget.lots or (lot.id for lot in tender.lots)),
        frozenset(budget.needs or (need.id for need in tender.needs)),
        frozenset(inside),
        frozenset(budget.periods or (period.id for period in tender.periods)),
    )


def rules_of(tender: Tender) -> tuple[Rule, ...]:
    """Return the standing rules, the tender's own, a single winner where so published, bounds.

    Rules with a penalty come softened; the bounds are those of its goals.
    """
    single = tuple(
        lot.id
        for lot in tender.open_lots
        if tender.mode_of(lot.id) is AwardMode.RANK_ORDER
        and tender.selection_of(lot.id) is Selection.SINGLE_WINNER
    )
    one = NumberOfContracts(id="single_winner", lots=single, at_most=1)
    rules = softened((*STANDING, *tender.rules, *((one,) if single else ())))
    return (*rules, *rules_of_goals(tender.goals, rules))


def goals_of(tender: Tender) -> tuple[Objective, ...]:
    """Return the tender's goals; unpublished: heaviest need first, then quality, then spend."""
    return goals_in_order(tender.goals or _default_goals(tender), rules_of(tender))


def _default_goals(tender: Tender) -> tuple[Goal, ...]:
    needs = sorted(tender.needs, key=lambda need: need.priority)
    unmet = (Goal(kind="unmet", need=need.id) for need in needs)
    return (*unmet, Goal(kind="quality"), Goal(kind="spend"))


def admitted_of(tender: Tender, scoresheet: Scoresheet) -> tuple[Pick, ...]:
    """Return the bids of open-house lots that meet the requirements: all of them are admitted."""
    return tuple(
        Pick(s.bidder, s.lot)
        for s in scoresheet.scores
        if s.standing.status is Status.IN and tender.mode_of(s.lot) is AwardMode.ADMIT_ALL
    )


def places_of(tender: Tender, lot: str) -> int | None:
    """Return the published maximum number of contracts in a lot, if there is one."""
    counts = (rule for rule in rules_of(tender) if isinstance(rule, NumberOfContracts))
    found = (rule.places(lot) for rule in counts)
    return min((places for places in found if places is not None), default=None)
