"""Scores worked out again, from marks, prices and the published formulas alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.bids.bid import Bid, Bids
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.points import Entry, Exact, entry, points_for, price_of, total

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
    return tuple(
        score for lot in tender.open_lots for score in _Lot(tender, bids, marks, lot).counted()
    )


@dataclass(frozen=True)
class _Lot:
    """What the scores of one lot rest on."""

    tender: Tender
    bids: Bids
    marks: Marks
    lot: Lot

    def counted(self) -> tuple[Counted, ...]:
        judged = [self._judged(bid) for bid in self.bids.bids if bid.lot(self.lot.id) is not None]
        if self.tender.award.mode != "admit_all":
            judged = self._priced(judged)
        return self._ranked(judged)

    def _ranked(self, scores: list[Counted]) -> tuple[Counted, ...]:
        if self.tender.award.mode == "admit_all":
            return tuple(sorted(scores, key=lambda s: s.bidder))
        sign = -1 if BY_ID[self.tender.price.formula].best == "highest" else 1
        worth = {s.bidder: sign * Fraction(s.total) for s in scores if s.status == "in"}
        placed = [
            replace(s, rank=1 + sum(1 for other in worth.values() if other < worth[s.bidder]))
            for s in scores
            if s.bidder in worth
        ]
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
        for event in self.bids.events:
            if event.bidder == bid.id and event.puts_out and event.lot in ("", self.lot.id):
                status = event.event.value
                return status, f"standing.{status}", {"reason": event.reason}
        for criterion in self.tender.judged(self.lot.id):
            mark = self._mark(bid, criterion)
            lowest = criterion.lowest_mark
            if mark is not None and lowest is not None and mark < lowest:
                values = {"criterion": criterion.id, "mark": mark, "lowest_mark": lowest}
                return "knocked_out", "standing.mark_below", values
        least = self.tender.award.least_points
        if self.tender.award.mode != "admit_all" and least is not None and quality < least:
            return (
                "knocked_out",
                "standing.points_below",
                {"points": quality, "least_points": least},
            )
        return "in", "", {}

    def _mark(self, bid: Bid, criterion: Criterion) -> Decimal | None:
        for mark in self.marks.marks:
            key = (mark.assessor, mark.bidder, mark.lot, mark.criterion)
            if key == ("consensus", bid.id, self.lot.id, criterion.id):
                return mark.mark
        return None

    def _quality_points(self, bid: Bid) -> tuple[Entry, ...]:
        if self.tender.award.mode == "admit_all":
            return ()
        judged = self.tender.judged(self.lot.id)
        marks = [(criterion, self._mark(bid, criterion)) for criterion in judged]
        found = [
            points_for(self.tender, criterion, mark)
            for criterion, mark in marks
            if mark is not None
        ]
        return tuple(found) if len(found) == len(judged) else ()

    def _priced(self, scores: list[Counted]) -> list[Counted]:
        """The scores with what the price brings, given the prices that are compared."""
        price = self.tender.price
        if price.formula == "price.fixed_tariff" and price.weight == 0:
            return scores
        known = self._published_prices()
        amounts = {
            s.bidder: price_of(self.tender, self.lot.id, self.bids.bid(s.bidder))
            for s in scores
            if s.points
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
        left = [
            event.date
            for event in self.bids.events
            if event.bidder == score.bidder and event.puts_out and event.lot in ("", self.lot.id)
        ]
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
