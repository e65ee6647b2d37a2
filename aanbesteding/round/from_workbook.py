"""A round folder made of an evaluation workbook that people made themselves; bids of an export."""

from pathlib import Path
from typing import NamedTuple

from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line
from aanbesteding.exchange.old_file import OldFile, old_file
from aanbesteding.exchange.old_mapping import Mapping, read_mapping
from aanbesteding.exchange.old_read import OldRound, old_round
from aanbesteding.exchange.old_tables import BEFORE, assessments_csv, before_csv, bids_csv
from aanbesteding.exchange.old_tender import old_tender
from aanbesteding.gate.file import content_of, is_there
from aanbesteding.round.lock import locked
from aanbesteding.round.make import make_places, unused
from aanbesteding.round.result import Result
from aanbesteding.tender.save import save_tree

BIDS, MARKS = Path("bids") / "bids.csv", Path("assessments") / "assessments.csv"
THERE_ALREADY = "T522"


class _Read(NamedTuple):
    """The mapping, the file and what they say together; no mapping where one cannot be read."""

    mapping: Mapping | None
    file: OldFile
    found: OldRound
    findings: tuple[Finding, ...]


def from_workbook(file: Path | str, mapping: Path | str, folder: Path | str) -> Result:
    """Return the old round that a workbook holds, after writing it to a new round folder.

    `mapping` says which column is what. What neither says is not made up: findings name what must
    still be filled in. Nothing is written while a finding blocks. Raises ExistsError when the
    folder holds something, UnwritableError when a file cannot be written.
    """
    target = unused(folder)
    read = _read(Path(file), Path(mapping))
    if read.mapping is None:
        return Result(target, in_order(read.findings))
    tree, said = old_tender(read.file, read.mapping, read.found, Path(mapping).name)
    findings = (*read.findings, *said)
    if blocking(findings):
        return Result(target, in_order(findings))
    make_places(target)
    save_tree(tree, target)
    made = {target / BIDS: bids_csv(read.found), target / MARKS: assessments_csv(read.found)}
    write_all({**made, target / BEFORE: before_csv(read.found)})
    every = (path for path in target.rglob("*") if path.is_file())
    written = sorted(every, key=lambda path: path.relative_to(target).as_posix())
    record = {"bidders": len(read.found.bids), "marks": len(read.found.marks)}
    return Result(target, in_order(findings), record, files=tuple(written))


def bids_from(file: Path | str, mapping: Path | str, folder: Path | str) -> Result:
    """Return the bids that an export of a platform holds, after writing them to ``bids/bids.csv``.

    `mapping` says which column is which field. Nothing is written while a finding blocks, nor over
    a file that is there. Raises UnreadableError when there is no such folder, UnwritableError when
    the file cannot be written, BusyError while another run is busy in the folder.
    """
    target = Path(folder)
    if not target.is_dir():
        raise UnreadableError(str(target))
    with locked(target):
        read = _read(Path(file), Path(mapping))
        findings = read.findings
        if is_there(target / BIDS):
            place = Line(BIDS.as_posix())
            findings = (*findings, Finding(THERE_ALREADY, Weight.REPAIRABLE, place, {}))
        if blocking(findings):
            return Result(target, in_order(findings))
        written = write_all({target / BIDS: bids_csv(read.found)})
    return Result(target, in_order(findings), {"bidders": len(read.found.bids)}, files=written)


def _read(file: Path, mapping: Path) -> _Read:
    """Both files, with what is wrong with either."""
    content, refused = content_of(file, file.name)
    said, wrong = content_of(mapping, mapping.name)
    wanted: Mapping | None = None
    if not wrong:
        wanted, wrong = read_mapping(said, mapping.name)
    read = OldFile(file.name, (), refused) if refused else old_file(content, file.name)
    if wanted is None:
        return _Read(None, read, OldRound(), (*read.findings, *wrong))
    found = old_round(read, wanted)
    return _Read(wanted, read, found, tuple(found.findings))
