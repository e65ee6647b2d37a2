"""The certificate agrees with trying every set of losing bids, for every relative formula.

``python -m tests.benchmarks.certificate_brute_force`` does the same many more times.
"""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.contest.certificate import Certificate, Kind
from aanbesteding.contest.compared import order_of
from aanbesteding.contest.contest import Rounding
from aanbesteding.contest.ends import settled_by_ends
from aanbesteding.contest.reversal import certificate
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.decision import Clip
from tests.made_up import cases
from tests.random_contests import PARAMETERS, RELATIVE, contest_of, random_contest, smallest_sets

TENDERS = cases(60)


def told(found: Certificate) -> dict[Kind, tuple[str, ...]]:
    assert found.complete
    return {one.kind: one.change.without for one in found.answers if one.change}


@pytest.mark.parametrize("formula", RELATIVE)
def test_counting_finds_the_smallest_sets_that_plain_search_finds(formula: str) -> None:
    random = Random(formula)
    for _ in range(TENDERS):
        contest, places = random_contest(random, formula), random.choice((1, 1, 2, 3))
        assert told(certificate(contest, places)) == smallest_sets(contest, places)


@pytest.mark.parametrize("formula", RELATIVE)
def test_sieving_first_finds_the_same(formula: str) -> None:
    random = Random(formula * 2)
    for at in range(TENDERS):
        contest = random_contest(random, formula, 7, fine=at % 2 == 0)
        places = random.choice((1, 1, 2, 3))
        assert told(certificate(contest, places, 0)) == smallest_sets(contest, places)


@pytest.mark.parametrize("formula", RELATIVE)
def test_a_contest_of_any_relative_formula_has_its_parameters(formula: str) -> None:
    card = BY_ID[formula]
    bare = {"price", "answer", "mark", "quality_points", "most_points", "most_quality"}
    assert set(card.inputs) - bare - set(card.statistics) <= set(PARAMETERS)


@given(st.integers(0, 10**6), st.sampled_from(RELATIVE))
@settings(max_examples=60, deadline=None)
def test_a_change_is_what_counting_without_those_bids_gives(seed: int, formula: str) -> None:
    contest = random_contest(Random(seed), formula)
    for answer in certificate(contest).answers:
        if answer.change is not None:
            kept = tuple(e for e in contest.entries if e.bidder not in answer.change.without)
            assert certificate(replace(contest, entries=kept)).before == answer.change.after


@pytest.mark.parametrize("seed", range(40))
def test_what_the_ends_settle_is_changed_by_no_set_of_losers(seed: int) -> None:
    random = Random(seed)
    drawn = random_contest(random, "price.around_mean", 6, fine=seed % 2 == 0)
    assert drawn.pricing is not None
    contest = replace(drawn, rounding=Rounding(), pricing=replace(drawn.pricing, clip=Clip.NONE))
    places = random.choice((1, 2))
    before = order_of(contest)
    losers = [place.bidder for place in before if place.rank > places]
    if losers and len(before) > 2:
        settled = settled_by_ends(contest, before, losers, places)
        assert not settled & smallest_sets(contest, places).keys()


def test_over_twenty_bids_around_the_mean_the_ends_can_settle_it() -> None:
    offers = [(f"K{at:02}", 100 + at, Fraction(90 - 3 * at, 100)) for at in range(24)]
    found = certificate(contest_of("price.around_mean", *offers))
    assert found.complete
    assert found.holds


def test_over_twenty_bids_around_a_benchmark_what_is_not_found_is_not_proved() -> None:
    offers = [(f"K{at:02}", 100 + at, Fraction(90 - 3 * at, 100)) for at in range(24)]
    contest = contest_of("price.benchmark_deviation", *offers, price=1, benchmark_share=1)
    found = certificate(contest)
    assert found.answer(Kind.FIRST).change is None
    assert not found.complete
    assert not found.holds
