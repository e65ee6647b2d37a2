"""A table that stands beside the tender in a way that is not read does not go unseen."""

import shutil
from pathlib import Path

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.shipped import shipped
from aanbesteding.tender.load import load
from aanbesteding.tender.sheet import save_workbook

Told = list[tuple[str, Weight, str, str]]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A round whose areas and criteria are CSV files and whose lots stand in the text."""
    folder = Path(shutil.copytree(shipped("examples", "amsterdam-segment-c-2021"), tmp_path / "r"))
    assert (folder / "budgets.csv").is_file()
    return folder


@pytest.fixture
def workbook(text: Path, tmp_path: Path) -> Path:
    """The same round with its tender in one workbook."""
    tender = load(text).tender
    assert tender is not None
    folder = tmp_path / "w"
    folder.mkdir()
    save_workbook(tender, folder / "tender.xlsx")
    return folder


def told(folder: Path) -> Told:
    found = load(folder)
    assert found.tender is not None
    beside = (one for one in found.findings if one.code in ("T008", "T009"))
    return [(f.code, f.weight, str(f.place), str(f.values.get("other", ""))) for f in beside]


@pytest.mark.parametrize(
    ("name", "code", "weight", "other"),
    [
        ("budgets.xlsx", "T009", Weight.REPAIRABLE, "budgets.csv"),
        ("budgets.ods", "T009", Weight.REPAIRABLE, "budgets.csv"),
        ("lots.XLSX", "T009", Weight.REPAIRABLE, "tender.toml"),
        ("budget.csv", "T008", Weight.NOTICE, ""),
        ("Budgets.csv", "T008", Weight.NOTICE, ""),
        ("rules.CSV", "T008", Weight.NOTICE, ""),
    ],
)
def test_beside_a_tender_in_text(
    text: Path, name: str, code: str, weight: Weight, other: str
) -> None:
    (text / name).write_bytes(b"")
    assert told(text) == [(code, weight, name, other)]


@pytest.mark.parametrize(
    ("name", "code", "weight", "other"),
    [
        ("budgets.xlsx", "T009", Weight.REPAIRABLE, "tender.xlsx"),
        ("budgets.csv", "T009", Weight.REPAIRABLE, "tender.xlsx"),
        ("budget.csv", "T008", Weight.NOTICE, ""),
    ],
)
def test_beside_a_tender_in_a_workbook(
    workbook: Path, name: str, code: str, weight: Weight, other: str
) -> None:
    (workbook / name).write_bytes(b"")
    assert told(workbook) == [(code, weight, name, other)]


@pytest.mark.parametrize("name", ["planning.xlsx", "register.csv", "before.csv", "note.txt"])
def test_what_is_no_table_of_the_tender_may_lie_there(
    text: Path, workbook: Path, name: str
) -> None:
    for folder in (text, workbook):
        (folder / name).write_bytes(b"")
        assert told(folder) == []


def test_a_folder_with_the_name_of_a_table_is_none(text: Path) -> None:
    (text / "lots.xlsx").mkdir()
    assert told(text) == []
