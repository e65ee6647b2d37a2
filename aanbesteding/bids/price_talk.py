"""What the register says of a price that stood out: asked, answered, and then decided.

A bidder is asked and heard before its price can put it out (Aw 2.116); so the order of the lines
is checked here, and nothing is decided.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.bids.bid import Event, EventKind

Noted = tuple[Event, Place]
ASKED, ANSWERED = EventKind.PRICE_ASKED, EventKind.PRICE_ANSWERED
ACCEPTED, EXCLUDED = EventKind.PRICE_ACCEPTED, EventKind.EXCLUDED
NEEDED: Mapping[str, tuple[str, ...]] = {
    ASKED: ("date", "reason", "request"),
    ANSWERED: ("date", "reason", "answer"),
    ACCEPTED: ("date", "reason", "by"),
}


@dataclass(frozen=True)
class PriceTalk:
    """The lines about the price of one bid for one lot, in the order of the register."""

    asked: tuple[Event, ...] = ()
    answered: tuple[Event, ...] = ()
    accepted: tuple[Event, ...] = ()
    excluded: tuple[Event, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether the price was accepted, or the bid excluded on it."""
        return bool(self.accepted or self.excluded)


def price_talk(events: Iterable[Event], bidder: str, lot: str) -> PriceTalk:
    """Return what the register says of the price of a bid for a lot."""
    mine = [e for e in events if e.bidder == bidder and e.lot in ("", lot)]
    return PriceTalk(
        asked=tuple(e for e in mine if e.event is ASKED),
        answered=tuple(e for e in mine if e.event is ANSWERED),
        accepted=tuple(e for e in mine if e.event is ACCEPTED),
        excluded=tuple(e for e in mine if on_price(e, mine)),
    )


def on_price(event: Event, others: Iterable[Event]) -> bool:
    """Whether an exclusion rests on the price, given all lines about this bidder.

    It does when its field says so, and when it follows a question on the price and names no field.
    """
    if event.event is not EXCLUDED:
        return False
    if event.field:
        return "price" in event.field.split(".")
    return any(
        other.event is ASKED and _meet(other, event) and _not_after(other, event)
        for other in others
        if other.bidder == event.bidder
    )


def out_of_order(
    events: Sequence[Noted], lots_of: Mapping[str, Iterable[str]]
) -> Iterator[Finding]:
    """Yield answers and decisions on a price without what must come before them.

    `lots_of` holds the lots each bidder bids for, which a line about the whole bid covers.
    """
    for event, place in events:
        mine = tuple(other for other, _ in events if other.bidder == event.bidder)
        lots = (event.lot,) if event.lot else tuple(sorted(lots_of.get(event.bidder, ()))) or ("",)
        yield from _Line(event, place, mine, lots).flaws()


@dataclass(frozen=True)
class _Line:
    """A line of the register with all lines about its bidder, and the lots it is about."""

    event: Event
    place: Place
    mine: tuple[Event, ...]
    lots: tuple[str, ...]

    def flaws(self) -> Iterator[Finding]:
        out, accepted = on_price(self.event, self.mine), self.event.event is ACCEPTED
        asked = self._follows(lambda line: line.event is ASKED)
        if self.event.event is ANSWERED and not asked:
            yield self._flaw("B146")
        elif (out or accepted) and not asked:
            yield self._flaw("B145")
        elif out and not self._follows(self._answer_or_silence):
            yield self._flaw("B148")
        if out and any(line.event is ACCEPTED and _meet(line, self.event) for line in self.mine):
            yield self._flaw("B149")

    def _follows(self, holds: Callable[[Event], bool]) -> bool:
        """Whether such a line stands before this one for every lot it is about."""
        earlier = [line for line in self.mine if holds(line) and _not_after(line, self.event)]
        return all(any(line.lot in ("", lot) for line in earlier) for lot in self.lots)

    def _answer_or_silence(self, line: Event) -> bool:
        """Whether a line is an answer, or a question whose last day to answer is over."""
        over = bool(line.value) and line.value < self.event.date
        return line.event is ANSWERED or (line.event is ASKED and over)

    def _flaw(self, code: str) -> Finding:
        values = {"bidder": self.event.bidder, "lots": tuple(lot for lot in self.lots if lot)}
        return Finding(code, Weight.REPAIRABLE, self.place, values)


def _meet(one: Event, other: Event) -> bool:
    """Whether two lines of one bidder are about the same lot."""
    return "" in (one.lot, other.lot) or one.lot == other.lot


def _not_after(one: Event, other: Event) -> bool:
    """Whether a line does not come after another; a line without day stands anywhere."""
    return not one.date or not other.date or one.date <= other.date
