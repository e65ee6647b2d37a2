"""Prices that are paid in twelfths: each month the same whole number of cents."""

from collections.abc import Iterator
from decimal import Decimal

from aanbesteding.basis.exact import cents
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Reading

MONTHS = 12


def priced_in_twelfths(reading: Reading, tender: Tender) -> Iterator[Finding]:
    """Return every price of a monthly need level that has no whole cents a month."""
    bid_for = [
        lot for lot in tender.open_lots if reading.values.get(("lots", lot.id, "bids")) is True
    ]
    for lot in bid_for:
        for need in tender.lot_needs(lot):
            path = ("lots", lot.id, "price", need.id)
            price = reading.values.get(path)
            if need.monthly and isinstance(price, Decimal) and cents(price) % MONTHS:
                name = ".".join(path)
                values = {"slot": name, "field": name, "found": price, "need": need.label}
                yield Finding("B116", Weight.REPAIRABLE, reading.places[path], values)
