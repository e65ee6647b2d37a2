"""A formula's expression with its inputs filled in: for a spreadsheet, and for people."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

_NAME = re.compile(r"[a-z][a-z_]*")
_SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", ",": "; ", ">": " > ", "<": " < "}
_COMPARE = re.compile(r"([a-z_]+|\d+)(<=|>=|<>|=|<|>)([a-z_]+|\d+)")


def filled(expression: str, cells: Mapping[str, str]) -> str:
    """Return the expression with every input replaced by a cell, a range or a number.

    >>> filled("most_points*lowest_price/price", {"most_points": "30", "lowest_price": "A1", "price": "A2"})
    '30*A1/A2'
    """  # noqa: E501
    return _NAME.sub(lambda found: cells[found.group()], expression)


def spoken(
    expression: str, inputs: Mapping[str, Fraction], say: Callable[[str, Fraction], str]
) -> str:
    """Return the expression as people write it: only the branch that holds, each input said.

    >>> spoken("IF(a=b,1,2*a/b)", {"a": Fraction(3), "b": Fraction(4)}, lambda n, v: f"{n} {v}")
    '2 × a 3 ÷ b 4'
    """
    chosen = _branch(expression, inputs)
    parts = re.split(r"([a-z][a-z_]*|[-*/+,<>])", chosen)
    return "".join(
        say(part, inputs[part]) if part in inputs else _SIGNS.get(part, part.lower())
        for part in parts
    )


def _branch(expression: str, inputs: Mapping[str, Fraction]) -> str:
    """The expression without its choices: of each IF the part that holds for these inputs."""
    start = expression.find("IF(")
    if start < 0:
        return expression
    end = _closing(expression, start + 2)
    condition, yes, no = _arguments(expression[start + 3 : end])
    found = _COMPARE.fullmatch(condition)
    if found is None:
        return expression
    left, sign, right = found.groups()
    holds = _holds(_value(left, inputs), sign, _value(right, inputs))
    rest = expression[:start] + (yes if holds else no) + expression[end + 1 :]
    return _branch(rest, inputs)


def _value(word: str, inputs: Mapping[str, Fraction]) -> Fraction:
    return inputs[word] if word in inputs else Fraction(word)


def _holds(left: Fraction, sign: str, right: Fraction) -> bool:
    signs = {
        "<": left < right,
        ">": left > right,
        "=": left == right,
        "<>": left != right,
        "<=": left <= right,
        ">=": left >= right,
    }
    return signs[sign]


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError(text)


def _arguments(text: str) -> Sequence[str]:
    """The parts between the commas that stand in no brackets."""
    depth, parts = 0, [""]
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
