"""The form of an assessor, or of the panel together: a mark and a reason per bid and criterion."""

from collections.abc import Mapping

from aanbesteding.assessment.asked import Asked, asked_of
from aanbesteding.assessment.form_pages import criteria_in, instructions, lot_page, say_on_form
from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import layout, placed, sheet_names
from aanbesteding.workbook.slots import Form

KIND = "assessment"


def assessor_form(tender: Tender, asked: Asked, lang: str) -> Form:
    """Return the form of one assessor, or of the consensus: a sheet per lot with criteria.

    What is judged once for several lots has a sheet of its own before them.
    """
    ids = (lot.id for lot in tender.open_lots)
    lots = [lot for lot in (EVERY_LOT, *ids) if criteria_in(tender, lot, asked)]
    names = sheet_names(
        [
            say_on_form("sheet.instructions", lang),
            *(_sheet_name(lot, lang) for lot in lots),
        ]
    )
    pages = [instructions(tender, asked, names[0], lang)]
    pages += [
        lot_page(tender, lot, asked, name, lang) for lot, name in zip(lots, names[1:], strict=True)
    ]
    slots, fixed = placed(pages)
    return Form(
        kind=KIND,
        tender=tender.id,
        version=tender.version,
        hash=tender.hash,
        lang=lang,
        sheets=tuple(page.name for page in pages),
        slots=slots,
        fixed=fixed,
        layouts=tuple(layout(page) for page in pages),
        about=asked.about(),
        title=f"{say_on_form('title', lang)} – {tender.title}",
    )


def _sheet_name(lot: str, lang: str) -> str:
    key = "every" if lot == EVERY_LOT else "lot"
    return say_on_form(f"sheet.{key}", lang, lot=lot)


def assessor_form_for(
    tender: Tender,
    bids: Bids,
    assessor: str,
    lang: str,
    called: Mapping[str, str] | None = None,
) -> Form:
    """Return the form for the bids of a round that the register has not put out.

    In an anonymous round `called` gives the pseudonym of each of them.
    """
    lots = lots_judged(bids)
    bidders = [(bid.id, bid.name) for bid in bids.bids if bid.id in lots]
    return assessor_form(tender, asked_of(tender, assessor, bidders, lots, called), lang)


def lots_judged(bids: Bids) -> dict[str, list[str]]:
    """Return by bidder the lots it bids for and is not put out of; nobody without any lot."""
    lots = {
        bid.id: [lot.lot for lot in bid.lots if bids.out(bid.id, lot.lot) is None]
        for bid in bids.bids
    }
    return {bidder: found for bidder, found in lots.items() if found}
