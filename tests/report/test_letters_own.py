"""The officer's own wording: what letters.toml may hold, and every fault in it at its line."""

from datetime import date
from pathlib import Path

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.report.letters.letter import places
from aanbesteding.report.letters.own import KEYS, KINDS, PLACES, Own, own_words
from aanbesteding.report.papers.paper import Signature
from tests.region_files import bids, toml
from tests.report.letter_cases import case_of

PAGE = Path(__file__).parents[2] / "docs" / "for-the-officer" / "brieven.md"
GOOD = '''
sender = ["Gemeente Proef", "Postbus 1"]
place = "Proefstad"
date = 2018-05-15
contact = "mevrouw De Vries"
objection = "Tot en met {last_day}."

[[signature]]
role = "wethouder"
name = "P. Bakker"

[reference]
K1 = "Z-1"

[opening]
award = """
Beste {bidder},

over {title}."""

[winner]
1 = "Een plan per wijk."
'''


def read(text: str) -> tuple[Own, tuple[Finding, ...]]:
    own, findings = own_words(text.encode(), ("K1", "K2"), ("1",))
    assert all(finding_text(found, lang) for found in findings for lang in LANGUAGES)
    return own, findings


def faults(text: str) -> list[tuple[str, int]]:
    return [
        (found.code, found.place.line) for found in read(text)[1] if isinstance(found.place, Line)
    ]


def test_a_good_file_gives_the_officers_words() -> None:
    own, findings = read(GOOD)
    assert findings == ()
    assert own.sender == ("Gemeente Proef", "Postbus 1")
    assert own.day == date(2018, 5, 15)
    assert own.signatures == (Signature("wethouder", "P. Bakker"),)
    assert own.reference == {"K1": "Z-1"}
    assert own.winner == {"1": "Een plan per wijk."}


def test_an_empty_file_is_good_and_says_nothing() -> None:
    assert read("") == (Own(), ())


def test_a_file_with_a_mark_of_its_encoding_and_windows_lines_is_read() -> None:
    content = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    own, findings = own_words(content, ("K1",), ("1",))
    assert findings == ()
    assert own.place == "Proefstad"


def test_a_file_that_is_no_toml_says_where() -> None:
    (found,) = read('place = "Proefstad\n')[1]
    assert found.code == "R340"
    assert "line 1" in found.values["what"]
    assert own_words(b"\xff\xfe", (), ())[1][0].code == "R340"


def test_every_fault_is_told_at_once_with_its_line() -> None:
    text = '''plaats = "x"
date = "15 mei"
sender = "Gemeente"
objection = """
Tot {last_day},
of {laatste_dag}."""
[reference]
K9 = "Z-9"
[opening]
award = "{bidder"
gunning = "x"
[winner]
1 = 3
[[signature]]
rol = "wethouder"
'''
    assert faults(text) == [
        ("R341", 1),
        ("R342", 2),
        ("R342", 3),
        ("R149", 6),
        ("R343", 8),
        ("R150", 10),
        ("R343", 11),
        ("R342", 13),
        ("R341", 15),
    ]


@pytest.mark.parametrize("name", PLACES)
def test_every_place_that_is_allowed_has_a_value(name: str) -> None:
    assert read(f'objection = "{{{name}}}"\n')[1] == ()
    assert name in places(case_of("K1"))


def test_no_place_has_a_value_that_may_not_be_named() -> None:
    assert set(places(case_of("K1"))) == set(PLACES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_letter_can_have_an_opening_and_closing(kind: str) -> None:
    assert read(f'[opening]\n{kind} = "a"\n[closing]\n{kind} = "b"\n')[1] == ()


def test_a_table_that_is_no_table_is_told() -> None:
    assert faults('opening = "x"\n') == [("R342", 1)]
    assert faults('[signature]\nrole = "x"\n') == [("R342", 1)]


def test_the_example_in_the_officers_page_is_good_for_its_round() -> None:
    page = PAGE.read_text("utf-8")
    text = page.partition("```toml\n")[2].partition("```")[0]
    bidders = tuple(bids("wageningen-2022"))
    lots = tuple(lot["id"] for lot in toml("wageningen-2022")["lots"])
    own, findings = own_words(text.encode(), bidders, lots)
    assert findings == ()
    assert {name for name in KEYS if f"\n{name} =" in f"\n{text}" or f"[{name}]" in text} == {*KEYS}
    assert "{last_day} een kort geding beginnen" in own.objection


def test_the_officers_page_names_every_place_and_every_kind() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"`{{{name}}}`" in page for name in PLACES)
    assert all(f"`{kind}`" in page for kind in KINDS)
