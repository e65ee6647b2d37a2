"""The command lab: what it prints, writes and how it exits; bids of now and of earlier."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

import aanbesteding
from aanbesteding.basis.canonical import canonical
from tests.typed import run

NAMES = ["calculator.xlsx", "lab.html", "lab.json"]
EXAMPLE = "prijs-en-kwaliteit"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round") / "r"
    return aanbesteding.new(folder, example=EXAMPLE)


@pytest.fixture(scope="module")
def tried(made: Path) -> Result:
    return run("lab", made)


def bare(folder: Path) -> Path:
    """A folder with the tender of the example alone, without bids."""
    aanbesteding.new(folder, example=EXAMPLE)
    for name in ("bids", "assessments"):
        shutil.rmtree(folder / name)
    return folder


def test_lab_writes_page_record_and_calculator_and_names_them(tried: Result, made: Path) -> None:
    assert tried.exit_code == 0, tried.output
    assert sorted(path.name for path in (made / "lab").iterdir()) == NAMES
    assert all(str(made / "lab" / name) in tried.stdout for name in NAMES)
    assert "Prijs weegt echt" in tried.stdout


def test_the_record_is_canonical_and_holds_the_order_of_the_bids_that_are_there(
    tried: Result, made: Path
) -> None:
    content = (made / "lab" / "lab.json").read_bytes()
    record = json.loads(content)
    assert canonical(record) == content
    past = record["lab"]["lots"][0]["past"]
    assert past["basis"] == "absolute"
    assert {item["path"] for item in record["bids_from"]} >= {"tender.toml"}


def test_a_tender_without_bids_is_enough(tmp_path: Path) -> None:
    folder = bare(tmp_path / "r")
    result = run("lab", folder, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "Price really weighs" in result.stdout
    record = json.loads((folder / "lab" / "lab.json").read_bytes())
    assert record["lab"]["lots"][0]["past"] is None
    assert record["bids_from"] == []


def test_bids_of_an_earlier_round_are_put_under_this_formula(made: Path, tmp_path: Path) -> None:
    folder = bare(tmp_path / "r")
    toml = folder / "tender.toml"
    text = toml.read_text("utf-8").replace("price.absolute_linear", "price.min_max")
    lines = [line for line in text.splitlines() if not line.startswith(("floor_", "ceiling_"))]
    toml.write_text("\n".join(lines), encoding="utf-8")
    result = run("lab", folder, "--past", made)
    assert result.exit_code == 0, result.output
    record = json.loads((folder / "lab" / "lab.json").read_bytes())
    past = record["lab"]["lots"][0]["past"]
    assert past["basis"] != "absolute"
    assert len(past["before"]) > 1


def test_an_earlier_round_without_such_lots_is_refused(tmp_path: Path) -> None:
    other = aanbesteding.new(tmp_path / "other", example="amsterdam-segment-c-2021")
    result = run("lab", bare(tmp_path / "r"), "--past", other)
    assert result.exit_code == 1
    assert "R137" in result.stderr
    assert not (tmp_path / "r" / "lab").exists()


def test_an_earlier_round_with_findings_is_refused(tmp_path: Path, made: Path) -> None:
    spoiled = Path(shutil.copytree(made, tmp_path / "spoiled"))
    next((spoiled / "bids").iterdir()).write_bytes(b"")
    result = run("lab", bare(tmp_path / "r"), "--past", spoiled)
    assert result.exit_code == 1
    assert "R136" in result.stderr


def test_bids_of_now_with_findings_are_left_out_and_said(tmp_path: Path, made: Path) -> None:
    spoiled = Path(shutil.copytree(made, tmp_path / "spoiled"))
    next((spoiled / "bids").iterdir()).write_bytes(b"")
    result = run("lab", spoiled)
    assert result.exit_code == 0, result.output
    assert "R135" in result.stderr
    record = json.loads((spoiled / "lab" / "lab.json").read_bytes())
    assert record["lab"]["lots"][0]["past"] is None


def test_prices_of_a_second_envelope_that_is_closed_stay_unread(tmp_path: Path, made: Path) -> None:
    closed = Path(shutil.copytree(made, tmp_path / "closed"))
    toml = closed / "tender.toml"
    text = toml.read_text("utf-8").replace("[award]\n", '[award]\nenvelopes = "two"\n')
    toml.write_text(text, encoding="utf-8")
    result = run("lab", closed)
    assert result.exit_code == 0, result.output
    record = json.loads((closed / "lab" / "lab.json").read_bytes())
    assert record["lab"]["lots"][0]["past"] is None


def test_a_tender_that_is_wrong_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = bare(tmp_path / "r")
    toml = folder / "tender.toml"
    text = toml.read_text("utf-8").replace("price.absolute_linear", "price.unknown")
    toml.write_text(text, encoding="utf-8")
    result = run("lab", folder)
    assert result.exit_code == 1
    assert not (folder / "lab").exists()


def test_a_folder_without_tender_is_unreadable(tmp_path: Path) -> None:
    assert run("lab", tmp_path / "nothing").exit_code == 3


def test_the_same_tender_gives_the_same_bytes_whatever_its_folder_is_called(tmp_path: Path) -> None:
    one, other = (aanbesteding.lab(bare(tmp_path / name)) for name in ("a", "b"))
    assert [p.read_bytes() for p in one.files] == [p.read_bytes() for p in other.files]
