"""Scores worked out again: figures worked by hand, and the published order of rounding."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.points import as_digits
from aanbesteding.verification.scores import count_scores
from tests.verification.small_round import EVENTS, GIVEN, small_bids, small_marks, small_tender

LADDER: dict[str, Any] = {"mode": "rank_order", "tie_ladder": ["draw"], "least_points": 20}


def scores(
    given: Mapping[str, Any] = GIVEN, events: Sequence[Event] = EVENTS, **changes: Any
) -> dict[tuple[str, str], Counted]:
    counted = count_scores(small_tender(**changes), small_bids(given, events), small_marks(given))
    return {(score.bidder, score.lot): score for score in counted}


def test_points_follow_from_mark_weight_and_the_top_of_the_scale() -> None:
    score = scores()["A", "L1"]
    assert [row["exact"] for row in score.points] == [60, Fraction(240, 7)]
    assert (score.exact, score.total) == (Fraction(660, 7), Decimal("94.29"))


@pytest.mark.parametrize(
    ("steps", "mode", "total"),
    [
        # 59.9 · 3.5/7 = 29.95 and 40.1 · 3/7 = 17.1857…, together 47.1357….
        (["total"], "half_up", "47.1"),
        (["criterion"], "half_up", "47.2"),
        (["criterion"], "floor", "47.0"),
        (["quality"], "floor", "47.1"),
        ([], "half_up", "47.135714285714285714285714285714"),
    ],
)
def test_a_total_is_rounded_where_and_how_it_was_published(
    steps: list[str], mode: str, total: str
) -> None:
    given = {"A": ({"L1": ("3.5", 3)}, (9, 8), ("1000.00", "500.00"), ("N",))}
    rounding = [{"step": step, "mode": mode, "decimals": 1} for step in steps]
    criteria = [
        {"id": "q1", "title": "Plan", "weight": "59.9", "scale": "tien"},
        {"id": "q2", "title": "Mensen", "weight": "40.1", "scale": "tien"},
    ]
    found = scores(given, rounding=rounding, criteria=criteria)["A", "L1"].total
    assert found == Decimal(total)


def test_a_bid_below_the_lowest_mark_is_knocked_out_on_that_criterion() -> None:
    score = scores()["D", "L1"]
    assert (score.status, score.key, score.rank) == ("knocked_out", "standing.mark_below", None)
    assert score.values == {"criterion": "q2", "mark": 1, "lowest_mark": 2}


def test_the_lowest_mark_itself_stays_in() -> None:
    assert scores()["D", "L2"].status == "in"


def test_points_below_the_least_are_knocked_out_and_the_least_itself_stays_in() -> None:
    # D for L2: 60 · 1/7 + 40 · 2/7 = 20 exactly.
    score = scores(award={**LADDER, "least_points": "20.01"})["D", "L2"]
    assert (score.status, score.key) == ("knocked_out", "standing.points_below")
    assert score.values == {"points": Decimal("20.00"), "least_points": Decimal("20.01")}
    assert scores(award={**LADDER, "least_points": 20})["D", "L2"].status == "in"


@pytest.mark.parametrize("kind", ["late", "withdrawn", "excluded", "unsuitable"])
def test_the_register_comes_before_the_marks(kind: str) -> None:
    event = Event(bidder="D", event=EventKind(kind), reason="Daarom.", lot="L1")
    score = scores(events=(event,))["D", "L1"]
    assert (score.status, score.key) == (kind, f"standing.{kind}")
    assert score.values == {"reason": "Daarom."}


def test_a_correction_puts_nobody_out() -> None:
    event = Event(bidder="A", event=EventKind.CORRECTED, reason="Typefout.", lot="L1")
    assert scores(events=(event,))["A", "L1"].status == "in"


def test_equal_totals_share_a_rank_and_the_next_rank_is_left_out() -> None:
    marks = {"A": (6, 6), "B": (5, 5), "C": (5, 5), "D": (4, 4)}
    given = {b: ({"L1": m}, (1, 1), ("1.00", "1.00"), ("N",)) for b, m in marks.items()}
    ranks = {bidder: s.rank for (bidder, _), s in scores(given, ()).items()}
    assert ranks == {"A": 1, "B": 2, "C": 2, "D": 4}


@pytest.mark.parametrize(
    ("price", "points"),
    [
        # Prices of lot L1 at its demand of 30 and 20: A 40010, B 36000, C 32000 euros.
        ({"formula": "price.lowest_share", "weight": 30}, Fraction(30 * 32000, 40010)),
        ({"formula": "price.min_max", "weight": 30}, Fraction(0)),
        (
            {
                "formula": "price.absolute_linear",
                "weight": 30,
                "floor_price": 30000,
                "ceiling_price": 50010,
            },
            Fraction(30 * 10000, 20010),
        ),
        ({"formula": "value.award_on_value", "weight": 30}, 40010 - Fraction(660, 7)),
    ],
    ids=lambda value: value.get("formula") if isinstance(value, dict) else "",
)
def test_the_price_of_a_bid_is_taken_at_the_whole_demand_of_the_lot(
    price: dict[str, Any], points: Fraction
) -> None:
    entry = scores(price=price)["A", "L1"].points[-1]
    assert (entry["criterion"], entry["exact"]) == ("price", points)


def test_a_bid_that_is_out_sets_no_lowest_price() -> None:
    # D is the cheapest of L1 and knocked out; C is the cheapest that is in.
    entry = scores(price={"formula": "price.lowest_share", "weight": 30})["A", "L1"].points[-1]
    assert entry["inputs"]["lowest_price"] == 32000


@pytest.mark.parametrize(("on_dropout", "lowest"), [("keep", 32000), ("recompute", 36000)])
def test_the_cheapest_bid_that_left_after_the_award_counts_only_when_so_published(
    on_dropout: str, lowest: int
) -> None:
    # At the demand of 30 and 20, C asks 800 × 30 + 400 × 20 and B, the next, 900 × 30 + 450 × 20.
    left = Event(bidder="C", event=EventKind.WITHDRAWN, date="2026-04-10", reason="weg")
    found = scores(
        events=(left,),
        price={"formula": "price.lowest_share", "weight": 30},
        award={**LADDER, "on_dropout": on_dropout},
    )
    assert found["A", "L1"].points[-1]["inputs"]["lowest_price"] == lowest


def test_in_an_open_house_nobody_is_ranked() -> None:
    found = scores(award={"mode": "admit_all"})
    assert {(s.rank, s.points) for s in found.values()} == {(None, ())}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 20), "0.05"),
        (Fraction(3), "3"),
        (Fraction(1, 3), "0.333333333333333333333333333333"),
    ],
)
def test_digits_end_or_are_kept_to_thirty(value: Fraction, shown: str) -> None:
    assert str(as_digits(value)) == shown


def test_a_bid_that_the_panel_did_not_judge_has_no_points() -> None:
    given = {**GIVEN, "A": ({"L1": None}, *GIVEN["A"][1:])}
    score = scores(given)["A", "L1"]
    assert (score.points, score.total) == ((), Decimal(0))


LOWEST: dict[str, Any] = {"formula": "price.lowest_share", "weight": 30}


def test_a_bid_that_the_panel_did_not_judge_brings_no_points_by_its_price_either() -> None:
    given = {**GIVEN, "A": ({"L1": None}, *GIVEN["A"][1:])}
    everyone_in = {"mode": "rank_order", "tie_ladder": ["draw"]}
    score = scores(given, price=LOWEST, award=everyone_in)["A", "L1"]
    assert (score.status, score.points) == ("in", ())


def test_where_a_formula_cannot_divide_by_a_price_of_nothing_the_points_for_quality_stay() -> None:
    given = {"A": ({"L1": (7, 6)}, (9, 8), ("0.00", "0.00"), ("N", "Z"))}
    score = scores(given, price=LOWEST)["A", "L1"]
    assert [row["criterion"] for row in score.points] == ["q1", "q2"]
    assert (score.exact, score.total) == (Fraction(660, 7), Decimal("94.29"))
