"""Sealing the bid files of a round at rest, and unsealing them with both shares of the key.

No step of the journal: the bids stay those that were received, and lie there in another form. At
any moment every bid is there plain, sealed, or both; so a command that was broken off loses
nothing and can be given again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.files import IN_USE, write_all, write_whole, writing
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line
from aanbesteding.gate.file import is_there
from aanbesteding.round import vault
from aanbesteding.round.journal import read_journal
from aanbesteding.round.sealed import out_of_order
from aanbesteding.round.states import RECEIVED, Stand, stand_of
from aanbesteding.round.taking import alone
from aanbesteding.round.unchanged import SEALED, bid_paths, bids_changed, sealed_files
from aanbesteding.round.vault_keys import (
    FILE,
    Share,
    key_bytes,
    private_key,
    read_key,
    share_bytes,
    shown,
)

_OWN = 0o600


@dataclass(frozen=True)
class Vaulted:
    """What was made, sealed or unsealed, and the first signs of the key; or what blocks."""

    folder: Path
    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    key: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return not blocking(self.findings)

    def __repr__(self) -> str:
        files = counted(len(self.files), "file")
        key = f"key {self.key}" if self.key else ""
        return brief(self, self.folder.name, files, key, findings=self.findings)


@alone
def seal_keys(folder: Path | str, by: Sequence[str], shares: Sequence[Path | str]) -> Vaulted:
    """Return the two shares written, one for each person, and the public key in the round folder.

    The private key itself is kept nowhere: who loses a share loses what is sealed. Nothing is
    written while a finding blocks. Raises UnreadableError when there is no such folder,
    UnwritableError when a file cannot be written.
    """
    home, paths = _home(folder), [Path(share) for share in shares]
    people = tuple(" ".join(name.split()) for name in by)
    stop = tuple(_no_new_key(home, people, paths))
    if stop:
        return Vaulted(home, stop)
    private, public = vault.new_key()
    halves = zip(people, vault.split(private), strict=True)
    made = [share_bytes(Share(name, public.hex(), half)) for name, half in halves]
    write_all(dict(zip(paths, made, strict=True)))
    for path in paths:
        with writing(path):
            path.chmod(_OWN)
    unlike = private_key(paths, public.hex())[1]
    if unlike:
        return Vaulted(home, unlike)
    write_whole(home / FILE, key_bytes(public, people))
    return Vaulted(home, (), tuple(map(str, paths)), shown(public.hex()))


@alone
def seal(folder: Path | str) -> Vaulted:
    """Return the bid files that were sealed; the plain ones are gone, after reading back.

    It can be done after the receipt was noted and before the bids are opened, again when some
    files are sealed already. Raises as `seal_keys`.
    """
    home = _home(folder)
    stand, stop = _stand(home)
    if not stop and stand.state != RECEIVED:
        stop = (Finding("R321", Weight.REPAIRABLE),)
    public, no_key = read_key(home)
    stop = stop or _not_installed() or no_key
    if stop:
        return Vaulted(home, stop)
    plain = {path: (home / path).read_bytes() for path in bid_paths(home)}
    hashed = {path: fingerprint(content) for path, content in plain.items()}
    stop = tuple(bids_changed(stand.last[RECEIVED], hashed, sealed_files(home)))
    if not plain and not stop:
        stop = (Finding("R328", Weight.REPAIRABLE),)
    if stop:
        return Vaulted(home, stop)
    key = bytes.fromhex(public)
    made = {f"{path}{SEALED}": vault.sealed(plain[path], path, key) for path in plain}
    return _replaced(home, made, plain, shown(public))


@alone
def unseal(folder: Path | str, shares: Sequence[Path | str]) -> Vaulted:
    """Return the bid files that are plain again, all of them or, with a finding, none.

    It takes both shares. Each file has to be as it was sealed, under its own name, and its content
    as it was received. Raises as `seal_keys`.
    """
    home = _home(folder)
    stand, stop = _stand(home)
    files = sealed_files(home)
    if not stop and not files:
        stop = (Finding("R329", Weight.REPAIRABLE),)
    public, no_key = read_key(home)
    stop = stop or _not_installed() or no_key
    if stop:
        return Vaulted(home, stop)
    private, stop = private_key([Path(share) for share in shares], public)
    if stop:
        return Vaulted(home, stop)
    found = {
        path: vault.unsealed((home / f"{path}{SEALED}").read_bytes(), path, private)
        for path in files
    }
    plain = {path: content for path, content in found.items() if content is not None}
    stop = in_order((*_broken(found), *_other_content(home, plain, stand)))
    if stop:
        return Vaulted(home, stop)
    return _replaced(home, plain, [f"{path}{SEALED}" for path in files], shown(public))


def _home(folder: Path | str) -> Path:
    if not Path(folder).is_dir():
        raise UnreadableError(str(folder))
    return Path(folder)


def _stand(home: Path) -> tuple[Stand, tuple[Finding, ...]]:
    """Where the round stands, and what is wrong with its journal."""
    journal = read_journal(home)
    stand = stand_of(journal.entries)
    return stand, journal.findings or tuple(out_of_order(stand))


def _not_installed() -> tuple[Finding, ...]:
    return () if vault.is_installed() else (Finding("R322", Weight.REPAIRABLE),)


def _no_new_key(home: Path, people: Sequence[str], paths: Sequence[Path]) -> Iterator[Finding]:
    """Why no key can be made: not two people, no two places outside, or something is there."""
    yield from _not_installed()
    if len(people) != 2 or len({name.casefold() for name in people if name}) != 2:
        yield Finding("R242", Weight.REPAIRABLE, None, {"people": 2, "by": people})
    if is_there(home / FILE):
        yield Finding("R325", Weight.REPAIRABLE, Line(FILE), {"file": FILE})
    there = {path.resolve() for path in paths}
    inside = any(path.is_relative_to(home.resolve()) for path in there)
    if len(paths) != 2 or len(there) != 2 or inside:
        yield Finding("R326", Weight.REPAIRABLE)
    for path in paths:
        if is_there(path):
            yield Finding("R327", Weight.REPAIRABLE, None, {"file": str(path)})


def _broken(found: Mapping[str, bytes | None]) -> Iterator[Finding]:
    for path, content in found.items():
        if content is None:
            yield _about("R333", f"{path}{SEALED}")


def _other_content(home: Path, plain: Mapping[str, bytes], stand: Stand) -> Iterator[Finding]:
    """Files that are not what was received, or not what lies there under the plain name."""
    received = stand.last[RECEIVED].about if RECEIVED in stand.last else {}
    for path, content in plain.items():
        if received.get(path) != fingerprint(content):
            yield _about("R334", f"{path}{SEALED}")
        elif (home / path).is_file() and (home / path).read_bytes() != content:
            yield _about("R335", path)


def _replaced(home: Path, new: Mapping[str, bytes], old: Iterable[str], key: str) -> Vaulted:
    """Write all the new files, read them back, and only then take the old ones away."""
    write_all({home / path: content for path, content in new.items()})
    unlike = [path for path, content in new.items() if (home / path).read_bytes() != content]
    if unlike:
        return Vaulted(home, tuple(_about("R336", path) for path in unlike))
    for path in old:
        with writing(home / path, IN_USE):
            (home / path).unlink()
    return Vaulted(home, (), tuple(new), key)


def _about(code: str, path: str) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(path), {"file": path})
