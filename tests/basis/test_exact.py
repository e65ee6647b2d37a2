"""Rounding against Python's own decimal arithmetic; cents, and numbers as typed."""

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.exact import RoundingMode, as_typed, bare, cents, euros, plain, rounded

WIDE = Context(prec=200)
OTHERS = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.FLOOR: ROUND_FLOOR,
}
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**40)).filter(
    lambda value: abs(value) < 10**60
)
HALVES = st.integers(-(10**40), 10**40).map(lambda units: Decimal(f"{units}E-1"))


@pytest.mark.parametrize("mode", RoundingMode)
@given(value=NUMBERS | HALVES, decimals=st.integers(0, 9))
def test_rounding_is_that_of_decimal_with_room_enough(
    mode: RoundingMode, value: Decimal, decimals: int
) -> None:
    step = Decimal(f"1E-{decimals}")
    expected = value.quantize(step, rounding=OTHERS[mode], context=WIDE)
    found = rounded(value, decimals, mode)
    assert found == expected
    assert found.as_tuple().exponent == -decimals


def test_a_long_number_keeps_every_digit() -> None:
    assert str(rounded(Fraction(10**40 + 1, 100), 2)) == "1" + "0" * 38 + ".01"
    assert euros(10**40 + 1) == Fraction(10**40 + 1, 100)


def test_thirds_are_rounded_exactly() -> None:
    assert [rounded(Fraction(n, 3), 2) for n in (1, 2, -1, -2)] == [
        Decimal(text) for text in ("0.33", "0.67", "-0.33", "-0.67")
    ]


def test_nothing_has_no_sign() -> None:
    assert str(rounded(Fraction(-1, 1000), 2)) == "0.00"
    assert str(as_typed(-0.0)) == "0"


@given(st.integers(-(10**15), 10**15))
def test_cents_and_euros_are_each_others_way_back(amount: int) -> None:
    assert cents(euros(amount)) == amount


@pytest.mark.parametrize("amount", ["0.001", "1.005", "NaN"])
def test_parts_of_a_cent_are_refused(amount: str) -> None:
    with pytest.raises(ValueError):
        cents(Decimal(amount))


@given(NUMBERS)
def test_plain_and_bare_keep_the_value_and_have_no_exponent(value: Decimal) -> None:
    assert Decimal(plain(value)) == bare(value) == value
    assert "E" not in plain(value) + str(bare(value).as_tuple().exponent)


@given(st.integers(-(10**14), 10**14), st.integers(0, 9))
def test_a_number_typed_in_a_cell_comes_back_as_typed(digits: int, decimals: int) -> None:
    typed = Decimal(f"{digits}E-{decimals}")
    assert as_typed(float(typed)) == typed


def test_as_typed_drops_what_a_double_adds() -> None:
    assert [plain(as_typed(value)) for value in (1e3, 1e-7, 0.1 + 0.2)] == [
        "1000",
        "0.0000001",
        "0.3",
    ]
