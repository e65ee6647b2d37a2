"""The same tender and bids in another future: demand, capacity, tariffs and budgets changed."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from pydantic import ValidationError

from aanbesteding.basis.errors import AanbestedingError
from aanbesteding.basis.exact import rounded
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer
from aanbesteding.tender.market import Ceiling
from aanbesteding.tender.model import Part
from aanbesteding.tender.needs import Budget, Demand, Tariff, TariffKind
from aanbesteding.tender.scenarios import Change
from aanbesteding.tender.tender import Tender

P = TypeVar("P", bound=Part)
Step = Callable[[Tender, Bids, Change], tuple[Tender, Bids]]


class ImpossibleChangeError(AanbestedingError):
    """A change makes a figure larger than a tender can hold."""


def changed(tender: Tender, bids: Bids, scenario: str) -> tuple[Tender, Bids]:
    """Return tender and bids with the changes of a scenario, applied in the tender's order.

    Every figure is rounded after each change, as the change says: volumes and capacity to whole
    units, money to whole cents. Raises KeyError for a scenario the tender does not name, and
    ImpossibleChangeError when a figure grows beyond what a tender can hold.
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
        return _with(offer, capacity=_units(offer.capacity, change))

    return tender, _offers(bids, change, less)


def _tariff(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    def dearer(offer: Offer) -> Offer:
        return offer if offer.price is None else _with(offer, price=_money(offer.price, change))

    def indexed(row: Tariff) -> Tariff:
        fixed = row.kind is TariffKind.FIXED and _inside(change, row.lot, row.need)
        return _with(row, amount=_money(row.amount, change)) if fixed else row

    tariffs = tuple(indexed(row) for row in tender.tariffs)
    return _with(tender, tariffs=tariffs), _offers(bids, change, dearer)


def _budget(tender: Tender, bids: Bids, change: Change) -> tuple[Tender, Bids]:
    budgets = tuple(
        _with(row, amount=_money(row.amount, change)) if _about(change, row) else row
        for row in tender.budgets
    )
    everything = not change.lots and not change.needs
    ceilings: tuple[Ceiling, ...] = tuple(
        _with(row, amount=_money(row.amount, change)) if everything else row
        for row in tender.ceilings
    )
    return _with(tender, budgets=budgets, ceilings=ceilings), bids


_STEPS: dict[str, Step] = {
    "demand": _demand,
    "capacity": _capacity,
    "tariff": _tariff,
    "budget": _budget,
}


def _inside(change: Change, lot: str, need: str) -> bool:
    return lot in (change.lots or (lot,)) and need in (change.needs or (need,))


def _about(change: Change, budget: Budget) -> bool:
    """A budget changes when all it is for lies within the change."""
    pairs = ((change.lots, budget.lots), (change.needs, budget.needs))
    return all(not scope or (bool(own) and set(own) <= set(scope)) for scope, own in pairs)


def _units(value: int, change: Change) -> int:
    return int(rounded(value * Fraction(change.factor), 0, change.rounding))


def _money(value: Decimal, change: Change) -> Decimal:
    return rounded(Fraction(value) * Fraction(change.factor), 2, change.rounding)


def _offers(bids: Bids, change: Change, other: Callable[[Offer], Offer]) -> Bids:
    def offers(bid: LotBid) -> Iterator[Offer]:
        for offer in bid.offers:
            yield other(offer) if _inside(change, bid.lot, offer.need) else offer

    def whole(bid: Bid) -> Bid:
        return _with(bid, lots=tuple(_with(lot, offers=tuple(offers(lot))) for lot in bid.lots))

    return Bids(tuple(whole(bid) for bid in bids.bids), bids.received, bids.events, bids.findings)


def _with(part: P, **fields: object) -> P:
    """A part with other values, checked again; a copy would keep what was worked out before."""
    known = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part).model_validate({**known, **fields})
