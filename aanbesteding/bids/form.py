"""The bid form of a tender: one layout, from which the form is written and read."""

from dataclasses import replace
from decimal import Decimal

from aanbesteding.bids.form_parts import form_text as _t
from aanbesteding.bids.form_parts import head, section
from aanbesteding.bids.limits import MOST_PRICE, asks_turnover
from aanbesteding.bids.lot_sheet import lot_sheet
from aanbesteding.bids.price_sheet import has_prices, price_sheet
from aanbesteding.bids.terms import lots_with_terms
from aanbesteding.bids.terms_sheet import terms_sheet
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, layout, placed, printed, sheet_names
from aanbesteding.workbook.slots import Form, Slot

KIND = "bid"
KINDS = ("institution", "independent_practice")
PRICED = ("price", "discount")


def bid_form(tender: Tender, lang: str) -> Form:
    """Return the bid form: instructions, bidder, a sheet per open lot, terms, and prices."""
    lots = tender.open_lots
    asks_terms, asks_prices = bool(lots_with_terms(tender)), has_prices(tender)
    wanted = [_t("sheet.instructions", lang), _t("sheet.bidder", lang)]
    wanted += [_t("sheet.lot", lang, lot=lot.id) for lot in lots]
    wanted += [_t("sheet.terms", lang)] if asks_terms else []
    wanted += [_t("sheet.prices", lang)] if asks_prices else []
    names = sheet_names(wanted)
    pages = [_instructions(tender, names[0], lang), _bidder(tender, names[1], lang)]
    pages += [lot_sheet(tender, lot, n, lang) for lot, n in zip(lots, names[2:], strict=False)]
    pages += [terms_sheet(tender, names[2 + len(lots)], lang)] if asks_terms else []
    pages += [price_sheet(tender, names[-1], lang)] if asks_prices else []
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


def other_slots(form: Form) -> tuple[Slot, ...]:
    """Return every slot that may be read while the prices are sealed."""
    return tuple(slot for slot in form.slots if not is_price(slot))


def is_price(slot: Slot) -> bool:
    """Whether the slot holds a price, or a discount on one."""
    return slot.path[0] == "lots" and slot.path[2] in PRICED


def _instructions(tender: Tender, name: str, lang: str) -> Page:
    facts = {
        "authority": tender.authority,
        "region": tender.region,
        "tender": _t("tender_and_version", lang, id=tender.id, version=tender.version),
        "due": _t("due_day", lang, day=tender.schedule.bids_due),
    }
    prices = ["prices"] if has_prices(tender) else []
    terms = ["terms"] if lots_with_terms(tender) else []
    steps = ["bidder", "lots", *prices, *terms, "answers", "numbers", "text", "leave", "send"]
    lines = [*head(_t("title", lang), tender, 2)]
    lines += [
        Line((printed(_t(f"fact.{key}", lang)), printed(text))) for key, text in facts.items()
    ]
    lines += [Line(), section(_t("how", lang), 2)]
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
        *_turnover(tender),
        Slot(("bidder", "contact"), "", "", "text", "", required=False),
        Slot(("bidder", "lead"), "", "", "text", "", required=False),
        Slot(("bidder", "members"), "", "", "text", "", required=False),
        Slot(("bidder", "subcontractors"), "", "", "text", "", required=False),
    )  # fmt: skip
    lines = [*head(_t("sheet.bidder", lang), tender, 3), section(_t("your_data", lang), 3)]
    for slot in slots:
        key = slot.path[1]
        label = _t(f"field.{key}", lang)
        mark = " *" if slot.required else ""
        said = printed(_t(f"help.{key}", lang), "note")
        lines.append(Line((printed(label + mark), replace(slot, label=label), said), 30))
    lines += _attributes(tender, lang)
    lines += [Line(), Line((printed(_t("required_mark", lang), "text", 3),))]
    return Page(name, tuple(lines), (34, 46, 56), freeze=(3, 0))


def _turnover(tender: Tender) -> list[Slot]:
    if not asks_turnover(tender):
        return []
    least, most = Decimal(0), MOST_PRICE
    return [Slot(("bidder", "turnover"), "", "", "euro", "", least=least, most=most)]


def _attributes(tender: Tender, lang: str) -> list[Line]:
    """A yes or no on everything rules may ask a bidder to be; none where they ask nothing."""
    if not tender.attributes:
        return []
    lines = [Line(), section(_t("section.attribute", lang), 3)]
    for one in tender.attributes:
        label = _t("label.attribute", lang, name=one.label)
        slot = Slot(("attributes", one.id), "", "", "yes_no", label)
        said = printed(one.description or _t("yes_or_no_bidder", lang), "note")
        lines.append(Line((printed(f"{one.label} *"), slot, said), 30))
    return lines
