"""What lies in a folder beside what is read: nothing a bidder sent is left out unseen."""

from pathlib import Path

import pytest

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.gate.folder import beside, files_in

FORMS = (".xlsx", ".csv")


@pytest.fixture
def bids(tmp_path: Path) -> Path:
    folder = tmp_path / "bids"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def told(folder: Path) -> list[tuple[str, Weight, str]]:
    found = beside(folder, FORMS)
    return [(one.code, one.weight, str(one.place)) for one in found]


def test_what_is_read_is_listed_by_name_and_is_not_beside(bids: Path) -> None:
    put(bids, "b.xlsx", "a.CSV", "a.xlsx")
    assert [path.name for path in files_in(bids, FORMS)] == ["a.CSV", "a.xlsx", "b.xlsx"]
    assert told(bids) == []


def test_what_excel_or_the_system_keeps_is_nothing(bids: Path) -> None:
    put(bids, "~$a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", ".hidden/a.xlsx")
    put(bids, "map/.DS_Store", "map/~$a.xlsx", "__MACOSX/._a.xlsx")
    assert files_in(bids, FORMS) == ()
    assert told(bids) == []


def test_a_folder_that_is_not_there_holds_nothing(bids: Path) -> None:
    assert (files_in(bids / "no", FORMS), told(bids / "no")) == ((), [])


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a", "map/a.pdf"])
def test_an_attachment_is_told(bids: Path, name: str) -> None:
    put(bids, name)
    assert told(bids) == [("W193", Weight.NOTICE, f"bids/{name.partition('/')[0]}")]


@pytest.mark.parametrize("name", ["a.zip", "a.7z", "a.rar", "a.tar.gz", "A.ZIP"])
def test_an_archive_may_hold_a_bid_and_blocks(bids: Path, name: str) -> None:
    put(bids, name)
    assert told(bids) == [("W192", Weight.REPAIRABLE, f"bids/{name}")]


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "deep/deeper/a.csv", "a.zip"])
def test_a_folder_that_may_hold_a_bid_blocks(bids: Path, name: str) -> None:
    put(bids, f"map/{name}", "map/note.pdf")
    said = {"file": "bids/map", "folder": "bids", "found": (name,)}
    assert list(beside(bids, FORMS)) == [Finding("W191", Weight.REPAIRABLE, Line("bids/map"), said)]


def test_of_a_folder_the_first_five_files_are_named(bids: Path) -> None:
    put(bids, *(f"map/{number}.xlsx" for number in range(6)))
    (found,) = beside(bids, FORMS)
    assert found.values["found"] == ("0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx", "4.xlsx")


def test_of_the_folders_in_it_the_first_by_name_are_named(bids: Path) -> None:
    put(bids, *(f"map/{folder}/a.xlsx" for folder in "jcgaiebhdf"))
    (found,) = beside(bids, FORMS)
    assert found.values["found"] == tuple(f"{folder}/a.xlsx" for folder in "abcde")


def test_a_folder_named_as_a_form_is_left_to_whoever_reads_it(bids: Path) -> None:
    put(bids, "a.xlsx/b.xlsx")
    assert [path.name for path in files_in(bids, FORMS)] == ["a.xlsx"]
    assert told(bids) == []


def test_a_link_is_told_and_not_followed(bids: Path) -> None:
    put(bids.parent, "elsewhere/a.xlsx")
    (bids / "link").symlink_to(bids.parent / "elsewhere")
    assert told(bids) == [("W193", Weight.NOTICE, "bids/link")]


def test_an_empty_folder_holds_nothing_unread(bids: Path) -> None:
    (bids / "map").mkdir()
    assert told(bids) == []
