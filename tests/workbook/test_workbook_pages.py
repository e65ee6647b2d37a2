"""Forms get their cells by counting once, and sheets names that a workbook accepts."""

from aanbesteding.workbook.pages import Line, Page, placed, printed, sheet_names
from aanbesteding.workbook.slots import Slot


def test_a_cell_stands_after_the_columns_that_the_one_before_it_takes() -> None:
    slot = Slot(("a",), "", "", "text", "")
    page = Page("Blad", (Line(), Line((printed("x", span=2), None, slot))), (10, 10, 10, 10))
    slots, fixed = placed([page])
    assert [(s.sheet, s.cell) for s in slots] == [("Blad", "D2")]
    assert [(f.sheet, f.cell) for f in fixed] == [("Blad", "A2")]


def test_sheet_names_are_short_different_and_without_forbidden_signs() -> None:
    names = sheet_names(["Perceel " + "x" * 40, "perceel " + "X" * 40, "A/B:C", "A-B-C"])
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
