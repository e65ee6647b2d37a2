"""The sheet with the terms of a bid for several lots; only where the tender allows terms."""

from decimal import Decimal

from aanbesteding.bids.form_parts import form_text as _t
from aanbesteding.bids.form_parts import head, section
from aanbesteding.bids.questions import MOST_NUMBER
from aanbesteding.bids.terms import asks_most_units, lots_with_terms
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, printed
from aanbesteding.workbook.slots import Slot


def terms_sheet(tender: Tender, name: str, lang: str) -> Page:
    """Return the sheet on which a bidder says for which lots together its bid stands."""
    lots = lots_with_terms(tender)
    lines = [*head(_t("sheet.terms", lang), tender, 3)]
    lines += [Line((printed(_t("terms.intro", lang), "label", 3),)), Line()]
    lines.append(section(_t("section.package", lang), 3))
    lines += [_in_package(lot, lang) for lot in lots]
    lines += [Line(), section(_t("section.spread", lang), 3)]
    most = Decimal(len(lots))
    lines += [_number(key, most, lang) for key in ("least_lots", "most_lots")]
    if asks_most_units(tender):
        lines.append(_number("most_units", MOST_NUMBER, lang))
    return Page(name, tuple(lines), (44, 16, 80), freeze=(3, 0))


def _in_package(lot: Lot, lang: str) -> Line:
    label = _t("label.package", lang, lot=lot.id)
    slot = Slot(("terms", "package", lot.id), "", "", "yes_no", label, required=False)
    title = printed(_t("lot_title", lang, lot=lot.id, title=lot.title))
    return Line((title, slot, printed(_t("help.package", lang), "note")))


def _number(key: str, most: Decimal, lang: str) -> Line:
    label, help_ = _t(f"label.{key}", lang), _t(f"help.{key}", lang)
    slot = Slot(
        ("terms", key), "", "", "integer", label,
        hint=help_, required=False, least=Decimal(1), most=most,
    )  # fmt: skip
    return Line((printed(label), slot, printed(help_, "note")), 34)
