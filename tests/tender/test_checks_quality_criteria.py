"""Checks of criteria that are more than a mark: trees, answers in numbers, bonuses, shared ones."""

from decimal import Decimal
from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.bids.questions import bounds_shown
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.checks import check
from aanbesteding.tender.tender import Tender
from tests.tender.test_checks import BOTH, second_lot
from tests.tiny import tender

HEAD = "id;title;weight;parent;lots;scale;shared;bonus;formula;best_answer;worst_answer;unit"
HEAD += ";lowest_mark;lowest_mark_in"
OLD = "id;title;weight;scale;lots\nplan;Plan;60;tien;P1\nteam;Team;40;tien;\n"
PLAN = "plan;Plan;60;;;tien;;;;;;;;"
WAIT = "wacht;Wachttijd;40;;;;;;quality.between;5;25;dagen;;"
TWO = second_lot('mode = "rank_order"')


def rows(*lines: str) -> tuple[str, str]:
    return OLD, "\n".join((HEAD, *lines)) + "\n"


def codes(loaded: tuple[Tender | None, Any]) -> list[str]:
    return [finding.code for finding in loaded[1]]


# What is wrong in a table of criteria: its rows, the code, and the line (the head is line 1).
WRONG = [
    ((PLAN, WAIT.replace("quality.between", "quality.gok")), "T367", 3),
    ((PLAN, WAIT.replace("quality.between", "price.min_max")), "T367", 3),
    ((PLAN, WAIT.replace(";5;25", ";;25")), "T368", 3),
    ((PLAN, WAIT.replace(";5;25", ";5;")), "T368", 3),
    ((PLAN, WAIT.replace("dagen", "")), "T368", 3),
    ((PLAN, WAIT.replace("between;5;25;dagen", "time_share;;;")), "T368", 3),
    ((PLAN, WAIT.replace(";5;25", ";25;25")), "T369", 3),
    ((PLAN, WAIT.replace(";;;;quality", ";tien;;;quality")), "T401", 3),
    ((PLAN, WAIT.replace(";;;;quality", ";;true;;quality")), "T401", 3),
    ((PLAN, WAIT.replace("between;5;25", "time_share;5;")), "T401", 3),
    ((PLAN.replace(";;;;;;;", ";;;;5;25;dagen;"), WAIT), "T401", 2),
    (("kop;Kop;60;;;tien;;;;;;;;", "deel;Deel;60;kop;;tien;;;;;;;;", WAIT), "T401", 2),
    ((PLAN, WAIT[:-1] + "4;"), "T402", 3),
    ((PLAN, WAIT[:-1] + "5;false"), "T402", 3),
    ((PLAN.replace("tien;;;", "tien;true;;"), WAIT), "T403", 2),
    ((PLAN, WAIT, "b;B;5;;;;;true;;;;;;", "c;C;5;b;;tien;;;;;;;;"), "T404", 5),
    (("plan;Plan;60;;;tien;;;;;;;10;false", WAIT), "T406", 2),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "code", "line"), WRONG)
def test_a_criterion_that_does_not_fit_is_told_at_its_line(
    spoil: Any, lines: tuple[str, ...], code: str, line: int
) -> None:
    _, findings = spoil(rows(*lines))
    found = [f for f in findings if f.code == code]
    assert [f.place for f in found[:1]] == [Line("criteria.csv", line)]
    assert {f.weight for f in found} == {Weight.REPAIRABLE}
    for lang in LANGUAGES:
        assert all(finding_text(f, lang).startswith(code) for f in found)


# Tables of criteria in which nothing is wrong.
RIGHT = {
    "an answer between two ends": (PLAN, WAIT),
    "more is better": (PLAN, WAIT.replace(";5;25", ";25;5")),
    "a bound beyond the worst answer": (PLAN, WAIT[:-1] + "30;"),
    "the worst answer is just out": (PLAN, WAIT[:-1] + "25;false"),
    "more than a mark on the scale": ("plan;Plan;60;;;tien;;;;;;;0;false", WAIT),
    "a bonus on top": (PLAN, WAIT, "extra;Extra;5;;;tien;;true;;;;;;"),
    "a bonus in parts": (
        PLAN, WAIT, "b;B;5;;;;;true;;;;;;", "c;C;2;b;;tien;;true;;;;;;",
        "d;D;3;b;;tien;;true;;;;;;",
    ),
    "a bonus under a criterion that is none": (
        "kop;Kop;60;;;;;;;;;;;", "a;A;60;kop;;tien;;;;;;;;", "b;B;9;kop;;tien;;true;;;;;;", WAIT,
    ),
    "a tree of three levels": (
        "kop;Kop;60;;;;;;;;;;;", "a;A;20;kop;;tien;;;;;;;;", "b;B;40;kop;;;;;;;;;;",
        "c;C;15;b;;tien;;;;;;;;", "d;D;25;b;;tien;;;;;;;;", WAIT,
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", RIGHT.values(), ids=RIGHT)
def test_nothing_is_said_of_criteria_that_fit(spoil: Any, lines: tuple[str, ...]) -> None:
    rounded = 'mode = "rank_order"', 'mode = "rank_order"\non_dropout = "keep"'
    assert codes(spoil(rows(*lines), rounded)) == []


def test_the_weights_of_a_bonus_are_no_part_of_the_hundred(spoil: Any) -> None:
    found = spoil(rows(PLAN, WAIT.replace(";40;", ";35;"), "extra;Extra;5;;;tien;;true;;;;;;"))
    totals = [f.values["total"] for f in found[1] if f.code == "T322"]
    assert totals == [95]


def test_an_answer_that_is_compared_needs_a_word_on_who_drops_out(spoil: Any) -> None:
    compared = WAIT.replace("between;5;25", "time_share;;")
    assert "T336" in codes(spoil(rows(PLAN, compared)))


def test_a_scale_may_take_points_away_but_its_top_must_give_them(spoil: Any) -> None:
    below = ("tien;0;niets;Niets\ntien;10;alles;Alles\n", "tien;-5;min;Min\ntien;{};x;X\n")
    for top, wanted in (("10", []), ("0", ["T405"]), ("-1", ["T405"])):
        edit = (below[0], below[1].format(top))
        assert codes(spoil(edit)) == wanted


def test_a_shared_criterion_counts_in_every_lot_it_holds_for(spoil: Any) -> None:
    shared = rows("plan;Plan;60;;;tien;true;;;;;;;", WAIT)
    assert codes(spoil(shared, TWO, BOTH)) == []
    alone = rows("plan;Plan;60;;P1;tien;true;;;;;;;", WAIT)
    assert "T403" in codes(spoil(alone, TWO, BOTH))


def test_a_part_holds_in_no_more_lots_than_what_it_is_part_of(spoil: Any) -> None:
    tree = rows("kop;Kop;60;;P1;;;;;;;;;", "a;A;60;kop;;tien;;;;;;;;", WAIT)
    tender, findings = spoil(tree, TWO, BOTH)
    assert tender is not None
    assert [one.id for one in tender.scored("P1")] == ["a", "wacht"]
    assert [one.id for one in tender.scored("P2")] == ["wacht"]
    assert [(f.code, f.values["lot"]) for f in findings] == [("T322", "P2")]


def test_what_is_answered_in_a_number_is_not_marked(spoil: Any) -> None:
    tender, _ = spoil(rows(WAIT, PLAN))
    assert tender is not None
    assert [one.id for one in tender.scored("P1")] == ["wacht", "plan"]
    assert [one.id for one in tender.judged("P1")] == ["plan"]
    assert [one.id for one in tender.answered("P1")] == ["wacht"]


@pytest.mark.parametrize(
    ("best", "worst", "bound_in", "good"),
    [
        (5, 25, True, {4, 5, 20}),
        (5, 25, False, {4, 5}),
        (25, 5, True, {20, 25, 30}),
        (25, 5, False, {25, 30}),
        (None, None, True, {20, 25, 30}),
        (None, None, False, {25, 30}),
    ],
)
def test_a_bound_of_20_keeps_in_what_is_better_than_it(
    spoil: Any, best: int | None, worst: int | None, bound_in: bool, good: set[int]
) -> None:
    tender, _ = spoil(rows(PLAN, WAIT))
    assert tender is not None
    changes = {
        "best_answer": best, "worst_answer": worst, "lowest_mark": 20, "lowest_mark_in": bound_in
    }  # fmt: skip
    criterion = tender.criteria[1].model_copy(update=changes)
    assert {n for n in (4, 5, 20, 25, 30) if criterion.good_enough(Decimal(n))} == good


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_formula_of_an_answer_is_explained_in_the_bid_form(lang: str, spoil: Any) -> None:
    tender, _ = spoil(rows(PLAN, WAIT))
    assert tender is not None
    for card in BY_ID.values():
        if "answer" in card.inputs:
            one = tender.criteria[1].model_copy(update={"formula": card.id})
            assert bounds_shown(one, lang)


def test_the_lowest_price_among_good_bids_is_still_a_ranking_on_price_alone() -> None:
    price = {"formula": "value.lowest_price"}
    assert "T329" in {found.code for found in check(tender(price=price))}
    on_value = {"formula": "value.award_on_value"}
    assert "T329" not in {found.code for found in check(tender(price=on_value))}
