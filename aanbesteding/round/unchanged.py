"""What a step rests on, as hashes; and what is no longer as the journal says it was."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.files import write_whole
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.gate.folder import ours
from aanbesteding.round.journal import FILE, Entry
from aanbesteding.round.states import (
    DECIDED,
    DEFINED,
    FINAL,
    FROZEN,
    RECEIVED,
    STANDSTILL,
    Stand,
)
from aanbesteding.tender.tender import Tender

BIDS, SCORES = "bids", "scores"
SEALED = ".sealed"
RECORD, EARLIER = "award/award.json", "earlier"
DECISION_STANDS = (DECIDED, STANDSTILL, FINAL)


def hashes(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of those of the files that are there, by path inside the folder.

    A file of any size is hashed piece by piece; a link is no file of this round.
    """
    return {path: _hash(folder / path) for path in paths if _is_ordinary(folder / path)}


def _is_ordinary(path: Path) -> bool:
    """Whether a file stands there itself; never so where its name is too long for any file."""
    try:
        return path.is_file() and not path.is_symlink()
    except OSError:
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def bid_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every plain bid file of a round, by path inside its folder."""
    return hashes(folder, bid_paths(folder))


def bid_paths(folder: Path) -> tuple[str, ...]:
    """Return the plain bid files of a round, by path inside its folder."""
    return tuple(path for path in _in_bids(folder) if not path.endswith(SEALED))


def sealed_files(folder: Path) -> tuple[str, ...]:
    """Return the bid files that are sealed, by the path each has when it is plain."""
    found = (path for path in _in_bids(folder) if path.endswith(SEALED))
    return tuple(path.removesuffix(SEALED) for path in found)


def still_sealed(folder: Path, weight: Weight = Weight.REPAIRABLE) -> Iterator[Finding]:
    """Yield that bids are sealed and cannot be read, when some are."""
    if files := sealed_files(folder):
        yield Finding("R320", weight, None, {"files": files, "folder": str(folder)})


def _in_bids(folder: Path) -> Iterator[str]:
    for path in sorted((folder / BIDS).glob("*"), key=lambda path: path.name):
        if _is_ordinary(path) and ours(path.name):
            yield f"{BIDS}/{path.name}"


def rules_of(folder: Path, tender: Tender) -> dict[str, str]:
    """Return what a freeze of the rules is about: the tender's hash, its envelopes, its files."""
    names = ["tender.toml", "tender.xlsx", *(f"{name}.csv" for name in Tender.model_fields)]
    own = {"tender": tender.hash, "envelopes": tender.award.envelopes}
    return {**own, **hashes(folder, names)}


def changed(
    folder: Path, tender: Tender, stand: Stand, bids: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what is no longer as the steps left it that a round stands on, naming the files."""
    if stand.state != DEFINED and FROZEN in stand.last:
        yield from rules_changed(folder, tender, stand.last[FROZEN])
    if stand.state not in (DEFINED, FROZEN) and RECEIVED in stand.last:
        yield from bids_changed(stand.last[RECEIVED], bids, sealed_files(folder))
    if stand.state in DECISION_STANDS:
        yield from decision_changed(folder, stand.last[DECIDED])


def rules_changed(folder: Path, tender: Tender, entry: Entry) -> Iterator[Finding]:
    """Yield that the rules are no longer those that were frozen."""
    if entry.about.get("tender") != tender.hash:
        files = differing(entry.about, rules_of(folder, tender))
        yield _other("R243", entry, [f for f in files if "." in f] or files)


def bids_changed(
    entry: Entry, bids: Mapping[str, str], unseen: Iterable[str] = ()
) -> Iterator[Finding]:
    """Yield that bid files were changed, added or taken away since they were received.

    Files that are `unseen`, being sealed, count as unchanged; unsealing them looks.
    """
    apart = set(unseen) - bids.keys()
    if files := [path for path in differing(entry.about, bids) if path not in apart]:
        yield _other("R244", entry, files)


def decision_changed(folder: Path, entry: Entry) -> Iterator[Finding]:
    """Yield that something is not as it was when the decision was taken."""
    before = {path: sha256 for path, sha256 in entry.about.items() if path != SCORES}
    if files := differing(before, hashes(folder, before)):
        yield _other("R255", entry, files)


def keep_decision(folder: Path, stand: Stand) -> None:
    """Copy the record of a decision that is left behind to ``earlier/``, if it is still there."""
    if stand.state not in DECISION_STANDS:
        return
    entry = stand.last[DECIDED]
    record = folder / RECORD
    content = record.read_bytes() if record.is_file() else b""
    if fingerprint(content) == entry.about.get(RECORD):
        write_whole(folder / EARLIER / f"award-{entry.seq}.json", content)


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return what stands in one only, or differently in both."""
    return sorted(key for key in {*before, *now} if before.get(key) != now.get(key))


def _other(code: str, entry: Entry, files: Iterable[str]) -> Finding:
    values = {"line": entry.seq, "time": entry.time, "by": entry.by, "files": tuple(files)}
    return Finding(code, Weight.REPAIRABLE, Line(FILE, entry.seq), values)
