"""The small bid form that every hostile workbook starts from: one lot, need, area and question."""

from decimal import Decimal
from functools import cache, lru_cache

from aanbesteding.basis.places import Path
from aanbesteding.bids.form import bid_form
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.slots import Form, Reading, Slot, Value
from aanbesteding.workbook.write import form_bytes
from tests import small_round

LABEL = "bids/K01.xlsx"
FILLED: dict[str, Value] = {
    "bidder.id": "K01",
    "bidder.name": "Zorg Één & Partners",
    "bidder.kvk": "05895555",
    "bidder.lead": "lot 1-2",
    "lots.C.bids": True,
    "lots.C.capacity.licht": 20,
    "lots.C.area.regio": True,
    "lots.C.answer.team": "Wij zijn er.",
    "lots.C.price.licht": Decimal("1250.25"),
}


@cache
def tender() -> Tender:
    """A tender with one lot, one need level, one area and one question."""
    return small_round.tender(
        lots=[{"id": "C", "title": "Zorg"}],
        needs=[{"id": "licht", "label": "licht", "priority": 1, "unit": "cliënt"}],
        areas=[{"id": "regio", "name": "Regio"}],
        criteria=[{"id": "team", "title": "Team", "weight": 100, "scale": "half"}],
        tariffs=[],
        expertise=[],
        assessors=[],
    )


@cache
def form() -> Form:
    """The bid form of that tender, in Dutch."""
    return bid_form(tender(), "nl")


def slot(name: str) -> Slot:
    """The slot of that dotted name."""
    return next(found for found in form().slots if found.name == name)


NAME, KVK, LEAD = slot("bidder.name"), slot("bidder.kvk"), slot("bidder.lead")
BIDS, NUMBER = slot("lots.C.bids"), slot("lots.C.capacity.licht")
ANSWER, PRICE = slot("lots.C.answer.team"), slot("lots.C.price.licht")


@cache
def values() -> dict[Path, Value]:
    """What was filled in, by path."""
    return {slot(name).path: value for name, value in FILLED.items()}


@cache
def real() -> bytes:
    """The form as a bidder sends it, filled in and written by this package."""
    return form_bytes(form(), values())


@lru_cache(maxsize=600)
def read(content: bytes) -> Reading:
    """What the package reads from a file that should be this form; the last files are kept."""
    return read_form(content, form(), form().slots, LABEL)
