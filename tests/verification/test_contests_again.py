"""The contest of a lot, put together twice: by scoring and by its verification."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.bids.bid import Bids, Event, EventKind
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.count import count
from aanbesteding.scoring.score import score
from aanbesteding.scoring.taking_part import contest_in
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.contests import contest_of
from aanbesteding.verification.scores import lot_scores
from tests import tiny
from tests.made_up import cases
from tests.verification.test_criteria_again import WHO, rounds


def in_order(contest: Contest) -> Contest:
    return replace(contest, entries=tuple(sorted(contest.entries, key=lambda one: one.bidder)))


@settings(max_examples=cases(400), deadline=None)
@given(rounds(), st.sets(st.sampled_from(WHO), max_size=1))
def test_the_same_bids_take_part_with_the_same_values_and_prices(
    found: tuple[Tender, Bids, Marks], unjudged: set[str]
) -> None:
    asked, offered, judged = found
    marks = Marks(tuple(mark for mark in judged.marks if mark.bidder not in unjudged))
    assessed = assess(asked, offered, marks)
    for lot in lot_scores(asked, offered, marks):
        try:
            _, contest = contest_in(asked, offered, assessed, lot.lot)
        except FormulaDomainError:
            assume(False)
        assert in_order(contest_of(lot)) == in_order(contest)


@settings(max_examples=cases(400), deadline=None)
@given(rounds())
def test_the_contest_counted_gives_the_points_and_ranks_that_were_scored(
    found: tuple[Tender, Bids, Marks],
) -> None:
    asked, offered, marks = found
    try:
        sheet = score(asked, offered, assess(asked, offered, marks))
    except FormulaDomainError:
        assume(False)
    for lot, contest in sheet.contests.items():
        scored = {one.bidder: one for one in sheet.scores if one.lot == lot and one.rank}
        counted = {one.bidder: one for one in count(contest) if one.rank}
        assert counted.keys() == scored.keys()
        for bidder, one in counted.items():
            mine = scored[bidder]
            assert (one.points, one.exact, one.rank) == (mine.points, mine.exact, mine.rank)


SHARE = {"id": "m", "title": "m", "weight": 100, "unit": "dag", "formula": "quality.time_share"}


def kept(**answers: str) -> tuple[Tender, Bids]:
    """Reductions in days, held against their mean; A left after the award was sent."""
    asked = tiny.tender(criteria=[SHARE], award={"on_dropout": "keep"})
    left = Event(bidder="A", event=EventKind.WITHDRAWN, reason="weg", date="2027-06-01")
    offers = (tiny.bid(bidder, answers={"m": given}) for bidder, given in answers.items())
    return asked, tiny.bids(*offers, events=[left])


def test_a_late_drop_out_of_whose_answer_nothing_can_be_made_takes_no_part() -> None:
    """Alone with an answer of nought, the mean is nought, and a share of that is nothing."""
    asked, offered = kept(A="0")
    assessed = assess(asked, offered, Marks(()))
    (lot,) = lot_scores(asked, offered, Marks(()))
    _, contest = contest_in(asked, offered, assessed, lot.lot)
    assert contest_of(lot).entries == contest.entries == ()


@pytest.mark.parametrize(
    ("left", "points"), [("-3", Fraction(400, 7)), ("0", Fraction(600, 7)), ("16", Fraction(40))]
)
def test_a_late_drop_out_moves_the_mean_unless_its_answer_can_never_be_taken(
    left: str, points: Fraction
) -> None:
    """C offers 4 beside 10 of B: 4 of the mean 7 without A, of 14/3 with nought, of 10 with 16."""
    asked, offered = kept(A=left, B="10", C="4")
    (lot,) = lot_scores(asked, offered, Marks(()))
    for counted in (lot.counted, count(contest_of(lot))):
        assert [one.exact for one in counted if one.bidder == "C"] == [points]
