"""The contest of a lot, put together twice: by scoring and by its verification."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.bids.bid import Bids, Event, EventKind
from aanbesteding.contest.contest import Contest
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


def test_a_late_drop_out_of_whose_answer_nothing_can_be_made_takes_no_part() -> None:
    """Alone with an answer of nought, the mean is nought, and a share of that is nothing."""
    share = {"id": "m", "title": "m", "weight": 100, "unit": "dag", "formula": "quality.time_share"}
    asked = tiny.tender(criteria=[share], award={"on_dropout": "keep"})
    left = Event(bidder="A", event=EventKind.WITHDRAWN, reason="weg", date="2027-06-01")
    offered = tiny.bids(tiny.bid("A", answers={"m": "0"}), events=[left])
    assessed = assess(asked, offered, Marks(()))
    (lot,) = lot_scores(asked, offered, Marks(()))
    _, contest = contest_in(asked, offered, assessed, lot.lot)
    assert contest_of(lot).entries == contest.entries == ()
