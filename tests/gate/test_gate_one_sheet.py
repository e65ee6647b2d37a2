"""One sheet, heard by itself: every limit of rows, cells, depth and text, on both its sides."""

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.gate.cells import Content, SheetRead
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.sheet import (
    FARTHEST_COLUMN,
    FARTHEST_ROW,
    MOST_CELLS,
    MOST_SHARED,
    SheetPart,
)
from aanbesteding.gate.strings import LONGEST_TEXT
from aanbesteding.gate.values import LONGEST_FORMULA
from aanbesteding.gate.xml import DEEPEST, MOST_ATTRIBUTES, MOST_IN_A_PART, read_part
from tests.gate.changed import MAIN as SPACE

EXTRA = "<extLst><ext/></extLst>"


def heard(inside: str, root: str = "worksheet") -> tuple[SheetRead, list[Finding]]:
    """Return what is read from a sheet with these elements, and what is refused."""
    sheet, refused = SheetRead("Blad"), Refused("bids/K01.xlsx")
    text = f'<{root} xmlns="{SPACE}" xmlns:o="other">{inside}</{root}>'
    read_part(text.encode(), SheetPart("sheet.xml", sheet, (), refused))
    return sheet, refused.findings


def codes(inside: str, root: str = "worksheet") -> list[str]:
    return [finding.code for finding in heard(inside, root)[1]]


def data(rows: str) -> str:
    return f"<sheetData>{rows}</sheetData>"


def cell(inside: str, kind: str = "n") -> str:
    return data(f'<row r="1"><c r="A1" t="{kind}">{inside}</c></row>')


def test_a_part_that_is_no_sheet_is_refused_and_not_heard_further() -> None:
    assert codes('<dimension ref="nowhere"/>', root="chartsheet") == ["W138"]


@pytest.mark.parametrize("name", ["cols", "sheetViews", "sheetData"])
def test_what_a_sheet_has_once_may_not_stand_there_twice(name: str) -> None:
    assert codes(f"<{name}/>") == []
    assert codes(f"<{name}/><{name}/>") == ["W145"]


def test_conditional_formats_may_stand_there_many_times() -> None:
    assert codes('<conditionalFormatting sqref="A1"/>' * 2) == []


def test_a_list_of_areas_that_is_too_long_is_refused() -> None:
    assert codes(f'<dataValidation sqref="{"A" * 16_001}"/>') == ["W133"]


@pytest.mark.parametrize(
    "misplaced", ['<hyperlink ref="nowhere"/>', '<mergeCell ref="x"/>', '<col min="0" max="0"/>']
)
def test_what_stands_outside_its_list_is_refused_and_not_looked_into(misplaced: str) -> None:
    assert codes(misplaced) == ["W145"]


def test_after_a_link_that_covers_nothing_no_further_links_are_heard() -> None:
    links = '<hyperlink ref="nowhere"/><hyperlink ref="elsewhere"/>'
    assert codes(f"<hyperlinks>{links}</hyperlinks>") == ["W148"]


@pytest.mark.parametrize(
    ("width", "hidden"), [("0", True), ("0.5", False), ("-1", True), ("1", False)]
)
def test_a_column_is_hidden_only_without_any_width(width: str, hidden: bool) -> None:
    sheet, said = heard(f'<cols><col min="2" max="3" width="{width}"/></cols>')
    assert said == []
    assert sheet.hidden_columns == ([(2, 3)] if hidden else [])


def test_a_sheet_may_have_so_many_cells_and_rows_and_no_more() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"/></row>' for at in range(1, MOST_CELLS // 2 + 1))
    assert codes(data(rows)) == []
    assert codes(data(f'{rows}<row r="{MOST_CELLS}"/>')) == ["W150"]


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["W133"])])
def test_an_element_may_have_so_many_attributes_and_no_more(more: int, said: list[str]) -> None:
    many = " ".join(f'a{number}="1"' for number in range(MOST_ATTRIBUTES - 1 + more))
    assert codes(data(f'<row r="1" {many}/>')) == said


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["W132"])])
def test_elements_beside_the_cells_may_be_so_deep_and_no_deeper(more: int, said: list[str]) -> None:
    depth = DEEPEST - 1 + more
    assert codes("<o:a>" * depth + "</o:a>" * depth) == said


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["W161"])])
def test_a_text_in_a_cell_may_be_so_deep_and_no_deeper(more: int, said: list[str]) -> None:
    depth = DEEPEST - 5 + more
    inner = "<rPr>" * depth + "</rPr>" * depth
    assert codes(cell(f"<is>{inner}<t>x</t></is>", "inlineStr")) == said


def test_an_element_inside_a_text_is_refused() -> None:
    assert codes(cell("<is><t>x<o:a/></t></is>", "inlineStr")) == ["W161"]


def test_a_value_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert codes(cell(f"<v>{'x' * LONGEST_TEXT}</v>", "str")) == []
    assert codes(cell(f"<v>{'x' * (LONGEST_TEXT + 1)}</v>", "str")) == ["W168"]


def test_each_value_has_its_own_length() -> None:
    half = f"<v>{'x' * (LONGEST_TEXT // 2 + 1)}</v>"
    both = "".join(f'<c r="{at}1" t="str">{half}</c>' for at in "AB")
    assert codes(data(f'<row r="1">{both}</row>')) == []


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (FARTHEST_ROW, "A", []),
        (FARTHEST_ROW + 1, "A", ["W147"]),
        (1, "ALL", []),
        (1, "ALM", ["W147"]),
    ],
)
def test_a_value_stands_no_farther_than_the_limits(row: int, column: str, said: list[str]) -> None:
    assert FARTHEST_COLUMN == 1_000  # ALL
    assert codes(data(f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>')) == said


def test_cells_that_share_a_formula_count_it_each() -> None:
    formula = "1+" * 4_000
    assert MOST_SHARED % (len(formula)) == 0
    most = MOST_SHARED // len(formula)
    first = f'<c r="A1"><f t="shared" si="0">{formula}</f></c>'
    others = [f'<row r="{at}"><c r="A{at}"><f t="shared" si="0"/></c></row>' for at in range(2, 99)]
    assert codes(data(f'<row r="1">{first}</row>{"".join(others[: most - 1])}')) == []
    assert codes(data(f'<row r="1">{first}</row>{"".join(others[:most])}')) == ["W133"]


def test_a_row_and_a_cell_may_hold_what_other_programs_add() -> None:
    added = f'<row r="1"><c r="A1"><v>1</v>{EXTRA}</c>{EXTRA}</row>'
    sheet, said = heard(data(added))
    assert said == []
    assert sheet.cells == {(1, 1): Content("number", "1", 0)}
    assert codes(data(EXTRA)) == ["W145"]


@pytest.mark.parametrize("inside", ["<o:a/>", "<pane/>"])
def test_a_row_and_a_cell_hold_nothing_else(inside: str) -> None:
    assert codes(data(f'<row r="1">{inside}</row>')) == ["W145"]
    assert codes(data(f'<row r="1"><c r="A1">{inside}</c></row>')) == ["W145"]


@pytest.mark.parametrize(
    ("number", "said"), [("1000000", []), ("9999999", ["W142"]), ("10000000", ["W142"])]
)
def test_rows_are_numbered_as_far_as_a_sheet_goes(number: str, said: list[str]) -> None:
    assert codes(data(f'<row r="{number}"/>')) == said


@pytest.mark.parametrize(
    "content",
    [
        "<v>1</v><v>2</v>",
        "<f>1</f><f>2</f>",
        "<v>1</v><f>1</f>",
        "<is><t>a</t></is><is><t>b</t></is>",
        "<v>1</v><is><t>a</t></is>",
    ],
)
def test_a_cell_says_what_it_holds_once(content: str) -> None:
    kind = "inlineStr" if "<is>" in content else "n"
    assert "W160" in codes(cell(content, kind))


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ('<row r="1"><c/></row>', "W143", "Blad!A1"),
        ('<row r="7"/><row/>', "W142", "Blad!A7"),
    ],
)
def test_a_place_that_is_not_said_is_told_with_a_dash(rows: str, code: str, place: str) -> None:
    (finding,) = heard(data(rows))[1]
    assert (finding.code, finding.values["found"]) == (code, "–")
    assert str(finding.place) == f"bids/K01.xlsx, {place}"


@pytest.mark.parametrize("at", ["A17", "17", "A1 7"])
def test_a_cell_stands_in_its_own_row(at: str) -> None:
    assert codes(data(f'<row r="7"><c r="{at}"><v>1</v></c></row>')) == ["W143"]


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["W133"])])
def test_a_sheet_may_hold_so_many_elements_beside_its_cells(more: int, said: list[str]) -> None:
    assert codes("<o:a>" + "<o:b/>" * (MOST_IN_A_PART - 2 + more) + "</o:a>") == said


def test_text_between_the_cells_is_told_at_its_own_row() -> None:
    (finding,) = heard(data('<row r="1"><c r="B1"/></row><row r="2">stray</row>'))[1]
    assert (finding.code, str(finding.place)) == ("W145", "bids/K01.xlsx, Blad!A2")


@pytest.mark.parametrize(
    ("style", "said"),
    [("0", []), ("99999", []), ("100000", ["W165"]), ("-1", ["W165"]), ("x", ["W165"])],
)
def test_a_cell_has_a_style_that_there_is(style: str, said: list[str]) -> None:
    sheet, refused = SheetRead("Blad", formats=("General",) * 100_001), Refused("x")
    row = f'<row r="1"><c r="A1" s="{style}"><v>1</v></c></row>'
    text = f'<worksheet xmlns="{SPACE}">{data(row)}</worksheet>'
    read_part(text.encode(), SheetPart("s.xml", sheet, (), refused))
    assert [finding.code for finding in refused.findings] == said


def test_a_formula_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert codes(cell(f"<f>{'1' * LONGEST_FORMULA}</f>")) == []
    assert codes(cell(f"<f>{'1' * (LONGEST_FORMULA + 1)}</f>")) == ["W168"]


def test_a_text_that_a_formula_gave_is_read_as_text() -> None:
    assert heard(cell("<v>x</v>", "str"))[0].cells == {(1, 1): Content("text", "x", 0)}
