"""What a bidder is asked on the sheet of a lot: requirements with yes or no, and the criteria."""

from decimal import Decimal

from aanbesteding.bids.form_parts import form_text as _t
from aanbesteding.bids.form_parts import section
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, printed
from aanbesteding.workbook.slots import Slot

MOST_NUMBER = Decimal(10**9)


def requirements(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    """Return a line per requirement that is met with a yes; none where none is asked."""
    asked = tender.asked(lot.id)
    if not asked:
        return []
    lines = [section(_t("section.meets", lang), 4)]
    for one in asked:
        label = _t("label.meets", lang, lot=lot.id, requirement=one.title)
        path = ("lots", lot.id, "meets", one.id)
        slot = Slot(path, "", "", "yes_no", label, when=(("lots", lot.id, "bids"),))
        lines.append(Line((printed(one.title), slot, printed(_t("help.meets", lang), "note", 2))))
    return [*lines, Line()]


def answers(tender: Tender, lot: Lot, lang: str) -> list[Line]:
    """Return a line per criterion: room for text, or for a number with its unit and bounds."""
    criteria = tender.scored(lot.id)
    if not criteria:
        return []
    lines = [section(_t("section.answer", lang), 4)]
    return lines + [
        _in_a_number(lot, one, lang) if one.in_numbers else _in_words(lot, one, lang)
        for one in criteria
    ]


def _in_words(lot: Lot, criterion: Criterion, lang: str) -> Line:
    path, label = _path_and_label(lot, criterion, lang)
    slot = Slot(path, "", "", "text", label, required=False, span=3)
    return Line((printed(_asked(criterion, lang)), slot), 96)


def _in_a_number(lot: Lot, criterion: Criterion, lang: str) -> Line:
    path, label = _path_and_label(lot, criterion, lang)
    bounds = bounds_shown(criterion, lang)
    slot = Slot(
        path, "", "", "number", label,
        hint=bounds, least=Decimal(0), most=MOST_NUMBER, when=(("lots", lot.id, "bids"),),
    )  # fmt: skip
    said = (printed(criterion.unit), printed(bounds, "note"))
    return Line((printed(_asked(criterion, lang)), slot, *said), 62)


def _path_and_label(lot: Lot, criterion: Criterion, lang: str) -> tuple[tuple[str, ...], str]:
    label = _t("label.answer", lang, lot=lot.id, criterion=criterion.title)
    return ("lots", lot.id, "answer", criterion.id), label


def _asked(criterion: Criterion, lang: str) -> str:
    weight = _t("bonus" if criterion.bonus else "weighs", lang, weight=criterion.weight)
    asks = f"\n{criterion.asks}" if criterion.asks else ""
    once = f"\n{_t('shared', lang)}" if criterion.shared else ""
    return f"{criterion.title} ({weight}){asks}{once}"


def bounds_shown(criterion: Criterion, lang: str) -> str:
    """Return in words what an answer in a number brings, and from where a bid is out."""
    names = ("best_answer", "worst_answer", "lowest_mark", "unit")
    values = {name: getattr(criterion, name) for name in names}
    said = [_t(f"answer.{criterion.formula.replace('.', '_')}", lang, **values)]
    if criterion.lowest_mark is not None:
        side = "high" if criterion.lower_is_better else "low"
        itself = "beyond" if criterion.lowest_mark_in else "from"
        said.append(_t(f"answer.out_{side}_{itself}", lang, **values))
    return " ".join(said)
