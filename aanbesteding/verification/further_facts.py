"""What the wider shelf of rules speaks of, put together again from the tender and the bids."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from aanbesteding.basis.exact import Exact, RoundingMode, rounded, simplest
from aanbesteding.bids.bid import Bid, LotBid
from aanbesteding.rules.facts import Ask, Condition, Fee, FrameworkFact, Pick, Tier, Volume
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.substitution import Substitution
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.points import fixed_tariffs

Prices = Mapping[Volume, int]


def contract_costs(tender: Tender, picks: Sequence[Pick]) -> dict[Fee, Exact]:
    """Return the cost of managing each contract; the first areas of its lot pay a cent more."""
    found: dict[Fee, Exact] = {}
    for lot in tender.open_lots:
        areas, winners = tender.lot_areas(lot), [pick for pick in picks if pick.lot == lot.id]
        if not lot.contract_cost:
            continue
        whole, number = int(lot.contract_cost * 100), len(areas)
        parts = {area.id: (whole + number - 1 - i) // number for i, area in enumerate(areas)}
        for pick, area, period in product(winners, areas, tender.periods):
            found[Fee(pick.bidder, lot.id, area.id, period.id)] = parts[area.id]
    return found


def discounted_prices(
    tender: Tender, offered: Mapping[Pick, LotBid], asked: Mapping[str, int], prices: Prices
) -> dict[Pick, tuple[Tier, ...]]:
    """Return the tiers of every bid with a volume discount; `asked` is the demand of each lot."""
    listed: dict[Pick, dict[str, int]] = defaultdict(dict)
    for volume, price in prices.items():
        listed[volume.pick][volume.need] = price
    fixed = fixed_tariffs(tender)
    found: dict[Pick, tuple[Tier, ...]] = {}
    for pick, bid in offered.items():
        if bid.discounts and listed[pick]:
            free = {need for need in listed[pick] if (bid.lot, need) not in fixed}
            most = asked.get(pick.lot, 0)
            found[pick] = tuple(_tiers(tender, bid, listed[pick], free, most))
    return found


def _tiers(
    tender: Tender, bid: LotBid, listed: Mapping[str, int], free: set[str], asked: int
) -> Iterator[Tier]:
    """Each tier from its own border to the next; below the first the prices of the bid hold."""
    borders = [(0, Decimal(0)), *((one.least, one.percent) for one in bid.discounts)]
    above = [least for least, _ in borders[1:]]
    above.append(max(asked, borders[-1][0]) + 1)
    only_above = tender.award.discounts == "incremental"
    extra: Exact = 0
    before: Mapping[str, Exact] = listed
    for (least, percent), end in zip(borders, above, strict=True):
        price = {
            need: _less(tender, amount, percent) if need in free else amount
            for need, amount in listed.items()
        }
        if only_above:
            extra += max(least - 1, 0) * max(before[need] - price[need] for need in price)
        before = price
        if end > 1:
            # Where a discount is for the units above, the border itself costs the same either way.
            start = max(least - 1, 0) if only_above else least
            yield Tier(start, end - 1, price, extra)


def _less(tender: Tender, amount: int, percent: Decimal) -> Exact:
    if percent == 0:
        return amount
    left = Fraction(amount, 100) * (100 - Fraction(percent)) / 100
    published = [one for one in tender.rounding if one.step == "discount"]
    decimals = published[0].decimals if published else 2
    mode = published[0].mode if published else RoundingMode.HALF_UP
    return simplest(Fraction(rounded(left, decimals, mode)) * 100)


def in_care(tender: Tender, bids: Sequence[Bid]) -> dict[Volume, int]:
    """Return the clients in care with each provider: by its number, else by its name."""
    found: Counter[Volume] = Counter()
    for row in tender.incumbents:
        numbered = [bid.id for bid in bids if row.kvk and bid.kvk == row.kvk]
        called = [
            bid.id
            for bid in bids
            if row.name
            and not (row.kvk and bid.kvk)
            and _name(row.name) in (_name(bid.id), _name(bid.name))
        ]
        who = next(iter((*numbered, *called)), row.name or row.kvk)
        found[Volume(who, row.lot, row.need, row.area, row.period)] += row.clients
    return dict(found)


def _name(name: str) -> str:
    return " ".join(name.split()).casefold()


def companies(tender: Tender, bids: Sequence[Bid]) -> dict[str, frozenset[str]]:
    """Return the companies that take part in each bid, by number where a bidder states one."""
    numbers: dict[str, str] = {}
    for bid in bids:
        if bid.kvk:
            numbers[_name(bid.name)] = bid.kvk
    found: dict[str, frozenset[str]] = {}
    for bid in bids:
        taking_part = {_name(member.name) for member in bid.members}
        if tender.award.subcontractors_count:
            taking_part |= {_name(name) for name in bid.subcontractors}
        own = bid.kvk or numbers.get(_name(bid.name)) or _name(bid.name)
        found[bid.id] = frozenset((own, *(numbers.get(name, name) for name in taking_part)))
    return found


def own_terms(bids: Sequence[Bid]) -> Iterator[Condition]:
    """Yield what each bidder asked of its lots together: first its package, then the numbers."""
    for bid in bids:
        package, least = bid.terms.package, bid.terms.least_lots or 0
        most, units = bid.terms.most_lots, bid.terms.most_units
        if package:
            yield Condition(bid.id, frozenset(package), at_least=len(package))
        if least or (most, units) != (None, None):
            bid_for = frozenset(lot.lot for lot in bid.lots)
            yield Condition(bid.id, bid_for, at_least=least, at_most=most, most_units=units)


def bridged_needs(tender: Tender, lots: Sequence[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return per lot the need levels of which a rule lets heavier places serve lighter need."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    rules: tuple[Rule, ...] = tender.rules
    for lot in lots:
        for rule in rules:
            if isinstance(rule, Substitution) and lot in (rule.lots or lots):
                group = frozenset(rule.needs or (need.id for need in tender.needs))
                found[lot] = (*found.get(lot, ()), group)
    return found


def greatest_values(tender: Tender, asks: Mapping[Ask, int]) -> Iterator[FrameworkFact]:
    """Yield the greatest value of each lot over its term, as often as the plan fits in it."""
    for lot in tender.open_lots:
        plan = {ask.period for ask in asks if ask.lot == lot.id}
        years = sum(
            (_years(one.start, one.end) for one in tender.periods if one.id in plan),
            start=Fraction(0),
        )
        if years and lot.term_years and lot.framework_max_value is not None:
            most = simplest(Fraction(lot.framework_max_value) * 100)
            yield FrameworkFact(lot.id, int(most), simplest(lot.term_years / years))


def stated_turnover(bids: Sequence[Bid]) -> dict[str, int]:
    """Return what bidders say to earn in a year, in cents; who says nothing is left out."""
    return {bid.id: int(bid.turnover * 100) for bid in bids if bid.turnover is not None}


def lengths(tender: Tender) -> dict[str, Exact]:
    """Return the years in each period, but for those of one year."""
    found: dict[str, Exact] = {}
    for one in tender.periods:
        years = _years(one.start, one.end)
        if years != 1:
            found[one.id] = simplest(Fraction(years))
    return found


def _years(first: date, last: date) -> Fraction:
    """How long a period is: in whole months, or else in days of a year of 365."""
    day_after = date.fromordinal(last.toordinal() + 1)
    if day_after.day != first.day:
        return Fraction(day_after.toordinal() - first.toordinal(), 365)
    return day_after.year - first.year + Fraction(day_after.month - first.month, 12)
