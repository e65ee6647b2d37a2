"""JSON from elsewhere, read with suspicion: all that is wrong at once, each by its pointer."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line

MOST_PARTS, MOST_LEVELS, MOST_FINDINGS = 200_000, 60, 200
MOST_DIGITS, MOST_EXPONENT, MOST_SHOWN = 40, 30, 60


class _Wrong(NamedTuple):
    """What stands where a number should."""

    text: str


class _Doubled(dict[str, Any]):
    """An object in which names stand more than once."""

    names: tuple[str, ...] = ()


def read_hostile(content: bytes, label: str) -> tuple[Any, tuple[Finding, ...]]:
    """Return what the JSON says, or nothing and all that is wrong with it."""
    try:
        tree = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=_decimal,
            parse_int=_whole,
            parse_constant=_Wrong,
        )
    except RecursionError:
        return None, (_finding("T483", label, most=MOST_PARTS),)
    except (ValueError, UnicodeDecodeError) as error:
        return None, (_finding("T480", label, what=shown(str(error))),)
    found = []
    for count, finding in enumerate(_wrong(tree, label)):
        if count >= MOST_FINDINGS:
            break
        found.append(finding)
    return (None, tuple(found)) if found else (tree, ())


def shown(value: Any) -> str:
    """Return a value in so few signs that it fits a sentence."""
    match value:
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def below(pointer: str, step: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of a part of what a pointer leads to.

    >>> below("/a", "b/c")
    '/a/b~1c'
    """
    return f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}"


def _wrong(tree: Any, label: str) -> Iterator[Finding]:
    """Yield every doubled name and every number that is none; stop where there is too much."""
    left: list[tuple[str, Any, int]] = [("", tree, 0)]
    seen = 0
    while left:
        pointer, value, level = left.pop()
        seen += 1
        if seen > MOST_PARTS or level > MOST_LEVELS:
            yield _finding("T483", label, most=MOST_PARTS)
            return
        if isinstance(value, _Wrong):
            yield _finding("T482", label, pointer=pointer or "/", found=shown(value.text))
        if isinstance(value, _Doubled):
            for name in value.names:
                yield _finding("T481", label, pointer=pointer or "/", name=shown(name))
        if isinstance(value, dict):
            parts = [(below(pointer, name), part, level + 1) for name, part in value.items()]
            left += reversed(parts)
        if isinstance(value, list):
            items = [(below(pointer, at), part, level + 1) for at, part in enumerate(value)]
            left += reversed(items)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    doubled = _Doubled(found)
    doubled.names = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
    return doubled


def _decimal(text: str) -> Decimal | _Wrong:
    try:
        found = Decimal(text) if len(text) <= MOST_DIGITS else Decimal("NaN")
    except InvalidOperation:
        return _Wrong(text)
    small = found.is_finite() and abs(found.adjusted()) <= MOST_EXPONENT
    return found if small and int(found.as_tuple().exponent) >= -MOST_EXPONENT else _Wrong(text)


def _whole(text: str) -> int | _Wrong:
    return _Wrong(text) if len(text) > MOST_DIGITS else int(text)


def _finding(code: str, label: str, **values: Any) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(label), values)
