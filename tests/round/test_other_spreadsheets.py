"""A spreadsheet that is no Excel workbook is told, wherever it stands, and never passed over."""

from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.workbook.book import Book, Sheet
from aanbesteding.workbook.ods import ods_bytes

OTHERS = (".ods", ".fods", ".xls", ".xlsb", ".numbers")


@pytest.fixture(name="ods")
def an_open_document_file() -> bytes:
    return ods_bytes(Book("t", (Sheet("a", ()),)), "nl")


@pytest.fixture(name="folder")
def a_round_with_three_bids(tmp_path: Path) -> Path:
    return aanbesteding.new(tmp_path / "r", "een-perceel", workbook=True)


def _stops(folder: Path) -> list[Finding]:
    return list(blocking(aanbesteding.read_round(folder).findings))


@pytest.mark.parametrize("place", ["bids/K09.ods", "assessments/A3.ods", "register.ods"])
def test_an_ods_file_stops_the_round_and_says_to_save_it_as_xlsx(
    folder: Path, ods: bytes, place: str
) -> None:
    assert _stops(folder) == []
    (folder / place).write_bytes(ods)
    (finding,) = _stops(folder)
    assert (finding.code, str(finding.place), finding.values["kind"]) == ("W110", place, "ODF")
    for lang in ("nl", "en"):
        assert ".xlsx" in aanbesteding.finding_text(finding, lang)
    assert not aanbesteding.award(folder).ok


@pytest.mark.parametrize("ending", OTHERS)
def test_a_bid_saved_in_any_other_way_is_never_passed_over(folder: Path, ending: str) -> None:
    (folder / "bids" / f"K09{ending}").write_bytes(b"something else")
    (finding,) = _stops(folder)
    assert str(finding.place) == f"bids/K09{ending}"


def test_a_tender_saved_as_ods_is_one_finding_that_says_what_to_do(
    folder: Path, ods: bytes
) -> None:
    (folder / "tender.xlsx").unlink()
    (folder / "tender.ods").write_bytes(ods)
    loaded = aanbesteding.load(folder)
    (finding,) = loaded.findings
    assert (loaded.ok, loaded.tender) == (False, None)
    assert (finding.code, str(finding.place)) == ("W110", "tender.ods")


def test_a_tender_in_both_forms_is_one_too_many(folder: Path, ods: bytes) -> None:
    (folder / "tender.ods").write_bytes(ods)
    loaded = aanbesteding.load(folder)
    (finding,) = loaded.findings
    assert (loaded.ok, loaded.tender) == (False, None)
    assert finding.code == "T003"
    assert {finding.values["file"], finding.values["other"]} == {"tender.xlsx", "tender.ods"}
