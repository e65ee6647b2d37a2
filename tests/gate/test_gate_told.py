"""What a file, its lists of parts and its workbook say wrongly is told, each with its code."""

import os
import re
from pathlib import Path

import pytest

from aanbesteding.gate.book import MOST_SHEETS
from aanbesteding.gate.cells import Gated
from aanbesteding.gate.file import LARGEST_FILE, content_of, is_there, is_zip, kind_of
from aanbesteding.gate.gate import gate
from aanbesteding.gate.number import LONGEST, is_number, number
from aanbesteding.gate.refused import Refused, megabytes, shown
from tests.gate.changed import (
    BOOK,
    LABEL,
    RELATIONS,
    STRINGS,
    STYLES,
    TYPES,
    codes,
    edited,
    found,
    packed,
    parts,
    with_part,
)

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOKS = f"{SPREADSHEET}.sheet.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def listed(line: str) -> bytes:
    """Return the form with one more line in the list of what kind its parts are."""
    return edited(TYPES, ("</Types>", f"{line}</Types>"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('<Default Extension="XML" ContentType="application/xml"/>', ["W137"]),
        ('<Default Extension="png" ContentType="image/png"/>', []),
        (f'<Default Extension="book" ContentType="{BOOKS}"/>', ["W134"]),
        ('<Override PartName="xl/x.bin" ContentType="application/x"/>', ["W136"]),
        ('<Override PartName="/xl/x.bin" ContentType="application/x"/>', []),
        ("<Also/>", ["W138"]),
    ],
)
def test_the_list_of_kinds_says_one_thing_of_each(line: str, said: list[str]) -> None:
    assert codes(listed(line)) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<Also/>", ["W138"]),
        (f'<Relationship Type="{OFFICE}/theme" Target="theme/theme1.xml"/>', ["W137"]),
        (
            '<Relationship Id="x" Type="http://purl.oclc.org/ooxml/a" Target="styles.xml"/>',
            ["W138"],
        ),
        ('<Relationship Id="x" Type="http://purl.oclc.org/other/a" Target="styles.xml"/>', []),
        ('<Relationship Id="x" Type="http://schemas.org/ooxml/a" Target="styles.xml"/>', []),
    ],
)
def test_the_list_of_relations_holds_relations_of_the_usual_kind(
    line: str, said: list[str]
) -> None:
    content = edited(RELATIONS, ("</Relationships>", f"{line}</Relationships>"))
    assert codes(content) == said


@pytest.mark.parametrize("line", ["<Also/>"])
def test_what_does_not_belong_in_a_list_is_told_by_its_name(line: str) -> None:
    for content in (
        listed(line),
        edited(RELATIONS, ("</Relationships>", f"{line}</Relationships>")),
    ):
        assert [finding.values["found"] for finding in found(content)] == ["Also"]


def test_two_books_are_counted() -> None:
    line = f'<Override PartName="/xl/workbook2.xml" ContentType="{BOOKS}"/>'
    assert [(f.code, f.values["count"]) for f in found(listed(line))] == [("W134", 2)]


def test_two_lists_of_texts_are_refused_though_both_lists_of_parts_agree() -> None:
    kind, relation = f"{SPREADSHEET}.sharedStrings+xml", f"{OFFICE}/sharedStrings"
    changed = parts(listed(f'<Override PartName="/xl/more.xml" ContentType="{kind}"/>'))
    line = f'<Relationship Id="rId99" Type="{relation}" Target="more.xml"/></Relationships>'
    changed[RELATIONS] = changed[RELATIONS].replace(b"</Relationships>", line.encode())
    changed["xl/more.xml"] = changed[STRINGS]
    assert codes(packed(changed)) == ["W139"]


def test_styles_that_no_list_speaks_of_are_refused_where_a_reader_would_take_them() -> None:
    changed = parts()
    kind, relation = f"{SPREADSHEET}.styles+xml", f"{OFFICE}/styles"
    changed[TYPES] = changed[TYPES].replace(
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}"/>'.encode(), b""
    )
    changed[RELATIONS] = changed[RELATIONS].replace(
        f'<Relationship Id="rId8" Type="{relation}" Target="styles.xml"/>'.encode(), b""
    )
    told = [(f.code, f.values["part"]) for f in found(packed(changed)) if f.code == "W139"]
    assert told == [("W139", "–")]
    del changed[STYLES]
    assert "W139" not in codes(packed(changed))


def test_a_workbook_of_no_sheets_is_told() -> None:
    text = parts()[BOOK].decode()
    start, stop = text.index("<sheets>"), text.index("</definedNames>")
    content = with_part(BOOK, f"{text[:start]}<definedNames>{text[stop:]}")
    assert [(f.code, f.values["count"]) for f in found(content)] == [("W134", 0)]


def test_a_sheet_outside_the_list_of_sheets_is_refused() -> None:
    content = edited(BOOK, ("</sheets>", '</sheets><sheet name="Los" r:id="rId77"/>'))
    assert codes(content) == ["W141", "W145"]


def test_days_start_in_1904_only_where_the_workbook_says_so() -> None:
    plain = edited(BOOK, ('<workbookPr defaultThemeVersion="124226"/>', ""))
    early = edited(BOOK, ("<workbookPr ", '<workbookPr date1904="1" '))
    assert not gate(plain, LABEL)[0].dates_from_1904
    assert gate(early, LABEL)[0].dates_from_1904


def sheets(count: int) -> bytes:
    """Return a workbook of so many empty sheets."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    numbers = range(count)
    kinds = "".join(
        f'<Override PartName="/xl/s{n}.xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
        for n in numbers
    )
    to = "".join(
        f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="s{n}.xml"/>' for n in numbers
    )
    names = "".join(f'<sheet name="n{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    root = f'<Relationship Id="b" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    book = f'<Override PartName="/xl/workbook.xml" ContentType="{BOOKS}"/>'
    made = {
        TYPES: f'<Types xmlns="{package}/content-types">{book}{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{root}</Relationships>',
        RELATIONS: f'<Relationships xmlns="{package}/relationships">{to}</Relationships>',
        BOOK: f'<workbook xmlns="{space}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        **{f"xl/s{n}.xml": f'<worksheet xmlns="{space}"/>' for n in numbers},
    }
    return packed({name: text.encode() for name, text in made.items()})


def test_a_workbook_may_have_so_many_sheets_and_no_more() -> None:
    assert codes(sheets(MOST_SHEETS)) == []
    assert codes(sheets(MOST_SHEETS + 1)) == ["W133"]


def test_a_folder_in_the_zip_holds_nothing_to_read() -> None:
    assert codes(with_part("xl/media/", b"")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"<xml>", []),
        (b"<!DOCTYPE a>", ["W106"]),
        (b"<!entity b>", ["W106"]),
        (b"<!DOCTYPE a><!ENTITY b>", ["W106"]),
    ],
)
def test_an_old_drawing_may_be_broken_and_may_not_declare(text: bytes, said: list[str]) -> None:
    assert codes(with_part("xl/drawings/old.vml", text)) == said
    assert codes(with_part("xl/media/picture.png", text)) == []


@pytest.mark.parametrize("content", [b"", b"no zip", packed({"note": b"x"}), packed({})])
def test_of_a_file_that_is_refused_nothing_is_read(content: bytes) -> None:
    assert gate(content, LABEL)[0] == Gated()


def test_a_folder_and_a_link_are_no_files(tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(tmp_path / "nowhere.xlsx")
    assert is_there(link)
    assert not is_there(tmp_path / "nowhere.xlsx")
    for path in (tmp_path, link):
        content, findings = content_of(path, "x")
        assert content == b""
        assert [finding.code for finding in findings] == ["W100"]


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["W101"])])
def test_a_file_may_be_as_large_as_the_limit_and_no_larger(
    tmp_path: Path, more: int, said: list[str]
) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"PK\x03\x04")
    os.truncate(path, LARGEST_FILE + more)
    content, findings = content_of(path, "x")
    assert [finding.code for finding in findings] == said
    assert len(content) == (0 if said else LARGEST_FILE)
    refused = Refused("x")
    assert is_zip(path.read_bytes(), refused) == (not said)
    assert [finding.code for finding in refused.findings] == said


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 <html>", "PDF"),
        (b"<?xml version='1.0'?><html>", "HTML"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"a;b\n1;2\n3;4", "CSV"),
        (b"a;b", ""),
        (b"a;b\nc,d", ""),
    ],
)
def test_a_file_is_called_by_what_it_begins_with(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1" + "0" * (LONGEST - 1), True),
        ("1" + "0" * LONGEST, False),
        ("0." + "1" * (LONGEST - 2), True),
        ("0." + "1" * (LONGEST - 1), False),
        ("123456789012345000", True),
        ("1234567890123456", False),
        ("-123456789012345", True),
        ("1e308", True),
        ("1e309", False),
        ("1000000000000000e300", False),
    ],
)
def test_a_number_is_no_longer_than_anyone_types(text: str, is_one: bool) -> None:
    assert is_number(text) is is_one


@pytest.mark.parametrize(("length", "read"), [(LONGEST, True), (LONGEST + 1, False)])
def test_a_number_of_too_many_signs_is_not_read(length: int, read: bool) -> None:
    assert (number("0." + "1" * (length - 2)) is not None) == read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
        ("a \n b", "a b"),
        ("\x00" * 319 + "ab", "a"),
    ],
)
def test_text_out_of_a_file_is_shown_on_one_line_of_eighty_signs(text: str, said: str) -> None:
    assert shown(text) == said


def test_a_cell_that_is_no_cell_is_shown_with_twenty_signs() -> None:
    refused = Refused("x")
    refused.cell("W143", "Blad", "A" * 21)
    (finding,) = refused.findings
    assert str(finding.place) == f"x, Blad!{'A' * 19}…"


@pytest.mark.parametrize(("size", "said"), [(1, "1 MB"), (2**20, "1 MB"), (2**20 + 1, "2 MB")])
def test_a_size_is_told_in_whole_megabytes_rounded_up(size: int, said: str) -> None:
    assert megabytes(size) == said


def test_after_a_comment_on_no_cell_no_further_comments_are_heard() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    both = '<comment ref="x"/><comment ref="y"/>'
    content = with_part("xl/comments1.xml", f'<comments xmlns="{space}">{both}</comments>')
    assert [finding.values["found"] for finding in found(content)] == ["x"]


def test_the_theme_of_the_workbook_says_which_letters_are_pale() -> None:
    theme = "xl/theme/theme1.xml"
    dark = gate(with_part(theme, parts()[theme]), LABEL)[0].sheets["Prijzen"].pale
    white = re.sub(
        rb"<a:dk1>.*?</a:dk1>", b'<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>', parts()[theme]
    )
    pale = gate(with_part(theme, white), LABEL)[0].sheets["Prijzen"].pale
    assert dark < pale
