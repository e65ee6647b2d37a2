"""A package checked: by itself anywhere, and in a round folder also against record and journal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.basis.canonical import read_json
from aanbesteding.basis.findings import Finding
from aanbesteding.dossier.editions.package import package_of
from aanbesteding.round.editions import DAMAGED, decided_award
from aanbesteding.round.journal import read_journal
from aanbesteding.round.package import package_files
from aanbesteding.round.package_files import FOLDER, PACKAGE, ROOT, SECRET, secret_of
from aanbesteding.round.states import SENT
from aanbesteding.round.verified import languages_of, most_alike
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.package import verify_package as checked
from aanbesteding.verification.verification import Verification

NAME, PAGE = "package.json", "public.html"


def verify_package(
    path: Path | str, opened: Sequence[Path | str] = (), root: str = ""
) -> Verification:
    """Return everything that can be checked of a package, and everything that differs.

    `path` is the package, its folder, or a round folder with one; `opened` are files by which more
    of the same record was shown; `root` is the root as it was published. Page and workbook beside
    it must be what this version makes of it. In a round folder the root is also worked out of the
    record, and held against the journal. Raises UnreadableError when a file cannot be read at all.
    """
    file = _file(Path(path))
    found = checked(file, [Path(one) for one in opened], root)
    if not found.ok:
        return found
    steps = [*_shown_again(file), *_in_round(file)]
    return replace(
        found,
        checks=(*found.checks, *(one.check for one in steps)),
        findings=(*found.findings, *(finding for one in steps for finding in one.findings)),
    )


def _file(path: Path) -> Path:
    if path.is_dir():
        return path / NAME if (path / NAME).is_file() else path / PACKAGE
    return path


def _shown_again(file: Path) -> Iterator[Step]:
    """Page and workbook beside the package; of another version they cannot be made again."""
    languages = languages_of(file.with_name(PAGE))
    made = read_json(file.read_bytes())
    if not languages:
        yield step("verify.shown_again", [objection("V674", PAGE)], name=PAGE)
    if not languages or made["edition"].get("package") != __version__:
        return
    try:
        again = [package_files(made, lang) for lang in languages]
    except DAMAGED as error:
        yield step("verify.shown_again", [objection("V674", PAGE, what=str(error))], name=PAGE)
        return
    for name, ok in most_alike(file, again).items():
        if name != NAME:
            found = [] if ok else [objection("V674", name)]
            yield step("verify.shown_again", found, name=name)


def _in_round(file: Path) -> Iterator[Step]:
    """In the round itself: whether record and secret give this root, and what the journal noted."""
    above = file.resolve().parents
    home = above[len(Path(FOLDER).parts)] if len(above) > len(Path(FOLDER).parts) else None
    if home is None or file.resolve() != (home / PACKAGE).resolve():
        return
    root = read_json(file.read_bytes())["root"]
    record, record_hash, wrong = decided_award(home)
    if not wrong and (home / SECRET).is_file():
        secret, unusable = secret_of(home)
        again = "" if unusable else _root(record, record_hash, secret)
        yield step("verify.package.record", _differs("V675", root, again), number=len(record))
    sent = [entry for entry in read_journal(home).entries if entry.step == SENT]
    if sent and ROOT in sent[-1].about:
        found = _differs("V662", root, sent[-1].about[ROOT])
        yield step("verify.package.journal", found, line=sent[-1].seq)


def _root(record: dict[str, Any], record_hash: str, secret: bytes) -> str:
    """The root that record and secret give; "" where the record is damaged."""
    try:
        return str(package_of(record, record_hash, secret)["root"])
    except DAMAGED:
        return ""


def _differs(code: str, says: str, counted: str) -> list[Finding]:
    return [] if says == counted else [objection(code, NAME, says=says, counted=counted)]
