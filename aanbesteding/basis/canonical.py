"""One way to write a record: RFC 8785 canonical JSON without floats, and its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import rfc8785
from pydantic import BaseModel

from aanbesteding.basis.exact import plain


def jsonable(value: Any) -> Any:
    """Return the value in JSON types: numbers that are not whole become text.

    Raises TypeError for a float, a number that is not finite or any other type a record may not
    hold, and ValueError when two keys become the same text.

    >>> jsonable({"points": Decimal("8.50"), "exact": Fraction(1, 3)})
    {'points': '8.50', 'exact': '1/3'}
    """
    match value:
        case None | bool() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return jsonable(value.value)
        case int():
            return value
        case Decimal() if value.is_finite():
            return plain(value)
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case BaseModel():
            return {name: jsonable(getattr(value, name)) for name in type(value).model_fields}
        case Mapping():
            return _unique([(_key(key), jsonable(item)) for key, item in value.items()])
        case frozenset() | set():
            return sorted(jsonable(item) for item in value)
        case list():
            return [jsonable(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
        case tuple():
            return [jsonable(item) for item in value]
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def _key(key: Any) -> str:
    written = jsonable(key)
    if not isinstance(written, str | int):
        raise TypeError(f"a record's key cannot be {type(key).__name__}")
    return str(written)


def canonical(value: Any) -> bytes:
    """Return the record's one spelling in bytes (RFC 8785)."""
    return rfc8785.dumps(jsonable(value))


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_json(text: str | bytes) -> Any:
    """Return parsed JSON; raises ValueError for duplicate keys, floats, NaN and Infinity."""
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is not a whole number")
