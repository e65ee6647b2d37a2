"""One spelling per record; what cannot be spelled is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from aanbesteding.basis.canonical import canonical, fingerprint, jsonable, read_json


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    left: str
    right: int


class Model(BaseModel):
    points: Decimal
    colour: Colour = Colour.RED


@dataclass(frozen=True)
class Record:
    exact: Fraction
    day: date
    pair: Pair
    colours: frozenset[str]
    by_colour: Mapping[Colour, int]


def test_a_record_becomes_plain_json_types() -> None:
    record = Record(
        Fraction(1, 3), date(2021, 1, 1), Pair("a", 2), frozenset("ba"), {Colour.RED: 1}
    )
    assert json.loads(canonical(record)) == {
        "exact": "1/3",
        "day": "2021-01-01",
        "pair": ["a", 2],
        "colours": ["a", "b"],
        "by_colour": {"red": 1},
    }


def test_an_enum_becomes_a_bare_string() -> None:
    written = jsonable(Model(points=Decimal("8.50")))
    assert written == {"points": "8.50", "colour": "red"}
    assert type(written["colour"]) is str


def test_a_large_number_has_no_exponent() -> None:
    assert jsonable(Decimal("1E+3")) == "1000"


@given(st.dictionaries(st.text(max_size=5), st.integers(-(2**53) + 1, 2**53 - 1)))
def test_the_order_of_keys_does_not_matter(record: dict[str, int]) -> None:
    turned = dict(reversed(record.items()))
    assert canonical(record) == canonical(turned)
    assert read_json(canonical(record)) == record


@pytest.mark.parametrize(
    "value",
    [0.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), object(), Record, b"bytes", 1j],
    ids=["float", "nan", "NaN", "Infinity", "object", "class", "bytes", "complex"],
)
def test_what_a_record_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical({"deep": [value]})


def test_two_keys_with_one_spelling_are_refused() -> None:
    with pytest.raises(ValueError):
        canonical({1: "a", "1": "b"})


def test_a_key_of_several_values_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({Pair("a", 1): 1})


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '[{"b": {"a": 1, "a": 1}}]', "0.5", "1e3", "NaN", "-Infinity", "{"],
)
def test_json_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_json(text)


def test_json_nested_without_end_is_refused() -> None:
    with pytest.raises(ValueError):
        read_json("[" * 200_000)


def test_the_fingerprint_is_sha_256() -> None:
    # FIPS 180-4, the message "abc"
    assert fingerprint(b"abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_the_spelling_is_that_of_rfc_8785() -> None:
    # RFC 8785, section 3.2.3: keys are sorted by their UTF-16 code units
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical(dict.fromkeys(keys, 0)))) == ordered
