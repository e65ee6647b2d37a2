"""What came in as rows, before anything is counted, and no price before it may be read."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.shipped import shipped
from tests.two_envelopes import tender as two
from tests.two_envelopes import written

EXAMPLE = "prijs-en-kwaliteit"


def _source(name: str) -> list[dict[str, str]]:
    with shipped("examples", EXAMPLE, name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(name="folder")
def a_round_that_was_not_decided(tmp_path: Path) -> Path:
    return aanbesteding.new(tmp_path / "r", EXAMPLE)


def test_offers_are_those_of_the_bid_file(folder: Path) -> None:
    found = aanbesteding.rows(aanbesteding.read_round(folder).record, "offers")
    assert [(row["bidder"], row["capacity"], row["price"]) for row in found] == [
        (
            bid["bidder.id"],
            int(bid["lots.1.capacity.begeleiding"]),
            Decimal(bid["lots.1.price.begeleiding"]),
        )
        for bid in _source("bids.csv")
    ]


def test_bids_and_marks_are_those_of_the_files(folder: Path) -> None:
    record = aanbesteding.read_round(str(folder)).record
    names = {bid["bidder.id"]: bid["bidder.name"] for bid in _source("bids.csv")}
    assert {row["id"]: row["name"] for row in aanbesteding.rows(record, "bids")} == names
    given = {(m["bidder"], m["criterion"]): Decimal(m["mark"]) for m in _source("assessments.csv")}
    told = aanbesteding.rows(record, "marks")
    assert {(row["bidder"], row["criterion"]): row["mark"] for row in told} == given


def test_a_table_of_what_came_in_is_the_same_after_the_award(folder: Path) -> None:
    before = aanbesteding.read_round(folder).record
    after = aanbesteding.award(folder).record
    for table in ("criteria", "needs", "areas", "demand", "bids", "offers", "serves", "marks"):
        assert aanbesteding.rows(before, table) == aanbesteding.rows(after, table)


@pytest.mark.parametrize("table", ["scores", "ranking", "awards", "volumes", "reasons", "care"])
def test_what_is_counted_is_not_there_yet(folder: Path, table: str) -> None:
    record = aanbesteding.read_round(folder).record
    with pytest.raises(KeyError, match=table):
        aanbesteding.rows(record, table)


def test_no_price_is_told_before_the_prices_are_opened(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", two())
    found = aanbesteding.rows(aanbesteding.read_round(folder).record, "offers")
    assert found
    assert {row["price"] for row in found} == {None}


def test_a_tender_that_cannot_be_read_gives_no_record(folder: Path) -> None:
    (folder / "tender.toml").write_text("id = ", "utf-8")
    found = aanbesteding.read_round(folder)
    assert found.record == {}
    assert "T002" in repr(found.findings)
