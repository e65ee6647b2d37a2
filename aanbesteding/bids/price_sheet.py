"""The sheet of the prices in the bid form, apart from all else so that it can stay sealed."""

from aanbesteding.bids.form_parts import column_heads, head
from aanbesteding.bids.form_parts import form_text as _t
from aanbesteding.bids.limits import asks_price, price_limits, price_limits_shown
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Need
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, printed
from aanbesteding.workbook.slots import Fixed, Slot


def has_prices(tender: Tender) -> bool:
    """Whether any price is asked, in any open lot."""
    return any(
        asks_price(tender, lot.id, need.id)
        for lot in tender.open_lots
        for need in tender.lot_needs(lot)
    )


def price_sheet(tender: Tender, name: str, lang: str) -> Page:
    """Return the sheet of the prices of all open lots."""
    heads = ("need", "price", "unit", "limits")
    lines = [*head(_t("sheet.prices", lang), tender, 4)]
    lines.append(Line((printed(_t("prices_are", lang), "label", 4),)))
    lines.append(Line(column_heads(heads, lang)))
    for lot in tender.open_lots:
        title = _t("lot_title", lang, lot=lot.id, title=lot.title)
        lines.append(Line((printed(title, "section", 4),), 21))
        lines += [Line(_price(tender, lot, need, lang)) for need in tender.lot_needs(lot)]
    return Page(name, tuple(lines), (40, 20, 26, 52), freeze=(5, 0), repeat=5)


def _price(tender: Tender, lot: Lot, need: Need, lang: str) -> tuple[Fixed | Slot | None, ...]:
    limits = price_limits_shown(tender, lot.id, need.id, lang)
    unit = printed(_t("per_unit", lang, unit=need.unit or _t("unit", lang)))
    if not asks_price(tender, lot.id, need.id):
        return (printed(need.label), None, unit, printed(limits, "note"))
    if need.monthly:
        limits = f"{limits}. {_t('monthly', lang)}"
    least, most = price_limits(tender, lot.id, need.id)
    slot = Slot(
        ("lots", lot.id, "price", need.id), "", "", "euro",
        _t("label.price", lang, lot=lot.id, need=need.label),
        hint=limits, least=least, most=most,
        when=(("lots", lot.id, "bids"), ("lots", lot.id, "capacity", need.id)),
    )  # fmt: skip
    return (printed(need.label), slot, unit, printed(limits, "note"))
