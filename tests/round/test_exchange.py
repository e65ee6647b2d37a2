"""A round folder and what others get of it: files, commands, and what stands in the way."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.exchange.extension import NEVER as LEFT_OUT
from aanbesteding.exchange.table_files import read_back
from aanbesteding.round.exchange import ocds, tables, tenderned
from aanbesteding.round.from_ocds import from_ocds
from aanbesteding.round.journal import append
from aanbesteding.round.make import new
from aanbesteding.round.run import award
from tests.typed import run

PRICED = "prijs-en-kwaliteit"
MAKERS: dict[str, Callable[..., Any]] = {"ocds": ocds, "tenderned": tenderned, "tables": tables}
OWN: dict[str, Callable[..., Any]] = {
    "ocds": partial(ocds, internal=True),
    "tenderned": tenderned,
    "tables": partial(tables, internal=True),
}
NEVER = {*LEFT_OUT}
OCDS = ["release.json", "release-eforms.json", "extension.json", "release-schema.json"]


@pytest.fixture(name="done", scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new(tmp_path_factory.mktemp("exchange") / "ronde", PRICED)
    assert award(folder).ok
    return folder


@pytest.fixture(name="folder")
def copied(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "ronde"))


def codes(found: Any) -> list[str]:
    return [finding.code for finding in found.findings]


def test_ocds_writes_two_releases_and_the_declared_extension(folder: Path) -> None:
    found = ocds(folder)
    assert [path.name for path in found.files] == OCDS
    assert codes(found) == ["R372"]
    assert found.record["edition"] == "public"
    package = json.loads((folder / "exchange" / "release.json").read_bytes())
    assert "Zorg Beta" in json.dumps(package)
    assert "Zorg Alfa" not in json.dumps(package)


def test_the_internal_release_has_every_bid(folder: Path) -> None:
    ocds(folder, internal=True)
    text = (folder / "exchange" / "internal" / "release-eforms.json").read_text("utf-8")
    assert all(name in text for name in ("Zorg Alfa", "Zorg Beta", "Zorg Gamma"))


def test_the_same_award_gives_the_same_bytes_and_stays_as_it_was(folder: Path) -> None:
    record = (folder / "award" / "award.json").read_bytes()
    for make in MAKERS.values():
        once = [path.read_bytes() for path in make(folder).files]
        assert [path.read_bytes() for path in make(folder).files] == once
    assert (folder / "award" / "award.json").read_bytes() == record


def test_an_award_that_is_final_by_the_journal_is_active(folder: Path) -> None:
    for step in ("frozen", "received", "opened", "decided", "sent", "final"):
        append(folder, step, ["Jansen"], {}, datetime(2027, 5, 10, tzinfo=UTC))
    ocds(folder)
    release = json.loads((folder / "exchange" / "release.json").read_bytes())["releases"][0]
    assert {one["status"] for one in release["awards"]} == {"active"}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize(
    ("kind", "outcome", "code"),
    [
        ("what_if", "awarded", "R301"),
        ("award", "not_proven", "R302"),
        ("award", "draw_needed", "R303"),
    ],
)
def test_what_is_no_award_is_not_handed_on(
    folder: Path, make: Any, kind: str, outcome: str, code: str
) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    record["kind"], record["decision"]["outcome"] = kind, outcome
    path.write_bytes(canonical(record))
    found = make(folder)
    assert (codes(found), found.ok) == ([code], False)
    assert not (folder / "exchange").exists()


@pytest.mark.parametrize("make", OWN.values(), ids=OWN)
@pytest.mark.parametrize("gone", ["scores", "decision", "bids", "tender"])
def test_a_record_that_misses_something_is_a_finding(folder: Path, make: Any, gone: str) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    del record[gone]
    path.write_bytes(canonical(record))
    assert codes(make(folder)) == ["V650"]
    assert not (folder / "exchange").exists()


@pytest.mark.parametrize(
    "base",
    [
        "http://x.nl/", "https:///x/", "https://x.nl/map", "x.nl/", "https://x.nl/a b/",
        "https://x.nl/?q=/", "https://[x/", "https://é.nl/", "javascript:alert(1)/",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_a_finding(folder: Path, base: str) -> None:
    assert codes(ocds(folder, base=base)) == ["R370"]
    assert not (folder / "exchange").exists()


@pytest.mark.parametrize("ocid", ["a b", "-a", "é", "x" * 201, 'a"b', "a\nb"])
def test_a_number_that_is_none_is_a_finding(folder: Path, ocid: str) -> None:
    assert codes(ocds(folder, ocid=ocid)) == ["R371"]


def test_a_number_and_an_address_stand_in_the_release(folder: Path) -> None:
    found = ocds(folder, base="https://www.example.org/data/", ocid="ocds-213czf-1")
    package = json.loads((folder / "exchange" / "release.json").read_bytes())
    assert codes(found) == []
    assert package["releases"][0]["ocid"] == "ocds-213czf-1"
    assert package["uri"] == "https://www.example.org/data/release.json"


def test_tables_are_public_unless_asked_otherwise(folder: Path) -> None:
    public = {path.stem for path in tables(folder).files}
    assert "scores" not in public
    whole = {path.stem for path in tables(folder, internal=True).files}
    assert public < whole
    assert {"scores", "ranking", "bids", "offers", "marks", "budgets", "waiting"} <= whole


def test_internal_tables_do_not_stand_among_the_public_ones(folder: Path) -> None:
    tables(folder, internal=True)
    public = {path.name for path in tables(folder).files}
    assert {path.name for path in (folder / "exchange" / "tables").iterdir()} == public


def test_tables_with_commas_have_points_in_numbers(folder: Path) -> None:
    tables(folder, internal=True)
    path = folder / "exchange" / "internal" / "tables" / "offers.csv"
    dutch = read_back(path.read_bytes(), ";")
    tables(folder, internal=True, comma=True)
    other = read_back(path.read_bytes(), ",")
    assert [row["price"].replace(",", ".") for row in dutch] == [row["price"] for row in other]
    assert any("," in row["price"] for row in dutch)


# From a release to a folder


def test_our_release_becomes_the_same_tender_again(folder: Path, tmp_path: Path) -> None:
    ocds(folder, internal=True)
    for file in ("release.json", "release-eforms.json"):
        again = tmp_path / file.removesuffix(".json")
        found = from_ocds(folder / "exchange" / "internal" / file, again)
        assert codes(found) == []
        ours, theirs = aanbesteding.load(again).tender, aanbesteding.load(folder).tender
        assert ours is not None
        assert theirs is not None
        assert ours.model_dump(exclude=NEVER) == theirs.model_dump(exclude=NEVER)


def test_a_release_of_others_becomes_a_folder_that_check_can_read(tmp_path: Path) -> None:
    tender = {"id": "T 1", "title": "Jeugdhulp", "lots": [{"id": "1", "title": "Ambulant"}]}
    file = tmp_path / "release.json"
    file.write_text(json.dumps({"ocid": "x", "tender": tender}), "utf-8")
    found = from_ocds(file, tmp_path / "nieuw")
    assert found.ok
    loaded = aanbesteding.load(tmp_path / "nieuw")
    assert loaded.tender is None
    missing = {f.values["field"] for f in loaded.findings if f.code == "T101"}
    assert {"region", "authority", "needs", "areas", "periods", "award"} <= missing


def test_a_folder_that_holds_something_is_left_alone(folder: Path, tmp_path: Path) -> None:
    ocds(folder)
    with pytest.raises(aanbesteding.ExistsError):
        from_ocds(folder / "exchange" / "release.json", folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b'{"tender": {"a": 1, "a": 1}}'])
def test_a_file_of_no_use_makes_no_folder(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "release.json"
    file.write_bytes(content)
    assert not from_ocds(file, tmp_path / "nieuw").ok
    assert not (tmp_path / "nieuw").exists()


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    found = from_ocds(tmp_path / "niets.json", tmp_path / "nieuw")
    assert codes(found) == ["W100"]


# Commands


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_commands_name_their_files_and_for_whom_they_are(folder: Path, lang: str) -> None:
    for command, file in (
        ("ocds", "release.json"), ("tenderned", "notice.xlsx"), ("tables", "lots.csv"),
    ):  # fmt: skip
        said = run(command, folder, "--lang", lang)
        assert said.exit_code == 0, said.output
        assert file in said.output
        assert "editi" in said.output


def test_a_command_without_an_award_ends_with_findings(folder: Path) -> None:
    (folder / "award" / "award.json").unlink()
    for command in MAKERS:
        said = run(command, folder)
        assert said.exit_code == 1
        assert "R304" in said.output


def test_from_ocds_says_what_to_do_next(folder: Path, tmp_path: Path) -> None:
    run("ocds", folder)
    said = run("from-ocds", folder / "exchange" / "release.json", tmp_path / "nieuw")
    assert said.exit_code == 0, said.output
    assert "T487" in said.output
    assert "aanbesteding check" in said.output
    again = run("from-ocds", folder / "exchange" / "release.json", tmp_path / "nieuw")
    assert again.exit_code == 2
