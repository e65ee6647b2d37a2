"""What is no file of a bid in the folder of bids: never opened, never waited for, always told."""

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.findings import blocking
from aanbesteding.round.read import Round, read_round
from aanbesteding.tender.save import save_toml
from tests.hostile.form import real, tender
from tests.small_round import put_bid


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round with one good bid; what stands outside it stands beside it."""
    place = tmp_path / "ronde"
    place.mkdir()
    save_toml(tender(), place)
    put_bid(place, "K01.xlsx", real())
    return place


def told(found: Round, name: str) -> list[str]:
    """The codes of what blocks in that file."""
    label = f"bids/{name}"
    return [
        f.code for f in blocking(found.findings) if f.place is not None and f.place.file == label
    ]


def test_a_good_bid_alone_is_read(folder: Path) -> None:
    found = read_round(folder)
    assert [bid.id for bid in found.bids.bids] == ["K01"]
    assert told(found, "K01.xlsx") == []


def test_a_pipe_is_told_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "bids" / "K02.xlsx")
    assert told(read_round(folder), "K02.xlsx") == ["W100"]


@pytest.mark.parametrize("target", ["../../buiten.xlsx", "K01.xlsx", "weg.xlsx", "/dev/zero"])
def test_a_link_is_told_and_not_followed(folder: Path, target: str) -> None:
    (folder.parent / "buiten.xlsx").write_bytes(real())
    os.symlink(target, folder / "bids" / "K02.xlsx")
    found = read_round(folder)
    assert told(found, "K02.xlsx") == ["W100"]
    assert [bid.id for bid in found.bids.bids] == ["K01"]
    assert "bids/K02.xlsx" not in found.inputs


def test_a_folder_with_the_name_of_a_workbook_is_told(folder: Path) -> None:
    (folder / "bids" / "K02.xlsx").mkdir()
    assert told(read_round(folder), "K02.xlsx") == ["W100"]


def test_a_lock_file_of_excel_is_no_bid(folder: Path) -> None:
    put_bid(folder, "~$K02.xlsx", b"\x05Jan Jansen")
    found = read_round(folder)
    assert [bid.id for bid in found.bids.bids] == ["K01"]
    assert "bids/~$K02.xlsx" not in found.inputs


def test_two_files_of_the_same_bytes_are_told(folder: Path) -> None:
    put_bid(folder, "K02.xlsx", real())
    found = read_round(folder)
    assert [f for f in blocking(found.findings) if "K02" in f"{f.place} {dict(f.values)}"]


def test_a_file_with_another_ending_in_capitals_is_read_all_the_same(folder: Path) -> None:
    (folder / "bids" / "K01.xlsx").rename(folder / "bids" / "K01.XLSX")
    assert [bid.id for bid in read_round(folder).bids.bids] == ["K01"]


def test_a_file_that_is_too_large_is_told_and_not_read(folder: Path) -> None:
    with (folder / "bids" / "K02.xlsx").open("wb") as file:
        file.truncate(2**26)
    found = read_round(folder)
    assert told(found, "K02.xlsx") == ["W101"]
    assert "bids/K02.xlsx" not in found.inputs


def test_a_link_or_a_large_file_that_no_reader_opens_is_told_too(folder: Path) -> None:
    os.symlink("K01.xlsx", folder / "bids" / "bijlage.pdf")
    with (folder / "bids" / "plaatje.png").open("wb") as file:
        file.truncate(2**26)
    found = read_round(folder)
    assert (told(found, "bijlage.pdf"), told(found, "plaatje.png")) == (["W100"], ["W101"])
    assert [name for name in found.inputs if name.startswith("bids/")] == ["bids/K01.xlsx"]


@pytest.mark.parametrize("name", ["register.csv", "draws.toml", "journal.jsonl", "budgets.csv"])
@pytest.mark.parametrize("target", ["../buiten", "weg"])
def test_a_link_in_place_of_a_file_of_the_round_is_told(
    folder: Path, name: str, target: str
) -> None:
    (folder.parent / "buiten").write_bytes(b"")
    os.symlink(target, folder / name)
    found = read_round(folder)
    here = [
        f.code for f in blocking(found.findings) if f.place is not None and f.place.file == name
    ]
    assert here == ["W100"]
    assert name not in found.inputs


@pytest.mark.parametrize("name", ["tender.toml", "tender.xlsx"])
def test_a_link_in_place_of_the_tender_is_told(folder: Path, name: str) -> None:
    (folder / "tender.toml").rename(folder.parent / "buiten")
    os.symlink("../buiten", folder / name)
    found = read_round(folder)
    assert found.tender is None
    assert "W100" in {finding.code for finding in found.findings}


def test_each_file_is_opened_once_and_what_was_read_is_what_was_hashed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "register.csv").write_text("bidder;event;date;reason\n", "utf-8")
    opened: Counter[str] = Counter()
    real_open = os.open

    def counting(path: Any, *arguments: Any, **named: Any) -> int:
        opened[Path(path).name] += 1
        return real_open(path, *arguments, **named)

    monkeypatch.setattr(os, "open", counting)
    found = read_round(folder)
    assert opened.keys() >= {"tender.toml", "criteria.csv", "K01.xlsx", "register.csv"}
    assert set(opened.values()) == {1}
    hashes = {n: sha256((folder / n).read_bytes()).hexdigest() for n in found.inputs}
    assert found.inputs == hashes
    assert {Path(name).name for name in found.inputs} == set(opened)
