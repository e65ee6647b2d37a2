"""Nobody lives on this region alone, and the region leans on nobody too small for it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Chosen, Facts, Fee, Pick, Volume
from aanbesteding.rules.money import NOTHING, Bill, bills, spend_terms
from aanbesteding.rules.on_contracts import by_bidder
from aanbesteding.rules.rule import Count, Part, Row, Sentence
from aanbesteding.rules.scope import OfBids, OfCare
from aanbesteding.rules.soft import Soft


class ShareOfTurnover(Soft, OfCare, OfBids):
    """What a bidder is paid in each period is at most a share of its turnover over such a time.

    Turnover is a year's, as the bidder stated it; of a period that is no year counts the part
    that falls in it. Who stated none has none. Paid is what the plan buys at the prices of the
    bid, less its discounts; what managing a contract costs the buyer is nobody's turnover.
    """

    kind: Literal["share_of_turnover"] = Field(
        default="share_of_turnover", description="Bounds what one bidder is paid by its turnover."
    )
    per: Literal["bidder", "together"] = Field(
        default="bidder", description="Whose contracts, and whose turnover, are added up."
    )
    at_most: Part = Field(description="The greatest share.")

    @property
    def in_money(self) -> bool:
        """Whether sizes are cents: always."""
        return True

    def _incomes(self, facts: Facts) -> Iterator["_Income"]:
        """What each bidder, or all of them, can be paid in each period, and the most of it."""
        own, asks = by_bidder(self.picks(facts)), dict(self.asks(facts))
        groups = [(bidder,) for bidder in own] if self.per == "bidder" else [tuple(own)]
        for bidders in groups:
            picks = tuple(pick for bidder in bidders for pick in own[bidder])
            volumes = [v for pick in picks for v in facts.by_pick[pick] if v.ask in asks]
            turnover = sum(facts.turnover.get(bidder, 0) for bidder in bidders)
            for period in facts.periods:
                paid = tuple(volume for volume in volumes if volume.period == period)
                most = Fraction(self.at_most) * turnover * facts.years.get(period, 1)
                if paid:
                    part = _part(facts, bidders, period)
                    yield _Income(part, picks, period, paid, simplest(most))

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield per bidder and period that it is paid no more; in cents.

        Capacity keeps a bid without contract at nothing.
        """
        for income in self._incomes(facts):
            terms = spend_terms(facts, income.volumes, ())
            yield Row(self.name, income.part, terms, "<=", income.most)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the cents that whoever has a contract is paid in each period."""
        paid = {period: self._paid(facts, chosen, period) for period in facts.periods}
        for income in self._incomes(facts):
            if not chosen.contracts.isdisjoint(income.picks):
                theirs = (paid[income.period].get(pick, NOTHING) for pick in income.picks)
                counted = simplest(sum(bill.whole for bill in theirs))
                yield Count(self.name, income.part, counted, "<=", income.most)

    def _paid(self, facts: Facts, chosen: Chosen, period: str) -> Mapping[Pick, Bill]:
        """What each contract brings in one period; what it costs in itself is paid to nobody."""
        asks = dict(self.asks(facts))

        def covers(one: Volume | Fee) -> bool:
            return isinstance(one, Volume) and one.period == period and one.ask in asks

        return bills(facts, chosen, covers)

    def unit(self) -> int:
        """Return the cents in a euro."""
        return 100

    def sentence(self, part: str) -> Sentence:
        """Return the greatest share in words."""
        who = self.whom(*self.attributes, *self.bidders)
        values = {"part": part, "at_most": self.at_most, "who": who}
        return Sentence(f"rule.share_of_turnover.{self.per}", values)


class _Income(NamedTuple):
    """What some contracts bring in one period: the volumes that are paid for, and the most."""

    part: str
    picks: tuple[Pick, ...]
    period: str
    volumes: tuple[Volume, ...]
    most: Exact


def _part(facts: Facts, bidders: tuple[str, ...], period: str) -> str:
    part = "+".join(bidders)
    return part if len(facts.periods) == 1 else f"{part}/{period}"
