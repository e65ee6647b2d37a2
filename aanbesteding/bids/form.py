"""The bid form of a tender: one layout, from which the form is written and read."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from aanbesteding.basis.texts import say
from aanbesteding.bids.limits import price_limits, price_limits_shown
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Need
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, layout, placed, printed, sheet_names
from aanbesteding.workbook.slots import Fixed, Form, Slot

KIND = "bid"
KINDS = ("institution", "independent_practice")
MOST_CAPACITY = Decimal(10**9)


def bid_form(tender: Tender, lang: str) -> Form:
    """Return the bid form: instructions, the bidder, a sheet per open lot, and the prices."""
    lots = tender.open_lots
    wanted = [_t("sheet.instructions", lang), _t("sheet.bidder", lang)]
    wanted += [_t("sheet.lot", lang, lot=lot.id) for lot in lots]
    asks_prices = tender.price.asked == "per_need"
    wanted += [_t("sheet.prices", lang)] if asks_prices else []
    names = sheet_names(wanted)
    pages = [_instructions(tender, names[0], lang), _bidder(tender, names[1], lang)]
    pages += [_lot(tender, lot, n, lang) for lot, n in zip(lots, names[2:], strict=False)]
    pages += [_prices(tender, names[-1], lang)] if asks_prices else []
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
        title=f"{_t('title', lang)} – {tender.title}",
    )


def price_slots(form: Form) -> tuple[Slot, ...]:
    """Return the slots of the prices, which have a reader of their own."""
    return tuple(slot for slot in form.slots if is_price(slot))


def other_slots(form: Form) -> tuple[Slot, ...]:
    """Return every slot that may be read while the prices are sealed."""
    return tuple(slot for slot in form.slots if not is_price(slot))


def is_price(slot: Slot) -> bool:
    """Whether the slot holds a price."""
    return slot.path[0] == "lots" and slot.path[2] == "price"


def _t(key: str, lang: str, **values: Any) -> str:
    return say(f"bids.form.{key}", lang, values)


def _head(title: str, tender: Tender, span: int) -> tuple[Line, ...]:
    heading = Line((printed(title, "title", span),), 30)
    return (heading, Line((printed(tender.title, "subtitle", span),), 20), Line())


def _section(text: str, span: int) -> Line:
    return Line((printed(text, "section", span),), 21)


def _instructions(tender: Tender, name: str, lang: str) -> Page:
    facts = {
        "authority": tender.authority,
        "region": tender.region,
        "tender": _t("tender_and_version", lang, id=tender.id, version=tender.version),
        "due": _t("due_day", lang, day=tender.schedule.bids_due),
        "mark": tender.hash[:16],
    }
    prices = ["prices"] if tender.price.asked == "per_need" else []
    steps = ["bidder", "lots", *prices, "answers", "numbers", "text", "leave", "send"]
    lines = [*_head(_t("title", lang), tender, 2)]
    lines += [
        Line((printed(_t(f"fact.{key}", lang)), printed(text))) for key, text in facts.items()
    ]
    lines += [Line(), _section(_t("how", lang), 2)]
    lines += [
        Line((printed(_t(f"step.{step}.title", lang)), printed(_t(f"step.{step}.text", lang))))
        for step in steps
    ]
    return Page(name, tuple(lines), (32, 88))


def _bidder(tender: Tender, name: str, lang: str) -> Page:
    labels = tuple(_t(f"kind.{kind}", lang) for kind in KINDS)
    slots = (
        Slot(("bidder", "id"), "", "", "identifier", ""),
        Slot(("bidder", "name"), "", "", "text", ""),
        Slot(("bidder", "kvk"), "", "", "identifier", "", required=False),
        Slot(("bidder", "kind"), "", "", "choice", "", required=False, choices=KINDS,
             labels=labels),
        Slot(("bidder", "contact"), "", "", "text", "", required=False),
        Slot(("bidder", "members"), "", "", "text", "", required=False),
        Slot(("bidder", "subcontractors"), "", "", "text", "", required=False),
    )  # fmt: skip
    lines = [*_head(_t("sheet.bidder", lang), tender, 3), _section(_t("your_data", lang), 3)]
    for slot in slots:
        key = slot.path[1]
        label = _t(f"field.{key}", lang)
        mark = " *" if slot.required else ""
        said = printed(_t(f"help.{key}", lang), "note")
        lines.append(Line((printed(label + mark), replace(slot, label=label), said), 30))
    lines += [Line(), Line((printed(_t("required_mark", lang), "text", 3),))]
    return Page(name, tuple(lines), (34, 46, 56), freeze=(3, 0))


def _lot(tender: Tender, lot: Lot, name: str, lang: str) -> Page:
    title = _t("lot_title", lang, lot=lot.id, title=lot.title)
    lines = [*_head(title, tender, 4), _question(lot, lang), Line()]
    lines += _capacities(tender, lot, lang)
    areas = [(area.id, area.name) for area in tender.lot_areas(lot)]
    lines += _yes_or_no(lot, "area", areas, lang)
    lines += _yes_or_no(lot, "expertise", [(e.id, e.label) for e in tender.expertise], lang)
    lines += _answers(tender, lot, lang)
    return Page(name, tuple(lines), (44, 16, 22, 58), freeze=(3, 0))


def _question(lot: Lot, lang: str) -> Line:
    label = _t("label.bids", lang, lot=lot.id)
    slot = Slot(("lots", lot.id, "bids"), "", "", "yes_no", label)
    asked = (printed(_t("bids_here", lang), "strong"), slot, None)
    return Line((*asked, printed(_t("help.bids", lang), "note")), 33)


def _capacities(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    heads = ("need", "number", "unit", "help")
    lines = [_section(_t("section.capacity", lang), 4)]
    lines.append(Line(_heads(heads, lang)))
    for need in tender.lot_needs(lot):
        label = _t("label.capacity", lang, lot=lot.id, need=need.label)
        slot = Slot(
            ("lots", lot.id, "capacity", need.id), "", "", "integer", label,
            least=Decimal(0), most=MOST_CAPACITY, when=(("lots", lot.id, "bids"),),
        )  # fmt: skip
        said = (printed(need.unit or _t("unit", lang)), printed(_t("help.capacity", lang), "note"))
        lines.append(Line((printed(need.label), slot, *said)))
    return [*lines, Line()]


def _yes_or_no(lot: Lot, kind: str, asked: list[tuple[str, str]], lang: str) -> list[Line]:
    if not asked:
        return []
    lines = [_section(_t(f"section.{kind}", lang), 4)]
    for id_, text in asked:
        label = _t(f"label.{kind}", lang, lot=lot.id, name=text)
        path = ("lots", lot.id, kind, id_)
        slot = Slot(path, "", "", "yes_no", label, when=(("lots", lot.id, "bids"),))
        lines.append(Line((printed(text), slot, printed(_t("yes_or_no", lang), "note", 2))))
    return [*lines, Line()]


def _answers(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    criteria = tender.judged(lot.id)
    if not criteria:
        return []
    lines = [_section(_t("section.answer", lang), 4)]
    for criterion in criteria:
        label = _t("label.answer", lang, lot=lot.id, criterion=criterion.title)
        path = ("lots", lot.id, "answer", criterion.id)
        slot = Slot(path, "", "", "text", label, required=False, span=3)
        weight = _t("weighs", lang, weight=criterion.weight)
        asks = f"\n{criterion.asks}" if criterion.asks else ""
        lines.append(Line((printed(f"{criterion.title} ({weight}){asks}"), slot), 96))
    return lines


def _prices(tender: Tender, name: str, lang: str) -> Page:
    heads = ("need", "price", "unit", "limits")
    lines = [*_head(_t("sheet.prices", lang), tender, 4)]
    lines.append(Line((printed(_t("prices_are", lang), "label", 4),)))
    lines.append(Line(_heads(heads, lang)))
    for lot in tender.open_lots:
        title = _t("lot_title", lang, lot=lot.id, title=lot.title)
        lines.append(Line((printed(title, "section", 4),), 21))
        lines += [Line(_price(tender, lot, need, lang)) for need in tender.lot_needs(lot)]
    return Page(name, tuple(lines), (40, 20, 26, 52), freeze=(5, 0), repeat=5)


def _heads(keys: tuple[str, ...], lang: str) -> tuple[Fixed, ...]:
    numbers = ("number", "price")
    return tuple(
        printed(_t(f"column.{key}", lang), "header_number" if key in numbers else "header")
        for key in keys
    )


def _price(tender: Tender, lot: Lot, need: Need, lang: str) -> tuple[Fixed | Slot, ...]:
    least, most = price_limits(tender, lot.id, need.id)
    slot = Slot(
        ("lots", lot.id, "price", need.id), "", "", "euro",
        _t("label.price", lang, lot=lot.id, need=need.label),
        least=least, most=most,
        when=(("lots", lot.id, "bids"), ("lots", lot.id, "capacity", need.id)),
    )  # fmt: skip
    limits = price_limits_shown(tender, lot.id, need.id, lang)
    unit = _t("per_unit", lang, unit=need.unit or _t("unit", lang))
    return (printed(need.label), slot, printed(unit), printed(limits, "note"))
