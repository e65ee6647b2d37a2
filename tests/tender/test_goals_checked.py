"""What is wrong with goals and stated values is told at the goal or rule that causes it."""

from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.checks import check
from aanbesteding.tender.load import load
from tests import tiny

CODES = ("T344", "T411", "T412", "T416", "T417", "T418", "T419")
SPEND, WAIT = {"kind": "spend"}, {"kind": "unmet"}
STATED = {"kind": "stated_value"}
BONUS = {"kind": "preference", "value": "100"}
SOFT = {"kind": "number_of_contracts", "at_most": 1, "penalty": "5"}
HARD = {"kind": "number_of_contracts", "at_most": 1}


def found(goals: list[dict[str, Any]], *rules: dict[str, Any]) -> list[tuple[str, int]]:
    """The codes of these goals and rules, each with the row it stands at."""
    asked = tiny.tender(goals=goals, rules=list(rules))
    rows = [(table, n) for table in ("goals", "rules") for n in range(5)]
    places: dict[Path, Place] = {(table, str(n)): Line(table, n) for table, n in rows}
    return [
        (f.code, f.place.line)
        for f in check(asked, places)
        if f.code in CODES and isinstance(f.place, Line)
    ]


def weighed(goal: dict[str, Any], weight: str) -> dict[str, Any]:
    return {**goal, "weight": weight}


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ([SPEND, WAIT], []),
        ([weighed(SPEND, "1"), weighed(WAIT, "2")], [("T419", 0)]),
        ([{**SPEND, "at_most": 9}, weighed(WAIT, "1"), weighed(SPEND, "2")], [("T419", 1)]),
        ([weighed(SPEND, "1")], []),
        ([weighed(SPEND, "1"), WAIT], [("T411", 1)]),
        ([SPEND, weighed(WAIT, "0")], [("T411", 0), ("T412", 1)]),
        ([weighed(SPEND, "0"), weighed(WAIT, "0")], [("T412", 0)]),
        ([{**SPEND, "at_most": 9}], [("T418", 0)]),
        ([{**SPEND, "at_most": 9}, WAIT], []),
        ([{**SPEND, "at_most": 9}, SPEND], []),
        ([{**SPEND, "at_most": 9}, {**SPEND, "at_most": 8}, WAIT], [("T344", 1)]),
        ([SPEND, WAIT, SPEND], [("T344", 2)]),
        ([], []),
    ],
)
def test_goals_weigh_together_or_not_at_all_and_leave_something_to_strive_for(
    goals: list[dict[str, Any]], expected: list[tuple[str, int]]
) -> None:
    assert sorted(found(goals)) == sorted(expected)


@pytest.mark.parametrize(
    ("goals", "rules", "expected"),
    [
        ([STATED], [], [("T416", 0)]),
        ([STATED], [HARD], [("T416", 0)]),
        ([STATED], [BONUS], []),
        ([STATED], [SOFT], []),
        ([{**STATED, "at_least": -50}, WAIT], [SOFT], []),
        ([WAIT], [HARD, BONUS, SOFT], [("T417", 1), ("T417", 2)]),
        ([], [SOFT], [("T417", 0)]),
    ],
)
def test_what_is_stated_is_counted_and_what_is_counted_is_stated(
    goals: list[dict[str, Any]], rules: list[dict[str, Any]], expected: list[tuple[str, int]]
) -> None:
    assert found(goals, *rules) == expected


def test_a_weighted_sum_is_a_notice_and_the_others_must_be_repaired() -> None:
    goals = [weighed(SPEND, "1"), weighed(WAIT, "2")]
    told = [f for f in check(tiny.tender(goals=goals)) if f.code == "T419"]
    assert [f.weight for f in told] == [Weight.NOTICE]
    mixed = [f for f in check(tiny.tender(goals=[weighed(SPEND, "1"), WAIT])) if f.code == "T411"]
    assert [f.weight for f in mixed] == [Weight.REPAIRABLE]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("at_most = 5\nat_least = 4", "T413"),
        ("at_most = 5\nweight = 2", "T414"),
        ("at_least = 5", "T415"),
        ("weight = -1", "T111"),
    ],
)
def test_a_goal_that_says_two_things_at_once_is_told_at_its_line(
    small: Any, fields: str, code: str
) -> None:
    _, findings = load(small(('kind = "spend"', f'kind = "spend"\n{fields}')))
    (told,) = [f for f in findings if f.code == code]
    assert isinstance(told.place, Line)
    assert told.place.file == "tender.toml"
    for lang in LANGUAGES:
        assert "spend" in finding_text(told, lang) or code == "T111"
