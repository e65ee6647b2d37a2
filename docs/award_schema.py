"""Makes ``docs/award.schema.json`` (JSON Schema 2020-12) from the types of the record.

What the record takes from a type as it is follows from that type; what it puts together itself
stands here, as docs/award-json.md tells it.
"""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from aanbesteding.assessment.marks import Mark
from aanbesteding.awarding.decision import Draw, LotOutcome, Outcome
from aanbesteding.bids.bid import Bid, Event
from aanbesteding.dossier.steps import Steps
from aanbesteding.explanation.advice import Advice
from aanbesteding.explanation.reasons import Reason
from aanbesteding.tender.tender import Tender

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
DAY: Schema = {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$"}
DECIMAL: Schema = {"type": "string", "pattern": "^-?\\d+(\\.\\d+)?$"}
EXACT: Schema = {"type": "string", "pattern": "^-?\\d+(/[1-9]\\d*)?$"}
NUMBER: Schema = {"oneOf": [WHOLE, EXACT]}
ANYTHING: Schema = {}
VALUES: Schema = {"type": "object"}


def _or_null(one: Schema) -> Schema:
    return {"oneOf": [one, {"type": "null"}]}


def _rows(**keys: Schema) -> Schema:
    return {"type": "array", "items": _object(**keys)}


def _object(optional: Mapping[str, Schema] | None = None, **keys: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**keys, **(optional or {})},
        "required": sorted(keys),
        "additionalProperties": False,
    }


def _of(kind: Any) -> Schema:
    """The schema of a value of this type, as `basis.canonical.jsonable` writes it."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _of(inside[0])
    if origin is typing.Literal:
        return {"enum": list(inside)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of(one) for one in inside]}
    if origin is tuple and (len(inside) != 2 or inside[1] is not Ellipsis):
        parts = [_of(one) for one in inside]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(inside[1])}
    if origin is not None:
        return {"type": "array", "items": _of(inside[0])}
    return _plain(kind)


def _plain(kind: Any) -> Schema:
    known = {
        str: TEXT,
        int: WHOLE,
        bool: FLAG,
        type(None): {"type": "null"},
        Decimal: DECIMAL,
        Fraction: EXACT,
        date: DAY,
    }
    if kind in known:
        return known[kind]
    if kind is Any or kind is object:
        return ANYTHING
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"$ref": f"#/$defs/{_name(kind)}"}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(**_hinted(kind))
    if hasattr(kind, "_fields"):
        parts = [_of(one) for one in typing.get_type_hints(kind).values()]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
    raise TypeError(kind)


def _hinted(kind: type) -> dict[str, Schema]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return {field.name: _of(hints[field.name]) for field in fields(kind)}


def _models(root: type[BaseModel], found: dict[str, Schema]) -> None:
    """The model and those inside it, by name; a rule or formula of the shelf among them."""
    if _name(root) in found:
        return
    found[_name(root)] = {}
    hints = typing.get_type_hints(root, include_extras=True)
    found[_name(root)] = _object(**{name: _of(hints[name]) for name in root.model_fields})
    for hint in hints.values():
        for one in _inside(hint):
            if isinstance(one, type) and issubclass(one, BaseModel):
                _models(one, found)


def _name(model: type) -> str:
    """The name of a model by its module: a rule and what it speaks of may share a name."""
    return f"{model.__module__.partition('.')[2]}.{model.__name__}"


def _inside(kind: Any) -> list[Any]:
    return [kind, *(deep for one in typing.get_args(kind) for deep in _inside(one))]


WHERE = {"lot": TEXT, "need": TEXT, "area": TEXT, "period": TEXT}
SAID = {"key": TEXT, "values": VALUES}
PICK = {"bidder": TEXT, "lot": TEXT}
VOLUMES = _rows(
    **PICK, need=TEXT, area=TEXT, period=TEXT, clients=WHOLE, price_cents=NUMBER, spend_cents=NUMBER
)
RULE = {"rule": TEXT, "part": TEXT}
DAYS = (
    *("published", "bids_due", "provisional_award"),
    *("standstill_last_day", "final_award_from", "contract_start"),
)
REACHED = _rows(goal=TEXT, value=NUMBER)


def _decision() -> Schema:
    sometimes = {
        "combination": _object(combined=_rows(**PICK), per_lot=REACHED, together=REACHED, won=FLAG),
        "discounts": _rows(
            **PICK,
            units=WHOLE,
            least=WHOLE,
            most=WHOLE,
            listed_cents=NUMBER,
            spend_cents=NUMBER,
            saved_cents=NUMBER,
        ),
        "bridged": _rows(**PICK, need=TEXT, period=TEXT, places=WHOLE),
        "moved": _rows(**PICK, need=TEXT, in_care=WHOLE, stay=WHOLE, move=WHOLE),
        "conditions": _rows(
            bidder=TEXT,
            lots=_of(list[str]),
            at_least=WHOLE,
            at_most=_or_null(WHOLE),
            most_units=_or_null(WHOLE),
            given=WHOLE,
            units=WHOLE,
        ),
        "companies": _rows(bidder=TEXT, companies=_of(list[str])),
    }
    return _object(
        sometimes,
        mode={"enum": ["rank_order", "published_objective", "admit_all", "free"]},
        outcome=_of(Outcome),
        lots=_of(tuple[LotOutcome, ...]),
        contracts=_rows(
            **PICK,
            clients=WHOLE,
            spend_cents=NUMBER,
            fees_cents=NUMBER,
            share=_or_null(EXACT),
            monthly_cents=_or_null(NUMBER),
            last_month_cents=_or_null(NUMBER),
        ),
        volumes=VOLUMES,
        fees=_rows(**PICK, area=TEXT, period=TEXT, spend_cents=NUMBER, budgets=_of(list[str])),
        needs=_rows(
            **WHERE,
            demand=WHOLE,
            in_care=WHOLE,
            offered=WHOLE,
            served=WHOLE,
            waiting=WHOLE,
            wait_weeks=_or_null(DECIMAL),
            longest_wait_weeks=_or_null(WHOLE),
        ),
        offered=_rows(**WHERE, demand=WHOLE, offered=WHOLE, bidders=WHOLE),
        forecast=_rows(
            **WHERE, demand=WHOLE, price_cents=_or_null(EXACT), spend_cents=_or_null(WHOLE)
        ),
        bridging=_rows(need=TEXT, by=TEXT, clients=WHOLE, cost_cents=WHOLE),
        municipalities=_rows(
            area=TEXT, period=TEXT, spend_cents=WHOLE, ceiling_cents=WHOLE, left_cents=WHOLE
        ),
        budgets=_rows(id=TEXT, ceiling_cents=WHOLE, spend_cents=NUMBER, left_cents=NUMBER),
        counts=_rows(
            **RULE,
            kind=TEXT,
            counted=NUMBER,
            sense={"enum": ["<=", ">=", "=="]},
            required=NUMBER,
            holds=FLAG,
            fine_cents=_or_null(WHOLE),
            **SAID,
        ),
        goals=_rows(
            goal=TEXT,
            kind=TEXT,
            need=TEXT,
            parts=_rows(goal=TEXT, weight=DECIMAL, **SAID),
            value=NUMBER,
            bound=NUMBER,
            proven=FLAG,
            gap=_or_null(EXACT),
            **SAID,
        ),
        found=_or_null(_object(contracts=_rows(**PICK, clients=WHOLE), volumes=VOLUMES)),
        unique=FLAG,
        rungs=_of(list[str]),
        draws=_of(tuple[Draw, ...]),
        clashes={"type": "array", "items": _rows(**RULE, **SAID)},
        only_clash=FLAG,
    )


def schema() -> Schema:
    """Return the JSON Schema of award.json."""
    models: dict[str, Schema] = {}
    roots: tuple[type[BaseModel], ...] = (Tender, Bid, Event)
    for root in roots:
        _models(root, models)
    bid = models[_name(Bid)]
    models["record.Bid"] = {
        **bid,
        "properties": {**bid["properties"], "file": TEXT},
        "required": [*bid["required"], "file"],
    }
    points = _rows(
        criterion=TEXT,
        formula=TEXT,
        inputs={"type": "object", "additionalProperties": NUMBER},
        exact=EXACT,
        rounded=DECIMAL,
    )
    law = _object(
        id=TEXT,
        starts=_or_null(DAY),
        quality_criterion_required=FLAG,
        fair_price_elements=FLAG,
        regional_duty=FLAG,
    )
    whole = _object(
        {"published": _decision()},
        format={"const": "aanbesteding-award/1"},
        package=TEXT,
        kind={"enum": ["award", "what_if"]},
        inputs=_rows(path=TEXT, sha256=HASH),
        journal=_of(Steps),
        tender={"$ref": f"#/$defs/{_name(Tender)}"},
        tender_hash=HASH,
        law=law,
        schedule=_object(
            standstill_days=WHOLE,
            **dict.fromkeys(
                (
                    "published",
                    "bids_due",
                    "provisional_award",
                    "standstill_last_day",
                    "final_award_from",
                    "contract_start",
                ),
                DAY,
            ),
        ),
        bids={"type": "array", "items": {"$ref": "#/$defs/record.Bid"}},
        events=_of(tuple[Event, ...]),
        findings=_rows(code=TEXT, weight=TEXT, place=TEXT, values=VALUES),
        marks=_of(tuple[Mark, ...]),
        scores=_rows(
            **PICK,
            status=TEXT,
            **SAID,
            points={**points},
            quality=DECIMAL,
            exact=EXACT,
            total=DECIMAL,
            rank=_or_null(WHOLE),
        ),
        decision=_decision(),
        reasons=_of(tuple[Reason, ...]),
        advice=_of(Advice),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aanbesteding-award/1",
        **whole,
        "$defs": models,
    }


def written() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
