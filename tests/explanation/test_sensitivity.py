"""How firm a ranking is: what is told of a lot, about whom, and when nothing can be told."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decision import Decision, LotOutcome, Outcome
from aanbesteding.basis.canonical import canonical
from aanbesteding.contest.count import count
from aanbesteding.contest.decisive import MOST
from aanbesteding.contest.lot_sensitivity import LotSensitivity, Weighing
from aanbesteding.contest.sensitivity import NEAREST, RANKS, SHOWN
from aanbesteding.contest.smaa import SAMPLES, SEED
from aanbesteding.explanation.sensitivity import sensitivity
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender
from tests.contest.contests import reweighed
from tests.tiny import bid, bids, marks, scored, tender

THREE = [
    {"id": "aanpak", "title": "Aanpak", "weight": 50, "scale": "tien"},
    {"id": "mensen", "title": "Mensen", "weight": 30, "scale": "tien"},
    {"id": "tijd", "title": "Tijd", "weight": 20, "scale": "tien"},
]
GIVEN = {"A": (8, 6, 7), "B": (6, 9, 6), "C": (5, 5, 9), "D": (2, 3, 2)}
Rows = Mapping[str, Sequence[int]]


def asked(**changes: Any) -> Tender:
    return tender(**{"criteria": THREE, **changes})


def sheet(of: Tender, given: Rows, prices: Sequence[int] = ()) -> Scoresheet:
    names = [criterion.id for criterion in of.criteria]
    each = [
        mark
        for at, name in enumerate(names)
        for mark in marks({bidder: row[at] for bidder, row in given.items()}, name).marks
    ]
    asks = [*prices] or [1000] * len(given)
    found = bids(*(bid(b, price=str(p)) for b, p in zip(given, asks, strict=True)))
    return scored(of, found, Marks(tuple(each)))


def decided(*winners: str, lot: str = "1") -> Decision:
    outcome = LotOutcome(lot, "awarded" if winners else "draw_needed", winners)
    return Decision("rank_order", Outcome.AWARDED, (outcome,))


def told(of: Tender, given: Rows, *winners: str, prices: Sequence[int] = ()) -> LotSensitivity:
    (found,) = sensitivity(of, sheet(of, given, prices), decided(*winners))
    return found


def test_as_many_ranks_are_looked_at_as_contracts_were_given() -> None:
    found = told(asked(), GIVEN, "A", "B")
    assert (found.contracts, found.places) == (2, 2)
    assert (found.first, found.awarded, found.by_rank) == (("A",), ("A", "B"), True)


def test_contracts_that_went_to_others_than_the_highest_ranks_are_told() -> None:
    found = told(asked(), GIVEN, "A", "C")
    assert (found.awarded, found.by_rank) == (("A", "B"), False)


def test_without_a_contract_it_is_about_the_first_rank() -> None:
    found = told(asked(), GIVEN)
    assert (found.contracts, found.places, found.awarded) == (0, 1, ("A",))
    assert not found.by_rank


def test_the_end_of_an_interval_is_where_two_bids_draw_level() -> None:
    found = told(asked(), GIVEN, "A")
    score = sheet(asked(), GIVEN)
    interval = next(i for i in found.intervals if i.criterion == "mensen")
    assert interval.winner is not None
    assert interval.winner.high is not None
    moved = count(reweighed(score.contests["1"], "mensen", interval.winner.high))
    totals = {one.bidder: one.exact for one in moved}
    assert totals["A"] == totals["B"] == max(totals.values())


def test_the_price_has_an_interval_where_it_brings_points() -> None:
    price = {"formula": "price.lowest_share", "weight": "25"}
    award = {"on_dropout": "keep"}
    found = told(asked(price=price, award=award), GIVEN, "A", prices=[1000, 900, 1100, 950])
    assert [i.criterion for i in found.intervals] == ["aanpak", "mensen", "tijd", "price"]
    assert found.whole == 125


def test_the_last_that_is_awarded_is_set_beside_the_nearest_that_are_not() -> None:
    found = told(asked(), GIVEN, "A", "B")
    assert [(one.ahead, one.behind) for one in found.closest] == [("B", "C"), ("B", "D")]


def test_the_smallest_shift_of_a_weight_is_told_for_each_of_them() -> None:
    (first, never) = told(asked(), GIVEN, "A", "B").closest
    # B leads C by 6.9 against 5.8 of 10, with 1 and 4 marks more on the first two criteria and 3
    # less on the last: C draws level at w with 3w = (50·1 + 30·4)/80 · (1 − w).
    assert first.absolute is not None
    assert first.absolute.criterion == "tijd"
    assert first.absolute.becomes == Fraction(17, 41)
    assert (never.absolute, never.relative) == (None, None)


def test_a_mark_with_which_a_bid_would_be_out_is_not_tried() -> None:
    # 90 points against 70: A falls to 70 with a 5 for the first criterion, below it with a 2 for
    # the second; no mark for the third costs enough, and no mark brings B enough.
    given = {"A": (9, 9, 9), "B": (7, 7, 7)}
    low = [{**criterion, "lowest_mark": 5} for criterion in THREE]
    above = [{**criterion, "lowest_mark_in": False} for criterion in low]
    found = [told(asked(criteria=each), given, "A").decisive.marks for each in (THREE, low, above)]
    assert [[(m.criterion, int(m.other)) for m in marks] for marks in found] == [
        [("aanpak", 5), ("mensen", 2)],
        [("aanpak", 5)],
        [],
    ]


def test_random_weights_come_with_how_often_and_from_which_seed() -> None:
    found = told(asked(), GIVEN, "A", "B").random_weights
    assert found is not None
    assert (found.samples, found.seed, found.bids) == (SAMPLES, SEED, 4)
    assert found.criteria == ("aanpak", "mensen", "tijd")
    by_bid = {one.bidder: one for one in found.drawn}
    # D is below the others on every criterion.
    assert by_bid["D"].ranks == (0, 0, 0, SAMPLES)
    assert (by_bid["D"].awarded, by_bid["D"].central) == (0, None)
    assert sum(one.first for one in found.drawn) == SAMPLES
    assert all(one.awarded == one.ranks[0] + one.ranks[1] for one in found.drawn)


def test_amounts_in_award_on_value_vary_alone_and_are_not_drawn() -> None:
    price = {"formula": "value.award_on_value", "weight": 0}
    found = told(asked(price=price), GIVEN, "A", prices=[1000, 1001, 1002, 1003])
    assert found.weighing is Weighing.EUROS
    assert [i.weight for i in found.intervals] == [50, 30, 20]
    assert found.random_weights is None


def test_one_criterion_leaves_nothing_to_weigh_but_marks_still_decide() -> None:
    found = told(tender(), {"A": (8,), "B": (6,)}, "A")
    assert found.weighing is Weighing.ALONE
    assert (found.intervals, found.closest, found.random_weights) == ((), (), None)
    assert found.decisive.total == 2


def test_nothing_is_said_about_weights_where_a_formula_mixes_price_and_quality() -> None:
    price = {"formula": "value.relative_cost", "weight": 0}
    found = told(asked(price=price), GIVEN, "A", prices=[1000, 1001, 1002, 1003])
    assert found.weighing is Weighing.NOT_DEFINED
    assert (found.intervals, found.closest, found.random_weights) == ((), (), None)


def test_a_lot_with_one_ranked_bid_is_left_out() -> None:
    given = {"A": (8, 8, 8)}
    assert sensitivity(asked(), sheet(asked(), given), decided("A")) == ()


def test_a_great_round_is_told_in_stated_numbers() -> None:
    given = {f"b{n:02}": (n % 11, (3 * n) % 11, (7 * n) % 11) for n in range(40)}
    score = sheet(asked(), given)
    winners = [one.bidder for one in score.ranked("1") if (one.rank or 0) <= 5]
    found = told(asked(), given, *winners)
    assert found.random_weights is not None
    assert (len(found.random_weights.drawn), found.random_weights.bids) == (SHOWN, 40)
    assert {len(one.ranks) for one in found.random_weights.drawn} == {RANKS}
    assert len(found.closest) == NEAREST
    assert len(found.decisive.marks) == MOST < found.decisive.total


def test_the_record_can_hold_it_and_is_the_same_for_any_order_of_bids() -> None:
    turned = dict(reversed(GIVEN.items()))
    one, other = (canonical(told(asked(), given, "A", "B")) for given in (GIVEN, turned))
    assert one == other
