"""Checks a package: its root, that its edition is what the record says, and what follows from it.

Nothing else is needed: no round folder, and none of the code that made the package.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding
from aanbesteding.rules.rule import Sentence
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.opened_tree import (
    HIDDEN,
    OddTreeError,
    OpenedTree,
    at,
    opened_tree,
    plain,
    together,
)
from aanbesteding.verification.package_claims import claims, unseen
from aanbesteding.verification.package_whole import left_out
from aanbesteding.verification.record import Json, differences, open_tree, shown
from aanbesteding.verification.verification import Verification

PACKAGE, OPENED = "aanbesteding-package/1", "aanbesteding-opened/1"
KEYS = {
    PACKAGE: {"format", "edition", "root", "tree"},
    OPENED: {"format", "pointers", "root", "tree"},
}
STATED = ("care", "coverage", "rules_naming_bidders")
ROOT_UNKNOWN = "verify.package_not.root"
NOT_CHECKED = ("verify.package_not.counts", "verify.package_not.record", "verify.package_not.best")
PRACTICE = "independent_practice"


class _Read(NamedTuple):
    """A file with a tree: what it says, and what the tree shows."""

    file: str
    said: dict[str, Json]
    tree: OpenedTree


def verify_package(path: Path, opened: Sequence[Path] = (), root: str = "") -> Verification:
    """Return everything that can be checked of a package, and everything that differs.

    `opened` are files by which somebody showed more of the same record; `root` is the root that
    was published. Raises UnreadableError when a file cannot be read at all.
    """
    wrong: list[Finding] = []
    wanted = [(path, PACKAGE), *((one, OPENED) for one in opened)]
    read = [one for one in (_read(file, kind, wrong) for file, kind in wanted) if one is not None]
    steps = [step("verify.package.spelling", wrong, number=len(wanted))]
    left = [*NOT_CHECKED, *([] if root else [ROOT_UNKNOWN])]
    if not wrong:
        value = read[0].tree.value
        for one in read[1:]:
            value = together(value, one.tree.value)
        steps += [*_checked(read, root), *claims(value, read[0].file)]
        left += [f"verify.package_not.{name}" for name in unseen(value)]
    return Verification(
        path,
        tuple(one.check for one in steps),
        tuple(finding for one in steps for finding in one.findings),
        tuple(Sentence(key) for key in left),
    )


def _read(path: Path, wanted: str, wrong: list[Finding]) -> _Read | None:
    """A file that was read; None, with a finding, when it is not as such a file is written."""
    file = path.name
    try:
        tree, reason = open_tree(path)
    except UnreadableError as error:
        if isinstance(error.__cause__, OSError):
            raise
        tree, reason = None, "JSON"
    said: dict[str, Json] = tree if isinstance(tree, dict) else {}
    if not reason and said.get("format") != wanted:
        reason = "format"
    if not reason and (set(said) != KEYS[wanted] or not isinstance(said["root"], str)):
        reason = "fields"
    if not reason and wanted == PACKAGE and not isinstance(said["edition"], dict):
        reason = "edition"
    if reason:
        wrong.append(objection("V660", file, pointer="/", reason=shown(reason)))
        return None
    try:
        return _Read(file, said, opened_tree(said["tree"]))
    except (OddTreeError, ValueError) as error:
        pointer = error.pointer if isinstance(error, OddTreeError) else "/"
        wrong.append(objection("V660", file, pointer=f"tree{pointer}", reason="tree"))
        return None


def _checked(read: Sequence[_Read], root: str) -> Iterator[Step]:
    package, shown_places = read[0], sum(len(one.tree.salts) for one in read)
    edition, value, file = package.said["edition"], package.tree.value, package.file
    yield step("verify.package.root", _roots(read, root), root=shown(package.said["root"]))
    yield step("verify.package.salts", _salts(read), number=shown_places)
    yield step("verify.package.edition", _hash_of_edition(edition, value, file))
    yield step("verify.package.copied", _copied(edition, value, file))
    yield step("verify.package.whole", left_out(edition, value, file))


def _roots(read: Sequence[_Read], published: str) -> Iterator[Finding]:
    """Whether each tree gives the root it states, the same for all, and the one published."""
    for one in read:
        says = one.said["root"]
        if says != one.tree.root:
            yield objection("V661", one.file, says=shown(says), counted=one.tree.root)
        elif published and published != one.tree.root:
            yield objection("V662", one.file, says=one.tree.root, counted=shown(published))
        elif one.tree.root != read[0].tree.root:
            yield objection("V667", one.file, says=one.tree.root, counted=read[0].tree.root)


def _salts(read: Sequence[_Read]) -> Iterator[Finding]:
    """Whether every place has a salt of its own: with one salt for two, the one opens the other."""
    for one in read:
        seen: dict[str, str] = {}
        for pointer, salt in one.tree.salts.items():
            if salt in seen:
                yield objection("V666", one.file, pointer=shown(pointer), other=shown(seen[salt]))
            seen.setdefault(salt, pointer)


def _hash_of_edition(edition: Json, value: Any, file: str) -> Iterator[Finding]:
    """The edition as a whole stands in the tree by its hash; so does the hash of the record."""
    counted = {
        "edition_sha256": fingerprint(canonical(edition)),
        "record_sha256": edition.get("record_sha256"),
    }
    for name, number in counted.items():
        says = at(value, name)
        if says is HIDDEN or says != number:
            told = "" if says is HIDDEN else shown(says)
            yield objection("V664", file, pointer=name, says=told, counted=shown(number))


def _copied(edition: dict[str, Json], value: Any, file: str) -> Iterator[Finding]:
    """Whether the edition is what the tree shows of the record, no more and no less."""
    said = {key: item for key, item in edition.items() if key not in STATED}
    counted = {
        **_record(value),
        "format": "aanbesteding-edition/1",
        "edition": "public",
        "record_sha256": plain(at(value, "record_sha256")),
    }
    for one in differences(said, counted):
        says, true = shown(one.says), shown(one.counted)
        yield objection("V663", file, pointer=one.pointer, says=says, counted=true)


def _record(value: Any) -> dict[str, Any]:
    """What the tree shows of the record, as the public edition shows it."""
    record = plain(at(value, "record"))
    if not isinstance(record, dict):
        return {}
    found = {"bids": [], **record}
    if isinstance(found["bids"], list):
        found["bids"] = [_named(bid) for bid in found["bids"]]
    decision = found.get("decision")
    lots = decision.get("lots") if isinstance(decision, dict) else None
    for lot in lots if isinstance(lots, list) else ():
        won = lot.get("winners") if isinstance(lot, dict) else None
        if isinstance(won, dict) and set(won) == {"by_number"}:
            lot["winners"] = won["by_number"]
    return found


def _named(bid: Json) -> Json:
    """Of an independent practice the name stays hidden: its number stands for it."""
    if isinstance(bid, dict) and bid.get("kind") == PRACTICE and "name" not in bid:
        return {**bid, "name": bid.get("id")}
    return bid
