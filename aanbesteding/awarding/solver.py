"""The only door to PuLP and HiGHS: exact rows in, a whole-number answer or nothing out.

Rows are multiplied to whole numbers and divided by their greatest common divisor; what a
floating-point solver could still not tell apart is refused by name. Both gaps are zero, names are
neutral, and HiGHS' own status is read before its answer.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from aanbesteding.basis.errors import SolverFailedError, TooFineError
from aanbesteding.rules.rule import Exact, Key, Row

FINEST = 10**9


class Helper(NamedTuple):
    """A yes-or-no variable that is neither pick nor volume; three fields, so it equals neither."""

    purpose: str
    detail: str
    number: str


@dataclass(frozen=True)
class Answer:
    """Whole values by key, and whether the solver proved that no better ones exist."""

    values: Mapping[Key, int]


@dataclass(frozen=True)
class _Scaled:
    terms: Mapping[Key, int]
    sense: str
    right: int


def solve(
    rows: Sequence[Row], tops: Mapping[Key, int], aim: Mapping[Key, Exact], larger: bool
) -> Answer | None:
    """Return proven best whole values between 0 and `tops`, or None when no values satisfy `rows`.

    Raises TooFineError and SolverFailedError.
    """
    import pulp

    problem = pulp.LpProblem("award", pulp.LpMinimize)
    variables = {
        key: problem.add_variable(f"x{number:06d}", 0, top, "Integer")
        for number, (key, top) in enumerate(tops.items())
    }
    goal = _whole("goal", aim, 0)[0]
    sign = -1 if larger else 1
    problem += _sum(pulp, variables, {key: sign * value for key, value in goal.items()})
    for row in rows:
        scaled = _scaled(row)
        if not scaled.terms:
            if not _holds_empty(scaled):
                return None
            continue
        _add(pulp, problem, variables, scaled)
    problem.solve(pulp.HiGHS(msg=False, gapRel=0, gapAbs=0, threads=1, random_seed=0))
    return _answer(problem, variables, goal, sign)


def _sum(pulp: Any, variables: Mapping[Key, Any], terms: Mapping[Key, int]) -> Any:
    return pulp.lpSum([value * variables[key] for key, value in terms.items()])


def _add(pulp: Any, problem: Any, variables: Mapping[Key, Any], row: _Scaled) -> None:
    total = _sum(pulp, variables, row.terms)
    if row.sense == "<=":
        problem += total <= row.right
    elif row.sense == ">=":
        problem += total >= row.right
    else:
        problem += total == row.right


def _whole(name: str, terms: Mapping[Key, Exact], right: Exact) -> tuple[dict[Key, int], Fraction]:
    used = {key: Fraction(value) for key, value in terms.items() if value}
    scale = math.lcm(*(value.denominator for value in used.values()), 1)
    divisor = math.gcd(*(int(value * scale) for value in used.values())) or 1
    whole = {key: int(value * scale) // divisor for key, value in used.items()}
    if any(abs(value) > FINEST for value in whole.values()):
        raise TooFineError(name)
    return whole, Fraction(right) * scale / divisor


def _scaled(row: Row) -> _Scaled:
    """Whole keys make the right side whole too: rounded towards what can be reached."""
    terms, right = _whole(f"{row.rule}/{row.part}", row.terms, row.right)
    if row.sense == "<=":
        return _Scaled(terms, "<=", math.floor(right))
    if row.sense == ">=":
        return _Scaled(terms, ">=", math.ceil(right))
    if right.denominator != 1:
        return _Scaled({}, "==", 1)
    return _Scaled(terms, "==", right.numerator)


def _holds_empty(row: _Scaled) -> bool:
    return {"<=": row.right >= 0, ">=": row.right <= 0, "==": row.right == 0}[row.sense]


def _answer(
    problem: Any, variables: Mapping[Key, Any], goal: Mapping[Key, int], sign: int
) -> Answer | None:
    highs = problem.solverModel
    status = highs.getModelStatus().name
    if status in ("kInfeasible", "kUnboundedOrInfeasible"):
        return None
    if status != "kOptimal":
        raise SolverFailedError(status)
    values = {key: _nearest(variable.varValue) for key, variable in variables.items()}
    reached = sign * sum(value * values[key] for key, value in goal.items())
    bound = highs.getInfo().mip_dual_bound
    if goal and abs(abs(bound) - abs(reached)) >= 0.5:
        raise SolverFailedError(f"bound {bound}, reached {reached}")
    return Answer(values)


def _nearest(value: float | None) -> int:
    whole = round(value or 0)
    if abs((value or 0) - whole) > 1e-4:
        raise SolverFailedError(f"{value} is not whole")
    return whole
