"""Slots are filled in the form they ask for; a missing text is an error."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aanbesteding.basis import texts
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for lang in texts.LANGUAGES:
        folder = tmp_path / lang
        folder.mkdir()
        (folder / "a.toml").write_text(
            'plain = "Niets"\n'
            '[slot]\neuro = "{x:euro}"\nnumber = "{x:number}"\npercent = "{x:percent}"\n'
            'share = "{x:share}"\nday = "{x:day}"\nlist = "{x:list}"\n'
            'bare = "{x}"\nodd = "{x:odd}"\n'
            '[finding.B102]\ntitle = "{field} is geen bedrag"\nhelp = "Vul in {cell} in."\n',
            "utf-8",
        )
    monkeypatch.setattr(texts, "shipped", lambda *parts: tmp_path / parts[-1])
    texts.catalogue.cache_clear()
    yield
    texts.catalogue.cache_clear()


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("form", "value", "said"),
    [
        ("euro", Decimal("1234.5"), "€\xa01.234,50"),
        ("number", 5200, "5.200"),
        ("percent", Decimal("0.25"), "25,0%"),
        ("share", Decimal("0.25"), "25%"),
        ("day", date(2018, 6, 5), "5 juni 2018"),
        ("list", ["ggz", "crisis"], "ggz, crisis"),
        ("bare", "K01", "K01"),
        ("bare", Weight.NOTICE, "notice"),
        ("euro", None, "–"),
        ("bare", None, "–"),
    ],
)
def test_a_slot_is_filled_in_the_form_it_asks_for(form: str, value: object, said: str) -> None:
    assert texts.say(f"slot.{form}", "nl", {"x": value}) == said


@pytest.mark.usefixtures("spoken")
def test_an_unknown_form_an_empty_slot_and_an_unknown_key_are_errors() -> None:
    with pytest.raises(ValueError):
        texts.say("slot.odd", "nl", {"x": 1})
    with pytest.raises(KeyError):
        texts.say("slot.bare", "nl")
    with pytest.raises(KeyError):
        texts.say("slot.none", "nl")


@pytest.mark.usefixtures("spoken")
def test_only_a_whole_key_says_something() -> None:
    assert texts.says("plain")
    assert not texts.says("slot")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("place", "where"),
    [
        (None, ""),
        (Cell("jansen.xlsx", "Prijzen", "D14"), " [jansen.xlsx, Prijzen!D14]"),
        (Line("demand.csv", 3), " [demand.csv:3]"),
        (Line("demand.csv"), " [demand.csv]"),
    ],
)
def test_a_finding_is_said_with_code_place_and_help(place: Cell | Line | None, where: str) -> None:
    finding = Finding("B102", Weight.REPAIRABLE, place, {"field": "Prijs", "cell": "D14"})
    said = f"B102{where} Prijs is geen bedrag. Vul in D14 in."
    assert texts.finding_text(finding, "nl") == said


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (0, "Hoogstens 0 percelen.", "At most 0 lots."),
        (1, "Hoogstens 1 perceel.", "At most 1 lot."),
        ("1", "Hoogstens 1 perceel.", "At most 1 lot."),
        (2, "Hoogstens 2 percelen.", "At most 2 lots."),
        ("3/2", "Hoogstens 1,50 percelen.", "At most 1.50 lots."),
    ],
)
def test_words_agree_with_their_number(value: int | str, nl: str, en: str) -> None:
    key = "report.further.conditions.at_most"
    assert texts.say(key, "nl", {"number": value}) == nl
    assert texts.say(key, "en", {"number": value}) == en


def test_a_number_that_is_not_known_is_not_one() -> None:
    said = texts.say("report.further.conditions.at_most", "nl", {"number": None})
    assert said == "Hoogstens – percelen."


@pytest.mark.parametrize(
    ("bidders", "nl", "en"),
    [
        (["A"], "tussen A. Daarna", "between A. Then"),
        (["A", "B"], "tussen A en B. Daarna", "between A and B. Then"),
        (["A", "B", "C"], "tussen A, B en C. Daarna", "between A, B and C. Then"),
    ],
)
def test_a_list_in_running_text_ends_with_and(bidders: list[str], nl: str, en: str) -> None:
    values = {"lot": "1", "over": "rank", "bidders": bidders}
    assert nl in texts.say("cli.to_draw", "nl", values)
    assert en in texts.say("cli.to_draw", "en", values)
