"""What may be asked of a rule: none, but never fewer than none; a share of all, but not more."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from aanbesteding.rules import WRITTEN
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share_ladder import ShareLadder

COUNTED = ("at_least", "at_most", "points", "tolerance")
FROM_ONE = {("Implies", "at_least")}  # none of them would ask nothing
SHARES = {
    ("ShareLadder", "tolerance"),
    ("KeepIncumbents", "at_least"),
    ("Share", "at_least"),
    ("ShareOfBidder", "at_least"),
}
MANY = 10**12


def refused(kind: type[Any], field: str, value: object) -> bool:
    """Whether the value of this one field is what is wrong."""
    try:
        kind(**{field: value})
    except ValidationError as error:
        return any(one["loc"] == (field,) for one in error.errors())
    return False


def fields(*names: str) -> list[Any]:
    return [
        pytest.param(rule, name, id=f"{rule.__name__}.{name}")
        for rule in WRITTEN
        for name in names
        if name in rule.model_fields
    ]


@pytest.mark.parametrize(("rule", "name"), fields(*COUNTED))
def test_none_may_be_asked_and_fewer_than_none_may_not(rule: type[Rule], name: str) -> None:
    least = 1 if (rule.__name__, name) in FROM_ONE else 0
    assert not refused(rule, name, least)
    assert refused(rule, name, least - 1)


@pytest.mark.parametrize(("rule", "name"), fields("penalty"))
def test_a_penalty_costs_something(rule: type[Rule], name: str) -> None:
    assert not refused(rule, name, Decimal("0.01"))
    assert refused(rule, name, Decimal(0))


@pytest.mark.parametrize(("rule", "name"), fields("tolerance", "at_least"))
def test_a_share_goes_up_to_all_and_a_number_further(rule: type[Rule], name: str) -> None:
    assert not refused(rule, name, 1)
    assert refused(rule, name, 2) == ((rule.__name__, name) in SHARES)


@pytest.mark.parametrize("name", ["Reserved", "FreeCapacity"])
def test_a_number_of_places_is_no_more_than_a_million_millions(name: str) -> None:
    rule = next(one for one in WRITTEN if one.__name__ == name)
    assert not refused(rule, "at_least", MANY)
    assert refused(rule, "at_least", MANY + 1)


def test_a_figure_of_a_goal_has_fifteen_digits_as_a_cell_has() -> None:
    assert not refused(Goal, "weight", Decimal("123456789012345"))
    assert refused(Goal, "weight", Decimal("1234567890123456"))


@pytest.mark.parametrize(("rule", "name"), fields("points", "tolerance"))
def test_points_and_parts_have_fifteen_digits_as_a_cell_has(rule: type[Rule], name: str) -> None:
    assert not refused(rule, name, Decimal("0.12345678901234"))
    assert refused(rule, name, Decimal("0.1234567890123456"))


@pytest.mark.parametrize("weight", ["0", "0.5"])
def test_a_goal_may_weigh_less_than_one_but_not_less_than_nothing(weight: str) -> None:
    assert not refused(Goal, "weight", Decimal(weight))
    assert refused(Goal, "weight", Decimal("-0.01"))


def test_a_ladder_has_twenty_shares_at_most() -> None:
    assert not refused(ShareLadder, "shares", ["0.05"] * 20)
    assert refused(ShareLadder, "shares", ["0.01"] * 21)


@pytest.mark.parametrize("way", [1, -1])
def test_a_contract_is_worth_a_thousand_million_at_most_either_way(way: int) -> None:
    assert not refused(Preference, "value", way * 10**9)
    assert refused(Preference, "value", way * (10**9 + 1))


@pytest.mark.parametrize("made", [Goal(kind="spend"), ShareLadder(shares=["0.5"])])
def test_a_rule_or_goal_does_not_change_once_it_is_made(made: Rule | Goal) -> None:
    for name in type(made).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(made, name, getattr(made, name))


@pytest.mark.parametrize("kind", [Goal, ShareLadder])
def test_a_field_that_nobody_knows_is_refused(kind: type[Any]) -> None:
    assert refused(kind, "weighs", 1)
