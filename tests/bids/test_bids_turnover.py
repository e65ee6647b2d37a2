"""The turnover a bidder states: asked where a rule counts with it, never guessed, never passed."""

from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import pytest

from aanbesteding.basis.findings import Finding, Weight, blocking
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.form import bid_form
from aanbesteding.bids.sources import read_bids
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Value
from aanbesteding.workbook.write import form_bytes
from tests.bids.shelf_round import BOTH_LOTS, NO_C_PLUS, named, tender
from tests.small_round import put_bid, slot

RULE: dict[str, Any] = {"kind": "share_of_turnover", "id": "omzet", "at_most": "0.5"}
NAME = "bidder.turnover"


def asked(**changes: Any) -> Tender:
    return tender(rules=[{**RULE, **changes}])


def read(folder: FilePath, stated: Value | None, **changes: Any) -> Bids:
    """The bids of a round in which one bidder, for lot C, states this turnover."""
    held = asked(**changes)
    form = bid_form(held, "nl")
    said = {**BOTH_LOTS, **NO_C_PLUS, NAME: stated}
    put_bid(folder, "K01.xlsx", form_bytes(form, named(form, said)))
    return read_bids(folder, held)


def codes(found: Bids) -> list[tuple[str, Weight]]:
    return [(finding.code, finding.weight) for finding in found.findings]


def test_only_a_tender_with_such_a_rule_asks_for_the_turnover() -> None:
    plain, form = bid_form(tender(), "nl"), bid_form(asked(), "nl")
    extra = [one for one in form.slots if one.path not in {s.path for s in plain.slots}]
    assert [one.name for one in extra] == [NAME]
    assert extra[0].required
    assert any("twaalf maanden" in cell.text for cell in form.fixed)


def test_a_turnover_is_read_to_the_cent(tmp_path: FilePath) -> None:
    found = read(tmp_path, Decimal("1250000.45"))
    assert codes(found) == []
    assert found.bid("K01").turnover == Decimal("1250000.45")


def test_a_turnover_that_is_left_out_must_be_asked_for_and_is_not_silent(
    tmp_path: FilePath,
) -> None:
    found = read(tmp_path, None)
    assert codes(found) == [("B165", Weight.NOTICE), ("W201", Weight.REPAIRABLE)]
    empty = next(one for one in found.findings if one.code == "W201")
    assert empty.values["slot"] == NAME
    assert blocking(found.findings)
    assert found.bid("K01").turnover is None


def test_nothing_earned_yet_is_an_answer_but_it_is_told_what_follows(tmp_path: FilePath) -> None:
    found = read(tmp_path, Decimal(0))
    assert codes(found) == [("B165", Weight.NOTICE)]
    assert dict(found.findings[0].values) == {"rule": "omzet", "found": ("K01",)}
    assert finding_text(found.findings[0], "nl") != finding_text(found.findings[0], "en")


@pytest.mark.parametrize(
    "changes",
    [{"bidders": ["K02"]}, {"attributes": ["lokaal"]}, {"lots": ["C+"]}],
)
def test_a_bidder_whom_the_rule_does_not_bind_is_not_told_of(
    tmp_path: FilePath, changes: dict[str, Any]
) -> None:
    assert "B165" not in {
        finding.code for finding in read(tmp_path, Decimal(0), **changes).findings
    }


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        (Decimal("-1"), "W204"),
        (Decimal("0.001"), "W214"),
        (Decimal("1000000000000.01"), "W206"),
        ("€ 1.250.000,00", "W203"),
        ("twee miljoen", "W202"),
    ],
)
def test_what_is_no_amount_is_a_finding_at_its_cell(
    tmp_path: FilePath, stated: Value, code: str
) -> None:
    found: Finding = next(one for one in read(tmp_path, stated).findings if one.code == code)
    assert found.weight is Weight.REPAIRABLE
    cell = slot(bid_form(asked(), "nl"), NAME)
    assert (found.place.sheet, found.place.cell) == (cell.sheet, cell.cell)  # type: ignore[union-attr]


def test_a_turnover_that_was_asked_for_afterwards_stands_in_the_register(
    tmp_path: FilePath,
) -> None:
    row = f"K01;corrected;2027-03-05;leeg;;{NAME};900000.00;vraag;antwoord;ja"
    (tmp_path / "register.csv").write_text(
        f"bidder;event;date;reason;lot;field;value;request;answer;decision\n{row}\n", "utf-8"
    )
    found = read(tmp_path, None)
    assert found.bid("K01").turnover == 900000
    assert not blocking(found.findings)
    assert "B165" not in {finding.code for finding in found.findings}


def test_a_bidder_that_withdrew_is_not_told_of(tmp_path: FilePath) -> None:
    (tmp_path / "register.csv").write_text(
        "bidder;event;date;reason\nK01;withdrawn;2027-03-02;zelf\n", "utf-8"
    )
    assert "B165" not in {finding.code for finding in read(tmp_path, Decimal(0)).findings}
