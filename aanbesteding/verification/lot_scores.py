"""The scores of one lot, worked out again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.bids.bid import Bid, Bids, Event
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import AwardMode, Clip
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.bounds import told, too_few_points, worse
from aanbesteding.verification.points import (
    Entry,
    as_digits,
    at_step,
    entry,
    exact_sum,
    points_for,
    price_of,
    quality_alone,
    quality_of,
    total_of,
)
from aanbesteding.verification.requirements import unmet_requirements
from aanbesteding.verification.stated import counts_price, figures, published


@dataclass(frozen=True)
class Counted:
    """A bid for a lot as it was worked out again; the fields of a score in the record."""

    bidder: str
    lot: str
    status: str
    key: str
    values: Mapping[str, Any]
    points: tuple[Entry, ...]
    quality: Decimal
    exact: Fraction
    total: Decimal
    rank: int | None = None


@dataclass(frozen=True)
class LotScores:
    """What the scores of one lot rest on: consensus marks by bid, and who was put out."""

    tender: Tender
    bids: Bids
    marks: Mapping[tuple[str, str, str], Fraction]
    events: Mapping[str, Sequence[Event]]
    lot: Lot

    @cached_property
    def open_house(self) -> bool:
        """Whether nobody is judged or ranked here."""
        return self.tender.mode_of(self.lot.id) is AwardMode.ADMIT_ALL

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """What brings points: what the panel marks, and what is answered in a number."""
        return self.tender.scored(self.lot.id)

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Every bid with its points, best first, those without rank last."""
        judged = [self._judged(bid) for bid in self.bids.bids if bid.lot(self.lot.id) is not None]
        return self._ranked(judged if self.open_house else self._priced(judged))

    @property
    def taking_part(self) -> Iterator[tuple[str, tuple[Fraction, ...], Fraction | None, bool]]:
        """Who moves the points of others: bidder, values, price if compared, and if ranked."""
        status = {score.bidder: score for score in self.counted}
        by_answers = any(BY_ID[one.formula].relative for one in self.criteria)
        for bid in self._bids:
            values = [self._value(bid, criterion) for criterion in self.criteria]
            if None in values:
                continue
            score = status[bid.id]
            known = tuple(value for value in values if value is not None)
            if self._compared(score):
                asks = counts_price(self.tender)
                price = price_of(self.tender, self.lot.id, bid) if asks else None
                yield bid.id, known, price, score.status == "in"
            elif by_answers and not self._out(bid.id) and self._moves_others(bid):
                yield bid.id, known, None, False

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
        scored = points or not (self.open_house or self.criteria)
        quality = quality_alone(self.tender, points) if scored else Decimal(0)
        status, key, values = self._standing(bid, points, quality)
        exact = exact_sum(points)
        return Counted(bid.id, self.lot.id, status, key, values, points, quality, exact, quality)

    def _standing(
        self, bid: Bid, points: tuple[Entry, ...], quality: Decimal
    ) -> tuple[str, str, Mapping[str, Any]]:
        """Out by the register, by a requirement, by a mark or by too few points; or in."""
        for event in self._out(bid.id):
            status = event.event.value
            return status, f"standing.{status}", {"reason": event.reason}
        for key, values in unmet_requirements(self.tender, bid, self.lot.id):
            return "unsuitable", key, values
        for criterion in self.criteria:
            value = self._value(bid, criterion)
            if value is not None and worse(criterion, value):
                return "knocked_out", *told(criterion, as_digits(value))
        if self.open_house:
            return "in", "", {}
        too_few = too_few_points(self.tender, self.lot.id, quality)
        if too_few is not None:
            return "knocked_out", *too_few
        return self._too_dear(bid)

    def _too_dear(self, bid: Bid) -> tuple[str, str, Mapping[str, Any]]:
        """Out when the price is above a ceiling that knocks out; or in."""
        ceiling = self.tender.price.ceiling_price
        price = price_of(self.tender, self.lot.id, bid)
        if self.tender.price.over_ceiling == "out" and ceiling is not None and price > ceiling:
            values = {"price": as_digits(price), "ceiling": ceiling}
            return "knocked_out", "standing.price_above", values
        return "in", "", {}

    def _out(self, bidder: str) -> list[Event]:
        """What puts a bidder out of this lot, in the order of the register."""
        return [e for e in self.events.get(bidder, ()) if e.lot in ("", self.lot.id)]

    def _value(self, bid: Bid, criterion: Criterion) -> Fraction | None:
        """The mark that counts, or the answer in a number where no marks are given."""
        if not criterion.in_numbers:
            return self.marks.get((bid.id, self.lot.id, criterion.id))
        mine = bid.lot(self.lot.id)
        said = mine.answers.get(criterion.id) if mine else None
        return Fraction(Decimal(said)) if said else None

    @cached_property
    def _answers(self) -> Mapping[str, Sequence[Fraction]]:
        """Per criterion the values of every bid that has them all and moves those of others."""
        rows = [[self._value(bid, c) for c in self.criteria] for bid in self._bids
                if self._moves_others(bid)]  # fmt: skip
        full = [row for row in rows if None not in row]
        columns = zip(*full, strict=True) if full else ([] for _ in self.criteria)
        return {
            c.id: [value for value in column if value is not None]
            for c, column in zip(self.criteria, columns, strict=True)
        }

    def _moves_others(self, bid: Bid) -> bool:
        """Whether a bid takes part by register, requirements and bounds, or left late."""
        if self._out(bid.id):
            return self._left_late(bid.id) and self._within(bid)
        if any(True for _ in unmet_requirements(self.tender, bid, self.lot.id)):
            return False
        values = ((c, self._value(bid, c)) for c in self.criteria)
        return not any(value is not None and worse(c, value) for c, value in values)

    def _within(self, bid: Bid) -> bool:
        """Whether the formulas take the answers of a bid when the others offer something."""
        return bool(self._points_among(bid, lambda _: dict.fromkeys(STATISTICS, Fraction(1))))

    def _others(self, criterion: Criterion) -> Mapping[str, Fraction]:
        return figures("answer", self._answers[criterion.id])

    @property
    def _bids(self) -> list[Bid]:
        return [bid for bid in self.bids.bids if bid.lot(self.lot.id) is not None]

    def _quality_points(self, bid: Bid) -> tuple[Entry, ...]:
        return () if self.open_house else self._points_among(bid, self._others)

    def _points_among(
        self, bid: Bid, others: Callable[[Criterion], Mapping[str, Fraction]]
    ) -> tuple[Entry, ...]:
        """The points per criterion given what others answer; none without all of them."""
        values = [self._value(bid, criterion) for criterion in self.criteria]
        if None in values:
            return ()
        try:
            return tuple(
                points_for(self.tender, criterion, value, others(criterion))
                for criterion, value in zip(self.criteria, values, strict=True)
                if value is not None
            )
        except (FormulaDomainError, KeyError):
            return ()

    def _priced(self, scores: list[Counted]) -> list[Counted]:
        """The scores with what the price brings, given the bids that are compared."""
        if not counts_price(self.tender):
            return [self._summed(s) if s.status == "in" else s for s in scores]
        bids = {bid.id: bid for bid in self.bids.bids}
        complete = [s for s in scores if s.points or not self.criteria]
        amounts = {s.bidder: price_of(self.tender, self.lot.id, bids[s.bidder]) for s in complete}
        inside = [s for s in complete if self._compared(s)]
        known = {
            **published(self.tender),
            "most_quality": self._most_quality,
            **figures("price", [amounts[s.bidder] for s in inside]),
            **figures("quality", [quality_of(self.tender, s.points) for s in inside]),
        }
        return [
            self._with_price(s, known, amounts.get(s.bidder)) if s.status == "in" else s
            for s in scores
        ]

    def _summed(self, score: Counted) -> Counted:
        total = total_of(self.tender, quality_of(self.tender, score.points))
        return replace(score, total=total)

    @property
    def _most_quality(self) -> Fraction:
        return Fraction(sum(c.weight for c in self.criteria if not c.bonus))

    def _compared(self, score: Counted) -> bool:
        """Whether a price counts for the lowest and highest; a late drop-out does, if kept."""
        if score.status == "in":
            return True
        return bool(score.points) and self._left_late(score.bidder)

    def _left_late(self, bidder: str) -> bool:
        """Whether a bid left after the award was sent, and keeps its effect on the others."""
        sent = self.tender.schedule.provisional_award.isoformat()
        left = [event.date for event in self._out(bidder)]
        return self.tender.award.on_dropout == "keep" and bool(left) and left[0] >= sent

    def _with_price(
        self, score: Counted, known: Mapping[str, Fraction], price: Fraction | None
    ) -> Counted:
        if price is None:
            return score
        asked, quality = self.tender.price, quality_of(self.tender, score.points)
        mine = {**known, "price": price, "quality_points": quality}
        least = None if asked.clip is Clip.NONE else Fraction(0)
        most = Fraction(asked.weight) if asked.clip is Clip.BOTH else None
        step = self.tender.rounding_of("price")
        try:
            priced = entry("price", asked.formula, mine, step, (least, most))
        except (FormulaDomainError, KeyError):
            return score
        counts = at_step(self.tender, "price", priced["exact"])
        points = (*score.points, priced)
        if BY_ID[asked.formula].measures == "value":
            exact, total = priced["exact"], counts
        else:
            exact, total = exact_sum(points), quality + counts
        shown = total_of(self.tender, total)
        return replace(score, points=points, exact=exact, total=shown)
