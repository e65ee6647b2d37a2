"""The same tender and bids in another future: other figures, another rule, a bidder less."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from pydantic import ValidationError

from aanbesteding.basis.errors import AanbestedingError
from aanbesteding.basis.exact import rounded
from aanbesteding.bids.bid import Bid, Bids, Event, EventKind, LotBid, Offer
from aanbesteding.tender.market import Ceiling
from aanbesteding.tender.model import Part
from aanbesteding.tender.needs import Budget, Demand, Tariff, TariffKind
from aanbesteding.tender.scenarios import Change, Scenario, with_other_rule
from aanbesteding.tender.tender import Tender

P = TypeVar("P", bound=Part)
Step = Callable[[Tender, Bids, Change], tuple[Tender, Bids]]


class ImpossibleChangeError(AanbestedingError):
    """A change makes a figure larger, or a rule otherwise, than a tender can hold."""


def changed(tender: Tender, bids: Bids, scenario: str) -> tuple[Tender, Bids]:
    """Return tender and bids with the changes of a scenario, applied in the tender's order.

    Every figure is rounded after each change, as the change says: volumes and capacity to whole
    units, money to whole cents. Who drops out is noted as having withdrawn. Raises KeyError for a
    scenario the tender does not name, and ImpossibleChangeError when a figure grows beyond what a
    tender can hold.
    """
    if scenario not in {one.id for one in tender.scenarios}:
        raise KeyError(scenario)
    for change in tender.changes:
        if change.scenario == scenario:
            try:
                tender, bids = _STEPS[change.what](tender, bids, change)
            except ValidationError as error:
                raise ImpossibleChangeError(f"{scenario}: {change.what}") from error
    return tender, bids


def _demand(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    rows = tuple(
        _asked(row, change) if _inside(change, row.lot, row.need) else row for row in tender.demand
    )
    return _with(tender, demand=rows), bids


def _asked(row: Demand, change: Change) -> Demand:
    """Clients in care already cannot be more than all there are."""
    volume = _units(row.volume, change)
    return _with(row, volume=volume, in_care=min(row.in_care, volume))


def _capacity(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    def less(offer: Offer) -> Offer:
        """What is free at once is never more than there is at all."""
        capacity = _units(offer.capacity, change)
        free = None if offer.free is None else min(offer.free, capacity)
        return _with(offer, capacity=capacity, free=free)

    return tender, _offers(bids, change, less)


def _tariff(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    def dearer(offer: Offer) -> Offer:
        return offer if offer.price is None else _with(offer, price=_money(offer.price, change))

    def indexed(row: Tariff) -> Tariff:
        fixed = row.kind is TariffKind.FIXED and _inside(change, row.lot, row.need)
        return _with(row, amount=_money(row.amount, change)) if fixed else row

    tariffs = tuple(indexed(row) for row in tender.tariffs)
    return _with(tender, tariffs=tariffs), _offers(bids, change, dearer)


def _price(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    def dearer(offer: Offer) -> Offer:
        return offer if offer.price is None else _with(offer, price=_money(offer.price, change))

    return tender, _offers(bids, change, dearer)


def _budget(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    budgets = tuple(
        _with(row, amount=_money(row.amount, change)) if _about(tender, change, row) else row
        for row in tender.budgets
    )
    everything = not change.lots and not change.needs
    ceilings: tuple[Ceiling, ...] = tuple(
        _with(row, amount=_money(row.amount, change)) if everything else row
        for row in tender.ceilings
    )
    return _with(tender, budgets=budgets, ceilings=ceilings), bids


def _rule(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    return _with(tender, rules=with_other_rule(tender.rules, change)), bids


def _drop_out(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    left = tuple(
        Event(bidder=bid.id, event=EventKind.WITHDRAWN, reason=change.scenario, lot=lot)
        for bid in bids.bids
        if _of(change, bid)
        for lot in change.lots or ("",)
    )
    return tender, replace(bids, events=(*bids.events, *left))


def in_turn(tender: Tender, winners: Sequence[Bid]) -> Tender:
    """Return the tender with a scenario per winner for each in which every winner drops out.

    These are named after scenario and bidder: ``uitval:P03``.
    """
    turning = {change.scenario for change in tender.changes if change.in_turn}
    scenarios: list[Scenario] = []
    changes: list[Change] = []
    for one in tender.scenarios:
        own = [change for change in tender.changes if change.scenario == one.id]
        if one.id not in turning:
            scenarios.append(one)
            changes += own
            continue
        for bid in winners:
            now = {"id": f"{one.id}:{bid.id}", "title": f"{one.title}: {bid.name}"}
            scenarios.append(one.model_copy(update=now))
            changes += [_turned(change, now["id"], bid) for change in own]
    return tender.model_copy(update={"scenarios": tuple(scenarios), "changes": tuple(changes)})


def _turned(change: Change, scenario: str, bid: Bid) -> Change:
    who = {"bidders": (bid.id,)} if change.in_turn else {}
    return change.model_copy(update={"scenario": scenario, **who})


_STEPS: dict[str, Step] = {
    "demand": _demand,
    "capacity": _capacity,
    "tariff": _tariff,
    "price": _price,
    "budget": _budget,
    "rule": _rule,
    "drop_out": _drop_out,
}


def _of(change: Change, bid: Bid) -> bool:
    """Whether a change is about this bidder; who is not named has all that is asked."""
    named = not change.bidders or bid.id in change.bidders
    return named and set(change.attributes) <= set(bid.attributes)


def _inside(change: Change, lot: str, need: str) -> bool:
    return lot in (change.lots or (lot,)) and need in (change.needs or (need,))


def _about(tender: Tender, change: Change, budget: Budget) -> bool:
    """A budget changes when all it is for lies within the change."""
    lots = budget.lots or [lot.id for lot in tender.lots]
    needs = budget.needs or [need.id for need in tender.needs]
    pairs = ((change.lots, lots), (change.needs, needs))
    return all(not scope or set(own) <= set(scope) for scope, own in pairs)


def _units(value: int, change: Change) -> int:
    return int(rounded(value * _factor(change), 0, change.rounding))


def _money(value: Decimal, change: Change) -> Decimal:
    return rounded(Fraction(value) * _factor(change), 2, change.rounding)


def _factor(change: Change) -> Fraction:
    return Fraction(1 if change.factor is None else change.factor)


def _offers(bids: Bids, change: Change, other: Callable[[Offer], Offer]) -> Bids:
    def offers(bid: LotBid) -> Iterator[Offer]:
        for offer in bid.offers:
            yield other(offer) if _inside(change, bid.lot, offer.need) else offer

    def whole(bid: Bid) -> Bid:
        if not _of(change, bid):
            return bid
        return _with(bid, lots=tuple(_with(lot, offers=tuple(offers(lot))) for lot in bid.lots))

    return replace(bids, bids=tuple(whole(bid) for bid in bids.bids))


def _with(part: P, **fields: object) -> P:
    """A part with other values, checked again; a copy would keep what was worked out before."""
    known = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part).model_validate({**known, **fields})
