"""What can be changed about a rule: left out, or its limit one step looser or tighter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from aanbesteding.rules.goals import IN_CENTS, Goal
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import Valued
from aanbesteding.rules.substitution import Substitution
from aanbesteding.rules.wait_norm import WaitNorm

T = TypeVar("T")
Other = TypeVar("Other")
Model = TypeVar("Model", bound=BaseModel)

# Per field that holds a limit: the way in which it allows more.
LOOSER: Mapping[str, int] = {
    "at_least": -1,
    "points": -1,
    "at_most": 1,
    "at_most_share": 1,
    "tolerance": 1,
}
# What a limit counts where it is a whole number; clients where nothing is said.
UNITS: Mapping[str, str] = {
    "number_of_contracts": "contract",
    "implies": "contract",
    "contracts": "contract",
    "lots_per_bidder": "lot",
    "coverage": "partner",
    "expertise": "partner",
    "free_capacity": "place",
    "substitution": "place",
    "quality": "point",
    "points": "point",
}
SHARE_STEP = Decimal("0.01")
PART_OF_MONEY = 100


class Way(StrEnum):
    """How a rule is changed."""

    WITHOUT = "without"
    LOOSER = "looser"
    TIGHTER = "tighter"


@dataclass(frozen=True)
class Change(Generic[T]):
    """A rule changed in one way, and what comes of it; the limit in the unit of its step.

    `ordered`: looser or without it, all that was allowed still is; tighter, nothing more is.
    """

    way: Way
    field: str
    was: Fraction | None
    now: Fraction | None
    step: Fraction | None
    unit: str
    ordered: bool
    changed: T

    def into(self, changed: Other) -> "Change[Other]":
        """Return the same change of something else, such as of the tender with the rule."""
        return Change(
            self.way, self.field, self.was, self.now, self.step, self.unit, self.ordered, changed
        )


def without(changed: T, ordered: bool = True) -> Change[T]:
    """Return the change that leaves a rule out."""
    return Change(Way.WITHOUT, "", None, None, None, "", ordered, changed)


def changes_of(rule: Rule) -> Iterator[Change[Rule | None]]:
    """Yield the rule left out, and each of its limits one step looser and tighter if it can be.

    Without a rule that gives room, or states a value, there may be less: see `ordered`.
    """
    yield without(None, not isinstance(rule, (Substitution, Valued)))
    yield from moved(rule, rule.kind)


def moved(one: Model, kind: str) -> Iterator[Change[Any]]:
    """Yield a rule or goal with each of its limits one step looser and tighter, if it can be."""
    for field, up in LOOSER.items():
        value = getattr(one, field, None)
        if value is None:
            continue
        step, unit = _step(one, kind, field, value)
        for way, sign in ((Way.LOOSER, up), (Way.TIGHTER, -up)):
            changed = _with(one, field, value + sign * step)
            if changed is not None:
                was, now = Fraction(value), Fraction(getattr(changed, field))
                yield Change(way, field, was, now, Fraction(step), unit, True, changed)


def _step(one: BaseModel, kind: str, field: str, value: Any) -> tuple[Any, str]:
    """One step and its unit; a limit of a rule that is no whole number is points or a share."""
    if isinstance(one, Goal):
        if kind in IN_CENTS:
            return money_step(int(abs(value) * 100)) / Decimal(100), "euro"
        return 1, UNITS.get(kind, "client")
    if field == "points":
        return 1, "point"
    if isinstance(value, Decimal):
        return SHARE_STEP, "share"
    return 1, UNITS.get(kind, "client")


def money_step(cents: int) -> int:
    """Return one step of a ceiling: a hundredth of it in whole cents, one cent at least.

    >>> money_step(530_000_00), money_step(99)
    (530000, 1)
    """
    return max(cents // PART_OF_MONEY, 1)


def _with(one: Model, field: str, value: Any) -> Model | None:
    """The rule with another limit; None where such a rule cannot be written."""
    fields = {name: getattr(one, name) for name in one.model_fields_set}
    try:
        return type(one).model_validate({**fields, field: value})
    except ValidationError:
        return None


def weeks_moved(rule: WaitNorm, norms: Mapping[str, int]) -> Iterator[Change[Mapping[str, int]]]:
    """Yield the norms of a wait rule one week longer and one shorter, by need level."""
    mine = {n: weeks for n, weeks in norms.items() if not rule.needs or n in rule.needs}
    for way, sign in ((Way.LOOSER, 1), (Way.TIGHTER, -1)):
        found = {need: max(weeks + sign, 0) for need, weeks in mine.items()}
        if found != mine:
            yield Change(way, "weeks", None, None, Fraction(1), "week", True, found)
