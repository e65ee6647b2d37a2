"""The worksheet for the award notice: its codes, its values, and what is left to fill in."""

import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from aanbesteding.exchange.notice import Told, notice
from aanbesteding.exchange.notice_files import JSON, WORKBOOK, notice_files
from tests.exchange import records


def told(name: str, lot: str, field: str, about: str = "", lang: str = "nl") -> list[Told]:
    return [
        one
        for one in notice(records.shown(name), lang)
        if (one.lot, one.field) == (lot, field) and about in ("", one.about)
    ]


def test_a_lot_with_a_winner_says_so_and_a_lot_without_says_why() -> None:
    assert [one.code for one in told("withdrawn_lot", "1", "BT-142")] == ["selec-w"]
    assert told("withdrawn_lot", "1", "BT-144") == []
    assert [one.code for one in told("withdrawn_lot", "2", "BT-142")] == ["clos-nw"]
    why = told("withdrawn_lot", "2", "BT-144")[0]
    assert (why.code, why.label[:21], why.open) == ("all-rej", "Alle inschrijvingen, ", False)
    assert [one.code for one in told("no_bids", "L1", "BT-144")] == ["no-rece"]
    assert [(o.code, o.open) for o in told("nothing_fits", "C", "BT-144")] == [("other", True)]


def test_received_bids_are_counted_and_sizes_left_to_fill_in() -> None:
    found = {one.code: one for one in told("lots", "L1", "BT-759")}
    assert (found["tenders"].value, found["t-verif-inad"].value) == (3, 1)
    assert found["t-verif-inad-low"].value == 0
    for code in ("t-sme", "t-large", "t-oth-eea", "t-no-eea", "t-esubm"):
        assert (found[code].value, found[code].open) == ("", True)


def test_lowest_and_highest_are_those_of_the_admissible_bids() -> None:
    """a and b ask 1000 and 1007 for 60 clients; c, who asks more, is knocked out."""
    assert [one.value for one in told("lots", "L1", "BT-710")] == [60000]
    assert [one.value for one in told("lots", "L1", "BT-711")] == [60420]


def test_the_value_of_a_winner_lies_between_the_lowest_and_the_highest() -> None:
    for name in records.NAMES:
        shown = records.shown(name)
        for lot in shown["decision"]["lots"]:
            ends = [told(name, lot["lot"], field) for field in ("BT-710", "BT-711")]
            for won in told(name, lot["lot"], "BT-720"):
                if won.value != "":
                    assert ends[0][0].value <= won.value <= ends[1][0].value  # type: ignore[operator]


def test_criteria_have_their_type_name_and_weight() -> None:
    assert [one.value for one in told("lowest_share", "L1", "BT-734")] == [
        "Aanpak", "Mensen", "Prijs",
    ]  # fmt: skip
    assert [one.code for one in told("lowest_share", "L1", "BT-539")] == [
        "quality", "quality", "price",
    ]  # fmt: skip
    weights = told("lowest_share", "L1", "BT-541")
    assert [(one.value, one.code) for one in weights] == [
        (60, "poi-exa"), (40, "poi-exa"), (25, "poi-exa"),
    ]  # fmt: skip
    assert "verhouding" in str(told("lowest_share", "L1", "BT-543")[0].value)


def test_weights_in_euros_are_referred_to_their_words() -> None:
    rows = told("on_value", "L1", "BT-541", "Aanpak")
    assert [(one.value, one.open) for one in rows] == [("", False)]
    assert "BT-543" in rows[0].note


def test_an_open_house_has_no_criteria_and_no_rank() -> None:
    assert told("admit_all", "L1", "BT-539") == []
    assert told("admit_all", "L1", "BT-171") == []
    assert len(told("admit_all", "L1", "BT-3201")) == 2


def test_a_winner_has_its_number_rank_and_dates() -> None:
    assert [one.value for one in told("consortium", "1", "BT-501")] == ["01234567"]
    assert [one.value for one in told("consortium", "1", "BT-171")] == [1]
    assert [one.value for one in told("consortium", "1", "BT-773")] == ["ja"]
    assert [one.value for one in told("consortium", "1", "BT-1451")] == ["2027-05-10"]
    assert [(one.value, one.open) for one in told("consortium", "1", "BT-145")] == [("", True)]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", records.NAMES)
def test_the_workbook_and_the_json_hold_the_same_rows(name: str, lang: str) -> None:
    files = notice_files(records.shown(name), lang)
    rows: list[dict[str, Any]] = json.loads(files[JSON], parse_float=Decimal)
    sheet = openpyxl.load_workbook(io.BytesIO(files[WORKBOOK])).worksheets[0]
    lines = list(sheet.iter_rows(min_row=5, values_only=True))
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert line[2] == row["field"]
        if row["value"] is not None and not isinstance(row["value"], str):
            assert Decimal(str(line[5])) == Decimal(row["value"])
        if row["fill_in"] and row["value"] is None:
            assert line[5] in ("zelf invullen", "fill in yourself")


def test_the_same_record_gives_the_same_bytes() -> None:
    once, again = (notice_files(records.shown("shelf"), "nl") for _ in range(2))
    assert once == again
