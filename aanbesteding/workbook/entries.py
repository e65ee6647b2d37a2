"""What a spreadsheet itself refuses in a cell to fill in: drop-downs, limits and messages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from aanbesteding.basis.exact import plain
from aanbesteding.basis.texts import say
from aanbesteding.workbook.slots import Slot
from aanbesteding.workbook.text import label

Choices = tuple[str | Decimal, ...]
MOST = Decimal(10**12)


@dataclass(frozen=True)
class Lists:
    """Where the drop-downs of a form stand, as ranges, and in what language it speaks."""

    lang: str = "nl"
    ranges: Mapping[Choices, str] = field(default_factory=dict)


def choices_shown(slot: Slot, lang: str) -> Choices:
    """Return what a drop-down offers, as a person sees it; numbers stay numbers."""
    if slot.shows == "yes_no":
        return (say("workbook.yes", lang), say("workbook.no", lang))
    if slot.shows == "number":
        return tuple(Decimal(choice) for choice in slot.choices)
    return slot.labels or slot.choices


def choice_lists(slots: Iterable[Slot], lang: str) -> tuple[Choices, ...]:
    """Return the different drop-downs of a form, in the order of its slots."""
    found = (choices_shown(slot, lang) for slot in slots)
    return tuple(dict.fromkeys(choices for choices in found if choices))


def validation(slot: Slot, lists: Lists) -> dict[str, Any]:
    """Return the validation of a cell to fill in, in XlsxWriter's words; empty: anything goes."""
    lang = lists.lang
    rule = _rule(slot, lists)
    if rule:
        rule |= {
            "error_title": label(say("workbook.refused", lang), 32),
            "error_message": label(say(f"workbook.expects.{slot.shows}", lang), 255),
        }
    if slot.hint:
        rule = rule or {"validate": "any"}
        rule |= {"input_title": label(slot.label, 32), "input_message": label(slot.hint, 255)}
    return rule


def _rule(slot: Slot, lists: Lists) -> dict[str, Any]:
    choices = choices_shown(slot, lists.lang)
    if choices:
        return {"validate": "list", "source": lists.ranges[choices]}
    if slot.shows not in ("integer", "euro", "number"):
        return {}
    kind = "integer" if slot.shows == "integer" else "decimal"
    least = plain(slot.least if slot.least is not None else -MOST)
    most = plain(slot.most if slot.most is not None else MOST)
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
