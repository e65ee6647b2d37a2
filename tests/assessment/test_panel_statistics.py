"""The panel's figures: from individual marks, per lot and criterion; warnings that never decide."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.assessment.marks import Mark, Marks
from aanbesteding.assessment.panel_agreement import Agreement
from aanbesteding.assessment.panel_deviation import step_of, width_of
from aanbesteding.assessment.panel_statistics import LotPanel, panel_statistics
from aanbesteding.basis.canonical import canonical, read_json
from tests.small_panel import ALIKE, WHO, marks
from tests.tiny import tender


def panel(*rows: str, **changes: Any) -> LotPanel:
    (lot,) = panel_statistics(tender(**changes), marks(*rows)).lots
    return lot


def agreement(*rows: str) -> Agreement:
    (one,) = panel(*rows).agreement
    return one


def figures(one: Agreement) -> list[Decimal | None]:
    return [one.kendall_w, one.alpha_ordinal, one.alpha_interval, one.icc_single, one.icc_mean]


def test_a_lot_without_individual_marks_has_no_figures() -> None:
    assert panel_statistics(tender(), marks("K1 - - - 8", "K2 - - - 6")).lots == ()


def test_the_spread_is_the_highest_less_the_lowest_mark_of_a_bid() -> None:
    spread = agreement("K1 8 5 8 8", "K2 6 6 7 6", "K3 4 - - 4").spread
    assert spread is not None
    assert [spread.mean, spread.largest] == [2, 3]
    assert spread.bidders == ("K1",)


def test_shrout_and_fleiss_come_out_through_the_panel() -> None:
    """Shrout & Fleiss 1979 give .29 for one of their four judges and .62 for the mean of all."""
    rows = ("9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7")
    given_marks = tuple(
        Mark(f"A{at}", f"K{row}", "1", "k", Decimal(mark), "reden")
        for row, line in enumerate(rows)
        for at, mark in enumerate(line.split())
    )
    (lot,) = panel_statistics(tender(), Marks(given_marks)).lots
    assert (lot.agreement[0].assessors, lot.agreement[0].complete) == (4, 6)
    assert lot.agreement[0].icc_single == Decimal("0.290")
    assert lot.agreement[0].icc_mean == Decimal("0.620")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (("K1 8 - - 8", "K2 6 - - 6", "K3 4 - - 4"), "few_assessors"),
        (("K1 8 7 8 8", "K2 6 6 7 6", "K3 4 - - 4"), "few_bids"),
        (("K1 8 8 8 8", "K2 8 8 8 8", "K3 8 8 - 8"), "all_equal"),
    ],
)
def test_too_little_to_say_anything_is_said(rows: tuple[str, ...], why: str) -> None:
    one = agreement(*rows)
    assert (one.silent, figures(one)) == (why, [None] * 5)


def test_enough_gives_every_figure_in_three_decimals() -> None:
    one = agreement(*ALIKE)
    assert one.silent == ""
    assert {figure.as_tuple().exponent for figure in figures(one) if figure is not None} == {-3}
    assert None not in figures(one)


def test_w_and_icc_need_bids_that_everyone_judged_and_alpha_does_not() -> None:
    one = agreement("K1 8 8 - 8", "K2 - 6 7 6", "K3 4 - 4 4", "K4 9 9 9 9")
    assert (one.bids, one.complete) == (4, 1)
    assert (one.kendall_w, one.icc_single, one.icc_mean) == (None, None, None)
    assert None not in (one.alpha_ordinal, one.alpha_interval)


def test_a_deviation_is_the_mean_difference_with_the_others() -> None:
    found = {one.assessor: one for one in panel("K1 8 5 6 7", "K2 7 7 4 6").deviations}
    assert found["A1"].mean == Fraction(5, 2) * Fraction(1, 2) + Fraction(3, 2) * Fraction(1, 2)
    assert found["A1"].from_median == Fraction(2 + 0, 2)
    assert (found["A1"].bids, found["A1"].marks) == (2, 2)


def test_the_assessor_who_marks_lower_deviates_and_the_others_do_not() -> None:
    found = panel("K1 8 4 8 8", "K2 7 3 7 7", "K3 6 2 7 6").deviations
    assert [one.assessor for one in found if one.deviates] == ["A2"]


def test_two_bids_are_too_few_to_call_an_assessor_deviating() -> None:
    found = panel("K1 8 4 8 8", "K2 7 3 7 7").deviations
    assert [one.assessor for one in found if one.deviates] == []


def test_exactly_one_step_is_no_deviation() -> None:
    found = panel("K1 8 7 8 8", "K2 7 6 7 7", "K3 6 5 6 6").deviations
    assert next(one.from_median for one in found if one.assessor == "A2") == -1
    assert not any(one.deviates for one in found)


def test_who_judged_alone_stands_beside_nobody() -> None:
    assert [one.assessor for one in panel("K1 8 7 - 8", "K2 - - 7 7").deviations] == ["A1", "A2"]


def test_each_scale_has_deviations_of_its_own() -> None:
    scales = [{"scale": s, "mark": m * f, "label": str(m)} for s, f in (("a", 1), ("b", 10))
              for m in range(11)]  # fmt: skip
    criteria = [{"id": c, "title": c, "weight": 50, "scale": c} for c in ("a", "b")]
    both = (
        *marks("K1 8 6 7 7", criterion="a").marks,
        *marks("K1 80 60 70 70", criterion="b").marks,
    )
    (lot,) = panel_statistics(tender(scales=scales, criteria=criteria), Marks(both)).lots
    found = {(one.assessor, one.scale): one.mean for one in lot.deviations}
    assert found["A1", "a"] == Fraction(3, 2)
    assert found["A1", "b"] == 15


def test_a_step_of_an_uneven_scale_is_its_mean_step() -> None:
    scales = [{"scale": "tien", "mark": m, "label": str(m)} for m in (0, 3, 5, 7, 10)]
    assert step_of(tender(scales=scales), "tien") == Fraction(5, 2)
    assert width_of(tender(scales=scales), "tien") == 10
    assert step_of(tender(scales=scales[:1]), "tien") == step_of(tender(), "onbekend") == 0


def test_the_trail_goes_from_the_individual_marks_to_the_one_that_counts() -> None:
    (move, *_) = panel("K1 8 5 6 7").trail
    assert move.individual == {"A1": 8, "A2": 5, "A3": 6}
    assert [move.mean, move.counts, move.difference] == [Fraction(19, 3), 7, Fraction(2, 3)]
    assert (move.outside, move.reason) == (False, "consensus over K1")


def test_without_a_consensus_nothing_counts_yet() -> None:
    (move,) = panel("K1 8 5 6").trail
    assert (move.counts, move.difference, move.outside, move.reason) == (None, None, False, "")


@pytest.mark.parametrize(
    ("row", "outside"),
    [("K1 6 7 8 8", False), ("K1 6 7 8 6", False), ("K1 6 7 8 9", True), ("K1 6 7 8 5", True),
     ("K1 6 - - 9", False)],
)  # fmt: skip
def test_a_consensus_beyond_two_or_more_individual_marks_is_outside(
    row: str, outside: bool
) -> None:
    assert [move.outside for move in panel(row).trail] == [outside]


def test_a_rounded_mean_is_never_called_outside() -> None:
    rounding = [{"step": "mark", "decimals": 0}]
    people = [{"id": who, "name": who} for who in WHO[:2]]
    changes = {"panel": {"method": "mean"}, "rounding": rounding, "assessors": people}
    (move,) = panel("K1 6.5 6.5", **changes).trail
    assert [move.counts, move.difference] == [7, Fraction(1, 2)]
    assert not move.outside


def test_what_is_judged_once_for_several_lots_stands_in_the_first() -> None:
    lots = [{"id": lot, "title": lot} for lot in ("1", "2")]
    criteria = [{"id": "k", "title": "k", "weight": 100, "scale": "tien", "shared": True}]
    both = (*marks("K1 8 7 8 8", lot="*").marks, *marks("K2 6 6 7 6", lot="*").marks)
    (lot,) = panel_statistics(tender(lots=lots, criteria=criteria), Marks(both)).lots
    assert (lot.lot, [move.bidder for move in lot.trail]) == ("1", ["K1", "K2"])
    assert [move.counts for move in lot.trail] == [8, 6]


@given(st.permutations(marks(*ALIKE).marks))
def test_the_order_of_the_marks_changes_nothing(shuffled: list[Mark]) -> None:
    assert panel_statistics(tender(), Marks(tuple(shuffled))) == panel_statistics(
        tender(), marks(*ALIKE)
    )


def test_the_figures_can_be_kept_in_a_record() -> None:
    found = panel_statistics(tender(), marks("K1 8 5 6 7", *ALIKE[1:]))
    kept = read_json(canonical(found))
    assert kept["lots"][0]["trail"][0]["mean"] == "19/3"


def test_marks_of_a_closed_lot_or_an_unknown_criterion_are_left_to_other_checks() -> None:
    strange = replace(marks("K1 8 5 6 7").marks[0], criterion="onbekend")
    other = replace(strange, lot="9", criterion="k")
    assert panel_statistics(tender(), Marks((strange, other))).lots == ()
