"""A second opinion: the same rows and goal put to another solver, CBC, by way of PuLP.

Nothing is decided here. It is asked to confirm what HiGHS found: another program, other arithmetic.
CBC itself comes with the package cbcbox (PuLP's extra `cbc`).
"""

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row, compare

OFF_WHOLE = 1e-4
NEARLY = 0.9
OPTIMAL, INFEASIBLE = 1, -1
# Undoing its own preprocessing CBC may end at values that break a row, and then says so itself.
WAYS: tuple[tuple[str, ...], ...] = ((), ("preprocess off",))


@dataclass(frozen=True)
class Second:
    """Whole values by key, and the exact sum they give."""

    values: Mapping[Key, int]
    value: Exact


def second_opinion(
    rows: Iterable[Row], tops: Mapping[Key, int], terms: Mapping[Key, Exact], larger: bool
) -> Second | None:
    """Return CBC's best whole values from 0 to `tops` and their sum; None when none satisfy.

    Raises SolverFailedError when CBC is not there, stops without proof, or breaks a row once its
    answer is counted exactly.
    """
    import pulp

    kept = tuple(rows)
    problem, at = _stated_rows(pulp, kept, tops)
    if problem is None:
        return None
    problem.sense = pulp.LpMaximize if larger else pulp.LpMinimize
    problem += pulp.lpSum([x * at[key] for key, x in _whole(terms, 0)[0].items()])
    for options in WAYS:
        if not _solved(pulp, problem, options):
            return None
        values = {key: _nearest(variable.value()) for key, variable in at.items()}
        broken = next(_broken(kept, values), None)
        if broken is None:
            return Second(values, _sum(terms, values))
    raise SolverFailedError(f"second opinion breaks {broken}")


@dataclass(frozen=True)
class Sought:
    """Whole values that may keep all rows; without them, whether the search for them finished."""

    values: Mapping[Key, int] | None
    finished: bool


def seek(rows: Iterable[Row], tops: Mapping[Key, int], seconds: Exact) -> Sought:
    """Return values from 0 to `tops` that CBC says keep the rows, or that it found there are none.

    "There are none" counts only from a search that ended of itself, well before the time was over:
    a search that was stopped has proven nothing, whatever it calls itself. The values are rounded
    and not counted again; whoever asks counts them.

    Raises SolverFailedError when CBC is not there or fails.
    """
    import pulp

    kept, left = tuple(rows), float(seconds)
    values: dict[Key, int] | None = None
    for options in WAYS:
        began = time.monotonic()
        problem, at = _stated_rows(pulp, kept, tops)
        if problem is None:
            return Sought(None, True)
        number = _status(pulp, problem, options, left)
        used = time.monotonic() - began
        if number == INFEASIBLE:
            return Sought(None, used < NEARLY * left)
        if number != OPTIMAL:
            return Sought(None, False)
        values = {key: round(variable.value() or 0) for key, variable in at.items()}
        if next(_broken(kept, values), None) is None:
            break
        left -= used
    return Sought(values, True)


def _stated_rows(
    pulp: Any, rows: Sequence[Row], tops: Mapping[Key, int]
) -> tuple[Any, Mapping[Key, Any]]:
    """The rows as CBC reads them, and its numbers by key; no rows where one can never hold."""
    problem = pulp.LpProblem("sought", pulp.LpMinimize)
    at = {
        key: problem.add_variable(f"x{number}", 0, top, "Integer")
        for number, (key, top) in enumerate(tops.items())
    }
    for row in rows:
        factors, right = _whole(row.terms, row.right)
        if any(factors.values()):
            total = pulp.lpSum([x * at[key] for key, x in factors.items() if x])
            problem += _stated(total, row.sense, right)
        elif not compare(0, row.sense, row.right):
            return None, at
    return problem, at


def _broken(rows: Iterable[Row], values: Mapping[Key, int]) -> Iterator[str]:
    for row in rows:
        if not compare(_sum(row.terms, values), row.sense, row.right):
            yield f"{row.rule}/{row.part}"


def _whole(terms: Mapping[Key, Exact], right: Exact) -> tuple[dict[Key, int], float]:
    """Factors as whole numbers without a common divisor, so that none is lost in a float."""
    found = {key: Fraction(value) for key, value in terms.items()}
    scale = math.lcm(*(value.denominator for value in found.values()), 1)
    divisor = math.gcd(*(int(value * scale) for value in found.values())) or 1
    factors = {key: int(value * scale) // divisor for key, value in found.items()}
    return factors, float(Fraction(right) * scale / divisor)


def _stated(total: Any, sense: str, right: float) -> Any:
    if sense == "==":
        return total == right
    return total <= right if sense == "<=" else total >= right


def _solved(pulp: Any, problem: Any, options: Sequence[str]) -> bool:
    """Let CBC search until it has proven the best; whether there is any."""
    number = _status(pulp, problem, options, None)
    if number not in (OPTIMAL, INFEASIBLE):
        raise SolverFailedError(f"second opinion: status {number}")
    return bool(number == OPTIMAL)


def _status(pulp: Any, problem: Any, options: Sequence[str], seconds: float | None) -> int:
    """Let CBC search; what PuLP makes of the first word of its answer."""
    told = {"msg": False, "gapRel": 0, "gapAbs": 0, "threads": 1, "options": [*options]}
    cbc = pulp.COIN_CMD(path=_program(), timeLimit=seconds, **told)
    if not cbc.available():
        raise SolverFailedError("no CBC: it comes with the package cbcbox")
    try:
        said = problem.solve(cbc)
    except pulp.PulpSolverError as error:
        raise SolverFailedError("second opinion: CBC failed") from error
    status = getattr(said, "status", said)
    return int(getattr(status, "value", status))


def _program() -> str | None:
    """Where cbcbox keeps CBC; None leaves PuLP to look for it on the path."""
    try:
        import cbcbox
    except ImportError:
        return None
    return str(cbcbox.cbc_bin_path())


def _nearest(value: float | None) -> int:
    whole = round(value or 0)
    if abs((value or 0) - whole) > OFF_WHOLE:
        raise SolverFailedError(f"second opinion: {value} is not whole")
    return whole


def _sum(terms: Mapping[Key, Exact], values: Mapping[Key, int]) -> Exact:
    return sum(factor * values[key] for key, factor in terms.items())
