"""Exactly at a limit a file passes, and one step over it is refused."""

import re

import pytest

from aanbesteding.gate.book import LONGEST_NAME
from aanbesteding.gate.colours import BLACK, WHITE, Palette, unseen
from aanbesteding.gate.gate import gate
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import MOST_ELEMENTS, Part, read_part
from tests.gate.changed import BOOK, LABEL, PRICES, codes, edited, found, parts, with_part

MERGES = re.compile(r"<mergeCells.*?</mergeCells>")


def merged(*areas: str) -> bytes:
    """Return the form with these merged areas on its sheet of prices and no other."""
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    text, count = MERGES.subn(f"<mergeCells>{cells}</mergeCells>", parts()[PRICES].decode())
    assert count == 1
    return with_part(PRICES, text)


def linked(area: str) -> bytes:
    """Return the form with a link over an area, to a place in the form itself."""
    link = f'<hyperlinks><hyperlink ref="{area}" location="\'Prijzen\'!A1"/></hyperlinks>'
    return edited(PRICES, ("</mergeCells>", f"</mergeCells>{link}"))


def columns(attributes: str) -> bytes:
    """Return the form with another first column of the sheet of prices."""
    text, count = re.subn(r"<cols><col [^>]*/>", f"<cols><col {attributes}/>", text_of_prices())
    assert count == 1
    return with_part(PRICES, text)


def text_of_prices() -> str:
    return parts()[PRICES].decode()


def named(*texts: str) -> bytes:
    """Return the form with names that stand for these texts."""
    names = "".join(f'<definedName name="n{at}">{t}</definedName>' for at, t in enumerate(texts))
    text = parts()[BOOK].decode()
    if "<definedNames>" in text:
        text = text.replace("<definedNames>", f"<definedNames>{names}", 1)
    else:
        text = text.replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>", 1)
    return with_part(BOOK, text)


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("J1:J20000", []),
        ("J1:J20001", ["W149"]),
        ("K3:L10002", []),
        ("K3:L10003", ["W149"]),
        ("K7:AD1006", []),
        ("K7:AD1007", ["W149"]),
    ],
)
def test_merged_areas_hold_twenty_thousand_cells_and_no_more(area: str, said: list[str]) -> None:
    assert codes(merged(area)) == said


def test_cells_of_all_merged_areas_count_together() -> None:
    assert codes(merged("J1:J10000", "K1:K10000")) == []
    assert codes(merged("J1:J10000", "K1:K10001")) == ["W149"]


def test_five_thousand_merged_areas_pass_and_one_more_does_not() -> None:
    areas = [f"J{row}:K{row}" for row in range(1, 5_002)]
    assert codes(merged(*areas[:-1])) == []
    assert codes(merged(*areas)) == ["W149"]


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("J1:J20000", []),
        ("K3:L10002", []),
        ("K3:L10003", ["W148"]),
        ("K7:AD1006", []),
        ("K7:AD1007", ["W148"]),
    ],
)
def test_links_cover_twenty_thousand_cells_and_no_more(area: str, said: list[str]) -> None:
    assert codes(linked(area)) == said


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('min="1" max="16384" width="9"', []),
        ('min="1" max="16385" width="9"', ["W148"]),
        ('min="0" max="1" width="9"', ["W148"]),
        ('min="3" max="2" width="9"', ["W148"]),
        ('min="x" max="2" width="9"', ["W148"]),
        ('min="1" max="000002" width="9"', ["W148"]),
        ('min="1" max="1" width="wide"', ["W148"]),
    ],
)
def test_columns_are_those_a_sheet_has(attributes: str, said: list[str]) -> None:
    assert codes(columns(attributes)) == said


def test_a_height_that_is_no_number_is_refused_and_hides_nothing() -> None:
    content = edited(PRICES, ("</sheetData>", '<row r="30" ht="high"/></sheetData>'))
    assert codes(content) == ["W148"]


def test_a_size_of_the_sheet_that_is_no_area_is_refused() -> None:
    assert codes(edited(PRICES, ('ref="A1:D10"', 'ref="all"'))) == ["W146"]


def test_each_name_may_be_as_long_as_excel_lets_it() -> None:
    whole = "A" * LONGEST_NAME
    assert found(named(whole, whole)) == ()
    assert codes(named(f"{whole}A")) == ["W168"]


def test_each_name_is_looked_at_by_itself() -> None:
    """Read on from the first, the second would talk to another program."""
    assert codes(named('"', '"x|y"')) == []
    assert codes(named("x|y")) == ["W107"]


def test_a_second_list_of_sheets_is_refused() -> None:
    assert codes(edited(BOOK, ("</sheets>", "</sheets><sheets/>"))) == ["W145"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, WHITE),
        ({}, WHITE),
        ({"rgb": "FF000080"}, (0, 0, 128)),
        ({"rgb": "none"}, BLACK),
        ({"theme": "0"}, WHITE),
        ({"theme": "12"}, BLACK),
        ({"theme": "0001"}, WHITE),
        ({"indexed": "63"}, (51, 51, 51)),
        ({"indexed": "64"}, WHITE),
        ({"rgb": "000000", "tint": "0.5"}, (128, 128, 128)),
        ({"rgb": "000000", "tint": "1"}, WHITE),
        ({"rgb": "000000", "tint": "7"}, WHITE),
        ({"rgb": "ffffff", "tint": "-1"}, BLACK),
        ({"rgb": "ffffff", "tint": "-0.2"}, (204, 204, 204)),
        ({"rgb": "102030", "tint": "light"}, (16, 32, 48)),
    ],
)
def test_a_colour_means_what_a_spreadsheet_shows(
    said: dict[str, str] | None, meant: tuple[int, int, int]
) -> None:
    """White stands for the colour that is meant where nothing is said."""
    assert Palette().colour(said, WHITE) == meant


def test_letters_are_unseen_only_where_every_channel_is_close_to_the_paper() -> None:
    assert unseen((208, 208, 208), WHITE)
    assert not unseen((207, 208, 208), WHITE)
    assert not unseen((255, 255, 0), WHITE)


@pytest.mark.parametrize(("said", "hides"), [("1", True), ("true", True), ("0", False)])
def test_where_rows_are_hidden_by_default_only_those_listed_are_seen(
    said: str, hides: bool
) -> None:
    content = edited(PRICES, ("<sheetFormatPr", f'<sheetFormatPr zeroHeight="{said}"'))
    gated, findings = gate(content, LABEL)
    assert findings == ()
    assert gated.sheets["Prijzen"].hides((30, 1)) == hides
    assert not gated.sheets["Prijzen"].hides((7, 2))


def test_where_a_sheet_says_nothing_of_its_rows_those_not_listed_are_seen() -> None:
    text = parts()[PRICES].decode()
    rows = re.sub(r"<sheetFormatPr[^>]*/>", "", text)
    assert rows != text
    gated, findings = gate(with_part(PRICES, rows.encode()), LABEL)
    assert findings == ()
    assert not gated.sheets["Prijzen"].hides((30, 1))


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["W133"])])
def test_all_parts_together_may_hold_so_many_elements(more: int, said: list[str]) -> None:
    refused, most = Refused(LABEL), MOST_ELEMENTS // 5
    for count in (most, most, most, most, most + more):
        read_part(b"<a>" + b"<b/>" * (count - 1) + b"</a>", Part("a.xml", refused))
    assert [finding.code for finding in refused.findings] == said
