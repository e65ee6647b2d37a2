"""The mark that counts: the panel's own, or exactly the mean or median of its members' marks."""

import statistics
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.counting import as_digits, marks_that_count, mean, median
from aanbesteding.assessment.marks import CONSENSUS
from tests.assessment.panels import bids, given, panel_tender

KEY = ("K01", "C", "team")
MARKS = st.lists(st.fractions(0, 10, max_denominator=4), min_size=1, max_size=9)


def three(one: str, two: str, other: str) -> dict[tuple[str, str], str]:
    return {("A1", "K01"): one, ("A2", "K01"): two, ("A3", "K01"): other}


@for_all(MARKS)
def test_mean_and_median_are_those_of_the_standard_library(marks: list[Fraction]) -> None:
    assert mean(marks) == statistics.mean(marks)
    assert median(marks) == statistics.median(marks)


@pytest.mark.parametrize(
    ("method", "marks", "counts"),
    [
        ("mean", ("7", "8", "8"), Fraction(23, 3)),
        ("mean", ("7.5", "7.5", "7.5"), Fraction(15, 2)),
        ("median", ("4", "9", "7"), Fraction(7)),
        ("median", ("10", "10", "0"), Fraction(10)),
    ],
)
def test_the_mark_that_counts_is_worked_out_exactly(
    method: str, marks: tuple[str, str, str], counts: Fraction
) -> None:
    tender = panel_tender(method)
    assert marks_that_count(tender, given(three(*marks))) == {KEY: counts}


@pytest.mark.parametrize(
    ("mode", "decimals", "counts"),
    [("half_up", 1, "7.7"), ("floor", 1, "7.6"), ("half_up", 0, "8"), ("floor", 0, "7")],
)
def test_a_mean_is_rounded_once_where_the_tender_says_so(
    mode: str, decimals: int, counts: str
) -> None:
    steps = [{"step": "mark", "decimals": decimals, "mode": mode}, {"step": "total"}]
    tender = panel_tender("mean", rounding=steps)
    found = marks_that_count(tender, given(three("7", "8", "8")))
    assert found == {KEY: Fraction(counts)}


def test_a_consensus_counts_as_it_was_given_and_is_not_rounded() -> None:
    tender = panel_tender("consensus", rounding=[{"step": "mark", "decimals": 0}])
    marks = given({**three("5", "6", "7"), (CONSENSUS, "K01"): "8.5"})
    assert marks_that_count(tender, marks) == {KEY: Fraction(17, 2)}


def test_a_consensus_says_nothing_where_the_mark_is_worked_out() -> None:
    marks = given({**three("5", "6", "7"), (CONSENSUS, "K01"): "10"})
    assert marks_that_count(panel_tender("median"), marks) == {KEY: Fraction(6)}


@pytest.mark.parametrize("method", ["mean", "median"])
def test_no_mark_counts_while_somebody_who_judges_gave_none(method: str) -> None:
    marks = given({("A1", "K01"): "5", ("A2", "K01"): "6"})
    assert marks_that_count(panel_tender(method), marks) == {}


def test_who_has_an_interest_or_judges_other_things_does_not_count() -> None:
    interest = [{"assessor": "A3", "bidder": "K01", "text": "Werkte daar."}]
    people = {"A2": {"criteria": ["wachten"]}}
    tender = panel_tender("mean", people, interests=interest)
    marks = given({("A1", "K01"): "5", ("A2", "K01"): "10", ("A3", "K01"): "10"})
    assert marks_that_count(tender, marks) == {KEY: Fraction(5)}


@pytest.mark.parametrize("method", ["consensus", "mean", "median"])
def test_a_mark_given_once_for_several_lots_counts_in_each(method: str) -> None:
    criteria = [{"id": "team", "title": "Team", "weight": 100, "scale": "half", "shared": True}]
    tender = panel_tender(method, criteria=criteria)
    marks = given({**three("6", "6", "6"), (CONSENSUS, "K01"): "6"}, lot="*")
    assert marks_that_count(tender, marks) == {
        ("K01", lot, "team"): Fraction(6) for lot in ("C", "C+")
    }


def test_a_worked_out_mark_below_the_lowest_mark_knocks_out() -> None:
    criteria: list[dict[str, Any]] = [
        {"id": "team", "title": "Team", "weight": 100, "scale": "half", "lowest_mark": 6}
    ]
    tender = panel_tender("mean", criteria=criteria)
    marks = given({**three("5.5", "6", "6"), **{(who, "K02"): "6" for who in ("A1", "A2", "A3")}})
    assessment = assess(tender, bids(), marks)
    assert assessment.counting == marks_that_count(tender, marks)
    out, stays = assessment.standings
    assert (out.bidder, out.status, out.key) == ("K01", "knocked_out", "standing.mark_below")
    assert (stays.bidder, stays.status) == ("K02", "in")


@for_all(MARKS)
def test_digits_are_the_same_number(marks: list[Fraction]) -> None:
    assert Fraction(as_digits(mean(marks))) == mean(marks)
