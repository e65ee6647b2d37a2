"""Points of one criterion or price, by the published formula and rounding."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import rounded
from aanbesteding.bids.bid import Bid, Offer
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.tender import Tender

QUALITY = "quality.scale_share"
Exact = Decimal | Fraction
Entry = Mapping[str, Any]


def points_for(tender: Tender, criterion: Criterion, mark: Decimal) -> Entry:
    """Return the points of a mark in proportion to the top of its scale."""
    top = max(step.mark for step in tender.scales if step.scale == criterion.scale)
    known = {
        "mark": Fraction(mark),
        "top_mark": Fraction(top),
        "most_points": Fraction(criterion.weight),
    }
    return entry(tender, criterion.id, QUALITY, known)


def entry(tender: Tender, criterion: str, formula: str, known: Mapping[str, Fraction]) -> Entry:
    """Return what a formula makes of the inputs it names, exact and rounded."""
    card = BY_ID[formula]
    inputs = {name: known[name] for name in card.inputs}
    exact = card.compute(**inputs)
    return {
        "criterion": criterion,
        "formula": formula,
        "inputs": inputs,
        "exact": exact,
        "rounded": kept(tender, exact),
    }


def kept(tender: Tender, exact: Fraction) -> Exact:
    """Return the value with the decimals that were published, or as it is."""
    rounding = tender.award.rounding
    if rounding.at == "never":
        return as_digits(exact)
    return rounded(exact, rounding.decimals, rounding.mode)


def total(tender: Tender, points: Iterable[Entry]) -> tuple[Fraction, Exact]:
    """Return the exact sum of these points, and the one that counts."""
    rows = list(points)
    exact = sum((row["exact"] for row in rows), start=Fraction(0))
    if not rows:
        return exact, Decimal(0)
    if tender.award.rounding.at == "each":
        return exact, sum((row["rounded"] for row in rows), start=Decimal(0))
    return exact, kept(tender, exact)


def price_of(tender: Tender, lot: str, bid: Bid) -> Fraction:
    """Return the euros a bid asks for the whole demand of the lot."""
    bid_for, tariffs = bid.lot(lot), fixed_tariffs(tender)
    asked = {
        o.need: Fraction(paid(tariffs, lot, o) or 0) for o in (bid_for.offers if bid_for else ())
    }
    rows = (row for row in tender.demand if row.lot == lot)
    return sum((asked.get(row.need, Fraction(0)) * row.volume for row in rows), Fraction(0))


Tariffs = Mapping[tuple[str, str], Decimal]


def fixed_tariffs(tender: Tender) -> Tariffs:
    """Return the fixed tariffs of the buyer, by lot and need level; euros per unit."""
    return {(t.lot, t.need): t.amount for t in tender.tariffs if t.kind is TariffKind.FIXED}


def paid(tariffs: Tariffs, lot: str, offer: Offer | None) -> Decimal | None:
    """Return euros per unit: what the bid asks, or the fixed tariff when it asks no price."""
    if offer is None:
        return None
    return tariffs.get((lot, offer.need)) if offer.price is None else offer.price


def as_digits(value: Fraction) -> Exact:
    """Return the value as a decimal when it ends, else as the fraction it is.

    >>> as_digits(Fraction(1, 8)), as_digits(Fraction(1, 3))
    (Decimal('0.125'), Fraction(1, 3))
    """
    places, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    return rounded(value, places) if rest == 1 else value
