"""The sheet of one lot in the bid form: requirements, how much, where, expertise, answers."""

from decimal import Decimal

from aanbesteding.bids.form_parts import column_heads, head, section
from aanbesteding.bids.form_parts import form_text as _t
from aanbesteding.bids.questions import MOST_NUMBER, answers, requirements
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, printed
from aanbesteding.workbook.slots import Slot


def lot_sheet(tender: Tender, lot: Lot, name: str, lang: str) -> Page:
    """Return the sheet of a lot."""
    title = _t("lot_title", lang, lot=lot.id, title=lot.title)
    lines = [*head(title, tender, 4), _question(lot, lang), Line()]
    lines += requirements(tender, lot, lang)
    lines += [*_capacities(tender, lot, lang), *_least(tender, lot, lang), Line()]
    lines += _free(tender, lot, lang)
    areas = [(area.id, area.name) for area in tender.lot_areas(lot)]
    lines += _yes_or_no(lot, "area", areas, lang)
    lines += _yes_or_no(lot, "expertise", [(e.id, e.label) for e in tender.expertise], lang)
    lines += answers(tender, lot, lang)
    return Page(name, tuple(lines), (44, 16, 22, 58), freeze=(3, 0))


def _question(lot: Lot, lang: str) -> Line:
    label = _t("label.bids", lang, lot=lot.id)
    slot = Slot(("lots", lot.id, "bids"), "", "", "yes_no", label)
    asked = (printed(_t("bids_here", lang), "strong"), slot)
    return Line((*asked, printed(_t("help.bids", lang), "note", 2)), 24)


def _capacities(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    heads = ("need", "number", "unit", "help")
    lines = [section(_t("section.capacity", lang), 4)]
    lines.append(Line(column_heads(heads, lang)))
    for need in tender.lot_needs(lot):
        label = _t("label.capacity", lang, lot=lot.id, need=need.label)
        slot = Slot(
            ("lots", lot.id, "capacity", need.id), "", "", "integer", label,
            hint=_t("help.capacity", lang),
            least=Decimal(0), most=MOST_NUMBER, when=(("lots", lot.id, "bids"),),
        )  # fmt: skip
        said = (printed(need.unit or _t("unit", lang)), printed(_t("help.capacity", lang), "note"))
        lines.append(Line((printed(need.label), slot, *said)))
    return lines


def _least(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    """The smallest contract a bidder wants; only where a contract comes with clients."""
    if not tender.promises_volume(lot):
        return []
    slot = Slot(
        ("lots", lot.id, "least"), "", "", "integer", _t("label.least", lang, lot=lot.id),
        hint=_t("help.least", lang), required=False, least=Decimal(0), most=MOST_NUMBER,
    )  # fmt: skip
    said = (printed(""), printed(_t("help.least", lang), "note"))
    return [Line((printed(_t("least", lang)), slot, *said))]


def _free(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    """What of the capacity is free soon; only where the lot asks within how many weeks."""
    if lot.free_within_weeks is None:
        return []
    weeks = lot.free_within_weeks
    lines = [section(_t("section.free", lang, weeks=weeks), 4)]
    lines.append(Line(column_heads(("need", "number", "unit", "help"), lang)))
    for need in tender.lot_needs(lot):
        slot = Slot(
            ("lots", lot.id, "free", need.id), "", "", "integer",
            _t("label.free", lang, lot=lot.id, need=need.label),
            hint=_t("help.free", lang), least=Decimal(0), most=MOST_NUMBER,
            when=(("lots", lot.id, "bids"), ("lots", lot.id, "capacity", need.id)),
        )  # fmt: skip
        said = (printed(need.unit or _t("unit", lang)), printed(_t("help.free", lang), "note"))
        lines.append(Line((printed(need.label), slot, *said)))
    return [*lines, Line()]


def _yes_or_no(lot: Lot, kind: str, asked: list[tuple[str, str]], lang: str) -> list[Line]:
    if not asked:
        return []
    lines = [section(_t(f"section.{kind}", lang), 4)]
    for id_, text in asked:
        label = _t(f"label.{kind}", lang, lot=lot.id, name=text)
        path = ("lots", lot.id, kind, id_)
        slot = Slot(path, "", "", "yes_no", label, when=(("lots", lot.id, "bids"),))
        lines.append(Line((printed(text), slot, printed(_t("yes_or_no", lang), "note", 2))))
    return [*lines, Line()]
