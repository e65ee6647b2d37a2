"""The XML of every part: no declarations of its own, UTF-8, not too deep, not too much."""

import pytest

from aanbesteding.gate.xml import DEEPEST, MOST_IN_A_PART
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
