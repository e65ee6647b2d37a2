"""A search that stopped: the best award it found, counted again, and bounds that can be right."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Pick
from aanbesteding.verification.record import Json, shown
from aanbesteding.verification.recount import Recount, goals_of
from aanbesteding.verification.said import Stated

NOT_PROVEN = "not_proven"
NUMBER = re.compile(r"-?\d{1,40}(/[1-9]\d{0,39})?")


def found_again(recount: Recount) -> dict[str, Any]:
    """Return the contracts and volumes of the award that was found, counted again."""
    given = (pick for pick in recount.facts.picks if pick in recount.chosen.contracts)
    contracts = [{**pick._asdict(), "clients": _clients(recount, pick)} for pick in given]
    return {"contracts": contracts, "volumes": list(recount.volumes())}


def _clients(recount: Recount, pick: Pick) -> int:
    return sum(clients for v, clients in recount.chosen.volumes.items() if v.pick == pick)


def goals_found(stated: Stated, recount: Recount) -> Iterator[dict[str, Any]]:
    """Yield the goals on the award that was found; the bound is the record's, when it can be."""
    rows = stated.rows("goals")
    goals = goals_of(recount.tender)
    for index, (goal, counted) in enumerate(zip(goals, recount.goals(), strict=True)):
        value = counted["value"]
        bound = _bound(rows, index, value)
        if bound is None or (bound < value if goal.larger_is_better else bound > value):
            bound = value
        yield {**counted, "bound": bound, "proven": bound == value, "gap": _gap(value, bound)}


def _bound(rows: list[dict[str, Json]], index: int, value: Exact) -> Exact | None:
    """What the record says of a bound: whole as the value is, or a fraction as text."""
    said = rows[index].get("bound") if index < len(rows) else None
    if type(said) is int and not isinstance(value, Fraction):
        return said
    if not isinstance(said, str) or not NUMBER.fullmatch(said):
        return None
    bound = Fraction(said)
    return bound if isinstance(value, Fraction) or bound.denominator > 1 else None


def _gap(value: Exact, bound: Exact) -> Fraction | None:
    if value == bound:
        return Fraction(0)
    return abs(Fraction(bound) - Fraction(value)) / abs(Fraction(value)) if value else None


def unsound(stated: Stated, recount: Recount) -> Iterator[Finding]:
    """Yield the rules that the award that was found does not keep."""
    for rule in recount.rules():
        for breach in rule.breaches(recount.facts, recount.chosen):
            says = f"{breach.rule} ({breach.part}): {breach.counted} {breach.sense}"
            yield stated.objection("V504", "found", says=says, counted=shown(str(breach.required)))
