"""Reads a TOML file that somebody wrote, with one error for all that can be wrong with it."""

import re
import tomllib
from decimal import Decimal
from typing import Any, NamedTuple

_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class Toml(NamedTuple):
    """What a file says, numbers with a point as Decimal, and its text."""

    tree: dict[str, Any]
    text: str


class NotTomlError(ValueError):
    """A file that is no TOML: `line` is where (from 1, or 0), `decoded` whether it is UTF-8."""

    def __init__(self, message: str, line: int, decoded: bool = True) -> None:
        super().__init__(message)
        self.line, self.decoded = line, decoded


def read_toml(content: bytes) -> Toml:
    """Return what a file says; raises NotTomlError where it is no TOML or beyond reading.

    >>> read_toml(b"weight = 0.10").tree
    {'weight': Decimal('0.10')}
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotTomlError(str(error), line, decoded=False) from error
    try:
        return Toml(tomllib.loads(text, parse_float=Decimal), text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        raise NotTomlError(str(error), int(at[1]) if at else text.count("\n") + 1) from error
    except RecursionError as error:
        raise NotTomlError("nested too deeply", 0) from error
    except (ArithmeticError, ValueError) as error:
        raise NotTomlError("a number beyond reading", 0) from error
