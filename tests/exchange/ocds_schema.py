"""Holds a release against the schemas of OCDS: what is wrong, and which fields nobody knows."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

Json = Any
CORE, EFORMS = "ocds-1.1.5", "eforms"
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
FORMATS = FormatChecker(formats=())
# The extensions for lots and bids in version 1.1.5: which fields they add to the core.
LOT = ("id", "title", "description", "status", "value", "minValue")
ADDED: Mapping[str, Mapping[str, Json]] = {
    "": {"bids": {"$ref": "#/definitions/Bids"}},
    "Tender": {
        "lots": {"type": "array", "items": {"$ref": "#/definitions/Lot"}},
        "lotDetails": {"properties": {"maximumLotsAwardedPerSupplier": {"type": "integer"}}},
    },
    "Award": {"relatedLots": {"type": "array", "items": {"type": "string"}}},
    "Lot": {
        **{name: {} for name in LOT},
        "contractPeriod": {"$ref": "#/definitions/Period"},
    },
    "Bids": {
        "statistics": {"type": "array", "items": {"$ref": "#/definitions/BidsStatistic"}},
        "details": {"type": "array", "items": {"$ref": "#/definitions/Bid"}},
    },
    "BidsStatistic": {
        "id": {"type": "string"},
        "measure": {"type": "string"},
        "value": {"type": "number"},
        "relatedLot": {"type": "string"},
    },
    "Bid": {
        "id": {"type": "string"},
        "status": {"enum": ["invited", "pending", "valid", "disqualified", "withdrawn"]},
        "tenderers": {
            "type": "array",
            "items": {"$ref": "#/definitions/OrganizationReference"},
        },
        "value": {"$ref": "#/definitions/Value"},
        "relatedLots": {"type": "array", "items": {"type": "string"}},
    },
}


@FORMATS.checks("date-time")
def _moment(text: object) -> bool:
    try:
        return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


@FORMATS.checks("uri")
def _uri(text: object) -> bool:
    return not isinstance(text, str) or _URI.fullmatch(text) is not None


@cache
def schema(kind: str, of: str = "release") -> Json:
    """Return a schema of the outside data; that of the core with lots and bids added."""
    folder = Path(os.environ["AANBESTEDING_TESTDATA"]) / "ocds"
    found = json.loads((folder / f"{kind}-{of}-schema.json").read_text("utf-8"))
    if kind == CORE and of == "release":
        for name, fields in ADDED.items():
            part = found if not name else found["definitions"].setdefault(name, {})
            part.setdefault("properties", {}).update(fields)
    return found


def errors(kind: str, package: Json) -> list[str]:
    """Return what the schemas of the package and of the release in it find wrong."""
    release = Resource.from_contents(schema(kind), default_specification=DRAFT4)
    registry: Registry[Json] = Registry().with_resource(schema(kind)["id"], release)
    validator = Draft4Validator(
        schema(kind, "release-package"), registry=registry, format_checker=FORMATS
    )
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(package)]


def unknown(kind: str, package: Json, own: str = "aanbesteding") -> list[str]:
    """Return the pointers of fields that no schema knows; our own key is declared elsewhere."""
    found = list(_unknown(package, schema(kind, "release-package"), kind, ""))
    return [pointer for pointer in found if pointer.rpartition("/")[2] != own]


def _unknown(value: Json, part: Json, kind: str, pointer: str) -> Iterator[str]:
    """Walk through a value beside its schema, and yield every name that does not stand there."""
    part = _resolved(part, kind)
    if isinstance(value, list):
        for at, item in enumerate(value):
            yield from _unknown(item, part.get("items", {}), kind, f"{pointer}/{at}")
    if not isinstance(value, dict) or not part.get("properties"):
        return
    patterns = part.get("patternProperties", {})
    for name, below in value.items():
        if name in part["properties"]:
            yield from _unknown(below, part["properties"][name], kind, f"{pointer}/{name}")
        elif not any(re.search(pattern, name) for pattern in patterns):
            yield f"{pointer}/{name}"


def _resolved(part: Json, kind: str) -> Json:
    reference = part.get("$ref", "")
    if reference.startswith("#/definitions/"):
        return schema(kind)["definitions"][reference.rpartition("/")[2]]
    return schema(kind) if reference else part
