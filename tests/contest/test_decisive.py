"""The marks that decided: as found by counting every other mark in full."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import RoundingMode, Step
from aanbesteding.contest.contest import Contest, Rounding
from aanbesteding.contest.count import count
from aanbesteding.contest.decisive import Decisive, DecisiveMark, decisive
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import formula
from tests.contest.contests import EXACT, contest, contests

SCALE = tuple(Fraction(mark) for mark in (0, 2, 5, 6, 8, 10))
WHOLE = Rounding(
    criterion=Step(0, RoundingMode.HALF_UP),
    price=Step(1, RoundingMode.HALF_UP),
    quality=Step(0, RoundingMode.HALF_EVEN),
    total=Step(0, RoundingMode.HALF_UP),
)


@formula("price.by_best_quality", "price", "100*most_points*best_quality/price")
def by_best_quality(price: Fraction, best_quality: Fraction, most_points: Fraction) -> Fraction:
    return 100 * most_points * best_quality / price


@formula("value.per_point", "value", "price/quality_points", best="lowest")
def per_point(price: Fraction, quality_points: Fraction) -> Fraction:
    if quality_points <= 0:
        raise FormulaDomainError("quality_points must be above zero")
    return price / quality_points


PRICING = (
    None,
    "price.lowest_share",
    "value.award_on_value",
    "value.relative_cost",
    by_best_quality,
)


def winners(made: Contest, places: int) -> tuple[set[str], set[str]]:
    found = [one for one in count(made) if one.rank is not None]
    return (
        {one.bidder for one in found if one.rank == 1},
        {one.bidder for one in found if (one.rank or 0) <= places},
    )


def marked(made: Contest, at: int, number: int, mark: Fraction) -> Contest:
    values = list(made.entries[at].values)
    values[number] = mark
    entries = list(made.entries)
    entries[at] = replace(entries[at], values=tuple(values))
    return replace(made, entries=tuple(entries))


def one_by_one(made: Contest, places: int) -> list[DecisiveMark]:
    """Every mark that decides, found by counting the whole contest again for each other mark."""
    first, awarded = winners(made, places)
    found = []
    for at, entry in enumerate(made.entries):
        for number, criterion in enumerate(made.criteria):
            tries = []
            for mark in SCALE:
                other = winners(marked(made, at, number, mark), places)
                gained = criterion.weight * (mark - entry.values[number]) / 10
                if entry.ranked and other != (first, awarded):
                    tries.append((abs(gained), mark, gained, other))
            if tries:
                _, mark, gained, (now_first, now_awarded) = min(tries, key=lambda one: one[:2])
                found.append(
                    DecisiveMark(
                        entry.bidder,
                        criterion.id,
                        entry.values[number],
                        mark,
                        gained,
                        tuple(sorted(now_first)),
                        tuple(sorted(now_awarded - awarded)),
                        tuple(sorted(awarded - now_awarded)),
                    )
                )
    return sorted(found, key=lambda one: abs(one.points))


def every(
    made: Contest, places: int, scales: Sequence[Sequence[Fraction]] | None = None
) -> Decisive:
    return decisive(made, scales or [SCALE] * len(made.criteria), places, most=None)


@given(contests(PRICING, (EXACT, WHOLE)), st.integers(0, 7), st.integers(0, 3))
def test_the_marks_found_are_those_a_full_count_finds(
    made: Contest, places: int, dropped: int
) -> None:
    entries = [replace(e, ranked=n >= dropped) for n, e in enumerate(made.entries)]
    some = replace(made, entries=tuple(entries))
    found = every(some, places)
    assert list(found.marks) == one_by_one(some, places)
    assert found.total == len(found.marks)


@given(contests(("value.award_on_value", None, by_best_quality)), st.integers(1, 6))
def test_a_mark_that_decides_changes_who_wins(made: Contest, places: int) -> None:
    before = winners(made, places)
    for mark in every(made, places).marks:
        at = [entry.bidder for entry in made.entries].index(mark.bidder)
        number = [criterion.id for criterion in made.criteria].index(mark.criterion)
        first, awarded = winners(marked(made, at, number, mark.other), places)
        assert (first, awarded) != before
        assert first == set(mark.first)
        assert awarded == (before[1] | set(mark.enters)) - set(mark.leaves)


def test_a_lead_of_one_mark_is_lost_with_that_mark() -> None:
    made = contest([60, 40], {"a": [8, 6], "b": [6, 8]})
    found = every(made, 1)
    # 72 points against 68: a loses with 4 points less, b wins with 8 more.
    told = [(m.bidder, m.criterion, int(m.other), int(m.points)) for m in found.marks]
    assert told == [
        ("a", "k2", 5, -4),
        ("b", "k2", 10, 8),
        ("a", "k1", 6, -12),
        ("b", "k1", 8, 12),
    ]


def test_who_enters_and_who_leaves_is_told() -> None:
    made = contest([100], {"a": [10], "b": [6], "c": [5]})
    found = {mark.bidder: mark for mark in every(made, 2).marks}
    assert {name: int(mark.other) for name, mark in found.items()} == {"a": 6, "b": 5, "c": 6}
    assert (found["c"].enters, found["c"].leaves) == (("c",), ())
    assert (found["b"].enters, found["b"].leaves) == (("c",), ())
    assert found["a"].first == ("a", "b")


def test_a_criterion_that_weighs_too_little_decides_nothing() -> None:
    made = contest([90, 10], {"a": [10, 5], "b": [0, 5]})
    assert {mark.criterion for mark in every(made, 1).marks} == {"k1"}


def test_a_lead_that_no_single_mark_can_undo_hangs_on_none() -> None:
    made = contest([30, 30, 30], {"a": [10, 10, 10], "b": [0, 0, 0]})
    assert every(made, 1) == Decisive((), 0)


def test_an_answer_that_nobody_judges_is_left_alone() -> None:
    made = contest([60, 40], {"a": [8, 6], "b": [6, 8]})
    found = decisive(made, [None, SCALE], 1)
    assert {mark.criterion for mark in found.marks} == {"k2"}


def test_the_smallest_changes_are_kept_and_all_are_counted() -> None:
    made = contest([60, 40], {"a": [8, 6], "b": [6, 8]})
    kept = decisive(made, [SCALE, SCALE], 1, most=1)
    assert kept.marks == every(made, 1).marks[:1]
    assert kept.total == every(made, 1).total > 1


def test_a_mark_with_which_the_formula_has_no_answer_is_passed_over() -> None:
    made = contest([10], {"a": [10], "b": [2]}, prices=[100, 90], pricing=per_point)
    found = every(made, 1, [(Fraction(0), Fraction(2), Fraction(10))])
    assert [(m.bidder, int(m.other)) for m in found.marks] == [("a", 2), ("b", 10)]


def test_a_mark_that_moves_the_points_of_others_is_counted_with_theirs() -> None:
    made = contest([60, 40], {"a": [10, 6], "b": [6, 10], "c": [5, 8]})
    by_mean = replace(made.criteria[0], formula=BY_ID["quality.time_share"], inputs={})
    relative = replace(made, criteria=(by_mean, made.criteria[1]))
    # With 2 of b the mean answer falls from 7 to 17/3, and c gets 60 · 5 / (17/3) + 32 = 84.9
    # points: more than the 84 of a. At the old mean c would keep 74.9 and a would be first.
    found = {(m.bidder, m.criterion): m for m in every(relative, 1, [SCALE[1:], SCALE]).marks}
    assert int(found["b", "k1"].other) == 2
    assert found["b", "k1"].first == ("c",)


def test_full_counts_beyond_the_limit_are_passed_over_and_counted() -> None:
    prices = (100, 90, 110)
    made = contest([60, 40], {"a": [8, 6], "b": [6, 8], "c": [5, 5]}, prices, by_best_quality)
    scales = [SCALE, SCALE]
    done = decisive(made, scales, 1, most=None)
    none = decisive(made, scales, 1, most=None, recounts=0)
    some = decisive(made, scales, 1, most=None, recounts=2)
    assert done.untried == 0 < some.untried < none.untried
    assert decisive(made, scales, 1, most=None, recounts=999) == done


def test_a_contest_without_ranked_bids_has_no_decisive_marks() -> None:
    made = contest([10], {"a": [10]})
    nobody = replace(made, entries=tuple(replace(e, ranked=False) for e in made.entries))
    assert every(nobody, 1) == Decisive((), 0)


@pytest.mark.parametrize(("decimals", "other"), [(0, 2), (2, 10)])
def test_rounding_as_published_decides_which_mark_it_was(decimals: int, other: int) -> None:
    step = Rounding(total=Step(decimals, RoundingMode.HALF_UP))
    made = contest(["1.2"], {"a": [10], "b": [5]}, rounding=step)
    found = {mark.bidder: mark for mark in every(made, 1).marks}
    # In whole points 1.2 and 0.6 share the first rank until b has 0.24 or less; with two decimals
    # b needs the mark of a.
    assert found["b"].other == other
