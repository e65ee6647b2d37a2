"""The record of Amsterdam, read from real workbooks, and what is said when a file changes."""

import shutil
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding import flow
from aanbesteding.basis.canonical import canonical
from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.round.make import new
from aanbesteding.round.read import read_round
from aanbesteding.verification import verify as verify_module
from aanbesteding.verification.round_files import read_round as read_again
from aanbesteding.verification.verify import verify
from tests.verification.tampering import unnamed


@pytest.fixture(scope="module")
def amsterdam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new(tmp_path_factory.mktemp("rounds") / "a", example="amsterdam-segment-c-2021")
    found = read_round(folder)
    assert found.tender is not None
    inputs, findings = found.inputs, found.findings
    dossier = flow.award(found.tender, found.bids, found.marks, (), inputs, findings)
    path = folder / "award" / "award.json"
    path.parent.mkdir()
    path.write_bytes(canonical(dossier.record()))
    return path


@pytest.fixture
def copied(amsterdam: Path, tmp_path: Path) -> Path:
    shutil.copytree(amsterdam.parents[1], tmp_path / "round")
    return tmp_path / "round" / "award" / "award.json"


def test_the_record_of_amsterdam_agrees_and_says_what_was_checked(amsterdam: Path) -> None:
    found = verify(amsterdam)
    assert found.ok
    assert found.findings == ()
    assert len(found.checks) >= 18
    for lang in LANGUAGES:
        said = [say(check.key, lang, check.values) for check in found.checks]
        said += [say(sentence.key, lang, sentence.values) for sentence in found.not_checked]
        assert all(text.endswith(".") for text in said)


@pytest.mark.parametrize("name", ["bids/K03.xlsx", "tender.toml", "criteria.csv"])
def test_one_byte_more_in_a_file_names_the_file(copied: Path, name: str) -> None:
    file = copied.parents[1] / name
    file.write_bytes(file.read_bytes() + b"\n")
    found = [f for f in verify(copied).findings if f.code == "V201"]
    assert [str(f.place) for f in found] == [name]


def test_a_changed_figure_of_the_tender_is_named_in_both_places(copied: Path) -> None:
    file = copied.parents[1] / "demand.csv"
    file.write_text(file.read_text("utf-8").replace("1150", "1151"), "utf-8")
    found = [(f.code, f.values.get("pointer")) for f in verify(copied).findings]
    assert ("V302", "tender/demand/1/volume") in found
    assert [code for code, _ in found if code == "V201"] == ["V201"]


def test_a_round_without_a_tender_cannot_be_recomputed(copied: Path) -> None:
    (copied.parents[1] / "tender.toml").unlink()
    assert {"V202", "V301"} <= {finding.code for finding in verify(copied).findings}


def test_a_bid_that_can_no_longer_be_read_is_named(copied: Path) -> None:
    (copied.parents[1] / "bids" / "K03.xlsx").write_bytes(b"no workbook")
    found = verify(copied)
    assert any("K03.xlsx" in str(f.place) and f.code[0] in "WB" for f in found.findings)
    assert not found.ok


def test_a_number_changed_in_the_record_of_amsterdam_is_named(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_again(copied.parents[1])
    monkeypatch.setattr(verify_module, "read_round", lambda _: found)
    assert unnamed(copied, 40) == []


def test_a_version_changed_in_the_record_shows_in_the_page_beside_it(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="een-perceel")
    aanbesteding.award(folder)
    record = folder / "award" / "award.json"
    before = record.read_bytes()
    record.write_bytes(before.replace(b'"package":"0.1.0"', b'"package":"0.1.1"'))
    assert record.read_bytes() != before
    found = aanbesteding.verify(record)
    assert not found.ok
    assert "V109" in {finding.code for finding in found.findings}
