"""A round folder and its package: what is written, what is shown later, and what must not be."""

import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.cli.main import main
from aanbesteding.round.journal import append
from aanbesteding.round.package import package, reveal
from aanbesteding.round.package_files import ROOT, noted
from aanbesteding.round.package_verified import verify_package
from aanbesteding.verification.opened_tree import opened_tree, plain
from tests.assurance.leaks import leaks
from tests.secret_rounds import Secret, first

ROUNDS = first(10)
RANKED = next(one for one in ROUNDS if one.record["decision"]["mode"] == "rank_order")
PACKAGE = "editions/package/package.json"
NOW = datetime(2028, 5, 10, tzinfo=UTC)


def folder_of(secret: Secret, home: Path) -> Path:
    """A round folder with the record of this round; nothing else of it is needed."""
    (home / "award").mkdir(parents=True)
    (home / "award" / "award.json").write_bytes(canonical(secret.record))
    return home


@pytest.fixture(name="folder")
def decided(tmp_path: Path) -> Path:
    return folder_of(RANKED, tmp_path / "ronde")


def codes(found: Any) -> list[str]:
    return [one.code for one in found.findings]


def test_a_package_is_the_edition_with_its_proof_and_holds(folder: Path) -> None:
    made = package(folder)
    assert [path.relative_to(folder).as_posix() for path in made.files] == [
        PACKAGE,
        "editions/package/public.html",
        "editions/package/public.xlsx",
        "editions/package/public.ods",
    ]
    edition = aanbesteding.editions(folder).record
    assert read_json((folder / PACKAGE).read_bytes())["edition"] == edition
    found = verify_package(folder, root=made.record_hash)
    assert (found.ok, found.findings) == (True, ())
    assert {check.key for check in found.checks} >= {"verify.package.record"}


def test_it_can_be_checked_anywhere_without_the_round(folder: Path, tmp_path: Path) -> None:
    root = package(folder).record_hash
    shutil.move(folder / "editions" / "package", tmp_path / "elders")
    shutil.rmtree(folder)
    for path in (tmp_path / "elders", tmp_path / "elders" / "package.json"):
        assert verify_package(path, root=root).ok


def test_the_same_round_gives_the_same_bytes_and_only_its_owner_reads_the_secret(
    folder: Path,
) -> None:
    once = [path.read_bytes() for path in package(folder).files]
    assert [path.read_bytes() for path in package(folder).files] == once
    assert stat.S_IMODE((folder / "package.secret").stat().st_mode) == 0o600


def test_two_rounds_with_one_record_have_two_roots(tmp_path: Path) -> None:
    roots = {package(folder_of(RANKED, tmp_path / name)).record_hash for name in "ab"}
    assert len(roots) == 2


def test_the_secret_stands_nowhere_in_what_is_published(folder: Path) -> None:
    made = [*package(folder).files, *reveal(folder, ["/scores"]).files]
    secret = (folder / "package.secret").read_bytes().strip()
    assert [path for path in made if secret in path.read_bytes()] == []


@pytest.mark.parametrize("secret", ROUNDS, ids=lambda one: one.record_hash[:6])
def test_nothing_of_what_is_hidden_stands_in_a_package(secret: Secret, tmp_path: Path) -> None:
    made = package(folder_of(secret, tmp_path / "ronde"))
    assert leaks(secret, "", [path.read_bytes() for path in made.files]) == []


def test_a_hidden_value_that_is_shown_is_seen_by_the_search(folder: Path) -> None:
    package(folder)
    files = [path.read_bytes() for path in reveal(folder, ["/bids"]).files]
    assert leaks(RANKED, "", files) != []


def test_places_that_are_shown_later_are_those_of_the_record(folder: Path) -> None:
    root = package(folder).record_hash
    record, bid = RANKED.record, RANKED.record["bids"][-1]
    pointers = {
        f"/bids/{bid['id']}/lots": bid["lots"],
        f"/bids/{len(record['bids']) - 1}/name": bid["name"],
        "/scores/0/total": record["scores"][0]["total"],
        "/decision/needs": record["decision"]["needs"],
        "/decision/lots/0/winners": record["decision"]["lots"][0]["winners"],
        "/decision/lots/0/winners/0": record["decision"]["lots"][0]["winners"][0],
    }
    for pointer, value in pointers.items():
        made = reveal(folder, [pointer])
        shown = plain(opened_tree(made.record["tree"]).value)["record"]
        while isinstance(shown, dict) and len(shown) == 1 and shown != value:
            (shown,) = shown.values()
        while isinstance(shown, list) and len(shown) == 1 and shown != value:
            shown = shown[0]
            while isinstance(shown, dict) and len(shown) == 1 and shown != value:
                (shown,) = shown.values()
        assert shown == value, pointer
        assert verify_package(folder, made.files, root).ok


def test_all_that_was_shown_is_checked_together(folder: Path) -> None:
    package(folder)
    before = {one.key for one in verify_package(folder).not_checked}
    opened = [reveal(folder, [f"/{name}"]).files[0] for name in ("scores", "decision")]
    after = {one.key for one in verify_package(folder, opened).not_checked}
    hidden = {f"verify.package_not.{name}" for name in ("totals", "ranks", "followed", "care")}
    assert before - after == hidden


@pytest.mark.parametrize(
    "pointer", ["scores", "", "/", "/nothing", "/bids/99", "/bids/-1", "/bids/01", "/kind/x"]
)
def test_a_place_that_is_not_there_is_a_finding(folder: Path, pointer: str) -> None:
    package(folder)
    (found,) = reveal(folder, ["/scores", pointer]).findings
    assert (found.code, found.values["pointer"]) == ("R403", pointer)
    assert not (folder / "editions" / "opened").exists()


def test_nothing_is_shown_before_there_is_a_package(folder: Path) -> None:
    assert codes(reveal(folder, ["/scores"])) == ["R402"]
    package(folder)
    record = {**RANKED.record, "package": "9"}
    (folder / "award" / "award.json").write_bytes(canonical(record))
    assert codes(reveal(folder, ["/scores"])) == ["R402"]


def test_a_lost_or_damaged_secret_is_a_finding_and_no_other_root(folder: Path) -> None:
    package(folder)
    before = (folder / PACKAGE).read_bytes()
    (folder / "package.secret").unlink()
    assert codes(package(folder)) == codes(reveal(folder, ["/scores"])) == ["R400"]
    (folder / "package.secret").write_text("abc\n", "utf-8")
    assert codes(package(folder)) == ["R401"]
    (folder / "package.secret").write_text("0" * 64 + "\n", "utf-8")
    assert codes(reveal(folder, ["/scores"])) == ["R404"]
    assert codes(verify_package(folder)) == ["V675"]
    assert (folder / PACKAGE).read_bytes() == before


def test_there_is_no_package_without_an_award(folder: Path) -> None:
    (folder / "award" / "award.json").unlink()
    assert codes(package(folder)) == ["R304"]
    assert not (folder / "package.secret").exists()


def test_another_root_than_the_published_one_is_told(folder: Path) -> None:
    package(folder)
    assert codes(verify_package(folder, root="0" * 64)) == ["V662"]


def test_the_journal_notes_the_root_of_the_record_that_was_sent(folder: Path) -> None:
    root = package(folder).record_hash
    assert noted(folder, RANKED.record_hash) == {ROOT: root}
    assert noted(folder, "0" * 64) == {}
    append(folder, "sent", ["Jansen"], noted(folder, RANKED.record_hash), NOW)
    assert verify_package(folder).ok
    append(folder, "sent", ["Jansen"], {ROOT: "0" * 64}, NOW)
    assert codes(verify_package(folder)) == ["V662"]


@pytest.mark.parametrize("name", ["public.html", "public.xlsx", "public.ods"])
def test_a_page_or_workbook_that_was_changed_is_told(folder: Path, name: str) -> None:
    package(folder)
    path = folder / "editions" / "package" / name
    path.write_bytes(path.read_bytes()[:-1])
    assert codes(verify_package(folder)) == ["V674"]


def test_a_workbook_that_was_changed_is_told_without_its_page_too(folder: Path) -> None:
    package(folder, lang="en")
    home = folder / "editions" / "package"
    (home / "public.html").unlink()
    assert verify_package(folder).ok
    (home / "public.xlsx").write_bytes((home / "public.xlsx").read_bytes()[:-1])
    (wrong,) = verify_package(folder).findings
    assert (wrong.code, str(wrong.place)) == ("V674", "public.xlsx")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"a":1.5}', b"{}", b"7"])
def test_what_is_no_package_is_a_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "package.json"
    path.write_bytes(content)
    assert codes(verify_package(path)) == ["V660"]


def test_the_commands_make_show_and_check(folder: Path) -> None:
    run = CliRunner()
    made = run.invoke(main, ["package", str(folder)])
    assert made.exit_code == 0, made.output
    root = read_json((folder / PACKAGE).read_bytes())["root"]
    assert root in made.output
    shown = run.invoke(main, ["reveal", str(folder), "/scores/0/total"])
    assert shown.exit_code == 0, shown.output
    (opened,) = (folder / "editions" / "opened").iterdir()
    done = run.invoke(main, ["verify-package", str(folder), str(opened), "--root", root])
    assert done.exit_code == 0, done.output
    assert "Het pakket klopt." in done.output
    wrong = run.invoke(main, ["verify-package", str(folder), "--root", "0" * 64, "--lang", "en"])
    assert wrong.exit_code == 1
    assert "V662" in wrong.output


def test_the_command_stops_at_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["verify-package", str(tmp_path / "weg.json")])
    assert done.exit_code == 3
