"""The columns of every table: what kind of value, where it comes from, who may read it."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Kind = Literal["text", "number", "whole", "euro", "yes_no"]


class Column(NamedTuple):
    """A column: its name and kind; `source` is its name in the record where that differs.

    `public` says that the list of the public edition holds it as well.
    """

    name: str
    kind: Kind = "text"
    source: str = ""
    public: bool = False


def _text(*names: str, public: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, public=public) for name in names)


def _euro(name: str, source: str = "") -> Column:
    return Column(name, "euro", source or f"{name}_cents")


def _whole(*names: str, public: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, "whole", public=public) for name in names)


COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "lots": (
        *_text("id", "title", "segment", public=True),
        Column("in_scope", "yes_no", public=True),
        *_text("funding", "needs", "areas", public=True),
        Column("framework_max_value", "euro", public=True),
        *_whole("term_years", public=True),
        *_text("mode", "selection", "outcome", public=True),
        *_whole("bids", "places", public=True),
    ),
    "criteria": (
        *_text("id", "title", public=True),
        Column("weight", "number", public=True),
        *_text("parent", "lots", "scale", public=True),
        *(Column(name, "yes_no", public=True) for name in ("shared", "bonus")),
        *_text("formula", "unit", public=True),
        *(
            Column(name, "number", public=True)
            for name in ("best_answer", "worst_answer", "lowest_mark")
        ),
        Column("lowest_mark_in", "yes_no", public=True),
        *_text("asks", public=True),
    ),
    "scales": (
        *_text("scale", public=True),
        Column("mark", "number", public=True),
        *_text("label", "meaning", public=True),
    ),
    "needs": (
        *_text("id", "label", public=True),
        *_whole("priority", public=True),
        Column("urgent", "yes_no", public=True),
        *_text("unit", public=True),
        *_whole("longest_wait_weeks", public=True),
    ),
    "areas": (*_text("id", "name", "kind", "parent", public=True), *_text("code")),
    "periods": _text("id", "start", "end", public=True),
    "tariffs": (
        *_text("lot", "need", "kind", public=True),
        Column("amount", "euro", public=True),
    ),
    "demand": (*_text("lot", "need", "area", "period"), *_whole("volume", "in_care")),
    "ceilings": (
        *_text("id"),
        Column("amount", "euro"),
        Column("committed", "euro"),
        *_text("lots", "needs", "areas", "periods"),
    ),
    "bids": (
        *_text("id", "name", "kind", public=True),
        *_text("kvk", "lead", "members", "subcontractors", "file"),
    ),
    "offers": (
        *_text("bidder", "lot", "need"),
        *_whole("capacity", "free"),
        Column("price", "euro"),
    ),
    "serves": _text("bidder", "lot", "area"),
    "events": _text(
        *("bidder", "event", "date", "lot", "reason", "field", "before", "value"),
        *("request", "answer", "decision", "by"),
    ),
    "findings": _text("code", "weight", "place"),
    "marks": (
        *_text("assessor", "bidder", "lot", "criterion"),
        Column("mark", "number"),
        *_text("reason"),
    ),
    "scores": (
        *_text("bidder", "lot", "criterion", "formula"),
        Column("points", "number", "rounded"),
        *_text("exact"),
    ),
    "ranking": (
        *_text("lot"),
        *_whole("rank"),
        *_text("bidder", "status"),
        Column("quality", "number"),
        Column("total", "number"),
    ),
    "reasons": _text("bidder", "lot", "result", "key"),
    "awards": (
        *_text("lot", "bidder", "outcome", public=True),
        *_whole("clients"),
        _euro("spend"),
        _euro("fees"),
        *_text("share"),
    ),
    "volumes": (
        *_text("bidder", "lot", "need", "area", "period"),
        *_whole("clients"),
        _euro("price"),
        _euro("spend"),
    ),
    "fees": (*_text("bidder", "lot", "area", "period"), _euro("spend")),
    "waiting": (
        *_text("lot", "need", "area", "period"),
        *_whole("demand", "in_care", "offered", "served", "waiting"),
        Column("wait_weeks", "number"),
        *_whole("longest_wait_weeks"),
    ),
    "coverage": (*_text("lot", "need", "area", public=True), *_whole("providers", public=True)),
    "care": _text("lot", "period", "need", "demand", "waiting", public=True),
    "care_given": _text("lot", "period", "bidder", "clients", public=True),
    "budgets": (*_text("id"), _euro("ceiling"), _euro("spend"), _euro("left")),
    "reserve": (*_text("lot"), *_whole("place"), *_text("bidder")),
    "draws": _text("lot", "bidders", "about", "outcome", "origin"),
    "rules": (
        *_text("rule", "kind", "part", "counted", "sense", "required"),
        Column("holds", "yes_no"),
        _euro("fine"),
    ),
    "goals": (
        *_text("goal", "kind", "need", "value", "bound"),
        Column("proven", "yes_no"),
    ),
}
TABLES: Final = tuple(COLUMNS)
# The tables there are before anything was counted.
CAME_IN: Final = frozenset({
    "lots", "criteria", "scales", "needs", "areas", "periods", "tariffs", "demand", "ceilings",
    "bids", "offers", "serves", "events", "findings", "marks",
})  # fmt: skip
