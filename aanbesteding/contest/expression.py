"""A formula as a spreadsheet writes it, worked out over columns of bounded numbers."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce
from typing import Any

from aanbesteding.contest.bounded import Bounded, absolute, chosen, least, logarithm, most

Columns = Mapping[str, Bounded]
Worked = Callable[[Columns], Bounded]
Condition = tuple[Callable[[Any, Any], Any], Worked, Worked]

_TOKEN = re.compile(r"\s*(<=|>=|<>|[A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/^(),=<>])")
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_FUNCTIONS: Mapping[str, Callable[..., Bounded]] = {
    "MIN": lambda *several: reduce(least, several),
    "MAX": lambda *several: reduce(most, several),
    "ABS": absolute,
    "LN": logarithm,
    "POWER": operator.pow,
}


class UnreadableExpressionError(ValueError):
    """An expression that uses something this reader doesn't know."""


@cache
def worked(expression: str) -> Worked:
    """Return the expression as a function of columns by the names of the inputs.

    Raises UnreadableExpressionError for a function or sign that is not known here.
    """
    tokens = list(_tokens(expression))
    reader = _Reader(tokens)
    found = reader.sum()
    if reader.at != len(tokens):
        raise UnreadableExpressionError(f"{tokens[reader.at]} in {expression}")
    return found


def _tokens(expression: str) -> Iterator[str]:
    at = 0
    while at < len(expression.rstrip()):
        found = _TOKEN.match(expression, at)
        if found is None:
            raise UnreadableExpressionError(expression[at:])
        yield found[1]
        at = found.end()


@dataclass
class _Reader:
    """Reads sums of products of powers, from left to right."""

    tokens: list[str]
    at: int = 0

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self, wanted: str = "") -> str:
        token = self._next()
        if not token or (wanted and token != wanted):
            raise UnreadableExpressionError(f"{token or 'nothing'} in place of {wanted}")
        self.at += 1
        return token

    def sum(self) -> Worked:
        found = self._product()
        while self._next() in ("+", "-"):
            sign = operator.add if self._take() == "+" else operator.sub
            found = _joined(sign, found, self._product())
        return found

    def _product(self) -> Worked:
        found = self._power()
        while self._next() in ("*", "/"):
            sign = operator.mul if self._take() == "*" else operator.truediv
            found = _joined(sign, found, self._power())
        return found

    def _power(self) -> Worked:
        found = self._single()
        while self._next() == "^":
            self._take()
            found = _joined(operator.pow, found, self._single())
        return found

    def _single(self) -> Worked:
        read = self._take()
        if read == "-":
            return _joined(operator.neg, self._single())
        if read == "(":
            found = self.sum()
            self._take(")")
            return found
        if read[0].isdigit():
            number = Bounded.of(Fraction(read))
            return lambda columns: number
        if self._next() == "(":
            return self._call(read)
        return lambda columns: columns[read]

    def _call(self, name: str) -> Worked:
        self._take("(")
        if name == "IF":
            return self._choice()
        if name not in _FUNCTIONS:
            raise UnreadableExpressionError(name)
        parts = [self.sum()]
        while self._next() == ",":
            self._take()
            parts.append(self.sum())
        self._take(")")
        return _joined(_FUNCTIONS[name], *parts)

    def _choice(self) -> Worked:
        one = self.sum()
        sign = self._take()
        if sign not in _COMPARE:
            raise UnreadableExpressionError(sign)
        other = self.sum()
        self._take(",")
        yes = self.sum()
        self._take(",")
        no = self.sum()
        self._take(")")
        return _joined(lambda *parts: chosen(_COMPARE[sign], *parts), one, other, yes, no)


def _joined(work: Callable[..., Bounded], *parts: Worked) -> Worked:
    return lambda columns: work(*(part(columns) for part in parts))
