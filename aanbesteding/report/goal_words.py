"""Goals and their values in a few words, and how much more or less of them there is."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from aanbesteding.report.source import Source
from aanbesteding.report.units import goal_value


def goal_label(source: Source, goal: Mapping[str, Any]) -> str:
    """Return what a goal counts, short enough for the head of a column."""
    if goal["kind"] == "unmet" and goal["need"]:
        return source.t("report.goal_label.unmet_need", need=source.name("need", goal["need"]))
    return source.t(f"report.goal_label.{goal['kind']}")


def more_or_less(source: Source, goal: Mapping[str, Any], more: str | int | None) -> str:
    """Return a difference with its sign, in the unit of the goal; a dash where there is none."""
    if more is None:
        return "–"
    exact, said = Fraction(more), goal_value(source, goal, str(more).removeprefix("-"))
    return f"+{said}" if exact > 0 else f"−{said}" if exact < 0 else said


def differences(source: Source, reached: list[dict[str, Any]]) -> str:
    """Return what differs in a variant, goal after goal: 'zwaar wacht −3, uitgaven +€ 10,00'."""
    return ", ".join(
        f"{goal_label(source, one)} {more_or_less(source, one, one['more'])}"
        for one in reached
        if one["more"] is not None and Fraction(one["more"])
    )
