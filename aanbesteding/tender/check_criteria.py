"""Checks of criteria that are more than a mark: answers in numbers, bonuses, shared ones."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

FOR_ANSWERS = ("best_answer", "worst_answer", "unit")
FOR_LEAVES = ("scale", "shared", "lowest_mark", *FOR_ANSWERS)


def _numbered(tender: Tender) -> Iterator[tuple[int, Criterion, bool]]:
    """Yield number, criterion and whether it has others under it."""
    parents = {one.parent for one in tender.criteria}
    for number, one in enumerate(tender.criteria):
        yield number, one, one.id in parents


def _problem(code: str, number: int, where: str, one: Criterion, **values: Any) -> Problem:
    return Problem(code, ("criteria", str(number), where), {"criterion": one.id, **values})


def criteria_have_a_formula(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion whose formula is not on the shelf, or makes no points of quality."""
    choices = tuple(card.id for card in BY_ID.values() if card.measures == "quality")
    for number, one, _ in _numbered(tender):
        if one.formula not in choices:
            values = {"given": one.formula, "choices": choices}
            yield _problem("T367", number, "formula", one, **values)


def answers_are_complete(tender: Tender) -> Iterator[Problem]:
    """Yield what lacks where an answer in a number is asked: its unit, and its two ends."""
    for number, one, parent in _numbered(tender):
        if parent or not one.in_numbers:
            continue
        for field in (f for f in FOR_ANSWERS if f in (*BY_ID[one.formula].inputs, "unit")):
            if getattr(one, field) in (None, ""):
                yield _problem("T368", number, field, one, field=field)
        if one.best_answer is not None and one.best_answer == one.worst_answer:
            yield _problem("T369", number, "worst_answer", one, answer=one.best_answer)


def fields_fit_the_criterion(tender: Tender) -> Iterator[Problem]:
    """Yield every field that says nothing where it stands, such as a scale of an answer."""
    for number, one, parent in _numbered(tender):
        foreign = FOR_LEAVES if parent else _foreign(one)
        for field in foreign:
            if getattr(one, field) not in (None, "", False):
                yield _problem("T401", number, field, one, field=field)


def _foreign(one: Criterion) -> tuple[str, ...]:
    if not one.in_numbers:
        return FOR_ANSWERS
    inputs = BY_ID[one.formula].inputs
    unused = (field for field in ("best_answer", "worst_answer") if field not in inputs)
    return ("scale", "shared", *unused)


def answers_can_be_good_enough(tender: Tender) -> Iterator[Problem]:
    """Yield every bound that knocks out an answer which gets all points."""
    for number, one, parent in _numbered(tender):
        best = one.best_answer
        if not parent and one.in_numbers and best is not None and not one.good_enough(best):
            yield _problem("T402", number, "lowest_mark", one, bound=one.lowest_mark, best=best)


def shared_criteria_hold_for_several_lots(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion that is judged once for all its lots, but has fewer than two."""
    for number, one, _ in _numbered(tender):
        lots = [lot.id for lot in tender.open_lots if tender.holds_for(one, lot.id)]
        if one.shared and len(lots) < 2:
            yield _problem("T403", number, "shared", one, lots=tuple(lots))


def parts_of_a_bonus_are_a_bonus(tender: Tender) -> Iterator[Problem]:
    """Yield every part of a bonus that is not said to be one."""
    bonuses = {one.id for one in tender.criteria if one.bonus}
    for number, one, _ in _numbered(tender):
        if one.parent in bonuses and not one.bonus:
            yield _problem("T404", number, "bonus", one, parent=one.parent)
