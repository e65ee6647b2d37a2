"""A small tender with two open lots, a closed one and tariffs, and ways to fill in its forms."""

import io
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import openpyxl

from aanbesteding.basis.places import Path
from aanbesteding.bids.form import bid_form, is_price
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Form, Slot, Value
from aanbesteding.workbook.write import form_bytes

DATES = {
    "published": "2027-01-11",
    "bids_due": "2027-03-01",
    "provisional_award": "2027-05-10",
    "contract_start": "2028-01-01",
}


def tender(**changes: Any) -> Tender:
    """Return a tender with lots C and C+ open and X closed, needs licht and spoed.1."""
    fields: dict[str, Any] = {
        "id": "klein-2028",
        "title": "Kleine ronde",
        "region": "Regio",
        "authority": "Gemeente",
        "schedule": DATES,
        "award": {"mode": "rank_order", "tie_ladder": ["draw"]},
        "lots": [
            {"id": "C", "title": "Zware hulp"},
            {"id": "C+", "title": "Zwaarste hulp", "needs": ["spoed.1"], "areas": ["noord"]},
            {"id": "X", "title": "Later", "in_scope": False},
        ],
        "needs": [
            {"id": "licht", "label": "licht", "priority": 2, "unit": "cliënt"},
            {"id": "spoed.1", "label": "spoed", "priority": 1, "unit": "etmaal"},
        ],
        "areas": [
            {"id": "regio", "name": "Regio"},
            {"id": "noord", "name": "Noord", "parent": "regio"},
            {"id": "zuid", "name": "Zuid", "parent": "regio"},
        ],
        "periods": [{"id": "2028", "start": "2028-01-01", "end": "2028-12-31"}],
        "tariffs": [
            {"lot": "C", "need": "licht", "kind": "ceiling", "amount": "2000"},
            {"lot": "C", "need": "licht", "kind": "floor", "amount": "500.50"},
        ],
        "criteria": [
            {"id": "wachten", "title": "Wachttijd", "weight": 60, "scale": "half", "asks": "Hoe?"},
            {"id": "team", "title": "Team", "weight": 40, "scale": "half", "lots": ["C"]},
        ],
        "scales": [
            {"scale": "half", "mark": str(Decimal(n) / 2), "label": f"stap {n}"} for n in range(21)
        ],
        "expertise": [{"id": "ggz", "label": "jeugd-ggz"}],
        "assessors": [{"id": "A1", "name": "Adviseur"}, {"id": "A2", "name": "Arts"}],
        **changes,
    }
    return Tender.model_validate(fields)


def values(bidder: str = "K01", **changes: Value | None) -> dict[Path, Value]:
    """Return a good bid for lot C; a change is named by its slot, with double underscores."""
    found: dict[str, Value | None] = {
        "bidder.id": bidder,
        "bidder.name": f"Stichting {bidder}",
        "bidder.kvk": "0" + "".join(str(ord(sign) % 10) for sign in f"{bidder:_<7}"[:7]),
        "lots.C.bids": True,
        "lots.C.capacity.licht": 20,
        "lots.C.capacity.spoed.1": 0,
        "lots.C.area.noord": True,
        "lots.C.area.zuid": False,
        "lots.C.expertise.ggz": True,
        "lots.C.answer.wachten": "Binnen een week.",
        "lots.C.price.licht": Decimal("1250.25"),
        "lots.C+.bids": False,
        **{name.replace("__", "."): value for name, value in changes.items()},
    }
    paths = {slot.name: slot.path for slot in bid_form(tender(), "nl").slots}
    return {paths[name]: value for name, value in found.items() if value is not None}


def slot(form: Form, name: str) -> Slot:
    """Return the slot of that dotted name."""
    return next(found for found in form.slots if found.name == name)


def price_slots(form: Form) -> tuple[Slot, ...]:
    """Return the slots of prices and discounts: those that stay sealed in a second envelope."""
    return tuple(found for found in form.slots if is_price(found))


def put_bid(folder: FilePath, name: str, content: bytes) -> None:
    """Put a file in the bids of a round folder."""
    (folder / "bids").mkdir(parents=True, exist_ok=True)
    (folder / "bids" / name).write_bytes(content)


@cache
def filled(bidder: str = "K01", lang: str = "nl", **changes: Value | None) -> bytes:
    """Return the bytes of a filled-in bid form."""
    return form_bytes(bid_form(tender(), lang), values(bidder, **changes))


def altered(content: bytes, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """Return the workbook with other values in some cells, by sheet and cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    return saved(book)


def saved(book: Any) -> bytes:
    """Return the bytes of a workbook of openpyxl."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
