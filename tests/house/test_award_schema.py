"""The JSON Schema of award.json: every example fits it, and nothing that is not in it does."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import aanbesteding
from tests.assurance.package import made

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "award.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)
AWARDED = [
    one for one in aanbesteding.examples() if one not in ("aazw-2018", "foute-inschrijvingen")
]


def record(folder: Path, example: str, what_if: bool = False) -> dict[str, Any]:
    home = aanbesteding.new(folder / example, example=example)
    result = aanbesteding.award(home, what_if=what_if)
    path = next(file for file in result.files if file.name == "award.json")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema and isinstance(schema["properties"], dict):
            yield schema
        for one in schema.values():
            yield from objects(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from objects(one)


@pytest.mark.parametrize("example", AWARDED)
def test_the_record_of_an_example_fits(tmp_path: Path, example: str) -> None:
    assert [error.message for error in VALID.iter_errors(record(tmp_path, example))] == []


def test_a_what_if_and_a_formal_decision_fit(tmp_path: Path) -> None:
    assert VALID.is_valid(record(tmp_path, "een-perceel", what_if=True))
    folder = made(tmp_path / "envelopes")
    assert VALID.is_valid(json.loads((folder / "award" / "award.json").read_bytes()))


def test_it_is_a_schema_and_allows_no_other_keys() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    every = [one for one in objects(SCHEMA) if one.get("type") == "object"]
    assert len(every) > 100
    assert [one for one in every if one.get("additionalProperties") is not False] == []


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every object of a record, but for the values of sentences, which any text may have."""
    if isinstance(value, dict):
        yield path
        for key, one in value.items():
            if key not in ("values", "inputs"):
                yield from places(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from places(one, (*path, number))


def test_an_unknown_key_anywhere_does_not_fit(tmp_path: Path) -> None:
    right = record(tmp_path, "een-perceel")
    told = [path for path in places(right) if not free(path)]
    assert len(told) > 100
    for path in told[::5]:
        tree = copy.deepcopy(right)
        inside = tree
        for key in path:
            inside = inside[key]
        inside["nieuw"] = 1
        assert not VALID.is_valid(tree), path


def free(path: tuple[Any, ...]) -> bool:
    """Whether the keys at a place are names, such as those of bidders, and not fixed."""
    inside: Any = [SCHEMA]
    for key in path:
        inside = [below for one in inside for below in steps(one, key)]
    return any(isinstance(one.get("additionalProperties"), dict) for one in inside)


def steps(schema: dict[str, Any], key: Any) -> Iterator[dict[str, Any]]:
    for one in unfolded(schema):
        if isinstance(key, int):
            parts = one.get("prefixItems", [])
            if key < len(parts):
                yield from unfolded(parts[key])
            elif isinstance(one.get("items"), dict):
                yield from unfolded(one["items"])
        elif key in one.get("properties", {}):
            yield from unfolded(one["properties"][key])
        elif isinstance(one.get("additionalProperties"), dict):
            yield from unfolded(one["additionalProperties"])


def unfolded(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    yield schema
    for way in ("anyOf", "oneOf"):
        for one in schema.get(way, []):
            yield from unfolded(one)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("decision", "goals", 0, "value"), 1.5),
        (("decision", "outcome"), "won"),
        (("tender_hash",), "abc"),
        (("scores", 0, "total"), 80),
        (("inputs", 0, "sha256"), None),
    ],
)
def test_a_value_of_another_kind_does_not_fit(tmp_path: Path, place: Any, value: Any) -> None:
    tree: Any = record(tmp_path, "een-perceel")
    inside = tree
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    assert not VALID.is_valid(tree)
