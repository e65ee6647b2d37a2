"""A round that is judged without names: the key is written once, kept, and never lost unseen."""

import shutil
import zipfile
from pathlib import Path

import pytest

import aanbesteding


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("panel") / "r", example="panel")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


def test_nobody_who_judges_without_names_gets_one(folder: Path) -> None:
    before = (folder / "anonymous.csv").read_bytes()
    made = aanbesteding.forms(folder)
    written = made.files
    assert made.record["assessors"] == ["A1", "A2", "A3"]
    assert [path.name for path in written] == [
        "bid-form.xlsx",
        *(f"assessor-{one}.xlsx" for one in ("A1", "A2", "A3")),
        "anonymous.csv",
    ]
    assert (folder / "anonymous.csv").read_bytes() == before
    for path in [*written[1:4], *(folder / "assessments").iterdir()]:
        with zipfile.ZipFile(path) as archive:
            whole = b"".join(archive.read(name) for name in archive.namelist())
        assert b"Inschrijving 0" in whole
        assert b"Zorg" not in whole


def test_a_spoiled_key_is_told_and_never_written_over(folder: Path) -> None:
    (folder / "anonymous.csv").write_text("bidder;schuilnaam\nA;Inschrijving 01\n", "utf-8")
    made = aanbesteding.forms(folder)
    assert [path.name for path in made.files] == ["bid-form.xlsx"]
    assert [finding.code for finding in made.findings] == ["A118"]
    assert "schuilnaam" in (folder / "anonymous.csv").read_text("utf-8")
    assert not aanbesteding.award(folder).ok


def test_a_key_that_was_turned_around_is_seen_by_the_verification(folder: Path) -> None:
    assert aanbesteding.award(folder).ok
    key = (folder / "anonymous.csv").read_text("utf-8")
    turned = key.replace("A;", "x;").replace("B;", "A;").replace("x;", "B;")
    (folder / "anonymous.csv").write_text(turned, "utf-8")
    found = aanbesteding.verify(folder / "award" / "award.json")
    assert {"V201", "V308"} <= {finding.code for finding in found.findings}


def test_who_comes_later_gets_the_next_number(folder: Path) -> None:
    before = (folder / "anonymous.csv").read_text("utf-8")
    called = dict(line.split(";") for line in before.splitlines()[1:])
    left = "".join(f"{bidder};{name}\n" for bidder, name in called.items() if bidder != "B")
    (folder / "anonymous.csv").write_text(f"bidder;pseudonym\n{left}", "utf-8")
    aanbesteding.forms(folder)
    assert (folder / "anonymous.csv").read_text("utf-8") == (
        f"bidder;pseudonym\n{left}B;Inschrijving {_after(left):02}\n"
    )


def _after(rows: str) -> int:
    return max(int(row[-2:]) for row in rows.splitlines()) + 1
