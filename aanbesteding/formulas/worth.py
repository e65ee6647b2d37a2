"""What a quality point is worth in euros: how much dearer a better bid may be."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import euros
from aanbesteding.formulas.formula import Formula

MOST_CENTS = 10**17


def worth_of_a_point(card: Formula, known: Mapping[str, Fraction]) -> Decimal | None:
    """Return the euros that a bid with one more quality point may be dearer and still be as good.

    `known` are the inputs of the bid as it is, with its price in whole cents; what is known of
    other bids is kept. None when there is no limit. Raises FormulaDomainError for a formula with
    which a lower price can be worse.

    >>> from aanbesteding.formulas import BY_ID
    >>> given = {"price": 20000, "floor_price": 10000, "ceiling_price": 40000, "most_points": 30}
    >>> known = {name: Fraction(value) for name, value in given.items()}
    >>> worth_of_a_point(BY_ID["price.absolute_linear"], known)
    Decimal('1000.00')
    """
    if not card.monotone:
        raise FormulaDomainError(f"{card.id} has no worth of a point: a lower price can be worse")
    before = _total(card, known, 0, 0)
    if _as_good(card, known, before, MOST_CENTS):
        return None
    low, high = 0, MOST_CENTS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _as_good(card, known, before, middle) else (low, middle)
    return euros(low)


def _as_good(card: Formula, known: Mapping[str, Fraction], before: Fraction, cents: int) -> bool:
    try:
        after = _total(card, known, 1, cents)
    except FormulaDomainError:
        return False
    return after >= before if card.best == "highest" else after <= before


def _total(card: Formula, known: Mapping[str, Fraction], more: int, cents: int) -> Fraction:
    """The total of the bid with more quality points and a price that is so many cents higher."""
    quality = known.get("quality_points", Fraction(0)) + more
    price = known.get("price", Fraction(0)) + Fraction(cents, 100)
    result = card({**known, "price": price, "quality_points": quality})
    return result if card.measures == "value" else quality + result
