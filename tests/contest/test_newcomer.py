"""One more losing bid: what the boundaries promise holds for newcomers drawn at random."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import RoundingMode, Step
from aanbesteding.contest.certificate import Kind, Newcomer, Prospect, Side, Verdict
from aanbesteding.contest.compared import order_of, winners
from aanbesteding.contest.contest import Contest, Rounding
from aanbesteding.contest.joined import NEWCOMER, Field
from aanbesteding.contest.newcomer import prospects
from aanbesteding.contest.ways import BY_QUALITY, WAYS
from aanbesteding.tender.decision import Clip
from tests.made_up import cases
from tests.random_contests import contest_of, random_contest

KNOWN = sorted({*WAYS, *BY_QUALITY})
TENDERS, NEWCOMERS = cases(60), 40


def exact(random: Random, formula: str) -> Contest:
    """A random contest without rounding and clipping, as the closed forms have it."""
    found = random_contest(random, formula, 5, fine=random.random() < 0.5)
    assert found.pricing is not None
    return replace(found, rounding=Rounding(), pricing=replace(found.pricing, clip=Clip.NONE))


def losing(random: Random, contest: Contest, places: int) -> Iterator[tuple[Fraction, Fraction]]:
    """Price and quality of newcomers that lose and change who is among the first places."""
    field, before = Field.of(contest), winners(order_of(contest), places)
    for _ in range(NEWCOMERS):
        price = Fraction(random.choice((random.randint(1, 8000), random.randint(1, 50000))), 100)
        quality = Fraction(random.randint(0, int(100 * field.most_possible)), 100)
        try:
            after = winners(field.order_with(price, quality), places)
        except FormulaDomainError:
            continue
        if NEWCOMER not in after and after != before:
            yield price, quality


def beyond(newcomer: Newcomer, price: Fraction, quality: Fraction) -> bool:
    """Whether a newcomer lies on or over the boundary that is told."""
    if newcomer.quality_above is not None:
        return quality >= newcomer.quality_above
    return price <= newcomer.price if newcomer.side is Side.BELOW else price >= newcomer.price


def prospect(contest: Contest, kind: Kind, places: int) -> Prospect:
    found = prospects(contest, order_of(contest), places)
    return next(one for one in found if one.kind is kind)


@pytest.mark.parametrize("formula", KNOWN)
def test_a_losing_newcomer_that_changes_who_is_first_lies_beyond_a_boundary(formula: str) -> None:
    random = Random(formula)
    for _ in range(TENDERS):
        contest = exact(random, formula)
        found = prospect(contest, Kind.FIRST, 1)
        assert found.verdict is not Verdict.UNKNOWN or formula in BY_QUALITY
        for price, quality in losing(random, contest, 1):
            assert any(beyond(one, price, quality) for one in found.newcomers)


@pytest.mark.parametrize("formula", KNOWN)
def test_so_does_one_that_changes_which_two_are_awarded(formula: str) -> None:
    random = Random(formula * 2)
    for _ in range(TENDERS):
        contest = exact(random, formula)
        found = prospect(contest, Kind.AWARDED, 2)
        for price, quality in losing(random, contest, 2):
            assert any(beyond(one, price, quality) for one in found.newcomers)


@pytest.mark.parametrize("formula", KNOWN)
def test_what_is_called_impossible_no_newcomer_does_however_totals_are_rounded(
    formula: str,
) -> None:
    random = Random(formula * 4)
    for _ in range(TENDERS):
        drawn = random_contest(random, formula, 5, fine=random.random() < 0.5)
        assert drawn.pricing is not None
        contest = replace(drawn, pricing=replace(drawn.pricing, clip=Clip.NONE))
        if prospect(contest, Kind.FIRST, 1).verdict is Verdict.IMPOSSIBLE:
            assert not list(losing(random, contest, 1))


@pytest.mark.parametrize("formula", KNOWN)
def test_the_example_that_is_told_loses_and_changes_it_also_when_rounded(formula: str) -> None:
    random = Random(formula * 3)
    for _ in range(TENDERS):
        contest = random_contest(random, formula, 5)
        for one in prospect(contest, Kind.FIRST, 1).newcomers:
            after = Field.of(contest).order_with(one.example, one.example_quality)
            first = winners(after, 1)
            assert NEWCOMER not in first
            assert first != winners(order_of(contest), 1)


def test_a_newcomer_with_as_much_quality_as_told_comes_level_at_the_boundary() -> None:
    contest = contest_of("price.lowest_share", ("B", 80, ".60"), ("C", 100, ".72"))
    (newcomer,) = prospect(contest, Kind.FIRST, 1).newcomers
    assert newcomer.quality_below is not None
    after = Field.of(contest).order_with(newcomer.price, newcomer.quality_below)
    assert {place.rank for place in after} == {1}


def test_when_the_newcomer_would_need_less_than_nothing_it_cannot_lose() -> None:
    # Under 48 euro C would pass B, but a newcomer that cheap has more points than both.
    contest = contest_of("price.lowest_share", ("B", 80, "0"), ("C", 100, ".12"))
    assert prospect(contest, Kind.FIRST, 1).verdict is Verdict.IMPOSSIBLE


def test_rounding_to_cents_of_a_point_leaves_an_impossible_newcomer_impossible() -> None:
    cents = Rounding(total=Step(2, RoundingMode.HALF_UP))
    offers = (("B", 80, ".90"), ("C", 100, ".30"))
    contest = contest_of("price.lowest_share", *offers, rounding=cents)
    assert prospect(contest, Kind.FIRST, 1).verdict is Verdict.IMPOSSIBLE


@pytest.mark.parametrize("formula", ["price.discount_power", "price.benchmark_deviation"])
def test_where_no_closed_form_is_known_nothing_is_claimed(formula: str) -> None:
    contest = exact(Random(formula), formula)
    assert prospect(contest, Kind.FIRST, 1) == Prospect(Kind.FIRST, Verdict.UNKNOWN)
