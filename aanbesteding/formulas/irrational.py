"""Logarithms and roots: exact where they are fractions, else to a fixed number of decimals.

An irrational number is enclosed between two fractions; with more digits they come closer, until
both round to the same. It lies on no border of rounding, so that always happens.
"""

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import RoundingMode, rounded

DECIMALS = 30
GREATEST_EXPONENT = 1000
Line = Callable[[Fraction], Fraction]
Bounds = tuple[Fraction, Fraction]


def of_log(value: Fraction, base: Fraction, line: Line) -> Fraction:
    """Return the line at the logarithm of a value: exact, or half even to 30 decimals.

    `line` never turns, such as points that fall with the logarithm; value and base are above 1, or
    the value is 1.

    >>> of_log(Fraction(8), Fraction(4), lambda log: 10 - log)
    Fraction(17, 2)
    """
    exact = exact_log(value, base)
    if exact is not None:
        return line(exact)
    return _settled(lambda digits: _log(value, base, digits), line)


def of_power(base: Fraction, exponent: Fraction, line: Line) -> Fraction:
    """Return the line at a power of a base of zero or more: exact, or half even to 30 decimals.

    Raises FormulaDomainError for an exponent of zero or less, or so great that no number of digits
    will do.

    >>> of_power(Fraction(9, 4), Fraction(1, 2), lambda root: 10 * root)
    Fraction(15, 1)
    """
    if not 0 < exponent <= GREATEST_EXPONENT:
        raise FormulaDomainError(f"exponent must lie between 0 and {GREATEST_EXPONENT}")
    exact = exact_power(base, exponent)
    if exact is not None:
        return line(exact)
    return _settled(lambda digits: _power(base, exponent, digits), line)


def exact_log(value: Fraction, base: Fraction) -> Fraction | None:
    """Return which power of the base the value is, when that is a fraction; base above 1.

    Two powers of one fraction stay so when the smaller is divided out of the larger, and then
    numerator and denominator divide without a rest: Euclid's algorithm on the exponents.

    >>> exact_log(Fraction(27, 8), Fraction(9, 4)), exact_log(Fraction(3), Fraction(2))
    (Fraction(3, 2), None)
    """
    if value == 1:
        return Fraction(0)
    if value < base:
        turned = exact_log(base, value)
        return None if turned is None else 1 / turned
    if value.numerator % base.numerator or value.denominator % base.denominator:
        return None
    rest = exact_log(value / base, base)
    return None if rest is None else 1 + rest


def exact_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """Return a power when that is a fraction; base zero or more, exponent above zero.

    >>> exact_power(Fraction(4, 9), Fraction(3, 2)), exact_power(Fraction(2), Fraction(1, 2))
    (Fraction(8, 27), None)
    """
    above, below = (
        _whole_root(n, exponent.denominator) for n in (base.numerator, base.denominator)
    )
    if above is None or below is None:
        return None
    return Fraction(above, below) ** exponent.numerator


def _whole_root(number: int, degree: int) -> int | None:
    """Return the root when it is a whole number."""
    if number < 2 or degree == 1:
        return number
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low if low**degree == number else None


def _settled(bounds: Callable[[int], Bounds | None], line: Line) -> Fraction:
    digits = 2 * DECIMALS
    while True:
        found = bounds(digits)
        if found is not None:
            low, high = (rounded(line(end), DECIMALS, RoundingMode.HALF_EVEN) for end in found)
            if low == high:
                return Fraction(low)
        digits *= 2


def _log(value: Fraction, base: Fraction, digits: int) -> Bounds | None:
    """Return fractions below and above a logarithm; None when the digits are too few to tell."""
    (above_low, above_high), (below_low, below_high) = _ln(value, digits), _ln(base, digits)
    if below_low <= 0:
        return None
    return above_low / below_high, above_high / below_low


def _ln(value: Fraction, digits: int) -> Bounds:
    # Both the quotient and its logarithm are rounded to the last digit; logarithms of prices stay
    # far under a hundred thousand, so six digits are more than that can spoil.
    context = Context(prec=digits)
    near = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    found, margin = Fraction(near.ln(context)), Fraction(10) ** (6 - digits)
    return found - margin, found + margin


def _power(base: Fraction, exponent: Fraction, digits: int) -> Bounds:
    # Of base ** exponent = exp(exponent · ln base) the relative error is the error of what stands
    # between the brackets: a thousand times that of the logarithm at most.
    context = Context(prec=digits)
    low, high = _ln(base, digits)
    middle = exponent * (low + high) / 2
    near = context.divide(Decimal(middle.numerator), Decimal(middle.denominator))
    found = Fraction(near.exp(context))
    margin = found * Fraction(10) ** (12 - digits)
    return found - margin, found + margin
