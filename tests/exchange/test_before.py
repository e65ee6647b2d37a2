"""Then and now: where an old outcome and the one of now part."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.exchange.before import Old, compared, read_before
from aanbesteding.exchange.old_numbers import number_in


def old(total: str = "", rank: str = "", **points: str) -> Old:
    said = {"total": total, "rank": rank, **{f"points.{k}": v for k, v in points.items()}}
    values = {what: Decimal(text) for what, text in said.items() if text}
    return Old(values, dict.fromkeys(values, "cel"))


def score(bidder: str, total: str, rank: int | None, **points: str) -> dict[str, Any]:
    counted = [{"criterion": name, "rounded": text} for name, text in points.items()]
    return {"bidder": bidder, "lot": "1", "total": total, "rank": rank, "points": counted}


def parted(then: Old, now: dict[str, Any], *others: Old) -> tuple[str, str]:
    """Where the bid of A parts, beside bids of others that are there no more."""
    before = {("A", "1"): then} | {(f"X{n}", "1"): one for n, one in enumerate(others)}
    found = next(row for row in compared(before, [now]) if row.bidder == "A")
    return found.why, found.criterion


@pytest.mark.parametrize(
    ("then", "now", "others", "why"),
    [
        (old("59", "1", k="32", w="27"), score("A", "59.00", 1, k="32", w="27"), (), "same"),
        # 40 x 7/10 is 28, whatever stood there.
        (old("58", "1", k="31", w="27"), score("A", "55", 1, k="28", w="27"), (), "points"),
        # 32 + 27 is 59.
        (old("60", "1", k="32", w="27"), score("A", "59", 1, k="32", w="27"), (), "sum"),
        # 70/3 = 23.333...: kept whole in a workbook, published in two decimals.
        (old("23.3333333333333", "1", k="23.3333333333333"), score("A", "23.33", 1, k="23.33"),
         (), "rounding"),
        (old("66.7", "1"), score("A", "66.67", 1, k="66.67"), (), "rounding"),
        (old("66", "1"), score("A", "66.67", 1, k="66.67"), (old("65.25"),), "unknown"),
        # The highest total, and yet the second place.
        (old("59", "2"), score("A", "59", 1, k="59"), (old("50", "1"),), "own_order"),
        (old("59", "2"), score("A", "59", 1, k="59"), (old("70", "1"),), "others"),
        (old("59", "1"), score("A", "59", None, k="59"), (), "not_now"),
    ],
)  # fmt: skip
def test_the_first_step_at_which_two_outcomes_part_is_named(
    then: Old, now: dict[str, Any], others: tuple[Old, ...], why: str
) -> None:
    assert parted(then, now, *others)[0] == why


def test_points_that_differ_name_their_criterion() -> None:
    then = old("58", "1", k="32", w="26")
    assert parted(then, score("A", "59", 1, k="32", w="27")) == ("points", "w")


def test_a_bid_of_one_side_only_is_a_line_too() -> None:
    found = list(compared({("A", "1"): old("5", "1")}, [score("B", "6", 1, k="6")]))
    assert [(row.bidder, row.why) for row in found] == [("A", "not_now"), ("B", "same")]
    assert [row.old_total for row in found] == [5, None]


@pytest.mark.parametrize("line", ["A;1;total;x;c", ";1;total;5;c", "A;1;;5;c", "A;1;rank;1;c"])
def test_a_line_that_cannot_count_is_named(line: str) -> None:
    text = f"bidder;lot;what;value;where\nA;1;rank;1;c\n{line}\n"
    _, findings = read_before(text.encode())
    assert [(one.code, str(one.place)) for one in findings] == [("T528", "before.csv:3")]


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_written_the_dutch_way_is_read_as_it_was_meant(value: Decimal) -> None:
    text = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert number_in(text, ",") == value
    assert number_in(f"€ {text}", "") == value
    assert number_in(f"{value:,.2f}", ".") == value


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_number_that_may_be_thousands_or_parts_is_not_guessed(left: int, right: int) -> None:
    for sign in ",.":
        assert number_in(f"{left}{sign}{right:03}", "") is None
