"""Amounts, shares and dates as people write them, in Dutch or English."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from aanbesteding.basis.exact import rounded

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
Number = Decimal | Fraction | int | str
_MOST_DECIMALS = 10
_USUAL = 28


def exact(value: Number) -> Fraction:
    """Return the number a record holds as text or digits."""
    return Fraction(value)


def number(value: Number, lang: str, decimals: int | None = None) -> str:
    """Return the number with thousands marks; its own decimals, or as many as asked.

    >>> number(Decimal("1234.5"), "nl", 2)
    '1.234,50'
    """
    if decimals is None:
        decimals = _own_decimals(value)
    shown = rounded(exact(value), decimals)
    with localcontext(prec=max(_USUAL, shown.adjusted() + 1 + decimals)):
        return str(_pattern(decimals).apply(shown, _locale(lang)))


@cache
def _pattern(decimals: int) -> NumberPattern:
    """Taken apart once: that takes four times as long as writing a number by it."""
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(LOCALES[lang])


def _own_decimals(value: Number) -> int:
    if isinstance(value, Fraction) or (isinstance(value, str) and "/" in value):
        return 0 if exact(value).denominator == 1 else 2
    exponent = Decimal(value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def euro(value: Number, lang: str) -> str:
    r"""Return an amount in euros with two decimals; a minus stands before the sign.

    >>> euro(Decimal("104629350"), "nl"), euro(-10, "nl")
    ('€\xa0104.629.350,00', '-€\xa010,00')
    """
    space = "\u00a0" if lang == "nl" else ""
    text = number(value, lang, 2)
    minus = "-" if text.startswith("-") else ""
    return f"{minus}€{space}{text.removeprefix('-')}"


def percent(value: Number, lang: str, decimals: int = 1) -> str:
    """Return a share (0.25) as a percentage ('25,0%')."""
    return number(exact(value) * 100, lang, decimals) + "%"


def share(value: Number, lang: str) -> str:
    """Return a share as a percentage with every decimal it has, and no more.

    >>> share(Decimal("0.0625"), "nl"), share(Decimal("0.250"), "nl")
    ('6,25%', '25%')
    """
    hundredfold = exact(value) * 100
    for decimals in range(_MOST_DECIMALS):
        if (hundredfold * 10**decimals).denominator == 1:
            return number(hundredfold, lang, decimals) + "%"
    return number(hundredfold, lang, 2) + "%"


def day(value: date | str, lang: str) -> str:
    """Return a date in words: '5 juni 2018'."""
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(moment, format="d MMMM y", locale=LOCALES[lang])
