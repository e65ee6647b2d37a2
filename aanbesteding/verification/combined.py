"""Lots compared in two steps: what the comparison must say, by the award and the goals' order.

Only a solver can tell what is best lot by lot. But combinations win only where they are better, and
where they did not win, both awards are equally good: so each figure but those of an award lot by
lot that lost follows from the award itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Pick
from aanbesteding.verification.record import Json, shown
from aanbesteding.verification.recount import Recount, goals_of
from aanbesteding.verification.said import Stated

NUMBER = re.compile(r"-?\d{1,40}(/[1-9]\d{0,39})?")
Row = dict[str, Any]


def combination(
    stated: Stated, recount: Recount, goals: Sequence[Row], outcome: str
) -> dict[str, Row]:
    """Return the comparison a decision must tell, by its name; nothing where it tells none.

    `goals` are those of the decision, counted again.
    """
    wanted = wanted_together(recount)
    published = stated.mode == "published_objective"
    in_steps = recount.tender.award.combinations == "two_steps"
    if not (published and in_steps and wanted and outcome in ("awarded", "draw_needed")):
        return {}
    reached = [{"goal": row["goal"], "value": row["value"]} for row in goals]
    said = per_lot_goals(stated)
    if outcome == "awarded":
        won = bool(recount.chosen.contracts.intersection(wanted))
    else:
        won = _lost(recount, said, reached)
    return {
        "combination": {
            "combined": [pick._asdict() for pick in wanted],
            "per_lot": said if won else reached,
            "together": reached,
            "won": won,
        }
    }


def unearned(stated: Stated, recount: Recount, counted: Mapping[str, Json]) -> Iterator[Finding]:
    """Yield the combinations that won although the award lot by lot is not worse."""
    found = counted["combination"]
    if found["won"] and not _lost(recount, found["per_lot"], found["together"]):
        values = {"says": _values(found["per_lot"]), "counted": _values(found["together"])}
        yield stated.objection("V511", "combination/per_lot", **values)


def _values(rows: Sequence[Row]) -> str:
    return shown([row.get("value") for row in rows])


def wanted_together(recount: Recount) -> list[Pick]:
    """Return the contracts that a bidder takes only together with others."""
    lots: dict[str, set[str]] = {}
    for one in recount.facts.conditions:
        if one.at_least > 1:
            lots.setdefault(one.bidder, set()).update(one.lots)
    return [pick for pick in recount.facts.picks if pick.lot in lots.get(pick.bidder, ())]


def per_lot_goals(stated: Stated) -> list[Row]:
    """Return what the record says of the goals of the best award lot by lot."""
    found = stated.tree.get("combination")
    rows = found.get("per_lot") if isinstance(found, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _lost(recount: Recount, said: Sequence[Row], reached: Sequence[Row]) -> bool:
    """Whether there is no award lot by lot, or it is worse on the first goal that differs."""
    if not said:
        return True
    goals = goals_of(recount.tender)
    if not len(goals) == len(said) == len(reached):
        return False
    for goal, one, other in zip(goals, said, reached, strict=True):
        value, best = number(one.get("value")), number(other["value"])
        if value is None or best is None or set(one) != {"goal", "value"}:
            return False
        if one["goal"] != goal.name:
            return False
        if value != best:
            return (value < best) is goal.larger_is_better
    return False


def number(said: Json) -> Fraction | None:
    """Return a value as the record writes numbers; None where it is none."""
    if type(said) is int or isinstance(said, Fraction):
        return Fraction(said)
    return Fraction(said) if isinstance(said, str) and NUMBER.fullmatch(said) else None
