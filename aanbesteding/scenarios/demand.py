"""Per demand row: who can serve it, who does, and what the whole of it costs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from aanbesteding.awarding.decision import Decision, Outcome
from aanbesteding.basis.exact import Exact, cents, rounded
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.rules.facts import Ask, Facts, Fee, Volume
from aanbesteding.rules.money import Covers, everything, fees_paid, prices_paid, spent
from aanbesteding.scenarios.outlook import Fund, NeedLine
from aanbesteding.tender.needs import Demand
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Case:
    """A tender with its bids, the numbers of the choice and what was decided."""

    tender: Tender
    bids: Bids
    facts: Facts
    decision: Decision

    @property
    def ended(self) -> bool:
        """Whether there is an award, or everyone who qualifies was admitted."""
        return self.decision.outcome in (Outcome.AWARDED, Outcome.ADMITTED)

    @cached_property
    def paid(self) -> Mapping[Volume, Exact]:
        """The cents a unit of each volume costs, in the tier of a discount that was reached."""
        return prices_paid(self.facts, self.decision.chosen)

    @cached_property
    def fees(self) -> tuple[tuple[Fee, Exact], ...]:
        """What the contracts cost in themselves, per area and period, in cents."""
        return tuple(fees_paid(self.facts, self.decision.chosen))

    def spent(self, covers: Covers = everything) -> int:
        """Return what is spent on volumes and contracts that are covered, in whole cents."""
        return int(rounded(spent(self.facts, self.decision.chosen, covers), 0))


def need_lines(case: Case) -> tuple[NeedLine, ...]:
    """Return a line per demand row of the lots in scope, in the tender's order."""
    lots = {lot.id: case.tender.promises_volume(lot) for lot in case.tender.open_lots}
    units = {need.id: need.unit for need in case.tender.needs}
    return tuple(
        _line(case, row, lots[row.lot], units[row.need])
        for row in case.tender.demand
        if row.lot in lots
    )


def _line(case: Case, row: Demand, promised: bool, unit: str) -> NeedLine:
    ask = Ask(row.lot, row.need, row.area, row.period)
    offers = _offers(case, row, promised)
    offered = sum(offer.capacity for bid in offers if (offer := bid.offer(row.need)))
    volumes = case.facts.by_ask.get(ask, ())
    given = sum(case.decision.chosen.clients(v) for v in volumes)
    spend = sum(case.paid[v] * case.decision.chosen.clients(v) for v in volumes)
    could = given if promised else min(offered, row.volume)
    served = could if case.ended else None
    price, source = _price(case, row, offers, Fraction(spend, given) if given else None)
    return NeedLine(
        **ask._asdict(),
        unit=unit,
        demand=row.volume,
        offered=offered,
        promised=promised,
        served=served,
        waiting=None if served is None else row.volume - served,
        price_cents=price,
        price_from=source,
        cost_cents=None if price is None else int(rounded(price * row.volume, 0)),
        spend_cents=int(rounded(spend, 0)),
    )


def _offers(case: Case, row: Demand, promised: bool) -> list[LotBid]:
    """Bids that offer the need in the area: all that are ranked, or those with a contract."""
    if promised:
        able = {pick.bidder for pick in case.facts.picks if pick.lot == row.lot}
    else:
        able = {b for lot in case.decision.lots if lot.lot == row.lot for b in lot.winners}
    leaves = case.tender.leaves_under(row.area)
    found = (bid.lot(row.lot) for bid in case.bids.bids if bid.id in able)
    return [bid for bid in found if bid and bid.offer(row.need) and leaves & set(bid.areas)]


def _price(
    case: Case, row: Demand, offers: Sequence[LotBid], paid: Fraction | None
) -> tuple[Fraction | None, str]:
    """The price of a unit in cents: the tariff, else the mean that is paid, else that is asked."""
    tariffs = case.tender.tariff(row.lot, row.need)
    if "fixed" in tariffs:
        return Fraction(cents(tariffs["fixed"].amount)), "tariff"
    if paid is not None:
        return paid, "paid"
    asked = [
        cents(offer.price)
        for bid in offers
        if (offer := bid.offer(row.need)) and offer.price is not None
    ]
    if asked:
        return Fraction(sum(asked), len(asked)), "offers"
    if "norm" in tariffs:
        return Fraction(cents(tariffs["norm"].amount)), "norm"
    return None, "unknown"


def with_causes(
    case: Case, lines: Sequence[NeedLine], funds: Sequence[Fund]
) -> tuple[NeedLine, ...]:
    """Return the lines with, where somebody waits, why: capacity, budget, or a rule."""
    broken = {fund.budget for fund in funds if fund.left_cents < 0}
    budgets = [budget for budget in case.facts.budgets if budget.id in broken]
    asked: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        asked[line.lot, line.need, line.period] += line.demand
    found = []
    for line in lines:
        cause = ""
        if line.waiting:
            ask = Ask(line.lot, line.need, line.area, line.period)
            room = _all_capacity(case, line) if line.promised else line.offered
            if line.offered < line.demand or room < asked[line.lot, line.need, line.period]:
                cause = "capacity"
            else:
                cause = "budget" if any(b.covers(ask) for b in budgets) else "rules"
        found.append(replace(line, cause=cause))
    return tuple(found)


def _all_capacity(case: Case, line: NeedLine) -> int:
    """What all ranked bids offer of a need, wherever they work; areas share it."""
    return sum(
        capacity
        for (pick, need), capacity in case.facts.capacity.items()
        if pick.lot == line.lot and need == line.need
    )
