"""What a package shows of dates, lots and totals, held against itself where part is hidden."""

from collections.abc import Mapping
from typing import Any

import pytest

from aanbesteding.verification.opened_tree import Rows
from aanbesteding.verification.package_claims import claims

# 1 March 2027 and twenty days is a Sunday, so the term ends on the Monday after it.
ASKED = {"provisional_award": "2027-03-01", "standstill_days": 20}
COUNTED = {"standstill_last_day": "2027-03-22", "final_award_from": "2027-03-23"}


def rows(*shown: Any, hidden: int = 0) -> Rows:
    return Rows(len(shown) + hidden, dict(enumerate(shown)))


def found(record: Mapping[str, Any]) -> list[tuple[str, object, object, object, object]]:
    """Code, place, row, what is said and what was counted of each finding."""
    names = ("pointer", "row", "says", "counted")
    return [
        (one.code, *(one.values[name] for name in names))
        for step in claims({"record": {"kind": "award", **record}}, "p.json")
        for one in step.findings
    ]


def days(told: Any, asked: Any) -> dict[str, Any]:
    return {"schedule": told, "tender": {"schedule": asked}}


def lot(**said: Any) -> dict[str, Any]:
    won = said.pop("won", ["A", "B"])
    shown = {"lot": "1", "outcome": "awarded", "winners": {"by_number": rows(*won)}, **said}
    return {"decision": {"lots": rows(shown)}}


def score(total: Any, *points: Any, **said: Any) -> dict[str, Any]:
    """A record with one score, of points as (criterion, exact)."""
    shown = [{"criterion": c, "exact": exact, "rounded": "0"} for c, exact in points]
    one = {"bidder": "A", "lot": "1", "status": "in", "total": total, "points": rows(*shown)}
    return {
        "tender": {"rounding": rows(*said.pop("rounding", ()))},
        "scores": rows({**one, **said}),
    }


def test_of_what_is_hidden_nothing_is_claimed() -> None:
    told = [step.check.key for step in claims({"record": {}}, "p.json")]
    assert told == []


def test_the_days_of_a_package_follow_from_the_award_and_the_term() -> None:
    assert found(days({**ASKED, **COUNTED}, ASKED)) == []


def test_another_day_is_named_with_both() -> None:
    wrong = {**ASKED, "final_award_from": "2027-03-22", "standstill_days": 10}
    assert found(days(wrong, ASKED)) == [
        ("V668", "record/schedule/final_award_from", "", "2027-03-22", "2027-03-23"),
        ("V668", "record/schedule/standstill_days", "", "10", "20"),
    ]


@pytest.mark.parametrize("day", ["morgen", "9999-12-31", None])
def test_a_day_from_which_no_term_can_run_is_named(day: Any) -> None:
    asked = {**ASKED, "provisional_award": day}
    place = "record/tender/schedule/provisional_award"
    says = "null" if day is None else day
    assert found(days({**asked, **COUNTED}, asked)) == [("V668", place, "", says, "")]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"final_award_from": "x"}, None),
        (None, ASKED),
        ({"final_award_from": "x"}, {"provisional_award": "2027-03-01"}),
        ({"final_award_from": "x"}, {**ASKED, "standstill_days": True}),
    ],
)
def test_days_of_which_the_term_is_hidden_are_not_counted(told: Any, asked: Any) -> None:
    assert found(days(told, asked)) == []


def test_a_record_of_another_kind_is_no_award() -> None:
    assert found({"kind": "lab", **lot()}) == [("V669", "record/kind", "", "lab", "award")]
    assert found({"kind": ["award"], **lot()}) == [("V669", "record/kind", "", "", "award")]


@pytest.mark.parametrize("what", ["bids", "places"])
def test_there_are_no_more_winners_than_bids_or_places(what: str) -> None:
    assert found(lot(**{what: 2})) == []
    assert found(lot(**{what: 1})) == [("V669", f"record/decision/lots/{what}", "1", "1", "2")]


def test_nobody_wins_a_lot_twice() -> None:
    place = "record/decision/lots/winners"
    assert found(lot(won=["A", "A"])) == [("V669", place, "1", '["A", "A"]', "×2")]


@pytest.mark.parametrize(
    ("outcome", "won", "wrong"),
    [
        ("awarded", ["A"], False),
        ("awarded", [], True),
        ("nothing_fits", ["A"], True),
        ("nothing_fits", [], False),
        ("draw_needed", ["A"], True),
    ],
)
def test_a_lot_has_winners_where_it_was_awarded_alone(
    outcome: str, won: list[str], wrong: bool
) -> None:
    told = ("V669", "record/decision/lots/outcome", "1", outcome, str(len(won)))
    assert found(lot(outcome=outcome, won=won)) == ([told] if wrong else [])


def test_a_total_is_the_sum_of_its_points() -> None:
    points = (("q", "20.5"), ("r", "1/3"), ("price", "30"))
    assert found(score("305/6", *points)) == []
    assert found(score("50.83", *points)) == [
        ("V670", "record/scores/total", "A", "50.83", "305/6")
    ]


def test_a_total_of_thirty_decimals_may_be_off_by_the_last_alone() -> None:
    off = "0." + "3" * 29
    assert found(score(off, ("q", "1/3"))) == []
    assert [code for code, *_ in found(score(off[:-2] + "1", ("q", "1/3")))] == ["V670"]
    assert found(score("0." + "0" * 28 + "1", ("q", "0"))) == []


def test_points_are_added_as_each_step_of_the_tender_rounds_them() -> None:
    # 20.45 → 20.5, 10.05 → 10.1: quality 30.6 → 31; price 29.99 → 29.9; together 60.9 → 61.
    rounding = [
        {"step": "criterion", "decimals": 1, "mode": "half_up"},
        {"step": "quality", "decimals": 0, "mode": "half_up"},
        {"step": "price", "decimals": 1, "mode": "floor"},
        {"step": "total", "decimals": 0, "mode": "half_up"},
    ]
    points = (("q", "20.45"), ("r", "10.05"), ("price", "29.99"))
    assert found(score("61", *points, rounding=rounding)) == []
    steps = [row for row in rounding if row["step"] != "total"]
    assert found(score("60.9", *points, rounding=steps)) == []
    assert [told[3:] for told in found(score("61", *points, rounding=steps))] == [("61", "609/10")]


@pytest.mark.parametrize("exact", ["1E9", "NaN", "1/0", 5, None])
def test_points_that_are_no_number_are_named(exact: Any) -> None:
    told = [("V670", "record/scores/total", "A", "5", "")]
    assert found(score("5", ("q", exact))) == told


@pytest.mark.parametrize("row", [{"decimals": 31, "mode": "floor"}, {"decimals": 1, "mode": "x"}])
def test_a_rounding_that_there_is_not_is_named(row: dict[str, Any]) -> None:
    told = found(score("5", ("q", "5"), rounding=[{"step": "total", **row}]))
    assert told == [("V670", "record/scores/total", "A", "5", "")]
    most = [{"step": "total", "decimals": 30, "mode": "floor"}]
    assert found(score("5", ("q", "5"), rounding=most)) == []


@pytest.mark.parametrize("status", ["out", None])
def test_the_total_of_who_takes_no_part_is_not_counted(status: Any) -> None:
    assert found(score("9", ("q", "5"), status=status)) == []


@pytest.mark.parametrize("hidden", ["criterion", "exact", "rounded"])
def test_a_total_of_which_a_point_is_hidden_is_not_counted(hidden: str) -> None:
    record = score("9", ("q", "5"), ("r", "3"))
    del record["scores"].shown[0]["points"].shown[1][hidden]
    assert found(record) == []


def test_a_total_without_points_or_with_hidden_ones_is_not_counted() -> None:
    assert found(score("9")) == []
    assert found(score("9", points=rows({"criterion": "q"}, hidden=1))) == []
    without = score("9", ("q", "5"))
    del without["scores"].shown[0]["total"]
    assert found(without) == []


def test_where_the_rounding_is_hidden_no_total_is_counted() -> None:
    record = score("9", ("q", "5"))
    record["tender"] = {"rounding": rows(hidden=1)}
    assert found(record) == []
