"""Conditional formats, filters and colours of a theme: what is heard, and what is not."""

import pytest

from aanbesteding.gate.cells import SheetRead
from aanbesteding.gate.colours import theme_of
from aanbesteding.gate.over import LONGEST_AREAS, MOST_AREAS, Over
from aanbesteding.gate.places import cell_of, column_of, letters_of
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.styles import Styles
from aanbesteding.gate.xml import MAIN

AREAS, RULE, BAR = f"{MAIN}conditionalFormatting", f"{MAIN}cfRule", f"{MAIN}dataBar"
FORMAT, FILTER = f"{MAIN}numFmt", f"{MAIN}autoFilter"
ROOT, VALIDATION = f"{MAIN}worksheet", f"{MAIN}dataValidation"
TENTH = {"sqref": "A" * (MOST_AREAS // 10)}
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize(
    ("length", "too_long"), [(LONGEST_AREAS, False), (LONGEST_AREAS + 1, True)]
)
@pytest.mark.parametrize("name", [AREAS, VALIDATION])
def test_a_list_of_areas_has_a_longest(name: str, length: int, too_long: bool) -> None:
    assert Over().too_long(name, {"sqref": "A" * length}) == too_long


def test_every_rule_counts_the_areas_it_stands_over_once_more() -> None:
    over = Over()
    assert not over.too_long(AREAS, TENTH)
    assert not any(over.too_long(RULE, {}) for _ in range(9))
    assert over.too_long(RULE, {})


def test_areas_without_rules_count_once_each() -> None:
    over = Over()
    assert not over.too_long(RULE, {})
    assert not any(over.too_long(VALIDATION, TENTH) for _ in range(10))
    assert not over.too_long(RULE, {})
    assert over.too_long(VALIDATION, {"sqref": "A"})


@pytest.mark.parametrize(
    ("name", "above", "attributes", "clear"),
    [
        (RULE, AREAS, {"dxfId": "1"}, True),
        (RULE, AREAS, {"dxfId": "99999"}, True),
        (RULE, AREAS, {"dxfId": "100000"}, False),
        (RULE, AREAS, {"dxfId": "one"}, False),
        (RULE, AREAS, {}, True),
        (RULE, ROOT, {"dxfId": "1"}, False),
        (FORMAT, AREAS, {}, False),
        (BAR, RULE, {}, True),
        (BAR, AREAS, {}, False),
        (AREAS, ROOT, {"sqref": "A1 B2:C3"}, True),
        (AREAS, ROOT, {"sqref": "A1 all"}, False),
        (FILTER, ROOT, {"ref": "A1:B2"}, True),
        (FILTER, ROOT, {"ref": "all"}, False),
        (FILTER, f"{MAIN}tableParts", {"ref": "all"}, True),
    ],
)
def test_what_cannot_be_laid_over_cells_is_not_passed_over(
    name: str, above: str, attributes: dict[str, str], clear: bool
) -> None:
    over = Over()
    over.heard(AREAS, ROOT, {"sqref": "A1"})
    assert over.heard(name, above, attributes) == clear


def test_a_bar_before_any_areas_belongs_to_no_cells() -> None:
    assert not Over().heard(BAR, RULE, {})


def test_a_bar_in_place_of_the_number_covers_its_own_areas_only() -> None:
    over, sheet = Over(), SheetRead("Prijzen")
    over.heard(AREAS, ROOT, {"sqref": "A1:A3"})
    over.heard(RULE, AREAS, {"dxfId": "4"})
    over.heard(AREAS, ROOT, {"sqref": "B1:B3"})
    over.heard(RULE, AREAS, {})
    over.heard(BAR, RULE, {"showValue": "0"})
    over.put_in(sheet, Styles(pale_over=frozenset({4})))
    assert sheet.shown_over == [(1, 2, 3, 2)]
    assert sheet.pale_over == [(1, 1, 3, 1)]


@pytest.mark.parametrize(
    ("at", "covered"),
    [
        ((2, 3), True),
        ((4, 5), True),
        ((1, 3), False),
        ((5, 3), False),
        ((2, 2), False),
        ((2, 6), False),
    ],
)
def test_a_cell_is_shown_otherwise_only_inside_the_area(at: tuple[int, int], covered: bool) -> None:
    sheet = SheetRead("Prijzen", shown_over=[(2, 3, 4, 5)])
    assert sheet.is_shown_otherwise(at) == covered


@pytest.mark.parametrize("said", ["XFE1", "A1048577", "AAAA1", "A0", "1", "A"])
def test_a_place_beyond_a_sheet_is_no_cell(said: str) -> None:
    assert cell_of(said) is None


def test_every_column_has_letters_of_its_own() -> None:
    assert [column_of(letters_of(column)) for column in range(1, 16_385)] == [*range(1, 16_385)]


def test_the_last_cell_of_a_sheet_is_one() -> None:
    assert cell_of("XFD1048576") == (1_048_576, 16_384)


THEME = f"""<a:theme xmlns:a="{DRAWING}" xmlns:b="elsewhere"><a:clrScheme>
<a:dk1><a:sysClr val="windowText" lastClr="111111"><a:srgbClr val="999999"/></a:sysClr></a:dk1>
<a:lt1><a:srgbClr val="222222"/><a:srgbClr val="333333"/></a:lt1>
<a:accent6><b:srgbClr val="444444"/></a:accent6>
<a:accent5><a:srgbClr val="555555"/></a:accent5>
<a:accent7><a:srgbClr val="777777"/></a:accent7>
</a:clrScheme></a:theme>"""


def test_a_theme_names_the_first_colour_inside_each_of_its_own_names() -> None:
    parts = {"theme1.xml": THEME.encode(), "theme2.xml": b"<no-theme/>"}
    refused = Refused("x")
    palette = theme_of(["theme1.xml", "theme2.xml"], parts, refused)
    assert palette.theme == {"dk1": "111111", "lt1": "222222", "accent5": "555555"}
    assert refused.findings == []


@pytest.mark.parametrize("names", [[], ["theme9.xml"]])
def test_without_a_theme_no_colours_are_named(names: list[str]) -> None:
    assert theme_of(names, {"theme1.xml": THEME.encode()}, Refused("x")).theme == {}


def test_a_theme_that_is_damaged_names_no_colours() -> None:
    refused = Refused("x")
    assert theme_of(["t.xml"], {"t.xml": THEME.encode()[:-8]}, refused).theme == {}
    assert [finding.code for finding in refused.findings] == ["W130"]
