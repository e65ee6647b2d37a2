"""Checks of names: each stands once, and each reference leads somewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from aanbesteding.basis.findings import Weight
from aanbesteding.rules import STANDING
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

WITH_IDS = (
    "segments", "lots", "needs", "areas", "periods", "budgets", "criteria", "expertise",
    "assessors", "requirements", "contract_holders", "kpis", "scenarios",
    "low_prices", "attributes",
)  # fmt: skip
# Each row has a file of its own, and on Windows and macOS a.xlsx and A.xlsx are one file.
HAVE_FILES = ("assessors",)
STANDING_NAMES = (*(rule.name for rule in STANDING), "follow_ranking")
KEYS: Mapping[str, tuple[str, ...]] = {
    "rules": ("name",),
    "demand": ("lot", "need", "area", "period"),
    "tariffs": ("lot", "need", "kind"),
    "contracted": ("need",),
    "bridging": ("need",),
    "cost_shares": ("area", "lot"),
    "ceilings": ("area", "period"),
    "interests": ("assessor", "bidder"),
    "incumbents": ("kvk", "name", "lot", "need", "area", "period"),
}
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "lots": {"needs": "needs", "areas": "areas"},
    "areas": {"parent": "areas"},
    "demand": {"lot": "lots", "need": "needs", "area": "areas", "period": "periods"},
    "budgets": {
        "indexed_from": "budgets",
        "lots": "lots",
        "needs": "needs",
        "areas": "areas",
        "periods": "periods",
    },
    "tariffs": {"lot": "lots", "need": "needs"},
    "criteria": {"parent": "criteria", "lots": "lots", "scale": "scales"},
    "assessors": {"lots": "lots", "criteria": "criteria"},
    "interests": {"assessor": "assessors"},
    "incumbents": {"lot": "lots", "need": "needs", "area": "areas", "period": "periods"},
    "rules": {
        "lots": "lots",
        "needs": "needs",
        "areas": "areas",
        "periods": "periods",
        "expertise": "expertise",
        "attributes": "attributes",
        "also_lots": "lots",
    },
    "goals": {"need": "needs"},
    "low_prices": {"lots": "lots"},
    "requirements": {"lots": "lots", "need": "needs"},
    "contracted": {"need": "needs"},
    "bridging": {"need": "needs"},
    "cost_shares": {"area": "areas", "lot": "lots"},
    "ceilings": {"area": "areas", "period": "periods"},
    "changes": {
        "scenario": "scenarios",
        "lots": "lots",
        "needs": "needs",
        "attributes": "attributes",
    },
    "spreads": {"lots": "lots", "needs": "needs"},
}


def ids_stand_once(tender: Tender) -> Iterator[Problem]:
    """Yield every row that repeats the name of a row above it."""
    for table in (*WITH_IDS, *KEYS):
        seen = Counter(STANDING_NAMES if table == "rules" else ())
        for number, row in enumerate(getattr(tender, table)):
            fields = KEYS.get(table, ("id",))
            name = ", ".join(str(value) for field in fields if (value := getattr(row, field)))
            same = name.casefold() if table in HAVE_FILES else name
            seen[same] += 1
            if name and seen[same] > 1:
                field = "id" if table == "rules" else fields[0]
                yield Problem("T301", (table, str(number), field), {"table": table, "id": name})


def references_exist(tender: Tender) -> Iterator[Problem]:
    """Yield every name that stands for nothing in the table it points to."""
    for table, fields in REFERENCES.items():
        for number, row in enumerate(getattr(tender, table)):
            for field, target in fields.items():
                known = _names(tender, target)
                for name in _named(row, field):
                    if name not in known:
                        values = {"field": field, "given": name, "table": target}
                        yield Problem("T302", (table, str(number), field), values)


def _names(tender: Tender, table: str) -> frozenset[str]:
    if table == "scales":
        return frozenset(step.scale for step in tender.scales)
    return frozenset(row.id for row in getattr(tender, table))


def _named(row: BaseModel, field: str) -> Sequence[str]:
    value = getattr(row, field, None)
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def areas_do_not_circle(tender: Tender) -> Iterator[Problem]:
    """Yield every area that is, by a detour, part of itself."""
    yield from _circles("areas", {area.id: area.parent for area in tender.areas}, "T303")


def criteria_do_not_circle(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion that is, by a detour, part of itself."""
    yield from _circles("criteria", {one.id: one.parent for one in tender.criteria}, "T304")


def _circles(table: str, parents: Mapping[str, str | None], code: str) -> Iterator[Problem]:
    for number, start in enumerate(parents):
        seen: list[str] = []
        above = parents[start]
        while above is not None and above in parents and above not in seen:
            seen.append(above)
            above = parents[above]
        if start in seen:
            yield Problem(code, (table, str(number), "parent"), {"id": start})


def segments_have_descriptions(tender: Tender) -> Iterator[Problem]:
    """Yield every label of a segment that is not described."""
    known = {segment.id for segment in tender.segments}
    for number, lot in enumerate(tender.lots):
        if lot.segment and lot.segment not in known:
            path = ("lots", str(number), "segment")
            yield Problem("T305", path, {"id": lot.segment}, Weight.NOTICE)
