"""The intraclass correlation: published values, laws by another route, edges."""

from collections.abc import Sequence
from dataclasses import astuple
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.assessment.agreement import Complete
from aanbesteding.assessment.agreement_icc import Intraclass, intraclass

SHROUT_FLEISS = (
    (9, 2, 5, 8),
    (6, 1, 3, 2),
    (8, 4, 6, 8),
    (7, 1, 2, 6),
    (10, 5, 6, 9),
    (6, 2, 4, 7),
)
MARKS = st.integers(0, 20).map(lambda half: Fraction(half, 2))


def exact(rows: Sequence[Sequence[int]]) -> Complete:
    return [[Fraction(mark) for mark in row] for row in rows]


@st.composite
def panels(draw: st.DrawFn) -> Complete:
    assessors = draw(st.integers(2, 5))
    row = st.lists(MARKS, min_size=assessors, max_size=assessors)
    return draw(st.lists(row, min_size=2, max_size=8))


def variance(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def found_in(ratings: Complete) -> Intraclass:
    found = intraclass(ratings)
    assert found is not None
    return found


def test_the_six_forms_are_as_published() -> None:
    """Shrout & Fleiss 1979: six targets, four judges."""
    found = found_in(exact(SHROUT_FLEISS))
    shown = [f"{float(form):.2f}" for form in astuple(found)]
    assert shown == ["0.17", "0.29", "0.71", "0.44", "0.62", "0.91"]


def test_the_six_forms_have_the_digits_another_package_gives() -> None:
    """Pingouin 0.7.0: ICC(1,1), (A,1), (C,1), (1,k), (A,k), (C,k)."""
    expected = (0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316)
    found = [float(form) for form in astuple(found_in(exact(SHROUT_FLEISS)))]
    assert found == pytest.approx(expected, abs=5e-7)


@given(ratings=panels())
def test_consistency_of_the_mean_is_cronbachs_alpha(ratings: Complete) -> None:
    k = len(ratings[0])
    totals = variance([sum(row, Fraction(0)) for row in ratings])
    single = sum(variance(column) for column in zip(*ratings, strict=True))
    cronbach = Fraction(k, k - 1) * (1 - single / totals) if totals else None
    assert found_in(ratings).consistency_mean == cronbach


@given(ratings=panels())
def test_the_mean_of_all_follows_from_one_by_spearman_brown(ratings: Complete) -> None:
    k, found = len(ratings[0]), found_in(ratings)
    pairs = (
        (found.one_way_single, found.one_way_mean),
        (found.agreement_single, found.agreement_mean),
        (found.consistency_single, found.consistency_mean),
    )
    for single, mean in pairs:
        if single is not None and mean is not None:
            assert mean == k * single / (1 + (k - 1) * single)


@given(ratings=panels(), strict=st.integers(1, 5))
def test_consistency_forgives_a_strict_assessor(ratings: Complete, strict: int) -> None:
    harder = [[row[0] - strict, *row[1:]] for row in ratings]
    before, after = found_in(ratings), found_in(harder)
    assert after.consistency_single == before.consistency_single
    assert after.consistency_mean == before.consistency_mean


def test_agreement_does_not_forgive_a_strict_assessor() -> None:
    found = found_in(exact([[4, 2], [6, 4], [8, 6]]))
    assert found.consistency_single == 1
    assert found.agreement_single == Fraction(2, 3)


@given(marks=st.lists(MARKS, min_size=2, max_size=8).filter(lambda m: len(set(m)) > 1))
def test_all_forms_are_one_when_the_assessors_give_the_same(marks: list[Fraction]) -> None:
    assert set(astuple(found_in([[mark, mark, mark] for mark in marks]))) == {1}


@pytest.mark.parametrize("ratings", [[], [[7, 8]], [[7], [8]]], ids=["none", "a bid", "a person"])
def test_it_says_nothing_about_one_bid_or_one_assessor(ratings: list[list[int]]) -> None:
    assert intraclass(exact(ratings)) is None


def test_no_form_is_given_when_all_marks_are_equal() -> None:
    assert set(astuple(found_in(exact([[7, 7], [7, 7], [7, 7]])))) == {None}


def test_the_mean_is_not_given_when_the_bids_do_not_differ_on_average() -> None:
    found = found_in(exact([[6, 8], [8, 6], [7, 7]]))
    assert (found.one_way_mean, found.consistency_mean) == (None, None)
    assert found.consistency_single == -1
