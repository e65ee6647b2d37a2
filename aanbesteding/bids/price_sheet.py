"""The sheet of the prices in the bid form, apart from all else so that it can stay sealed."""

from decimal import Decimal

from aanbesteding.bids.form_parts import column_heads, head
from aanbesteding.bids.form_parts import form_text as _t
from aanbesteding.bids.limits import asks_price, price_limits, price_limits_shown
from aanbesteding.bids.questions import MOST_NUMBER
from aanbesteding.bids.terms import TIERS, asks_discount
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Need
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, printed
from aanbesteding.workbook.slots import Fixed, Shows, Slot


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
        lines += _discounts(tender, lot, lang)
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


def _discounts(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    """Room for the tiers of a volume discount; none where the tender counts none."""
    if not asks_discount(tender, lot):
        return []
    heads = [printed(_t("column.discount", lang), "header")]
    heads += [printed(_t(f"column.{key}", lang), "header_number") for key in ("from", "percent")]
    lines = [Line((*heads, printed(_t("column.help", lang), "header")))]
    said = _t(f"help.discount_{tender.award.discounts}", lang)
    for tier in range(1, TIERS + 1):
        slots = (_tier(lot, tier, "from", "integer", lang), _tier(lot, tier, "off", "number", lang))
        name = _t("discount", lang, tier=tier)
        lines.append(Line((printed(name), *slots, printed(said, "note")), 48 if tier == 1 else 0))
        said = _t("help.discount", lang)
    return lines


def _tier(lot: Lot, tier: int, key: str, shows: Shows, lang: str) -> Slot:
    least, most = (Decimal(1), MOST_NUMBER) if key == "from" else (Decimal(0), Decimal(100))
    return Slot(
        ("lots", lot.id, "discount", str(tier), key), "", "", shows,
        _t(f"label.discount_{key}", lang, lot=lot.id, tier=tier),
        hint=_t("help.discount", lang), required=False, least=least, most=most,
    )  # fmt: skip
