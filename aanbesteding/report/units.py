"""In what a rule or goal counts: euros, a share, weeks, points, or the unit of a need level."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from aanbesteding.basis import show
from aanbesteding.report.source import Record, Source, is_person
from aanbesteding.rules.goals import IN_CENTS

_MONEY = (".budget.", ".awarded_spend.", ".spend.", ".stated_value.")
_SHARES = ("rule.least_quality.share", "rule.quality_share.share")
_OF_CARE = (
    "capacity", "demand", "urgent_served", "waiting", "reserved", "least_size", "free_capacity",
    "share", "share_of_bidder", "keep_incumbents", "transition", "substitution", "least_in_area",
)  # fmt: skip


def measure(count: Record) -> str:
    """Return what was counted: cents, share, weeks, care or number."""
    key, kind = f"{count['key']}.", count["kind"]
    if kind in ("budget", "framework_maximum", "share_of_turnover"):
        return "cents"
    if kind in ("share", "share_of_bidder", "goal") and any(said in key for said in _MONEY):
        return "cents"
    if count["key"] in _SHARES:
        return "share"
    if kind == "wait_norm" and count["required"]:
        return "weeks"
    laddered = kind == "share_ladder" and "/" in count["part"]
    return "care" if kind in _OF_CARE or laddered else "number"


def amount(source: Source, count: Record, value: str | int) -> str:
    """Return what was counted, or what is required, in its unit."""
    match measure(count):
        case "cents":
            return source.cents(value)
        case "share":
            return show.share(value, source.lang)
        case "weeks":
            said = source.number(value, _decimals(value))
            return source.t("report.unit.weeks", weeks=said, exact=value)
        case "care":
            return of_care(source, value, _unit(source, count))
    return source.number(value)


def _decimals(value: str | int) -> int:
    return 0 if Fraction(value).denominator == 1 else 1


def of_care(source: Source, value: str | int, unit: str) -> str:
    """Return an amount of care: with its unit where that is no client or place.

    A unit that starts with a figure is taken that many times: 40 × 0,1 fte.
    """
    said = source.number(value)
    if is_person(unit):
        return said
    return f"{said} × {unit}" if unit[:1].isdigit() else f"{said} {unit}"


def _unit(source: Source, count: Record) -> str:
    """The unit of the need level in the part, else that of all care in scope; empty when mixed."""
    pieces = count["part"].split("/")
    named = [need.unit for need in source.tender.needs if need.id in pieces]
    if named:
        return named[0]
    rule = next((rule for rule in source.tender.rules if rule.name == count["rule"]), None)
    scope, wanted = rule.lots if rule else (), getattr(rule, "needs", ())
    inside = [lot for lot in source.tender.open_lots if not scope or lot.id in scope]
    units = {
        need.unit
        for lot in [lot for lot in inside if lot.id in pieces] or inside
        for need in source.tender.lot_needs(lot)
        if not wanted or need.id in wanted
    }
    return units.pop() if len(units) == 1 else ""


def goal_value(source: Source, goal: Mapping[str, Any], value: str | int) -> str:
    """Return the value of a goal in its unit."""
    if goal["kind"] in IN_CENTS:
        return source.cents(value)
    return of_care(source, value, source.unit(goal["need"]))
