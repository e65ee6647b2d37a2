"""A small round in two envelopes on disk: real bid forms with prices, and a table of marks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.bids.form import bid_form
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook import read as workbook_read
from aanbesteding.workbook.slots import Slot
from aanbesteding.workbook.write import write_form
from tests import tiny

BEGUN = datetime(2027, 3, 2, 8, 0, tzinfo=UTC)
NOW = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2027, 4, 2, 14, 5, 59, tzinfo=UTC)
BY = ("A. de Vries",)
OPENED_BY = ("C. Bakker", "D. Smit")
BEFORE = ("frozen", "received", "opened")
PRICES = {"K01": ("1111.37", "611.37"), "K02": ("1222.59", "622.59"), "K03": ("1333.71", "633.71")}
MARKS = {"K01": 8, "K02": 6, "K03": 9}
HEAD = "assessor;bidder;lot;criterion;mark;reason"
TABLE = "assessments/cijfers.csv"


def tender(**changes: Any) -> Tender:
    """Return a tender in two envelopes: 60 points for quality, 40 for the price."""
    stated: dict[str, Any] = {
        "award": {"envelopes": "two"},
        "lots": [{"id": "1", "title": "Perceel 1", "segment": "s", "framework_max_value": "1e6"}],
        "segments": [{"id": "s", "description": "Hulp"}],
        "criteria": [{"id": "k", "title": "Kwaliteit", "weight": 60, "scale": "tien"}],
        "price": {
            "formula": "price.absolute_linear",
            "weight": 40,
            "floor_price": "500",
            "ceiling_price": "2000",
        },
        "assessors": [{"id": "A1", "name": "Adviseur"}, {"id": "A2", "name": "Arts"}],
        **changes,
    }
    return tiny.tender(**stated)


def written(folder: Path, asked: Tender | None = None) -> Path:
    """Return a round folder with this tender, three bids and the marks of the panel.

    Of a tender in two envelopes the bids are opened already.
    """
    asked = asked or tender()
    folder.mkdir()
    save_toml(asked, folder)
    for bidder in PRICES:
        put_bid(folder, asked, bidder)
    put_marks(folder)
    if asked.award.envelopes == "two":
        begin(folder)
    return folder


def begin(folder: Path, now: datetime = BEGUN) -> None:
    """Begin the journal anew: rules frozen, bids received as they are now, and opened."""
    from aanbesteding.round.steps import freeze, open_bids, receive

    (folder / "journal.jsonl").unlink(missing_ok=True)
    assert freeze(folder, BY, now).ok
    assert receive(folder, BY, now).ok
    assert open_bids(folder, OPENED_BY, now).ok


def put_bid(folder: Path, asked: Tender, bidder: str, **changes: Any) -> None:
    """Write a filled-in bid form; a change is named by its slot, with double underscores."""
    form = bid_form(asked, "nl")
    paths = {slot.name: slot.path for slot in form.slots}
    given: dict[str, Any] = {
        "bidder.id": bidder,
        "bidder.name": f"Stichting {bidder}",
        "lots.1.bids": True,
        "lots.1.capacity.zwaar": 10,
        "lots.1.capacity.licht": 20,
        "lots.1.area.noord": True,
        "lots.1.area.zuid": True,
        "lots.1.expertise.ggz": False,
        "lots.1.expertise.crisis": False,
        "lots.1.answer.k": f"Zo werkt {bidder}.",
        "lots.1.price.zwaar": Decimal(PRICES[bidder][0]),
        "lots.1.price.licht": Decimal(PRICES[bidder][1]),
        **{name.replace("__", "."): value for name, value in changes.items()},
    }
    (folder / "bids").mkdir(exist_ok=True)
    values = {paths[name]: value for name, value in given.items() if name in paths}
    write_form(form, folder / "bids" / f"{bidder}.xlsx", values)


def put_marks(folder: Path, marks: Mapping[str, int] = MARKS) -> None:
    """Write the table of marks: of two assessors, and of the panel together."""
    rows = [
        f"{assessor};{bidder};1;k;{mark + away};omdat"
        for assessor, away in (("A1", 0), ("A2", -1), ("consensus", 0))
        for bidder, mark in marks.items()
    ]
    (folder / TABLE).parent.mkdir(exist_ok=True)
    (folder / TABLE).write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")


def cells_read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return a list that fills with the path of every cell that is read from now on."""
    found: list[tuple[str, ...]] = []
    read = workbook_read._read

    def noted(cell: object, slot: Slot, place: object) -> object:
        found.append(slot.path)
        return read(cell, slot, place)  # type: ignore[arg-type]

    monkeypatch.setattr(workbook_read, "_read", noted)
    return found


def price_texts() -> frozenset[str]:
    """Return every way in which a price, or its digits alone, could be written somewhere."""
    found = {price for both in PRICES.values() for price in both}
    points = {price.replace(".", ",") for price in found}
    thousands = {f"{price[0]}.{price[1:].replace('.', ',')}" for price in found if len(price) > 6}
    cents = {price.replace(".", "") for price in found}
    whole = {price.partition(".")[0] for price in found if len(price) > 6}
    return frozenset(found | points | thousands | cents | whole)


def codes(folder: Path) -> set[str]:
    """Return the codes of what blocks in a round folder."""
    from aanbesteding.round.read import read_round

    return {finding.code for finding in read_round(folder).findings if finding.blocks}


def has_prices(folder: Path) -> bool:
    """Whether the prices of this round can be read by now."""
    from aanbesteding.round.read import read_round

    offers = [o for b in read_round(folder).bids.bids for lot in b.lots for o in lot.offers]
    assert offers
    known = {offer.price is not None for offer in offers}
    assert len(known) == 1
    return known.pop()
