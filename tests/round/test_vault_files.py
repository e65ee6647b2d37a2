"""Bids of a round sealed and unsealed on disk: all of it or nothing, and nothing is lost."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.errors import UnreadableError, UnwritableError
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.round import vault
from aanbesteding.round.taking import Noted
from aanbesteding.round.vault_files import Vaulted
from aanbesteding.round.vault_keys import private_key, read_key
from tests.faulty_disk import Faults, broken, disk_full, failing
from tests.two_envelopes import tender, written

US = ("Anna", "Bea")
MARCH = datetime(2027, 3, 2, 9, tzinfo=UTC)
NAMES = ["K01.xlsx", "K02.xlsx", "K03.xlsx"]
SEALED = [f"{name}.sealed" for name in NAMES]


class Killed(BaseException):
    """A process that ends here."""


def killed() -> None:
    raise Killed


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a round ``r`` whose bids were received, and the two shares beside it."""
    top = tmp_path_factory.mktemp("vault")
    folder = written(top / "r", tender(award={"envelopes": "one"}))
    assert aanbesteding.freeze(folder, US, MARCH).ok
    assert aanbesteding.receive(folder, US, MARCH).ok
    assert aanbesteding.seal_keys(folder, US, [top / "a", top / "b"]).ok
    return top


@pytest.fixture
def top(received: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(received, tmp_path / "top"))


@pytest.fixture
def sealed(top: Path) -> Path:
    assert aanbesteding.seal(top / "r").ok
    return top


def codes(found: Vaulted | Noted) -> list[str]:
    assert all(finding_text(f, lang) for f in found.findings for lang in LANGUAGES)
    return [f.code for f in found.findings]


def bids(top: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((top / "r" / "bids").iterdir())}


def unseal(top: Path) -> Vaulted:
    return aanbesteding.unseal(top / "r", [top / "a", top / "b"])


def test_sealed_and_unsealed_a_round_is_the_same_and_goes_on(top: Path) -> None:
    before = bids(top)
    assert aanbesteding.seal(top / "r").files == tuple(f"bids/{name}" for name in SEALED)
    assert sorted(bids(top)) == SEALED
    assert not any(content[:4] == b"PK\x03\x04" for content in bids(top).values())
    assert unseal(top).files == tuple(f"bids/{name}" for name in NAMES)
    assert bids(top) == before
    assert aanbesteding.open_bids(top / "r", US, MARCH).ok
    assert aanbesteding.decide(top / "r", US, MARCH).ok
    assert aanbesteding.verify(top / "r" / "award" / "award.json").ok


def test_no_share_holds_the_key_and_the_round_folder_holds_neither(top: Path) -> None:
    public, _ = read_key(top / "r")
    private, _ = private_key([top / "a", top / "b"], public)
    assert vault.public_of(private).hex() == public
    for path in [top / "a", top / "b", *(p for p in (top / "r").rglob("*") if p.is_file())]:
        assert private.hex().encode() not in path.read_bytes()
    assert {(top / name).stat().st_mode & 0o077 for name in "ab"} == {0}


@pytest.mark.parametrize("shares", [[], ["a"], ["b"], ["a", "a"], ["a", "b", "a"]])
def test_one_share_is_not_enough(sealed: Path, shares: list[str]) -> None:
    before = bids(sealed)
    found = aanbesteding.unseal(sealed / "r", [sealed / name for name in shares])
    assert codes(found) == ["R332"]
    assert bids(sealed) == before


def test_a_share_of_another_key_is_named_and_so_is_a_damaged_one(sealed: Path) -> None:
    before = bids(sealed)
    (sealed / "other").mkdir()
    mine = [sealed / "c", sealed / "d"]
    assert aanbesteding.seal_keys(sealed / "other", US, mine).ok
    found = aanbesteding.unseal(sealed / "r", [sealed / "a", sealed / "d"])
    assert [(f.code, f.values["file"]) for f in found.findings] == [("R331", str(sealed / "d"))]
    content = bytearray((sealed / "b").read_bytes())
    for place in range(0, len(content) - 1, 7):
        spoiled = bytes(content[:place]) + bytes([content[place] ^ 1]) + bytes(content[place + 1 :])
        (sealed / "b").write_bytes(spoiled)
        found = unseal(sealed)
        assert [(f.code, f.values["file"]) for f in found.findings] == [("R330", str(sealed / "b"))]
    (sealed / "b").unlink()
    assert codes(unseal(sealed)) == ["R330"]
    assert bids(sealed) == before


def test_a_changed_file_is_named_and_none_is_unsealed(sealed: Path) -> None:
    path = sealed / "r" / "bids" / SEALED[1]
    whole = path.read_bytes()
    for place in (0, 21, 22, 53, 54, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        before = bids(sealed)
        found = unseal(sealed)
        assert [(f.code, f.values["file"]) for f in found.findings] == [
            ("R333", f"bids/{SEALED[1]}")
        ]
        assert bids(sealed) == before
    path.write_bytes(whole)
    assert unseal(sealed).ok


def test_two_files_with_swapped_names_are_both_named(sealed: Path) -> None:
    one, other = (sealed / "r" / "bids" / SEALED[place] for place in (0, 2))
    contents = one.read_bytes(), other.read_bytes()
    other.write_bytes(contents[0])
    one.write_bytes(contents[1])
    found = unseal(sealed)
    assert [(f.code, f.values["file"]) for f in found.findings] == [
        ("R333", f"bids/{SEALED[0]}"),
        ("R333", f"bids/{SEALED[2]}"),
    ]
    assert sorted(bids(sealed)) == SEALED


def test_another_content_sealed_with_the_public_key_is_not_what_was_received(sealed: Path) -> None:
    public = bytes.fromhex(read_key(sealed / "r")[0])
    forged = vault.sealed(b"een ander bod", f"bids/{NAMES[0]}", public)
    (sealed / "r" / "bids" / SEALED[0]).write_bytes(forged)
    found = unseal(sealed)
    assert codes(found) == ["R334"]
    assert sorted(bids(sealed)) == SEALED


def test_a_plain_file_beside_a_sealed_one_is_never_written_over(sealed: Path) -> None:
    (sealed / "r" / "bids" / NAMES[0]).write_bytes(b"iets anders")
    assert codes(unseal(sealed)) == ["R335"]
    assert bids(sealed)[NAMES[0]] == b"iets anders"
    assert codes(aanbesteding.seal(sealed / "r")) == ["R244"]


def test_the_original_can_stand_in_for_a_damaged_sealed_file(sealed: Path, received: Path) -> None:
    (sealed / "r" / "bids" / SEALED[0]).unlink()
    shutil.copy(received / "r" / "bids" / NAMES[0], sealed / "r" / "bids")
    assert unseal(sealed).ok
    assert bids(sealed) == bids(received)


def test_a_round_with_sealed_bids_is_not_read_and_says_the_command(sealed: Path) -> None:
    folder = sealed / "r"
    found = aanbesteding.read_round(folder)
    assert {f.code for f in found.findings if f.blocks} == {"R320", "R256"}
    assert found.bids.bids == ()
    said = next(f for f in found.findings if f.code == "R320")
    assert f"aanbesteding unseal {folder}" in finding_text(said, "nl")
    assert not aanbesteding.award(folder).ok
    made = aanbesteding.forms(folder)
    assert [path.name for path in made.files] == ["bid-form.xlsx"]
    assert [f.code for f in made.findings if f.blocks] == ["R320"]


def test_while_bids_are_sealed_only_steps_that_need_none_are_taken(sealed: Path) -> None:
    folder = sealed / "r"
    before = (folder / "journal.jsonl").read_bytes()
    assert codes(aanbesteding.open_bids(folder, US, MARCH)) == ["R320"]
    assert codes(aanbesteding.receive(folder, US, MARCH)) == ["R320"]
    assert (folder / "journal.jsonl").read_bytes() == before
    stands = aanbesteding.status(folder, MARCH)
    assert stands.ok
    assert "R320" in [f.code for f in stands.findings]
    assert [step.command for step in stands.next] == [
        "correct --what rules",
        "correct --what bids",
        "withdraw",
    ]
    assert aanbesteding.correct(folder, "bids", "K02 ontbrak", US, MARCH).ok
    assert codes(aanbesteding.receive(folder, US, MARCH)) == ["R320"]
    assert unseal(sealed).ok
    assert aanbesteding.receive(folder, US, MARCH).ok


def test_sealed_bids_of_a_withdrawn_tender_can_still_be_unsealed(sealed: Path) -> None:
    assert aanbesteding.withdraw(sealed / "r", "geen geld", US, now=MARCH).ok
    assert unseal(sealed).ok
    assert sorted(bids(sealed)) == NAMES


def test_bids_are_sealed_only_after_the_receipt_and_before_the_opening(top: Path) -> None:
    folder = top / "r"
    assert aanbesteding.open_bids(folder, US, MARCH).ok
    assert codes(aanbesteding.seal(folder)) == ["R321"]
    draft = written(top / "draft", tender(award={"envelopes": "one"}))
    assert codes(aanbesteding.seal(draft)) == ["R321"]


def test_a_bid_that_is_not_as_received_is_not_sealed(top: Path) -> None:
    (top / "r" / "bids" / "K04.xlsx").write_bytes(b"laat")
    before = bids(top)
    assert codes(aanbesteding.seal(top / "r")) == ["R244"]
    assert bids(top) == before


def test_there_is_nothing_to_seal_or_unseal_twice(sealed: Path) -> None:
    assert codes(aanbesteding.seal(sealed / "r")) == ["R328"]
    assert unseal(sealed).ok
    assert codes(unseal(sealed)) == ["R329"]


def test_a_link_in_bids_is_not_sealed_away(top: Path) -> None:
    (top / "r" / "bids" / "K09.xlsx").symlink_to(top / "a")
    assert aanbesteding.seal(top / "r").ok
    assert (top / "a").is_file()
    assert (top / "r" / "bids" / "K09.xlsx").is_symlink()


def test_without_a_key_or_with_a_damaged_one_nothing_is_sealed(top: Path) -> None:
    before, key = bids(top), top / "r" / "seal.json"
    key.write_bytes(key.read_bytes().replace(b"Anna", b"Anne"))
    assert codes(aanbesteding.seal(top / "r")) == ["R324"]
    key.write_bytes(b"[]")
    assert codes(aanbesteding.seal(top / "r")) == ["R324"]
    key.unlink()
    assert codes(aanbesteding.seal(top / "r")) == ["R323"]
    assert bids(top) == before


def test_a_key_takes_two_people_and_two_new_files_outside_the_round(top: Path) -> None:
    folder = top / "new"
    folder.mkdir()
    make = aanbesteding.seal_keys
    assert codes(make(folder, ("Anna", " anna "), [top / "c", top / "d"])) == ["R242"]
    assert codes(make(folder, ("Anna",), [top / "c", top / "d"])) == ["R242"]
    assert codes(make(folder, US, [top / "c"])) == ["R326"]
    assert codes(make(folder, US, [top / "c", top / "x" / ".." / "c"])) == ["R326"]
    assert codes(make(folder, US, [top / "c", folder / "d"])) == ["R326"]
    assert codes(make(folder, US, [top / "c", top / "a"])) == ["R327"]
    assert codes(make(top / "r", US, [top / "c", top / "d"])) == ["R325"]
    assert (list(folder.iterdir()), (top / "c").exists()) == ([], False)


def test_without_the_extra_package_each_command_says_what_to_install(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "is_installed", lambda: False)
    found = unseal(sealed)
    assert codes(found) == ["R322"]
    assert "pip install aanbesteding[seal]" in finding_text(found.findings[0], "nl")
    assert codes(aanbesteding.seal(sealed / "r")) == ["R322"]
    (sealed / "new").mkdir()
    paths = [sealed / "c", sealed / "d"]
    assert codes(aanbesteding.seal_keys(sealed / "new", US, paths)) == ["R322"]
    assert sorted(bids(sealed)) == SEALED


def test_a_disk_that_gives_back_something_else_keeps_the_plain_files(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, whole = bids(top), Path.read_bytes

    def spoiled(path: Path) -> bytes:
        return whole(path)[:-1] if path.name == SEALED[1] else whole(path)

    monkeypatch.setattr(Path, "read_bytes", spoiled)
    assert codes(aanbesteding.seal(top / "r")) == ["R336"]
    monkeypatch.undo()
    assert {name: content for name, content in bids(top).items() if name in NAMES} == before


def test_a_folder_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        aanbesteding.seal(tmp_path / "none")


@contextmanager
def failing_also_at_removal(at: int, fail: Callable[[], None]) -> Iterator[Faults]:
    """As `failing`, and taking a bid file away counts too."""
    with failing(at, fail) as faults, pytest.MonkeyPatch.context() as patch:
        real = os.unlink

        def unlink(path: str | Path, *rest: int, **named: int) -> None:
            if Path(path).parent.name == "bids" and not Path(path).name.startswith("."):
                faults.called("unlink")
            real(path, *rest, **named)

        patch.setattr(os, "unlink", unlink)
        yield faults


def done_to(top: Path, what: str) -> Vaulted:
    return aanbesteding.seal(top / "r") if what == "seal" else unseal(top)


def kept(top: Path, private: bytes) -> dict[str, bytes | None]:
    """What every bid is, taken from the plain file or, when that is gone, from the sealed one."""
    there = bids(top)
    return {
        name: there[name]
        if name in there
        else vault.unsealed(there[f"{name}.sealed"], f"bids/{name}", private)
        for name in NAMES
    }


@pytest.mark.parametrize("fail", [disk_full, broken, killed])
@pytest.mark.parametrize("what", ["seal", "unseal"])
def test_wherever_it_breaks_off_no_bid_is_lost_and_the_same_command_finishes_it(
    received: Path, tmp_path: Path, what: str, fail: Callable[[], None]
) -> None:
    private, _ = private_key([received / "a", received / "b"], read_key(received / "r")[0])
    begun = Path(shutil.copytree(received, tmp_path / "begun"))
    assert what == "seal" or aanbesteding.seal(begun / "r").ok
    plain, at = bids(received), 0
    failed: set[str] = set()
    while True:
        at += 1
        top = Path(shutil.copytree(begun, tmp_path / str(at)))
        with failing_also_at_removal(at, fail) as faults:
            try:
                done_to(top, what)
            except (Killed, UnwritableError, OSError):
                assert faults.failed
        assert kept(top, private) == plain, (at, faults.failed)
        if not faults.failed:
            break
        failed.add(faults.failed)
        done = done_to(top, what)
        assert done.ok or codes(done) in (["R328"], ["R329"]), (at, faults.failed)
        assert sorted(bids(top)) == (SEALED if what == "seal" else NAMES), (at, faults.failed)
        assert kept(top, private) == plain
        shutil.rmtree(top)
    assert {"replace", "fsync", "write", "unlink"} <= failed
    assert at > 20
