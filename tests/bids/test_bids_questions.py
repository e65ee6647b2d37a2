"""What a bidder answers beside text: a number on a criterion, yes or no on a requirement."""

import io
import json
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Cell, Line
from aanbesteding.bids.accept import accept, reading_from_values
from aanbesteding.bids.bid import Bid, LotBid
from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.bids.questions import bounds_shown
from aanbesteding.bids.sources import read_bids
from aanbesteding.workbook.write import form_bytes
from tests.small_round import altered, put_bid, slot, tender, values

WAIT = {
    "id": "dagen", "title": "Wachtdagen", "weight": 30, "formula": "quality.between",
    "best_answer": 5, "worst_answer": "25.5", "unit": "dagen", "lowest_mark": 40,
    "asks": "Hoeveel dagen wacht een jeugdige?",
}  # fmt: skip
PLAN = {"id": "plan", "title": "Plan", "weight": 70, "scale": "half"}
RIGHT = {"id": "vog", "title": "Iedereen heeft een VOG", "asked": True}
ONLY_C = {"id": "keur", "title": "Keurmerk", "asked": True, "lots": ["C+"]}
TENDER = tender(criteria=[PLAN, WAIT], requirements=[RIGHT, ONLY_C])
FORM = bid_form(TENDER, "nl")
DAYS, RULE = "lots.C.answer.dagen", "lots.C.meets.vog"


def given_values(**changes: Any) -> dict[tuple[str, ...], Any]:
    """A good bid for lot C; a change is named by its slot, with double underscores."""
    paths = {found.name: found.path for found in FORM.slots}
    named = {".".join(path): value for path, value in values().items() if path[2:3] != ("answer",)}
    own = {DAYS: Decimal("7.5"), RULE: True, "lots.C.answer.plan": "Zo."}
    changed = {name.replace("__", "."): value for name, value in changes.items()}
    every = {**named, **own, **changed}
    return {paths.get(name, tuple(name.split("."))): value for name, value in every.items()}


def accepted(**changes: Any) -> tuple[Bid | None, tuple[Finding, ...]]:
    reading = reading_from_values(given_values(**changes), FORM, "bids.csv", Line("bids.csv", 2))
    return accept(reading, TENDER, FORM)


def lot_of(bid: Bid | None) -> LotBid:
    assert bid is not None
    return bid.lots[0]


def test_a_number_and_a_yes_come_in_the_bid() -> None:
    bid, findings = accepted()
    assert findings == ()
    assert lot_of(bid).answers == {"plan": "Zo.", "dagen": "7.5"}
    assert lot_of(bid).number("dagen") == Decimal("7.5")
    assert lot_of(bid).meets == ("vog",)


def test_a_no_is_a_bid_that_does_not_meet_the_requirement() -> None:
    bid, findings = accepted(**{RULE: False})
    assert (lot_of(bid).meets, findings) == ((), ())


@pytest.mark.parametrize(
    ("slot_name", "value", "code"),
    [
        (DAYS, None, "W201"),
        (DAYS, "", "W201"),
        (DAYS, "7,5", "W203"),
        (DAYS, "een week", "W202"),
        (DAYS, "-1", "W204"),
        (DAYS, "1000000001", "W206"),
        (DAYS, True, "W210"),
        (RULE, None, "W201"),
        (RULE, "misschien", "W212"),
        ("lots.C.answer.team", "x", "B108"),
        ("lots.C.meets.keur", "ja", "B109"),
        ("lots.Z.meets.vog", "ja", "B103"),
        ("lots.C+.meets.keur", "ja", "B110"),
        ("lots.C+.answer.dagen", "3", "B110"),
    ],
)
def test_each_missing_or_strange_answer_is_one_finding(
    slot_name: str, value: Any, code: str
) -> None:
    _, findings = accepted(**{slot_name: value})
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place == Line("bids.csv", 2)


def test_a_workbook_names_sheet_and_cell_of_a_strange_answer(tmp_path: FilePath) -> None:
    at, rule = slot(FORM, DAYS), slot(FORM, RULE)
    good = form_bytes(FORM, given_values())
    bad = altered(good, {(at.sheet, at.cell): "ongeveer 7", (rule.sheet, rule.cell): None})
    put_bid(tmp_path, "K01.xlsx", bad)
    found = read_bids(tmp_path, TENDER)
    label = "bids/K01.xlsx"
    places = {
        ("W202", Cell(label, at.sheet, at.cell)),
        ("W201", Cell(label, rule.sheet, rule.cell)),
    }
    assert {(f.code, f.place) for f in found.findings} == places


@settings(max_examples=15)
@given(days=st.decimals(0, 10**6, places=3))
def test_a_number_is_the_same_text_from_a_workbook_csv_and_json(
    tmp_path_factory: pytest.TempPathFactory, days: Decimal
) -> None:
    texts = {"xlsx": form_bytes(FORM, given_values(**{DAYS: days}))}
    plain = {".".join(path): value for path, value in given_values(**{DAYS: days}).items()}
    as_text = {
        k: ("ja" if v else "nee") if isinstance(v, bool) else str(v) for k, v in plain.items()
    }
    texts["csv"] = f"{';'.join(as_text)}\n{';'.join(as_text.values())}".encode()
    texts["json"] = json.dumps(_tree(given_values(**{DAYS: str(days)}))).encode()
    answers = set()
    for ending, content in texts.items():
        folder = tmp_path_factory.mktemp(ending)
        put_bid(folder, f"K01.{ending}", content)
        found = read_bids(folder, TENDER)
        assert found.findings == ()
        answers.add(found.bid("K01").lots[0].answers["dagen"])
    assert len(answers) == 1
    assert Decimal(answers.pop()) == days


def _tree(given: dict[tuple[str, ...], Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in given.items():
        part = tree
        for step in path[:-1]:
            part = part.setdefault(step, {})
        part[path[-1]] = value if isinstance(value, bool | int | str) else str(value)
    return tree


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "5 dagen of beter geeft alle punten, 25,5 dagen of slechter geeft geen punten. "
             "Bij meer dan 40 dagen doet u niet mee."),
        ({"lowest_mark_in": False}, "Bij 40 dagen of meer doet u niet mee."),
        ({"best_answer": 50}, "Bij minder dan 40 dagen doet u niet mee."),
        ({"best_answer": 50, "lowest_mark_in": False}, "Bij 40 dagen of minder doet u niet mee."),
    ],
)  # fmt: skip
def test_the_bidder_is_told_what_an_answer_brings_and_where_it_ends(
    changes: dict[str, Any], says: str
) -> None:
    criterion = tender(criteria=[PLAN, {**WAIT, **changes}]).criteria[1]
    assert bounds_shown(criterion, "nl").endswith(says)
    texts = {fixed.text for fixed in FORM.fixed}
    assert {"dagen", bounds_shown(TENDER.criteria[1], "nl")} <= texts
    assert any("Hoeveel dagen wacht een jeugdige?" in text for text in texts)


def test_excel_itself_refuses_a_number_below_zero() -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(FORM, {})))
    at = slot(FORM, DAYS)
    (rule,) = [
        one for one in book[at.sheet].data_validations.dataValidation if at.cell in one.cells
    ]
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", None, "0")


def test_answers_and_requirements_are_read_while_the_prices_are_sealed() -> None:
    names = {found.name for found in other_slots(FORM)}
    assert {DAYS, RULE} <= names


def test_a_bonus_is_said_to_be_one() -> None:
    form = bid_form(tender(criteria=[PLAN, {**WAIT, "bonus": True}]), "nl")
    assert any("Wachtdagen (bonus van hoogstens 30)" in fixed.text for fixed in form.fixed)
    assert any("Plan (weegt 70)" in fixed.text for fixed in form.fixed)
