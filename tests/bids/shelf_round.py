"""A small round that asks everything the wider shelf can use, and a good bid for it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aanbesteding.basis.places import Path
from aanbesteding.bids.form import bid_form
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Form, Value
from tests.small_round import slot, values
from tests.small_round import tender as plain_tender

AWARD: dict[str, Any] = {
    "mode": "published_objective",
    "tie_ladder": ["draw"],
    "discounts": "whole_quantity",
    "conditions": True,
}
LOTS: list[dict[str, Any]] = [
    {"id": "C", "title": "Zware hulp", "free_within_weeks": 6},
    {"id": "C+", "title": "Zwaarste hulp", "needs": ["spoed.1"], "areas": ["noord"]},
    {"id": "X", "title": "Later", "in_scope": False},
]


def tender(**changes: Any) -> Tender:
    """A tender that asks everything the shelf can use."""
    needs = [
        {"id": "licht", "label": "licht", "priority": 2, "unit": "cliënt"},
        {"id": "spoed.1", "label": "spoed", "priority": 1, "unit": "cliënt"},
    ]
    attributes = [
        {"id": "klein", "label": "klein", "description": "Minder dan tien medewerkers."},
        {"id": "lokaal", "label": "uit de regio"},
    ]
    award = {**AWARD, **changes.pop("award", {})}
    fields = {"lots": LOTS, "needs": needs, "attributes": attributes, **changes}
    return plain_tender(award=award, **fields)


TENDER = tender()
FORM = bid_form(TENDER, "nl")
BOTH_LOTS: dict[str, Value | None] = {
    "attributes.klein": True,
    "attributes.lokaal": False,
    "lots.C.free.licht": 5,
    "lots.C+.bids": True,
    "lots.C+.capacity.spoed.1": 8,
    "lots.C+.area.noord": True,
    "lots.C+.expertise.ggz": False,
    "lots.C+.price.spoed.1": Decimal("3000.00"),
}


def named(form: Form, said: Mapping[str, Value | None]) -> dict[Path, Value]:
    """The values by path instead of by the dotted name of their slot."""
    every = {".".join(path): value for path, value in values().items()} | dict(said)
    return {slot(form, name).path: value for name, value in every.items() if value is not None}


NO_C_PLUS: dict[str, Value | None] = {
    **dict.fromkeys(name for name in BOTH_LOTS if name.startswith("lots.C+.")),
    "lots.C+.bids": False,
}
