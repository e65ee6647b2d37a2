"""Amounts, shares and dates as Babel writes them, rounded half up beforehand."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis import show

LOCALES = st.sampled_from([("nl", "nl_NL"), ("en", "en_GB")])
AMOUNTS = st.decimals(-(10**12), 10**12, places=4).map(lambda value: value + 0)


@given(amount=AMOUNTS, locale=LOCALES)
def test_euros_are_written_as_babel_does(amount: Decimal, locale: tuple[str, str]) -> None:
    half_up = amount.quantize(Decimal("0.01"), ROUND_HALF_UP) + 0
    written = format_currency(abs(half_up), "EUR", locale=locale[1])
    assert show.euro(amount, locale[0]) == ("-" if half_up < 0 else "") + written


def test_a_minus_stands_before_the_sign_of_the_euro() -> None:
    assert show.euro(-10_000, "nl") == "-€\xa010.000,00"
    assert show.euro(-10_000, "en") == "-€10,000.00"
    assert show.euro(Decimal("-0.001"), "nl") == "€\xa00,00"


@given(amount=AMOUNTS, locale=LOCALES)
def test_numbers_are_written_as_babel_does(amount: Decimal, locale: tuple[str, str]) -> None:
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP) + 0
    assert show.number(amount, locale[0], 0) == format_decimal(whole, locale=locale[1])


@given(share=st.decimals(0, 1, places=6), locale=LOCALES)
def test_percentages_are_written_as_babel_does(share: Decimal, locale: tuple[str, str]) -> None:
    half_up = share.quantize(Decimal("0.001"), ROUND_HALF_UP)
    expected = format_percent(half_up, format="0.0%", locale=locale[1])
    assert show.percent(share, locale[0]) == expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), LOCALES)
def test_days_are_written_as_babel_does(day: date, locale: tuple[str, str]) -> None:
    expected = format_date(day, format="long", locale=locale[1])
    assert show.day(day, locale[0]) == show.day(day.isoformat(), locale[0]) == expected


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("72.50"), "72,50", "72.50"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Fraction(1, 3), "0,33", "0.33"),
        ("1/3", "0,33", "0.33"),
        (Fraction(5), "5", "5"),
        ("5", "5", "5"),
        (-1234, "-1.234", "-1,234"),
    ],
)
def test_a_number_keeps_its_own_decimals(
    value: int | Decimal | Fraction | str, nl: str, en: str
) -> None:
    assert (show.number(value, "nl"), show.number(value, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Decimal("0.25"), "25%"),
        (Decimal("0.250"), "25%"),
        (Decimal("0.0625"), "6,25%"),
        (Decimal("1"), "100%"),
        (Decimal("0"), "0%"),
        (Fraction(1, 3), "33,33%"),
    ],
)
def test_a_share_has_every_decimal_it_needs_and_no_more(
    share: Decimal | Fraction, shown: str
) -> None:
    assert show.share(share, "nl") == shown
