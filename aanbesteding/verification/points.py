"""Points of one criterion or price, by the published formula and rounding."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import rounded
from aanbesteding.bids.bid import Bid
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
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
    """Return the euros a bid would cost for the whole demand of the lot."""
    offers = bid.lot(lot)
    total = Fraction(0)
    for row in tender.demand:
        if row.lot != lot or offers is None:
            continue
        amount = unit_price(tender, lot, row.need, offers.offer(row.need))
        total += Fraction(amount or 0) * row.volume
    return total


def unit_price(tender: Tender, lot: str, need: str, offer: Any) -> Decimal | None:
    """Return euros per unit: what the bid asks, or the fixed tariff when no price is asked."""
    if tender.price.asked == "none":
        for tariff in tender.tariffs:
            if (tariff.lot, tariff.need, tariff.kind.value) == (lot, need, "fixed"):
                return tariff.amount
        return None
    return offer.price if offer is not None else None


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
