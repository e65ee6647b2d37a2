"""What one bidder offers, and all bids of a round together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from pydantic import Field

from aanbesteding.basis.findings import Finding
from aanbesteding.bids.terms import Discount, Terms
from aanbesteding.tender.model import Euro, Id, Number, Part, Text


class Offer(Part):
    """What a bidder offers for one need level of a lot."""

    need: Id = Field(description="Need level.")
    capacity: int = Field(ge=0, description="Clients (or units) a period.")
    price: Euro | None = Field(default=None, description="Euro per unit; None while sealed.")
    free: int | None = Field(
        default=None, ge=0, description="Of the capacity, free soon enough; None where not asked."
    )


class LotBid(Part):
    """A bid for one lot."""

    lot: Id = Field(description="Lot.")
    offers: tuple[Offer, ...] = Field(description="Offers in the tender's order of needs.")
    areas: tuple[Id, ...] = Field(default=(), description="Areas served.")
    least: int | None = Field(
        default=None, ge=0, description="Smallest volume in all the bidder wants; units a period."
    )
    expertise: tuple[Id, ...] = Field(default=(), description="Expertise the bidder has.")
    answers: Mapping[str, str] = Field(
        default={}, description="Answer per criterion; one in a number as its digits."
    )
    meets: tuple[Id, ...] = Field(default=(), description="Requirements the bidder says to meet.")
    discounts: tuple[Discount, ...] = Field(
        default=(), description="Volume discounts, fewest units first; none while sealed."
    )

    def offer(self, need: str) -> Offer | None:
        """Return the offer for a need level, if there is one."""
        return next((offer for offer in self.offers if offer.need == need), None)

    def number(self, criterion: str) -> Fraction | None:
        """Return the answer to a criterion that asks a number; None when there is none."""
        said = self.answers.get(criterion, "")
        return Fraction(Decimal(said)) if said else None


class Member(Part):
    """A member of a consortium."""

    name: Text = Field(description="Name of the member.")
    share: Number | None = Field(
        default=None, ge=0, le=1, description="Part of the work, if stated: 0.6 is 60 %."
    )


class Bid(Part):
    """A bid as it was received; never repaired."""

    id: Id = Field(description="Identifier of the bidder in this round.")
    name: str = Field(min_length=1, description="Name of the bidder.")
    kvk: str = Field(default="", pattern=r"^(\d{8})?$", description="Chamber of commerce number.")
    kind: str = Field(default="", description="institution or independent practice.")
    turnover: Euro | None = Field(
        default=None, description="Turnover of the last book year, euro excl. VAT a year."
    )
    contact: str = Field(default="", description="Who may be asked.")
    lead: str = Field(default="", description="Member that leads a consortium.")
    members: tuple[Member, ...] = Field(default=(), description="Members of a consortium.")
    subcontractors: tuple[str, ...] = Field(default=(), description="Subcontractors.")
    attributes: tuple[Id, ...] = Field(default=(), description="What the bidder says to be.")
    lots: tuple[LotBid, ...] = Field(default=(), description="Lots that are bid for.")
    terms: Terms = Field(default=Terms(), description="For which lots together it stands.")

    def lot(self, lot: str) -> LotBid | None:
        """Return the bid for that lot, if there is one."""
        return next((found for found in self.lots if found.lot == lot), None)


class EventKind(StrEnum):
    """What can happen to a bid outside its form."""

    LATE = "late"
    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"
    UNSUITABLE = "unsuitable"
    CORRECTED = "corrected"
    PRICE_ASKED = "price_asked"
    PRICE_ANSWERED = "price_answered"
    PRICE_ACCEPTED = "price_accepted"


OUT = frozenset({EventKind.LATE, EventKind.WITHDRAWN, EventKind.EXCLUDED, EventKind.UNSUITABLE})


class Event(Part):
    """One line of the round's register: what happened to a bidder, and why."""

    bidder: str = Field(min_length=1, description="Bidder, or the bid file's name without ending.")
    event: EventKind = Field(
        description="late, withdrawn, excluded, unsuitable, corrected; price_asked, price_answered"
        " and price_accepted for a low price."
    )
    date: str = Field(default="", pattern=r"^(\d{4}-\d\d-\d\d)?$", description="Day, 2021-06-30.")
    reason: str = Field(min_length=1, description="Why; appears in the report.")
    lot: str = Field(default="", description="Lot it is about; empty: the whole bid.")
    field: str = Field(
        default="",
        description="Corrected field, such as lots.C.price.licht; price: excluded on its price.",
    )
    value: str = Field(
        default="", description="Corrected value; of a question on a price its last day to answer."
    )
    request: str = Field(default="", description="What the bidder was asked.")
    answer: str = Field(default="", description="What the bidder answered.")
    decision: str = Field(default="", description="What was decided on the correction.")
    by: str = Field(default="", description="Who decided.")
    before: str = Field(default="", description="What stood in the bid; filled in on reading.")

    @property
    def puts_out(self) -> bool:
        """Whether the bid takes no further part."""
        return self.event in OUT


@dataclass(frozen=True)
class Received:
    """A file as it came in."""

    path: str
    sha256: str
    bidder: str


@dataclass(frozen=True)
class Bids:
    """All bids of a round, by identifier, with the register and what is wrong with the files."""

    bids: tuple[Bid, ...]
    received: tuple[Received, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @cached_property
    def _by_id(self) -> Mapping[str, Bid]:
        return {bid.id: bid for bid in reversed(self.bids)}

    def bid(self, bidder: str) -> Bid:
        """Return the bid of that bidder; raises KeyError when there is none."""
        return self._by_id[bidder]

    def out(self, bidder: str, lot: str) -> Event | None:
        """Return the event that puts a bidder out for a lot, if any."""
        for event in self.events:
            if event.bidder == bidder and event.puts_out and event.lot in ("", lot):
                return event
        return None
