"""The package: one workbook, every part that is referred to is there, and nothing active."""

import pytest

from tests.gate.changed import (
    BOOK,
    RELATIONS,
    STYLES,
    TYPES,
    codes,
    edited,
    found,
    packed,
    parts,
    related,
    with_part,
)

BIN = "application/octet-stream"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OUT = ' TargetMode="External"'


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
        "xl/connections.xml",
        "xl/xmlMaps.xml",
        "xl/queryTables/queryTable1.xml",
        "xl/macrosheets/sheet1.xml",
        "xl/webextensions/webextension1.xml",
        "customUI/customUI.xml",
    ],
)
def test_an_active_part_is_refused_and_named(part: str) -> None:
    assert ("W107", part) in [(f.code, f.values["part"]) for f in found(with_part(part, b"<a/>"))]


@pytest.mark.parametrize(
    "kind", ["vbaProject", "externalLink", "oleObject", "connections", "queryTable", "xmlMaps"]
)
def test_an_active_part_under_an_innocent_name_is_refused(kind: str) -> None:
    assert codes(related(kind, "theme/theme1.xml")) == ["W107"]


@pytest.mark.parametrize(
    "said", ["application/vnd.ms-office.vbaProject", "application/vnd.ms-excel.sheet.macroEnabled"]
)
def test_an_active_kind_of_part_in_the_list_is_refused(said: str) -> None:
    line = f'<Override PartName="/xl/x.bin" ContentType="{said}"/>'
    assert codes(edited(TYPES, ("</Types>", f"{line}</Types>"))) == ["W107"]


def test_a_link_to_another_workbook_in_the_list_of_sheets_is_refused() -> None:
    link = '<externalReferences><externalReference r:id="rId1"/></externalReferences>'
    assert codes(edited(BOOK, ("<definedNames>", f"{link}<definedNames>"))) == ["W107"]


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://example.org/a.png"),
        ("worksheet", "file:///c:/a.xml"),
        ("hyperlink", "file:///c:/a.exe"),
        ("hyperlink", "javascript:alert(1)"),
    ],
)
def test_a_target_outside_the_file_is_refused(kind: str, target: str) -> None:
    assert codes(related(kind, target, OUT)) == ["W136"]


@pytest.mark.parametrize("target", ["../../a.xml", "..\\a.xml", "c:/a.xml", "//host/a.xml"])
def test_a_part_that_would_lie_outside_the_file_is_refused(target: str) -> None:
    assert codes(related("theme", target)) == ["W136"]


def test_a_part_that_is_not_there_is_refused_and_named() -> None:
    without = {name: part for name, part in parts().items() if "sheet5" not in name}
    refused = {(f.code, f.values.get("found")) for f in found(packed(without))}
    assert ("W135", "worksheets/sheet5.xml") in refused


@pytest.mark.parametrize("part", [BOOK, STYLES, "xl/sharedStrings.xml"])
def test_a_missing_main_part_is_refused(part: str) -> None:
    assert codes(packed({name: p for name, p in parts().items() if name != part})) != []


def test_two_workbooks_are_refused() -> None:
    line = f'<Override PartName="/xl/workbook2.xml" ContentType="{MAIN_TYPE}"/>'
    assert codes(edited(TYPES, ("</Types>", f"{line}</Types>"))) == ["W134"]
    root = parts()["_rels/.rels"].decode()
    again = root.replace("</Relationships>", _second(root) + "</Relationships>")
    assert "W134" in codes(with_part("_rels/.rels", again))


def _second(root: str) -> str:
    start = root.index("<Relationship Id=")
    line = root[start : root.index("/>", start) + 2]
    return line.replace('Id="rId1"', 'Id="rId77"')


def test_a_workbook_that_the_two_lists_place_differently_is_refused() -> None:
    content = packed(
        parts(edited(TYPES, ("/xl/workbook.xml", "/xl/other.xml"))) | {"xl/other.xml": b"<a/>"}
    )
    assert codes(content) == ["W139"]


def test_styles_in_another_place_than_readers_look_are_refused() -> None:
    content = parts(edited(TYPES, ("/xl/styles.xml", "/xl/s.xml")))
    content[RELATIONS] = content[RELATIONS].replace(b'"styles.xml"', b'"s.xml"')
    content["xl/s.xml"] = content.pop(STYLES)
    assert codes(packed(content)) == ["W139"]


def test_a_relation_that_stands_twice_is_refused() -> None:
    text = parts()[RELATIONS].decode().replace('Id="rId2"', 'Id="rId1"', 1)
    assert "W137" in codes(with_part(RELATIONS, text))


def test_a_part_that_is_listed_twice_is_refused() -> None:
    line = f'<Override PartName="/xl/Workbook.xml" ContentType="{BIN}"/>'
    assert "W137" in codes(edited(TYPES, ("</Types>", f"{line}</Types>")))


def test_a_number_format_that_is_said_twice_is_refused() -> None:
    line = '<numFmt numFmtId="164" formatCode="0.0"/></numFmts>'
    assert codes(edited(STYLES, ("</numFmts>", line))) == ["W137"]


def test_comments_that_hide_behind_the_ending_of_a_picture_are_refused() -> None:
    content = parts(related("comments", "media/image1.png")) | {"xl/media/image1.png": b"x"}
    assert codes(packed(content)) == ["W138"]


def test_a_comment_on_a_range_is_refused() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<comments xmlns="{space}"><commentList><comment ref="A1:XFD1048576"/></commentList>'
    assert codes(with_part("xl/comments1.xml", f"{text}</comments>")) == ["W145"]
