"""Records beside the award: a changed one is an objection, one about other files a notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.verification.verify import verify

RECORD = "explanation/why.json"


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = aanbesteding.new(tmp_path_factory.mktemp("round") / "r", example="een-perceel")
    aanbesteding.award(folder)
    aanbesteding.explain(folder)
    assert (folder / RECORD).is_file()
    return folder


def told(folder: Path) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in verify(folder / "award" / "award.json", seconds=0).findings:
        found.setdefault(str(one.place), []).append((one.code, one.blocks))
    return found


def changed(folder: Path, **values: object) -> None:
    """Change the record and put its new hash on its page."""
    path, page = folder / RECORD, (folder / RECORD).with_suffix(".html")
    before = path.read_bytes()
    path.write_bytes(canonical({**read_json(before), **values}))
    text = page.read_text("utf-8")
    page.write_text(text.replace(fingerprint(before), fingerprint(path.read_bytes())), "utf-8")


@pytest.fixture
def folder(explained: Path) -> Iterator[Path]:
    paths = [explained / RECORD, (explained / RECORD).with_suffix(".html")]
    before = [path.read_bytes() for path in paths]
    yield explained
    for path, content in zip(paths, before, strict=True):
        path.write_bytes(content)


def test_an_explanation_as_it_was_written_is_looked_at_and_said_not_to_be_counted(
    folder: Path,
) -> None:
    found = verify(folder / "award" / "award.json", seconds=0)
    keys = [(check.key, check.values.get("name")) for check in found.checks]
    assert ("verify.other_record", RECORD) in keys
    assert "verify.not.other_records" in [one.key for one in found.not_checked]
    assert RECORD not in told(folder)


@pytest.mark.parametrize("spoil", [b" ", b"x", b"\xff"])
def test_another_spelling_is_an_objection(folder: Path, spoil: bytes) -> None:
    path = folder / RECORD
    path.write_bytes(path.read_bytes() + spoil)
    assert ("V620", True) in told(folder)[RECORD]


def test_a_page_of_another_record_is_an_objection(folder: Path) -> None:
    page = (folder / RECORD).with_suffix(".html")
    page.write_text("<p>iets anders</p>", "utf-8")
    assert told(folder)[RECORD] == [("V623", True)]


def test_another_kind_of_file_is_an_objection(folder: Path) -> None:
    changed(folder, format="iets")
    assert told(folder)[RECORD] == [("V621", True)]


@pytest.mark.parametrize("key", ["package", "tender_hash", "tender"])
def test_another_tender_or_version_is_a_notice(folder: Path, key: str) -> None:
    changed(folder, **{key: "anders"})
    assert told(folder)[RECORD] == [("V621", False)]


@pytest.mark.parametrize(
    "path", ["bids/A.xlsx", "bids/weg.xlsx", "../buiten.txt", "/etc/hosts", "a" * 300]
)
def test_other_files_are_a_notice(folder: Path, path: str) -> None:
    changed(folder, inputs=[{"path": path, "sha256": "0" * 64}])
    assert told(folder)[RECORD] == [("V622", False)]


def values_of(folder: Path, code: str) -> list[dict[str, object]]:
    found = verify(folder / "award" / "award.json", seconds=0).findings
    return [dict(one.values) for one in found if one.code == code]


def test_of_a_file_that_changed_since_both_hashes_are_told(folder: Path) -> None:
    bid = next((folder / "bids").glob("*.xlsx"))
    changed(folder, inputs=[{"path": f"bids/{bid.name}", "sha256": "0" * 64}])
    (told_of,) = values_of(folder, "V622")
    assert (told_of["says"], told_of["counted"]) == ("0" * 64, fingerprint(bid.read_bytes()))


def test_why_a_record_cannot_be_read_is_told(folder: Path) -> None:
    path = folder / RECORD
    path.write_bytes(path.read_bytes() + b" ")
    assert [one["reason"] for one in values_of(folder, "V620")] == ["spelling"]


def test_how_a_study_is_run_is_no_record_of_its_own(folder: Path) -> None:
    setup = folder / "scenarios" / "run.json"
    setup.parent.mkdir(exist_ok=True)
    setup.write_text("geen", "utf-8")
    try:
        assert "scenarios/run.json" not in told(folder)
    finally:
        setup.unlink()
