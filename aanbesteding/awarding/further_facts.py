"""What the wider shelf of rules speaks of, from what was asked and offered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import Exact, cents, euros, simplest
from aanbesteding.bids.bid import Bid, LotBid
from aanbesteding.bids.limits import asks_price
from aanbesteding.bids.providers import provider_of
from aanbesteding.bids.terms import discounted
from aanbesteding.rules.facts import Ask, Condition, Fee, FrameworkFact, Pick, Tier, Volume
from aanbesteding.rules.tiers import incremental, whole_quantity
from aanbesteding.tender.lots import Period
from aanbesteding.tender.tender import Tender

MONTHS = 12
NOTHING = Decimal(0)


def fees_of(tender: Tender, picks: Iterable[Pick]) -> dict[Fee, Exact]:
    """Return what managing each contract costs, in whole cents over the areas of its lot.

    Areas pay alike; cents that cannot be divided go to the areas the tender names first.
    """
    lots = {lot.id: (lot.contract_cost, tender.lot_areas(lot)) for lot in tender.open_lots}
    found: dict[Fee, Exact] = {}
    for pick in picks:
        cost, areas = lots[pick.lot]
        each, rest = divmod(cents(cost or NOTHING), max(1, len(areas)))
        for number, area in enumerate(areas if cost else ()):
            part = each + (number < rest)
            found.update({Fee(*pick, area.id, period.id): part for period in tender.periods})
    return found


def tiers_of(
    tender: Tender,
    offers: Mapping[Pick, LotBid],
    demand: Mapping[Ask, int],
    price: Mapping[Volume, int],
) -> dict[Pick, tuple[Tier, ...]]:
    """Return the tiers of every bid with a volume discount; the last holds for all that is asked.

    Of a tariff that the buyer has fixed nothing goes off. A bid that can serve nobody has none.
    """
    found: dict[Pick, tuple[Tier, ...]] = {}
    for pick in (pick for pick, offer in offers.items() if offer.discounts):
        listed = {volume.need: amount for volume, amount in price.items() if volume.pick == pick}
        asked = sum(units for ask, units in demand.items() if ask.lot == pick.lot)
        if listed:
            found[pick] = _tiers(tender, offers[pick], listed, asked)
    return found


def _tiers(tender: Tender, bid: LotBid, listed: Mapping[str, int], asked: int) -> tuple[Tier, ...]:
    starts = [0, *(discount.least for discount in bid.discounts)]
    ends = [*(start - 1 for start in starts[1:]), max(asked, starts[-1])]
    steps = [
        (start, end, {need: _after(tender, bid, need, listed[need], off) for need in listed})
        for start, end, off in zip(
            starts, ends, (NOTHING, *(d.percent for d in bid.discounts)), strict=True
        )
        if end > 0
    ]
    if tender.award.discounts == "incremental":
        return incremental([(end, prices) for _, end, prices in steps])
    return whole_quantity(steps)


def _after(tender: Tender, bid: LotBid, need: str, amount: int, off: Decimal) -> Exact:
    if not off or not asks_price(tender, bid.lot, need):
        return amount
    return simplest(Fraction(discounted(tender, euros(amount), off)) * 100)


def incumbents_of(tender: Tender, bids: Sequence[Bid]) -> dict[Volume, int]:
    """Return the clients each provider has in care, by the bidder it is; else by its own name."""
    found: dict[Volume, int] = {}
    for row in tender.incumbents:
        who = provider_of(row, bids) or row.name or row.kvk
        key = Volume(who, row.lot, row.need, row.area, row.period)
        found[key] = found.get(key, 0) + row.clients
    return found


def frameworks_of(tender: Tender, demand: Iterable[Ask]) -> Iterator[FrameworkFact]:
    """Yield the greatest value of each lot, with how often its planned periods fit in its term.

    Only where value, term and demand are all stated.
    """
    planned: dict[str, set[str]] = {}
    for ask in demand:
        planned.setdefault(ask.lot, set()).add(ask.period)
    for lot in tender.open_lots:
        periods = [period for period in tender.periods if period.id in planned.get(lot.id, ())]
        if lot.framework_max_value is not None and lot.term_years is not None and periods:
            months = sum((_months(period) for period in periods), start=Fraction(0))
            times = simplest(lot.term_years * MONTHS / months)
            yield FrameworkFact(lot.id, cents(lot.framework_max_value), times)


def _months(period: Period) -> Fraction:
    """The months a period lasts: whole ones where it ends the day before it began."""
    after = period.end + timedelta(days=1)
    whole = (after.year - period.start.year) * MONTHS + after.month - period.start.month
    if after.day == period.start.day:
        return Fraction(whole)
    return Fraction((after - period.start).days * MONTHS, 365)


def turnovers_of(bids: Iterable[Bid]) -> dict[str, int]:
    """Return the turnover of each bidder that states one, in cents a year."""
    return {bid.id: cents(bid.turnover) for bid in bids if bid.turnover is not None}


def years_of(tender: Tender) -> dict[str, Exact]:
    """Return how many years each period lasts that is no whole year."""
    lasting = {period.id: _months(period) / MONTHS for period in tender.periods}
    return {period: simplest(years) for period, years in lasting.items() if years != 1}


def conditions_of(bids: Iterable[Bid]) -> Iterator[Condition]:
    """Yield the terms of each bid: its package, and how many lots and units it wants in all."""
    for bid in bids:
        terms = bid.terms
        if terms.package:
            yield Condition(bid.id, frozenset(terms.package), len(terms.package))
        if terms.least_lots or terms.most_lots is not None or terms.most_units is not None:
            lots = frozenset(lot.lot for lot in bid.lots)
            least = terms.least_lots or 0
            yield Condition(bid.id, lots, least, terms.most_lots, terms.most_units)
