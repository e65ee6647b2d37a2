"""The XML of every part: no declarations of its own, UTF-8, not too deep, not too much."""

from typing import Any

import pytest

from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import (
    DEEPEST,
    MOST_ATTRIBUTES,
    MOST_IN_A_PART,
    MOST_SPACES,
    Part,
    read_part,
)
from tests.gate.changed import (
    BOOK,
    PRICES,
    STRINGS,
    STYLES,
    codes,
    edited,
    found,
    packed,
    parts,
    with_part,
)

EXTRA = "xl/extra.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
EVERY = (BOOK, PRICES, STRINGS, STYLES, "docProps/app.xml", "xl/_rels/workbook.xml.rels")


@pytest.mark.parametrize("part", EVERY)
def test_a_part_with_declarations_of_its_own_is_refused_and_named(part: str) -> None:
    text = parts()[part].decode().replace("?>", '?><!DOCTYPE a [<!ENTITY p "7">]>', 1)
    assert ("W106", part) in [(f.code, f.values.get("part")) for f in found(with_part(part, text))]


def test_an_entity_that_holds_a_price_is_refused_before_it_is_expanded() -> None:
    text = parts()[PRICES].decode().replace("1250.25", "&p;")
    text = text.replace("?>", '?><!DOCTYPE a [<!ENTITY p "7">]>', 1)
    assert codes(with_part(PRICES, text)) == ["W106"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_in_two_bytes_a_sign_is_refused(encoding: str) -> None:
    text = parts()[PRICES].decode().replace("UTF-8", "UTF-16", 1)
    assert codes(with_part(PRICES, text.encode(encoding))) == ["W131"]


def test_a_sheet_that_calls_itself_latin_is_refused() -> None:
    assert codes(edited(PRICES, ("UTF-8", "ISO-8859-1"))) == ["W131"]


@pytest.mark.parametrize("part", EVERY)
def test_a_damaged_part_is_refused_with_its_name_and_line(part: str) -> None:
    content = with_part(part, parts()[part][:-20])
    assert ("W130", part) in [(f.code, f.values.get("part")) for f in found(content)]


def test_a_part_that_is_nested_too_deep_is_refused() -> None:
    deep = DEEPEST + 1
    assert codes(with_part(EXTRA, HEAD + "<a>" * deep + "</a>" * deep)) == ["W132"]
    assert found(with_part(EXTRA, HEAD + "<a>" * (deep - 1) + "</a>" * (deep - 1))) == ()


def test_a_sheet_that_is_nested_too_deep_is_refused() -> None:
    nested = "<x>" * 70 + "</x>" * 70
    content = edited(PRICES, ("</worksheet>", f"<extLst><ext>{nested}</ext></extLst></worksheet>"))
    assert codes(content) == ["W132"]


def test_a_part_with_too_many_elements_is_refused() -> None:
    assert codes(with_part(EXTRA, f"{HEAD}<a>{'<b/>' * MOST_IN_A_PART}</a>")) == ["W133"]


def test_too_many_shared_texts_are_refused_and_so_are_too_many_looks() -> None:
    content = edited(STRINGS, ("</sst>", "<si/>" * 40_001 + "</sst>"))
    assert codes(content) == ["W133"]
    assert codes(edited(STYLES, ("</cellXfs>", "<xf/>" * 5_001 + "</cellXfs>"))) == ["W133"]


def test_many_parts_of_a_fine_size_are_refused_when_they_are_too_much_together() -> None:
    many = f"{HEAD}<a>{'<b/>' * 30_000}</a>".encode()
    assert codes(packed(parts() | {f"xl/extra{n}.xml": many for n in range(5)})) == ["W133"]


def heard(content: bytes) -> tuple[bool, list[tuple[str, Any]]]:
    """Return whether a part was heard to its end, and what is refused: code and what was found."""
    refused = Refused("x")
    whole = read_part(content, Part("a.xml", refused))
    return whole, [(f.code, f.values.get("found", f.values.get("most"))) for f in refused.findings]


@pytest.mark.parametrize(
    ("content", "whole", "said"),
    [
        (b"<a/>", True, []),
        (b"", False, [("W130", None)]),
        (b"<a", False, [("W130", None)]),
        (b"\xfe\xff<a/>", False, [("W131", "UTF-16")]),
        (b"\xff\xfe<a/>", False, [("W131", "UTF-16")]),
        (b"<a/>\0", False, [("W130", None)]),
        (b"<a>\0</a>", False, [("W131", "UTF-16")]),
        (b'<?xml version="1.1"?><a/>', False, [("W130", None)]),
        (b'<?xml version="1.0" encoding="utf-8"?><a/>', True, []),
        (b'<?xml version="1.0" encoding="ascii"?><a/>', False, [("W131", "ascii")]),
        (b"<!DOCTYPE a><a><b></a>", False, [("W106", None)]),
    ],
)
def test_a_part_is_plain_xml_in_utf8(content: bytes, whole: bool, said: list[Any]) -> None:
    assert heard(content) == (whole, said)


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        (b"&#65;", "&#65;"),
        (b"&#x41;", "&#x41;"),
        (b"&#00065;", "&#00065;"),
        (b"&#33;", "&#33;"),
        (b"&#x7e;", "&#x7e;"),
        (b"&#x7f;", ""),
        (b"&#32;", ""),
        (b"&#38;", ""),
        (b"&#x3C;", ""),
        (b"&#10;", ""),
        (b"&#233;", ""),
    ],
)
def test_a_plain_sign_is_not_written_by_its_number(reference: bytes, found: str) -> None:
    whole, said = heard(b"<a>" + reference + b"</a>")
    assert said == ([("W170", found)] if found else [])
    assert whole == (not found)


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, [("W133", MOST_ATTRIBUTES)])])
def test_an_element_of_any_part_may_have_so_many_attributes(more: int, said: list[Any]) -> None:
    many = " ".join(f'a{number}="1"' for number in range(MOST_ATTRIBUTES + more))
    assert heard(f"<a {many}/>".encode()) == (not said, said)


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, [("W133", MOST_SPACES)])])
def test_a_part_may_name_so_many_spaces(more: int, said: list[Any]) -> None:
    count = MOST_SPACES // 100
    each = "".join(f' xmlns:s{number}="s"' for number in range(100))
    one = ' xmlns:one="s"' if more else ""
    assert heard(f"<a{one}>{f'<b{each}/>' * count}</a>".encode()) == (not said, said)


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, [("W133", MOST_IN_A_PART)])])
def test_a_part_may_hold_so_many_elements(more: int, said: list[Any]) -> None:
    assert heard(b"<a>" + b"<b/>" * (MOST_IN_A_PART - 1 + more) + b"</a>") == (not said, said)


def test_what_stops_a_part_is_told_once() -> None:
    deep = b"<a>" * (DEEPEST + 3) + b"</a>" * (DEEPEST + 3)
    assert heard(deep) == (False, [("W132", DEEPEST)])


def test_a_version_of_xml_that_is_not_the_usual_is_told_at_the_first_line() -> None:
    refused = Refused("x")
    read_part(b'<?xml version="1.1"?><a/>', Part("a.xml", refused))
    assert [finding.values["line"] for finding in refused.findings] == [1]
