"""What a bidder may offer beside price and capacity: a volume discount, conditions over lots."""

from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from aanbesteding.basis.exact import RoundingMode, Step
from aanbesteding.bids.limits import asks_price
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.model import Id, Number, Part
from aanbesteding.tender.tender import Tender

TIERS = 4
TO_CENTS = Step(2, RoundingMode.HALF_UP)


class Discount(Part):
    """Less on every price of a lot from so many units on, of all need levels and periods."""

    least: int = Field(ge=1, description="From so many units of the contract.")
    percent: Number = Field(ge=0, le=100, description="Off the prices: 2.5 is 2.5 %.")


class Terms(Part):
    """For which contracts together a bidder stands: none at all, or what these terms allow."""

    package: tuple[Id, ...] = Field(default=(), description="Lots it takes all, or none of.")
    least_lots: int | None = Field(default=None, ge=0, description="At least so many, or none.")
    most_lots: int | None = Field(default=None, ge=0, description="At most so many contracts.")
    most_units: int | None = Field(
        default=None, ge=0, description="At most so many units a period, over all lots."
    )


def discounted(tender: Tender, price: Decimal, percent: Decimal) -> Decimal:
    """Return a price less its discount in euros: rounded half up to cents, or as published."""
    step = tender.rounding_of("discount") or TO_CENTS
    return step.of(Fraction(price) * (1 - Fraction(percent) / 100))


def asks_discount(tender: Tender, lot: Lot) -> bool:
    """Whether bidders may offer a volume discount: where they state prices and are promised volume.

    A tariff that the buyer has fixed is what everyone is paid, whatever the volume.
    """
    return (
        tender.award.discounts != "none"
        and tender.promises_volume(lot)
        and any(asks_price(tender, lot.id, need.id) for need in tender.lot_needs(lot))
    )


def lots_with_terms(tender: Tender) -> tuple[Lot, ...]:
    """Return the lots that terms may be about; none where they are not asked, or about one lot."""
    found = tuple(
        lot for lot in tender.open_lots if tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL
    )
    return found if tender.award.conditions and len(found) > 1 else ()


def asks_most_units(tender: Tender) -> bool:
    """Whether units can be added up over the lots: promised, and all of one kind."""
    lots = lots_with_terms(tender)
    units = {need.unit for lot in lots for need in tender.lot_needs(lot)}
    return len(units) == 1 and any(tender.promises_volume(lot) for lot in lots)
