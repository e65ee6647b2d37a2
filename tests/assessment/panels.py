"""A small panel over the small round: three members, two bids, marks in every way they come."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from aanbesteding.assessment.asked import asked_of
from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.form import assessor_form, lots_judged
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.findings import Finding
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.bid import Bid, Bids, Event, LotBid, Received
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Value
from aanbesteding.workbook.write import form_bytes
from tests.small_round import tender

MEMBERS = ("A1", "A2", "A3")
HEAD = "assessor;bidder;lot;criterion;mark;reason"
Key = tuple[str, str, str, str]


def panel_tender(method: str = "median", people: Any = None, **changes: Any) -> Tender:
    """The small tender with a panel of three and a method; `people` by id changes a member."""
    other = people or {}
    members = [
        {"id": one, "name": f"Lid {one}", "interest": "geen", **other.get(one, {})}
        for one in MEMBERS
    ]
    panel = {"method": method, **changes.pop("panel", {})}
    return tender(assessors=members, panel=panel, **changes)


def bids(
    *events: Event, lots: Mapping[str, tuple[str, ...]] | None = None, files: str = ""
) -> Bids:
    """Bids K01 and K02 for lot C, or for the lots given; `files` starts the hashes of the files."""
    asked = lots or {"K01": ("C",), "K02": ("C",)}
    found = tuple(
        Bid(id=one, name=f"Stichting {one}", lots=tuple(map(_lot_bid, asked[one])))
        for one in sorted(asked)
    )
    received = tuple(Received(f"bids/{one.id}.xlsx", files + one.id[::-1], one.id) for one in found)
    return Bids(found, received, events=tuple(events))


def _lot_bid(lot: str) -> LotBid:
    return LotBid(lot=lot, offers=())


def given(marks: Mapping[tuple[str, str], str], lot: str = "C", criterion: str = "team") -> Marks:
    """Marks by assessor and bidder on one criterion."""
    return Marks(
        tuple(
            Mark(who, bidder, lot, criterion, Decimal(mark), "Omdat.")
            for (who, bidder), mark in sorted(marks.items())
        )
    )


def asked_keys(asks: Tender, judged: Bids, who: str) -> list[Key]:
    """Everything a form of this person asks, by bidder, lot and criterion."""
    bidders = [(bid.id, bid.name) for bid in judged.bids]
    asked = asked_of(asks, who, bidders, lots_judged(judged))
    paths = [slot.path for slot in assessor_form(asks, asked, "nl").slots if slot.path[3] == "mark"]
    return [(who, bidder, lot, criterion) for lot, bidder, criterion, _ in paths]


def filled(
    asks: Tender,
    judged: Bids,
    who: str,
    changes: Mapping[tuple[str, ...], Value | None] | None = None,
    called: Mapping[str, str] | None = None,
) -> bytes:
    """The form of a member with a 7 and a reason everywhere, but for the changes by path."""
    bidders = [(bid.id, bid.name) for bid in judged.bids]
    form = assessor_form(asks, asked_of(asks, who, bidders, lots_judged(judged), called), "nl")
    values: dict[tuple[str, ...], Value | None] = {
        slot.path: Decimal(7) if slot.path[3] == "mark" else "Goed plan." for slot in form.slots
    }
    values |= changes or {}
    return form_bytes(form, {path: value for path, value in values.items() if value is not None})


def put(folder: Path, name: str, content: bytes | str) -> None:
    """Put a file among the assessments of a round folder."""
    (folder / "assessments").mkdir(exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / "assessments" / name).write_bytes(data)


def hand_in(folder: Path, asks: Tender, judged: Bids, *who: str) -> None:
    """Put the forms of these people in the folder; of everybody when nobody is named."""
    panel = (CONSENSUS,) if asks.panel.method == "consensus" else ()
    for one in who or (*MEMBERS, *panel):
        put(folder, f"{one}.xlsx", filled(asks, judged, one))


def found(folder: Path, asks: Tender, judged: Bids) -> list[tuple[str, str, str]]:
    """The findings of a round folder: code, weight and place, each said in both languages."""
    told = findings_in(folder, asks, judged)
    for finding in told:
        assert all(finding_text(finding, lang) for lang in ("nl", "en"))
    return [(f.code, str(f.weight), str(f.place or "")) for f in told]


def findings_in(folder: Path, asks: Tender, judged: Bids) -> list[Finding]:
    """The findings of a round folder, but for the statistics: those have tests of their own."""
    marks = read_marks(folder, asks, judged)
    return [finding for finding in marks.findings if not finding.code.startswith("A12")]
