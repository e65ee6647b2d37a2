"""Letters to who bid for one lot: they are those of the whole, and the others stay as they are."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.basis.file_names import file_names
from aanbesteding.basis.shipped import shipped
from aanbesteding.cli.main import main

EXAMPLE = "amersfoort-2024"


def _bids() -> list[dict[str, str]]:
    with shipped("examples", EXAMPLE, "bids.csv").open(encoding="utf-8-sig", newline="") as file:
        return sorted(csv.DictReader(file, delimiter=";"), key=lambda bid: bid["bidder.id"])


@pytest.fixture(name="made", scope="module")
def a_decided_round_with_all_its_letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = aanbesteding.new(tmp_path_factory.mktemp("letters") / "r", EXAMPLE)
    assert aanbesteding.award(folder).ok
    assert aanbesteding.letters(folder).ok
    return folder


@pytest.fixture(name="folder")
def one_of_our_own(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


def _bidders(lot: str) -> list[str]:
    bids = _bids()
    names = file_names([bid["bidder.name"] for bid in bids], ".html")
    return [
        name for bid, name in zip(bids, names, strict=True) if bid.get(f"lots.{lot}.bids") == "ja"
    ]


@pytest.mark.parametrize("lot", ["1", "2"])
def test_everyone_who_bid_for_the_lot_has_the_very_letter_of_the_whole(
    folder: Path, lot: str
) -> None:
    found = aanbesteding.letters(folder, lot)
    pages = [path for path in found.files if path.suffix == ".html"]
    assert {path.parent for path in found.files} == {folder / "letters" / f"lot-{lot}"}
    assert [path.name for path in pages] == _bidders(lot)
    assert 0 < len(pages) < len(_bids())
    for page in pages:
        assert page.read_bytes() == (folder / "letters" / page.name).read_bytes()
        assert page.with_suffix(".docx").is_file()


def test_the_letters_to_all_stay_as_they_are(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in (folder / "letters").iterdir()}
    assert aanbesteding.letters(folder, lot="1").ok
    files = (path for path in (folder / "letters").iterdir() if path.is_file())
    assert {path.name: path.read_bytes() for path in files} == before
    assert aanbesteding.letters(folder).ok
    assert len(list((folder / "letters" / "lot-1").glob("*.html"))) == len(_bidders("1"))


def test_a_letter_changed_by_hand_is_not_written_over(folder: Path) -> None:
    letter = aanbesteding.letters(folder, lot="1").files[0]
    letter.write_text("met de hand", "utf-8")
    found = aanbesteding.letters(folder, lot="1")
    assert [one.code for one in found.findings] == ["R352"]
    assert letter.read_text("utf-8") == "met de hand"


@pytest.mark.parametrize("lot", ["9", "../1", " "])
def test_a_lot_that_is_not_there_is_told_and_nothing_is_written(folder: Path, lot: str) -> None:
    before = sorted(folder.rglob("*"))
    found = aanbesteding.letters(folder, lot)
    assert not found.ok
    assert [one.code for one in found.findings if one.blocks] == ["R202"]
    assert sorted(folder.rglob("*")) == before


def test_the_command_says_how_many_and_where(folder: Path) -> None:
    said = CliRunner().invoke(main, ["letters", str(folder), "--lot", "1"])
    assert said.exit_code == 0, said.output
    assert f"{len(_bidders('1'))}, in {folder / 'letters' / 'lot-1'}" in said.stdout
    refused = CliRunner().invoke(main, ["letters", str(folder), "--lot", "9"])
    assert refused.exit_code == 1
    assert "R202" in refused.stderr
