"""Scores worked out again, from marks, prices and the published formulas alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.bids.bid import Bid, Bids, Event
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.points import Entry, Exact, entry, points_for, price_of, total
from aanbesteding.verification.requirements import unmet_requirements

VALUE = "value.award_on_value"


@dataclass(frozen=True)
class Counted:
    """A bid for a lot as it was worked out again; the fields of a score in the record."""

    bidder: str
    lot: str
    status: str
    key: str
    values: Mapping[str, Any]
    points: tuple[Entry, ...]
    quality: Exact
    exact: Fraction
    total: Exact
    rank: int | None = None


def count_scores(tender: Tender, bids: Bids, marks: Marks) -> tuple[Counted, ...]:
    """Return the score of every bid for every open lot, best first, those without rank last."""
    given: dict[tuple[str, str, str], Decimal] = {}
    for mark in marks.marks:
        if mark.assessor == "consensus":
            given.setdefault((mark.bidder, mark.lot, mark.criterion), mark.mark)
    events: dict[str, list[Event]] = {}
    for event in bids.events:
        if event.puts_out:
            events.setdefault(event.bidder, []).append(event)
    return tuple(
        score
        for lot in tender.open_lots
        for score in _Lot(tender, bids, given, events, lot).counted()
    )


@dataclass(frozen=True)
class _Lot:
    """What the scores of one lot rest on: consensus marks by bid, and who was put out."""

    tender: Tender
    bids: Bids
    marks: Mapping[tuple[str, str, str], Decimal]
    events: Mapping[str, Sequence[Event]]
    lot: Lot

    @cached_property
    def open_house(self) -> bool:
        """Whether nobody is judged or ranked here."""
        return self.tender.mode_of(self.lot.id) is AwardMode.ADMIT_ALL

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the panel marks."""
        return self.tender.judged(self.lot.id)

    def counted(self) -> tuple[Counted, ...]:
        judged = [self._judged(bid) for bid in self.bids.bids if bid.lot(self.lot.id) is not None]
        return self._ranked(judged if self.open_house else self._priced(judged))

    def _ranked(self, scores: list[Counted]) -> tuple[Counted, ...]:
        if self.open_house:
            return tuple(sorted(scores, key=lambda s: s.bidder))
        sign = -1 if BY_ID[self.tender.price.formula].best == "highest" else 1
        worth = {s.bidder: sign * Fraction(s.total) for s in scores if s.status == "in"}
        first: dict[Fraction, int] = {}
        for rank, value in enumerate(sorted(worth.values()), 1):
            first.setdefault(value, rank)
        placed = [replace(s, rank=first[worth[s.bidder]]) for s in scores if s.bidder in worth]
        out = [s for s in scores if s.bidder not in worth]
        return (
            *sorted(placed, key=lambda s: (s.rank, s.bidder)),
            *sorted(out, key=lambda s: s.bidder),
        )

    def _judged(self, bid: Bid) -> Counted:
        """The bid with its quality points, and out when the register or the marks say so."""
        points = self._quality_points(bid)
        exact, quality = total(self.tender, points)
        status, key, values = self._standing(bid, points, quality)
        return Counted(bid.id, self.lot.id, status, key, values, points, quality, exact, quality)

    def _standing(
        self, bid: Bid, points: tuple[Entry, ...], quality: Exact
    ) -> tuple[str, str, Mapping[str, Any]]:
        """Out by the register, by a requirement, by a mark or by too few points; or in."""
        for event in self._out(bid.id):
            status = event.event.value
            return status, f"standing.{status}", {"reason": event.reason}
        for key, values in unmet_requirements(self.tender, bid, self.lot.id):
            return "unsuitable", key, values
        for criterion in self.criteria:
            mark = self._mark(bid, criterion)
            lowest = criterion.lowest_mark
            if mark is not None and lowest is not None and mark < lowest:
                values = {"criterion": criterion.id, "mark": mark, "lowest_mark": lowest}
                return "knocked_out", "standing.mark_below", values
        least = self.tender.least_points_of(self.lot.id)
        if not self.open_house and least is not None and quality < least:
            values = {"points": quality, "least_points": least}
            return "knocked_out", "standing.points_below", values
        return "in", "", {}

    def _out(self, bidder: str) -> list[Event]:
        """What puts a bidder out of this lot, in the order of the register."""
        return [e for e in self.events.get(bidder, ()) if e.lot in ("", self.lot.id)]

    def _mark(self, bid: Bid, criterion: Criterion) -> Decimal | None:
        return self.marks.get((bid.id, self.lot.id, criterion.id))

    def _quality_points(self, bid: Bid) -> tuple[Entry, ...]:
        if self.open_house:
            return ()
        marks = [(criterion, self._mark(bid, criterion)) for criterion in self.criteria]
        found = [
            points_for(self.tender, criterion, mark)
            for criterion, mark in marks
            if mark is not None
        ]
        return tuple(found) if len(found) == len(marks) else ()

    def _priced(self, scores: list[Counted]) -> list[Counted]:
        """The scores with what the price brings, given the prices that are compared."""
        price = self.tender.price
        if price.formula == "price.fixed_tariff" and price.weight == 0:
            return scores
        known = self._published_prices()
        judged = {s.bidder for s in scores if s.points}
        amounts = {
            bid.id: price_of(self.tender, self.lot.id, bid)
            for bid in self.bids.bids
            if bid.id in judged
        }
        inside = [amounts[s.bidder] for s in scores if s.points and self._compared(s)]
        if inside:
            known |= {"lowest_price": min(inside), "highest_price": max(inside)}
        return [
            self._with_price(s, known, amounts.get(s.bidder)) if s.status == "in" else s
            for s in scores
        ]

    def _compared(self, score: Counted) -> bool:
        """Whether a price counts for the lowest and highest; a late drop-out does, if kept."""
        if score.status == "in":
            return True
        sent = self.tender.schedule.provisional_award.isoformat()
        left = [event.date for event in self._out(score.bidder)]
        return self.tender.award.on_dropout == "keep" and bool(left) and left[0] >= sent

    def _published_prices(self) -> dict[str, Fraction]:
        price = self.tender.price
        known = {"most_points": Fraction(price.weight)}
        if price.floor_price is not None:
            known["floor_price"] = Fraction(price.floor_price)
        if price.ceiling_price is not None:
            known["ceiling_price"] = Fraction(price.ceiling_price)
        return known

    def _with_price(
        self, score: Counted, known: Mapping[str, Fraction], price: Fraction | None
    ) -> Counted:
        if price is None:
            return score
        formula = self.tender.price.formula
        at_each = self.tender.award.rounding.at == "each"
        worth = Fraction(score.quality) if at_each else score.exact
        mine = {**known, "price": price, "quality_value": worth}
        try:
            priced = entry(self.tender, "price", formula, mine)
        except (FormulaDomainError, KeyError):
            return score
        points = (*score.points, priced)
        if formula != VALUE:
            exact, counts = total(self.tender, points)
            return replace(score, points=points, exact=exact, total=counts)
        return replace(score, points=points, exact=priced["exact"], total=priced["rounded"])
