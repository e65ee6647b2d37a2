"""Numbers of a record as JSON numbers: digits that were counted, never a float."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import bare, digits, euros


def euro_value(cents: int) -> dict[str, Any]:
    """Return an amount in whole cents as a Value of OCDS, in euros.

    >>> euro_value(123450)
    {'amount': Decimal('1234.5'), 'currency': 'EUR'}
    """
    return {"amount": bare(euros(cents)), "currency": "EUR"}


def number_of(written: str | int) -> Decimal:
    """Return a number of a record as digits; a fraction without end is kept to 30 decimals.

    >>> number_of("8.50"), number_of("1/8")
    (Decimal('8.5'), Decimal('0.125'))
    """
    return bare(digits(Fraction(written)))


def exchange_json(value: Any) -> bytes:
    """Return the value as JSON in the order of its keys, with decimals as they are written.

    Raises TypeError for a float or another type that has no exact spelling.

    >>> exchange_json({"amount": Decimal("0.10")})
    b'{\\n  "amount": 0.10\\n}\\n'
    """
    return ("".join(_written(value, 0)) + "\n").encode("utf-8")


def _written(value: Any, depth: int) -> Iterator[str]:
    match value:
        case None | bool() | str() | int():
            yield json.dumps(value, ensure_ascii=False)
        case Decimal() if value.is_finite():
            yield format(value, "f")
        case Mapping():
            items = ((f"{json.dumps(str(k), ensure_ascii=False)}: ", v) for k, v in value.items())
            yield from _between("{}", items, depth)
        case list() | tuple():
            yield from _between("[]", (("", item) for item in value), depth)
        case _:
            raise TypeError(f"no exact spelling for {type(value).__name__}")


def _between(signs: str, items: Iterator[tuple[str, Any]], depth: int) -> Iterator[str]:
    yield signs[0]
    first = True
    for name, item in items:
        yield ("" if first else ",") + "\n" + "  " * (depth + 1) + name
        yield from _written(item, depth + 1)
        first = False
    yield signs[1] if first else "\n" + "  " * depth + signs[1]
