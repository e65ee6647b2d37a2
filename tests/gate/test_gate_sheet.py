"""The sheets: each name, row and cell once, in order and in its place."""

import pytest

from tests.gate.changed import (
    BOOK,
    MAIN,
    PRICE,
    PRICES,
    RELATIONS,
    codes,
    edited,
    found,
    parts,
    places,
    with_part,
)

ROW_7 = '<row r="7" spans="1:4" ht="17.25" customHeight="1">'
FORMAT = '<sheetFormatPr defaultRowHeight="17.25" customHeight="1"/>'
MERGED = '<mergeCell ref="A1:D1"/>'
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def beside(row: int, cell: str) -> bytes:
    """The form with one more row at the end, and a size that holds it."""
    line = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    return edited(PRICES, ("</sheetData>", line), ('ref="A1:D10"', 'ref="A1:XFD1048576"'))


@pytest.mark.parametrize("name", ["Prijzen", "PRIJZEN", "prijzen"])
def test_two_sheets_of_one_name_are_refused(name: str) -> None:
    content = edited(BOOK, ('name="Toelichting"', f'name="{name}"'))
    assert [(f.code, f.values["sheet"]) for f in found(content)] == [("W140", "Prijzen")]


def test_two_sheets_over_one_part_are_refused() -> None:
    assert codes(edited(BOOK, ('r:id="rId4"', 'r:id="rId5"'))) == ["W141"]


def test_a_sheet_without_a_part_is_refused() -> None:
    assert codes(edited(BOOK, ('r:id="rId5"', 'r:id="rId88"'))) == ["W141"]


def test_a_sheet_of_dialogs_is_refused() -> None:
    text = parts()[RELATIONS].decode()
    assert codes(with_part(RELATIONS, text.replace("/worksheet", "/dialogsheet", 1))) != []


@pytest.mark.parametrize("part", [PRICES, BOOK, "xl/styles.xml", "xl/sharedStrings.xml"])
def test_the_strict_way_of_saving_is_refused_with_what_to_choose(part: str) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    assert codes(edited(part, (MAIN, strict))) == ["W138"]


def test_cells_that_stand_in_two_lists_are_refused() -> None:
    assert codes(edited(PRICES, ("</sheetData>", "</sheetData><sheetData/>"))) == ["W145"]


@pytest.mark.parametrize("number", ["6", "5", "0", "-1", "7.0", "07", "", "1048577", "x", "٧"])
def test_a_row_that_is_not_the_next_is_refused(number: str) -> None:
    content = edited(PRICES, (ROW_7, f'<row r="{number}">'))
    assert codes(content) == ["W142"]
    assert [place.partition("!")[0] for _, place in places(content)] == ["Prijzen"]


def test_a_row_that_stands_twice_is_refused_with_its_place() -> None:
    content = edited(PRICES, ('<row r="8"', '<row r="7"'))
    assert places(content) == [("W142", "Prijzen!A7")]


@pytest.mark.parametrize(
    ("at", "code"),
    [("B8", "W143"), ("D77", "W143"), ("7", "W143"), ("b7", "W143"), ("XFE7", "W143"),
     ("$B$7", "W143"), ("", "W143"), ("A7", "W144")],
)  # fmt: skip
def test_a_cell_that_is_not_in_its_place_is_refused(at: str, code: str) -> None:
    assert codes(edited(PRICES, ('<c r="B7"', f'<c r="{at}"'))) == [code]


def test_a_cell_that_stands_twice_is_refused_with_its_place() -> None:
    assert places(edited(PRICES, (PRICE, PRICE + PRICE))) == [("W144", "Prijzen!B7")]


def test_cells_out_of_order_are_refused() -> None:
    content = edited(PRICES, (PRICE, f'<c r="C7"/>{PRICE}'))
    assert codes(content) == ["W143"]


@pytest.mark.parametrize(
    "inner",
    ["<AlternateContent>{}</AlternateContent>", "<row>{}</row>", "<x>{}</x>"],
)
def test_a_cell_inside_something_else_is_refused(inner: str) -> None:
    assert codes(edited(PRICES, (PRICE, inner.format(PRICE)))) == ["W145"]


def test_a_choice_between_two_contents_is_refused() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choice = f'<m:AlternateContent xmlns:m="{space}"><m:Choice Requires="x14">{PRICE}</m:Choice>'
    assert codes(edited(PRICES, (PRICE, f"{choice}</m:AlternateContent>"))) == ["W145"]


def test_text_between_the_cells_is_refused() -> None:
    assert places(edited(PRICES, (PRICE, f"{PRICE}50"))) == [("W145", "Prijzen!B7")]


@pytest.mark.parametrize("size", ["A1:D6", "A1", "C1:D10", "A1:B10"])
def test_a_size_that_leaves_out_a_filled_cell_is_refused_with_that_cell(size: str) -> None:
    content = edited(PRICES, ('ref="A1:D10"', f'ref="{size}"'))
    assert codes(content) == ["W146"]


@pytest.mark.parametrize(
    ("row", "cell"), [(1048576, "XFD1048576"), (60_000, "A60000"), (11, "ALM11")]
)
def test_a_filled_cell_far_away_is_refused_with_its_place(row: int, cell: str) -> None:
    assert places(beside(row, cell)) == [("W147", f"Prijzen!{cell}")]


def test_an_empty_row_far_away_as_libreoffice_writes_it_passes() -> None:
    assert found(edited(PRICES, ("</sheetData>", '<row r="1048576"/></sheetData>'))) == ()


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:XFD60"])
def test_a_huge_merged_area_is_refused(area: str) -> None:
    assert codes(edited(PRICES, (MERGED, f'<mergeCell ref="{area}"/>'))) == ["W149"]


def test_too_many_merged_areas_are_refused() -> None:
    many = "".join(f'<mergeCell ref="F{n}"/>' for n in range(1, 5_002))
    assert codes(edited(PRICES, (MERGED, MERGED + many))) == ["W149"]


@pytest.mark.parametrize("area", ["C3:A1", "A0:B2", "wrong", "", "D1:E1"])
def test_a_merged_area_that_is_none_or_overlaps_is_refused(area: str) -> None:
    merged = f'{MERGED}<mergeCell ref="{area}"/>'
    assert codes(edited(PRICES, (MERGED, merged))) == ["W148"]


def test_a_value_under_a_merged_area_is_refused_with_its_place() -> None:
    merged = f'{MERGED}<mergeCell ref="A7:B7"/>'
    assert places(edited(PRICES, (MERGED, merged))) == [("W166", "Prijzen!B7")]


def test_a_link_over_the_whole_sheet_is_refused() -> None:
    link = '</mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
    assert codes(edited(PRICES, ("</mergeCells>", link))) == ["W148"]


def test_more_cells_than_a_form_has_are_refused() -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(11, 40_012))
    assert codes(edited(PRICES, ("</sheetData>", f"{rows}</sheetData>"))) == ["W150"]


@pytest.mark.parametrize("formula", ["cmd|'/c calc'!A0", 'DDE("a";"b")', 'WEBSERVICE("http")'])
def test_a_formula_that_fetches_from_elsewhere_is_refused(formula: str) -> None:
    cell = f'<c r="B7"><f>{formula}</f><v>1</v></c>'
    assert places(edited(PRICES, (PRICE, cell))) == [("W151", "Prijzen!B7")]


def test_a_long_formula_that_many_cells_share_is_refused() -> None:
    long = "A1+" * 2_000 + "1"
    first = f'<row r="11"><c r="A11"><f t="shared" si="0">{long}</f></c></row>'
    rest = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(12, 60)
    )
    rows = f"{first}{rest}</sheetData>"
    content = edited(PRICES, ("</sheetData>", rows), ('ref="A1:D10"', 'ref="A1:D60"'))
    assert codes(content) == ["W133"]


def test_a_pipe_inside_a_text_of_a_formula_passes() -> None:
    assert found(edited(PRICES, (PRICE, '<c r="B7"><f>LEN("a|b")</f></c>'))) == ()


def test_all_problems_are_told_at_once_up_to_two_hundred() -> None:
    bad = "".join(f'<c r="{a}{b}11" t="b"><v>2</v></c>' for a in "EFGHIJKLMNO" for b in LETTERS)
    content = edited(
        PRICES,
        ("</sheetData>", f'<row r="11">{bad}</row></sheetData>'),
        (PRICE, PRICE.replace("1250.25", "abc")),
    )
    assert len(found(content)) == 200
    assert len(set(places(content))) == 200
