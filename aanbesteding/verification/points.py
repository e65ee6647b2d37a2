"""Points of one criterion or price, by the published formula and rounding."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import RoundingMode, Step, rounded
from aanbesteding.bids.bid import Bid, Offer
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.tender import Tender

Entry = Mapping[str, Any]
Known = Mapping[str, Fraction]
Bounds = tuple[Fraction | None, Fraction | None]
SHOWN = Step(2, RoundingMode.HALF_UP)


def points_for(tender: Tender, criterion: Criterion, value: Fraction, others: Known) -> Entry:
    """Return the points of a mark or an answer by the formula of its criterion."""
    tops = [step.mark for step in tender.scales if step.scale == criterion.scale]
    stated = {"best_answer": criterion.best_answer, "worst_answer": criterion.worst_answer}
    known = {name: Fraction(given) for name, given in stated.items() if given is not None}
    known |= {"mark": value, "answer": value, "most_points": Fraction(criterion.weight)}
    if tops:
        known["top_mark"] = Fraction(max(tops))
    step = tender.rounding_of("criterion")
    return entry(criterion.id, criterion.formula, {**known, **others}, step)


def entry(
    criterion: str, formula: str, known: Known, step: Step | None, bounds: Bounds = (None, None)
) -> Entry:
    """Return what a formula makes of the inputs it names, within bounds, exact and rounded."""
    card = BY_ID[formula]
    inputs = {name: known[name] for name in card.inputs}
    least, most = bounds
    exact = card.compute(**inputs)
    exact = exact if least is None else max(exact, least)
    exact = exact if most is None else min(exact, most)
    return {
        "criterion": criterion,
        "formula": formula,
        "inputs": inputs,
        "exact": exact,
        "rounded": (step or SHOWN).of(exact),
    }


def at_step(tender: Tender, step: str, exact: Fraction) -> Fraction:
    """Return the value as it counts after a step of the arithmetic."""
    found = tender.rounding_of(step)
    return exact if found is None else Fraction(found.of(exact))


def quality_of(tender: Tender, points: Iterable[Entry]) -> Fraction:
    """Return the quality points that count, of the points per criterion."""
    counting = [at_step(tender, "criterion", row["exact"]) for row in points]
    return at_step(tender, "quality", sum(counting, start=Fraction(0)))


def quality_alone(tender: Tender, points: Iterable[Entry]) -> Decimal:
    """Return the quality points as they are compared by themselves."""
    exact = quality_of(tender, points)
    step = tender.rounding_of("quality") or tender.rounding_of("total")
    return step.of(exact) if step else as_digits(exact)


def total_of(tender: Tender, exact: Fraction) -> Decimal:
    """Return the total that counts."""
    step = tender.rounding_of("total")
    return step.of(exact) if step else as_digits(exact)


def exact_sum(points: Iterable[Entry]) -> Fraction:
    """Return the sum of points without any rounding."""
    return sum((row["exact"] for row in points), start=Fraction(0))


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


def as_digits(value: Fraction) -> Decimal:
    """Return the value as a decimal; one without end is kept to 30 decimals.

    >>> as_digits(Fraction(1, 8))
    Decimal('0.125')
    """
    places, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    return rounded(value, places if rest == 1 and places <= 30 else 30)
