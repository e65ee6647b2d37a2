"""Kendall's W and Krippendorff's alpha: published values, another package, laws, edges."""

from collections.abc import Sequence
from fractions import Fraction
from math import nan

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aanbesteding.assessment.agreement import Complete, Level, Ratings, alpha, complete, kendall

LEVELS = list(Level)
UNITS = (
    "1 1 - 1 / 2 2 3 2 / 3 3 3 3 / 3 3 3 3 / 2 2 2 2 / 1 2 3 4 / 4 4 4 4 / 1 1 2 1 / 2 2 2 2 /"
    " - 5 5 5 / - - 1 1 / - - 3 -"
)
ANXIETY = (
    (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3),
    (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4),
    (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2),
)
PULSE = (
    (72, 96, 88, 92, 74, 76, 82),
    (120, 120, 132, 120, 101, 96, 112),
    (76, 95, 104, 96, 84, 72, 76),
)
MARKS = st.integers(0, 20).map(lambda half: Fraction(half, 2))


def table(text: str) -> Ratings:
    return [
        [None if mark == "-" else Fraction(mark) for mark in row.split()] for row in text.split("/")
    ]


def exact(rows: Sequence[Sequence[int]]) -> Complete:
    return [[Fraction(mark) for mark in row] for row in rows]


def turned(columns: Sequence[Sequence[int]]) -> Complete:
    return exact(list(zip(*columns, strict=True)))


@st.composite
def panels(draw: st.DrawFn, missing: bool = False, least: int = 2) -> Ratings:
    assessors = draw(st.integers(least, 5))
    mark = st.none() | MARKS if missing else MARKS
    row = st.lists(mark, min_size=assessors, max_size=assessors)
    return draw(st.lists(row, min_size=least, max_size=8))


@pytest.mark.parametrize(
    ("level", "published"),
    [
        (Level.NOMINAL, "0.743"),
        (Level.ORDINAL, "0.815"),
        (Level.INTERVAL, "0.849"),
        (Level.RATIO, "0.797"),
    ],
)
def test_alpha_of_krippendorffs_own_data_is_as_published(level: Level, published: str) -> None:
    """Four observers, twelve units, missing values: also in the help of the R package irr."""
    found = alpha(table(UNITS), level)
    assert found is not None
    assert f"{float(found):.3f}" == published


@pytest.mark.parametrize("level", LEVELS)
@given(ratings=panels(missing=True))
def test_alpha_is_what_another_package_makes_of_it(level: Level, ratings: Ratings) -> None:
    found = alpha(ratings, level)
    assume(found is not None)
    columns = zip(*ratings, strict=True)
    data = [[nan if mark is None else float(mark) for mark in column] for column in columns]
    other = krippendorff.alpha(reliability_data=data, level_of_measurement=level.value)
    assert float(found or 0) == pytest.approx(float(other), abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "ratings",
    ["", "7 7 / 7 7", "7 - / - 8 / 6 -", "7 / 8 / 9", "7 7 / 8 -"],
    ids=["no bids", "all equal", "never two on a bid", "one assessor", "other marks not paired"],
)
def test_alpha_says_nothing_without_two_different_marks_beside_others(
    level: Level, ratings: str
) -> None:
    assert alpha(table(ratings) if ratings else [], level) is None


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_is_one_when_all_assessors_give_every_bid_the_same(level: Level) -> None:
    assert alpha(table("4 4 4 / 6 6 - / 9 9 9"), level) == 1


@given(ratings=panels(missing=True), by=st.integers(1, 5))
def test_the_same_shift_for_all_changes_no_alpha_that_counts_distance(
    ratings: Ratings, by: int
) -> None:
    moved = [[None if mark is None else mark + by for mark in row] for row in ratings]
    for level in (Level.NOMINAL, Level.ORDINAL, Level.INTERVAL):
        assert alpha(moved, level) == alpha(ratings, level)


@given(ratings=panels(missing=True), data=st.data())
def test_the_order_of_bids_and_assessors_changes_nothing(
    ratings: Ratings, data: st.DataObject
) -> None:
    columns = data.draw(st.permutations(range(len(ratings[0]))))
    rows = data.draw(st.permutations(ratings))
    other = [[row[column] for column in columns] for row in rows]
    for level in LEVELS:
        assert alpha(other, level) == alpha(ratings, level)
    if all(mark is not None for row in ratings for mark in row):
        assert kendall(complete(other)) == kendall(complete(ratings))


def test_w_of_tied_ratings_is_as_published() -> None:
    """Data set `anxiety` of the R package irr: Wt = 0.54, Chisq(19) = 30.8."""
    found = kendall(turned(ANXIETY))
    assert found is not None
    assert f"{float(found.w):.2f}" == "0.54"
    assert f"{float(found.chi_squared):.1f}" == "30.8"
    assert found.freedom == 19


def test_chi_squared_is_that_of_friedmans_test() -> None:
    """Sprent & Smeeton, pulse rates of seven students, as in SciPy's manual: 10.571428…"""
    found = kendall(exact(PULSE))
    assert found is not None
    assert found.chi_squared == Fraction(74, 7)
    assert found.freedom == 2


@given(ratings=panels())
def test_w_is_the_part_of_all_rank_differences_that_lies_between_bids(ratings: Ratings) -> None:
    """By another route: a rank by counting who is lower, W as explained by all variance."""
    rows = complete(ratings)
    columns = list(zip(*rows, strict=True))

    def rank(column: Sequence[Fraction], own: Fraction) -> Fraction:
        lower = sum(1 for other in column if other < own)
        return lower + Fraction(sum(1 for other in column if other == own) + 1, 2)

    ranks = [[rank(c, mark) for c, mark in zip(columns, row, strict=True)] for row in rows]
    middle = Fraction(len(rows) + 1, 2)
    whole = sum((one - middle) ** 2 for row in ranks for one in row)
    between = sum(len(row) * (sum(row) / len(row) - middle) ** 2 for row in ranks)
    found = kendall(rows)
    assert (found.w if found else None) == (between / whole if whole else None)


@given(ratings=panels())
def test_w_lies_between_no_and_full_agreement(ratings: Ratings) -> None:
    found = kendall(complete(ratings))
    assert found is None or 0 <= found.w <= 1


@given(marks=st.lists(MARKS, min_size=2, max_size=8, unique=True), by=st.integers(1, 5))
def test_w_sees_only_the_order(marks: list[Fraction], by: int) -> None:
    found = kendall([[mark, mark + by, mark * mark] for mark in marks])
    assert found is not None
    assert found.w == 1


@pytest.mark.parametrize(
    "ratings",
    [[], [[7, 8, 9]], [[7], [8], [9]], [[7, 7], [7, 7], [7, 7]], [[7, 8], [7, 8]]],
    ids=["no bids", "one bid", "one assessor", "all equal", "every assessor always the same"],
)
def test_w_says_nothing_without_an_order_by_two_assessors(ratings: list[list[int]]) -> None:
    assert kendall(exact(ratings)) is None


def test_an_assessor_who_always_gives_the_same_is_no_part_of_what_w_could_be() -> None:
    """S = 2 of the untied 96 / 12 · 1/2: the ties take half of the denominator away."""
    found = kendall(exact([[1, 5], [2, 5], [3, 5]]))
    assert found is not None
    assert found.w == Fraction(1, 2)


def test_only_bids_that_everyone_judged_are_complete() -> None:
    assert complete(table("1 - / 2 3 / - -")) == exact([[2, 3]])
