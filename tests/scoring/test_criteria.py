"""Points for answers in numbers, bonuses, marks below zero, trees, and bounds as published."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.assessment import Status
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.scoring.quality import quality_points
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from tests.tiny import bid, bids, marks, scored, tender

PLAN = {"id": "k", "title": "Plan", "weight": 60, "scale": "tien"}
WAIT = {
    "id": "w", "title": "Wachttijd", "weight": 40, "formula": "quality.between",
    "best_answer": 5, "worst_answer": 25, "unit": "dagen",
}  # fmt: skip
SAVED = {
    "id": "w", "title": "Korter", "weight": 40, "formula": "quality.time_share", "unit": "dagen",
}  # fmt: skip
NONE = Marks(())


def standing(days: str, **bounds: Any) -> tuple[Status, str, dict[str, Any]]:
    asked = tender(criteria=[PLAN, {**WAIT, **bounds}])
    sheet = scored(asked, bids(bid("A", answers={"w": days})), marks({"A": 6}))
    found = sheet.scores[0].standing
    return found.status, found.key, dict(found.values)


def only(sheet: Scoresheet, bidder: str = "A") -> Score:
    return next(score for score in sheet.scores if score.bidder == bidder)


# 40 points · (25 − days) / 20, and 60 · 6/10 for the plan.
@pytest.mark.parametrize(
    ("days", "points"), [("5", 40), ("3", 40), ("10", 30), ("15", 20), ("25", 0), ("90", 0)]
)
def test_an_answer_gets_points_on_a_line_between_the_published_ends(days: str, points: int) -> None:
    asked = tender(criteria=[PLAN, WAIT])
    score = only(scored(asked, bids(bid("A", answers={"w": days})), marks({"A": 6})))
    assert [p.exact for p in score.points] == [36, points]
    assert score.total == 36 + points
    assert score.points[1].inputs["answer"] == Fraction(days)


def test_an_answer_counts_to_its_last_digit() -> None:
    asked = tender(criteria=[PLAN, WAIT])
    score = only(scored(asked, bids(bid("A", answers={"w": "7.25"})), marks({"A": 0})))
    assert score.exact == Fraction(40) * Fraction("17.75") / 20


def test_a_bid_without_its_answer_is_not_scored() -> None:
    asked = tender(criteria=[PLAN, WAIT])
    score = only(scored(asked, bids(bid("A")), marks({"A": 6})))
    assert (score.points, score.rank) == ((), None)


# Italian framework agreements: the share of a reduction in the mean of all, never more than one.
def test_a_reduction_is_held_against_the_mean_of_those_who_take_part() -> None:
    asked = tender(criteria=[PLAN, SAVED])
    found = bids(*(bid(b, answers={"w": days}) for b, days in zip("ABC", "246", strict=True)))
    sheet = scored(asked, found, marks({"A": 0, "B": 0, "C": 0}))
    assert [only(sheet, b).total for b in "ABC"] == [20, 40, 40]


def test_who_is_put_out_does_not_move_the_mean_and_keeps_points_to_be_seen() -> None:
    asked = tender(criteria=[PLAN, SAVED])
    gone = Event(bidder="C", event=EventKind.EXCLUDED, reason="uitgesloten")
    offered = [bid(b, answers={"w": days}) for b, days in zip("ABC", "246", strict=True)]
    sheet = scored(asked, bids(*offered, events=[gone]), marks({"A": 0, "B": 0, "C": 0}))
    assert [only(sheet, b).total for b in "AB"] == [Decimal("26.67"), 40]
    assert only(sheet, "C").rank is None
    assert only(sheet, "C").quality == 40


def test_who_has_too_few_points_still_counted_in_the_mean_those_points_were_made_with() -> None:
    asked = tender(criteria=[PLAN, SAVED], award={"least_points": 30})
    offered = [bid(b, answers={"w": days}) for b, days in zip("ABC", "246", strict=True)]
    sheet = scored(asked, bids(*offered), marks({"A": 0, "B": 0, "C": 0}))
    assert only(sheet, "A").standing.key == "standing.points_below"
    assert [only(sheet, b).quality for b in "ABC"] == [20, 40, 40]
    assert [only(sheet, b).total for b in "BC"] == [40, 40]
    assert [only(sheet, b).points[1].inputs["mean_answer"] for b in "ABC"] == [4, 4, 4]


def test_when_everybody_is_out_their_points_are_not_worked_out() -> None:
    asked = tender(criteria=[SAVED | {"weight": 100}])
    gone = Event(bidder="A", event=EventKind.LATE, reason="te laat")
    sheet = scored(asked, bids(bid("A", answers={"w": "2"}), events=[gone]), NONE)
    assert only(sheet).points == ()


def test_an_answer_nobody_can_make_points_of_is_left_out_of_what_the_panel_sees() -> None:
    asked = tender(criteria=[SAVED | {"weight": 100}])
    offered = bids(bid("A", answers={"w": "0"}))
    assert quality_points(asked, offered, assess(asked, offered, NONE)) == {}


@pytest.mark.parametrize(
    ("days", "bounds", "key"),
    [
        ("20", {"lowest_mark": 20}, ""),
        ("20.01", {"lowest_mark": 20}, "standing.answer_above"),
        ("19.99", {"lowest_mark": 20, "lowest_mark_in": False}, ""),
        ("20", {"lowest_mark": 20, "lowest_mark_in": False}, "standing.answer_not_below"),
        ("4", {"best_answer": 25, "worst_answer": 5, "lowest_mark": 5}, "standing.answer_below"),
        ("5", {"best_answer": 25, "worst_answer": 5, "lowest_mark": 5, "lowest_mark_in": False},
         "standing.answer_not_above"),
    ],
)  # fmt: skip
def test_an_answer_beyond_the_bound_knocks_out_and_says_which_bound(
    days: str, bounds: dict[str, Any], key: str
) -> None:
    status, said, values = standing(days, **bounds)
    assert said == key
    assert status is (Status.KNOCKED_OUT if key else Status.IN)
    if key:
        assert values["mark"] == Decimal(days)
        sentence = say(key, "nl", values)
        assert str(values["lowest_mark"]) in sentence
        assert "dagen" in sentence


@pytest.mark.parametrize(
    ("mark", "bound_in", "key"),
    [
        (6, True, ""),
        (5, True, "standing.mark_below"),
        (7, False, ""),
        (6, False, "standing.mark_not_above"),
    ],
)
def test_a_mark_is_at_least_or_more_than_the_bound_as_published(
    mark: int, bound_in: bool, key: str
) -> None:
    criterion = {**PLAN, "weight": 100, "lowest_mark": 6, "lowest_mark_in": bound_in}
    found = only(scored(tender(criteria=[criterion]), bids(bid("A")), marks({"A": mark})))
    assert found.standing.key == key


@pytest.mark.parametrize(("points", "key"), [(60, "standing.points_not_above"), (61, "")])
def test_a_total_is_more_than_the_least_points_when_so_published(points: int, key: str) -> None:
    asked = tender(award={"least_points": 60, "least_points_in": False})
    found = only(scored(asked, bids(bid("A")), marks({"A": Decimal(points) / 10})))
    assert found.standing.key == key


def test_the_sentences_say_at_least_or_more_than() -> None:
    values = {"criterion": "k", "mark": 5, "lowest_mark": 6, "unit": "u",
              "points": 5, "least_points": 6}  # fmt: skip
    words = {"nl": ("ten minste", "meer dan"), "en": ("at least", "more than")}
    for lang in LANGUAGES:
        for what in ("mark", "points"):
            at_least = say(f"standing.{what}_below", lang, values)
            more = say(f"standing.{what}_not_above", lang, values)
            assert words[lang][0] in at_least
            assert words[lang][1] not in at_least
            assert words[lang][1] in more
            assert words[lang][0] not in more


def test_a_price_above_a_ceiling_that_knocks_out_is_told_with_both_amounts() -> None:
    price = {"formula": "price.absolute_linear", "weight": 40, "floor_price": 10000,
             "ceiling_price": 29000, "over_ceiling": "out"}  # fmt: skip
    found = only(scored(tender(criteria=[PLAN], price=price), bids(bid("A")), marks({"A": 6})))
    assert found.standing.key == "standing.price_above"
    assert "30.000,00" in say(found.standing.key, "nl", found.standing.values)


def test_a_bonus_comes_on_top_of_the_hundred() -> None:
    extra = {"id": "b", "title": "Extra", "weight": 10, "scale": "tien", "bonus": True}
    asked = tender(criteria=[{**PLAN, "weight": 100}, extra])
    both = (*marks({"A": 10}).marks, *marks({"A": 10}, criterion="b").marks)
    assert only(scored(asked, bids(bid("A")), Marks(both))).total == 110


def test_a_mark_below_zero_takes_points_away() -> None:
    scale = [{"scale": "min", "mark": m, "label": str(m)} for m in (-5, 0, 10)]
    malus = {"id": "m", "title": "Malus", "weight": 10, "scale": "min", "bonus": True}
    steps = [{"scale": "tien", "mark": m, "label": str(m)} for m in range(11)]
    asked = tender(criteria=[{**PLAN, "weight": 100}, malus], scales=[*steps, *scale])
    both = (*marks({"A": 7}).marks, *marks({"A": -5}, criterion="m").marks)
    assert only(scored(asked, bids(bid("A")), Marks(both))).total == 65


def test_a_tree_is_scored_by_its_leaves() -> None:
    tree = [
        {"id": "kop", "title": "Kop", "weight": 60},
        {"id": "a", "title": "A", "weight": 20, "parent": "kop", "scale": "tien"},
        {"id": "b", "title": "B", "weight": 40, "parent": "kop", "scale": "tien"},
        {**WAIT},
    ]
    asked = tender(criteria=tree)
    both = (*marks({"A": 5}, criterion="a").marks, *marks({"A": 10}, criterion="b").marks)
    score = only(scored(asked, bids(bid("A", answers={"w": "25"})), Marks(both)))
    assert {p.criterion: p.exact for p in score.points} == {"a": 10, "b": 40, "w": 0}


@given(st.lists(st.decimals(0, 100, places=2), min_size=2, max_size=6), st.booleans())
def test_a_better_answer_never_gets_fewer_points(days: list[Decimal], lower: bool) -> None:
    ends = {"best_answer": 5, "worst_answer": 25} if lower else {"best_answer": 25,
                                                                "worst_answer": 5}  # fmt: skip
    asked = tender(criteria=[{**WAIT, **ends, "weight": 100}])
    offered = bids(*(bid(f"B{n}", answers={"w": str(d)}) for n, d in enumerate(days)))
    sheet = scored(asked, offered, NONE)
    best_first = sorted(range(len(days)), key=lambda n: days[n], reverse=not lower)
    points = [only(sheet, f"B{n}").exact for n in best_first]
    assert points == sorted(points, reverse=True)


def test_a_requirement_needs_a_yes_and_never_brings_points() -> None:
    asked = tender(requirements=[{"id": "vog", "title": "VOG", "asked": True}])
    offered = bids(bid("A", meets=["vog"]), bid("B"))
    sheet = scored(asked, offered, marks({"A": 6, "B": 9}))
    assert [only(sheet, b).standing.status for b in "AB"] == [Status.IN, Status.UNSUITABLE]
    assert only(sheet, "B").standing.key == "standing.requirement_not_met"
    assert "VOG" in say("standing.requirement_not_met", "nl", only(sheet, "B").standing.values)
    assert [p.criterion for p in only(sheet, "A").points] == ["k"]
