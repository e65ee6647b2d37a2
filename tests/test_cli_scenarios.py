"""The commands scenarios and scan: what they print, write and how they exit."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

import aanbesteding
from aanbesteding.basis.canonical import canonical
from tests.typed import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round") / "r"
    return aanbesteding.new(folder, example="holland-rijnland-2025")


@pytest.fixture(scope="module")
def compared(made: Path) -> Result:
    return run("scenarios", made)


def test_scenarios_prints_that_it_is_advice_and_by_how_much_the_ceiling_breaks(
    compared: Result,
) -> None:
    assert compared.exit_code == 0, compared.output
    assert compared.stdout.startswith("WHAT-IF")
    assert "€\u00a0872.712,48" in compared.stdout
    assert "€\u00a01.129.730,00" in compared.stdout


def test_scenarios_writes_record_page_and_workbook_and_names_them(
    compared: Result, made: Path
) -> None:
    names = ["scenarios.html", "scenarios.json", "scenarios.xlsx"]
    assert sorted(path.name for path in (made / "scenarios").iterdir()) == names
    assert all(str(made / "scenarios" / name) in compared.stdout for name in names)


def test_the_record_is_canonical_advice_and_makes_no_award(compared: Result, made: Path) -> None:
    content = (made / "scenarios" / "scenarios.json").read_bytes()
    record = json.loads(content)
    assert canonical(record) == content
    assert record["kind"] == "what_if"
    assert not (made / "award").exists()


def test_the_record_names_the_bytes_of_every_file_it_was_made_from(
    compared: Result, made: Path
) -> None:
    record = json.loads((made / "scenarios" / "scenarios.json").read_bytes())
    assert record["inputs"] == aanbesteding_inputs(made)
    assert len(record["inputs"]) > 14


def aanbesteding_inputs(folder: Path) -> list[dict[str, str]]:
    inputs = aanbesteding.read_round(folder).inputs
    return [{"path": path, "sha256": inputs[path]} for path in sorted(inputs)]


def test_a_tender_without_scenarios_exits_with_one_and_writes_nothing(tmp_path: Path) -> None:
    aanbesteding.new(tmp_path / "r")
    result = run("scenarios", tmp_path / "r")
    assert result.exit_code == 1
    assert "R104" in result.stderr
    assert not (tmp_path / "r" / "scenarios").exists()


def test_scenarios_of_a_round_with_a_broken_bid_writes_nothing(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "r", ignore=shutil.ignore_patterns("scenarios"))
    (tmp_path / "r" / "bids" / "P01.xlsx").write_bytes(b"geen werkmap")
    result = run("scenarios", tmp_path / "r")
    assert result.exit_code == 1
    assert "bids/P01.xlsx" in result.stderr
    assert not (tmp_path / "r" / "scenarios").exists()


def test_scan_prints_surplus_and_shortage_of_the_guide(tmp_path: Path) -> None:
    aanbesteding.new(tmp_path / "r", example="amersfoort-2024")
    result = run("scan", tmp_path / "r", "--lang", "en")
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    left = {
        row[0]: row[-1] for row in rows if row and row[-1].lstrip("+-").replace(",", "").isdigit()
    }
    assert left == {"licht": "+1,200", "middel": "-50", "zwaar": "-260", "spoed": "-100"}


def test_scan_without_what_was_contracted_says_so_and_exits_with_one(tmp_path: Path) -> None:
    aanbesteding.new(tmp_path / "r")
    result = run("scan", tmp_path / "r")
    assert result.exit_code == 1
    assert "R105" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["scenarios", "scan"])
def test_a_missing_folder_exits_with_three(command: str, tmp_path: Path) -> None:
    assert run(command, tmp_path / "weg").exit_code == 3


@pytest.mark.parametrize("command", ["scenarios", "scan"])
def test_a_broken_tender_exits_with_one(command: str, tmp_path: Path) -> None:
    aanbesteding.new(tmp_path / "r")
    (tmp_path / "r" / "tender.toml").write_text("id = [", "utf-8")
    assert run(command, tmp_path / "r").exit_code == 1
