"""How often something happened in futures drawn at random, and what chance that points to."""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from aanbesteding.basis.exact import rounded

Z = Decimal("1.959963984540054")
DECIMALS = 4


@dataclass(frozen=True)
class Rate:
    """So many times of so many; the chance lies between low and high with 95 % confidence.

    The share is exact; low and high are rounded to four decimals. All None when nothing counted.
    """

    times: int
    of: int
    share: Fraction | None
    low: Decimal | None
    high: Decimal | None


def rate(times: int, of: int) -> Rate:
    """Return a rate with Wilson's score interval (Wilson, 1927; Newcombe, 1998, method 3).

    >>> rate(0, 20).high
    Decimal('0.1611')
    """
    if not of:
        return Rate(times, of, None, None, None)
    with localcontext() as context:
        context.prec = 40
        share, count = Decimal(times) / of, Decimal(of)
        spread = share * (1 - share) / count + Z**2 / (4 * count**2)
        middle, half = share + Z**2 / (2 * count), Z * spread.sqrt()
        whole = 1 + Z**2 / count
        low = Decimal(0) if times == 0 else (middle - half) / whole
        high = Decimal(1) if times == of else (middle + half) / whole
    return Rate(times, of, Fraction(times, of), rounded(low, DECIMALS), rounded(high, DECIMALS))
