"""The quality of a round for the panel, worked out and shown without reading a price."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.assessment import Assessment, Standing
from aanbesteding.assessment.bounds import value_of
from aanbesteding.assessment.panel_statistics import panel_statistics
from aanbesteding.assessment.pseudonyms import read_pseudonyms
from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.exact import digits
from aanbesteding.basis.files import write_whole
from aanbesteding.basis.findings import blocking
from aanbesteding.contest.contest import Points
from aanbesteding.contest.count import Judge
from aanbesteding.report.panel_page import panel_page
from aanbesteding.round.journal import steps_of
from aanbesteding.round.lock import locked
from aanbesteding.round.read import Round, read_without_prices
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.scoring.contests import contest_on
from aanbesteding.scoring.quality import quality_points
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

PLACE = "panel"
Earned = Mapping[tuple[str, str], tuple[Points, ...]]


@in_language
def panel(folder: Path | str, *, lang: str = "nl", tell: Tell = silent) -> Result:
    """Return the quality of every bid so far, after writing it to ``panel/panel.html``.

    No price is read. Findings that block are counted on the page and do not stop it, as long as
    the tender can be read. Raises UnreadableError for a folder without tender; otherwise as
    `award` does.
    """
    with locked(folder):
        return _panel(Path(folder), lang, tell)


def _panel(folder: Path, lang: str, tell: Tell) -> Result:
    tell("read")
    found = read_without_prices(folder)
    if found.tender is None:
        return Result(found.folder, found.findings)
    record = _record(found, found.tender)
    tell("report")
    page = panel_page(record, lang, found.look).encode()
    file = write_whole(found.folder / PLACE / "panel.html", page)
    return Result(found.folder, found.findings, record, files=(file,))


def _record(found: Round, tender: Tender) -> dict[str, Any]:
    """What the page shows, in JSON types; no price is in it."""
    assessment = assess(tender, found.bids, found.marks)
    earned = quality_points(tender, found.bids, assessment)
    record = jsonable(
        {
            "kind": "panel",
            "package": __version__,
            "tender": tender,
            "tender_hash": tender.hash,
            "journal": steps_of(found.journal),
            "open": len(blocking(found.findings)),
            "bids": [{"id": bid.id, "name": bid.name} for bid in found.bids.bids],
            "advice": {"panel": panel_statistics(tender, found.marks)},
            "lots": [_lot(found, tender, lot, assessment, earned) for lot in tender.open_lots],
        }
    )
    return _anonymous(record, found) if tender.panel.anonymous else dict(record)


def _lot(
    found: Round, tender: Tender, lot: Lot, assessment: Assessment, earned: Earned
) -> dict[str, Any]:
    standings = [standing for standing in assessment.standings if standing.lot == lot.id]
    return {
        "lot": lot.id,
        "ranked": tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL,
        "bids": [_bid(found, tender, one, assessment, earned) for one in standings],
    }


def _bid(
    found: Round, tender: Tender, standing: Standing, assessment: Assessment, earned: Earned
) -> dict[str, Any]:
    points = earned.get((standing.bidder, standing.lot), ())
    bid, lot = found.bids.bid(standing.bidder), standing.lot
    judge = Judge(contest_on(tender, lot))
    return {
        "bidder": standing.bidder,
        "status": standing.status,
        "counts": {
            one.id: value_of(assessment.counting, bid, lot, one) for one in tender.scored(lot)
        },
        "points": {one.criterion: one.rounded for one in points},
        "quality": digits(judge.quality(points)) if points else None,
    }


def _anonymous(record: Mapping[str, Any], found: Round) -> dict[str, Any]:
    """The record with what the forms call each bidder, in an order that gives nobody away."""
    called = dict(read_pseudonyms(found.folder).called)
    for number, bid in enumerate(found.bids.bids, start=1):
        called.setdefault(bid.id, f"? {number}")
    shown = {part: _renamed(record[part], called) for part in ("advice", "lots")}
    return {**record, **shown, "bids": []}


def _renamed(tree: Any, called: Mapping[str, str]) -> Any:
    match tree:
        case {"bidder": bidder, **rest}:
            return {"bidder": called[bidder], **_renamed(rest, called)}
        case {"bidders": bidders, **rest}:
            return {"bidders": sorted(called[one] for one in bidders), **_renamed(rest, called)}
        case dict():
            return {key: _renamed(item, called) for key, item in tree.items()}
        case list():
            found = [_renamed(item, called) for item in tree]
            if found and all(isinstance(item, dict) and "bidder" in item for item in found):
                return sorted(found, key=lambda item: item["bidder"])
            return found
    return tree
