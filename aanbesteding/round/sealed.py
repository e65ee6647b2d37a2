"""When prices may be read: after the opening; in two envelopes after the quality was frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids
from aanbesteding.round.journal import FILE, Entry, Journal
from aanbesteding.round.states import (
    BEFORE_OPENING,
    DEFINED,
    OPENED,
    QUALITY_FROZEN,
    TWO,
    WITHDRAWN,
    Stand,
    stand_of,
)
from aanbesteding.round.unchanged import bid_files, changed
from aanbesteding.tender.tender import Tender

JUDGED = ("marks", "answers")
FOLDERS = ("bids/", "assessments/")


def quality_of(
    tender: Tender, bids: Bids, marks: Marks, inputs: Mapping[str, str]
) -> dict[str, str]:
    """Return what a freeze of the quality is about: hashes of all that the quality rests on.

    Of the tender, of all marks and of all answers as they were read, and of every bid file and
    every file with marks.
    """
    answers = [
        {"bidder": bid.id, "lot": lot.lot, "answers": lot.answers}
        for bid in bids.bids
        for lot in bid.lots
    ]
    return {
        "tender": tender.hash,
        "marks": fingerprint(canonical(marks.marks)),
        "answers": fingerprint(canonical(answers)),
        **{path: sha256 for path, sha256 in inputs.items() if path.startswith(FOLDERS)},
    }


def is_sealed(tender: Tender, journal: Journal) -> bool:
    """Whether the prices stay unread until the journal says that they may be read.

    Also in one envelope once there is a journal: bids that were received are opened first, and a
    tender that was changed to one envelope later opens nothing.
    """
    return tender.award.envelopes == TWO or bool(journal.findings or journal.entries)


def hindrances(
    folder: Path, tender: Tender, journal: Journal, quality: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Return why the prices may not be read yet, besides what is wrong with the journal itself.

    In one envelope nothing stands in the way before the rules are frozen: that is a draft.
    """
    if journal.findings:
        return ()
    stand = stand_of(journal.entries)
    return tuple(_hindrances(folder, tender, stand, quality))


def _hindrances(
    folder: Path, tender: Tender, stand: Stand, quality: Mapping[str, str]
) -> Iterator[Finding]:
    if stand.state == WITHDRAWN:
        yield Finding("R257", Weight.REPAIRABLE, Line(FILE))
        return
    wrong = tuple(out_of_order(stand))
    other = () if wrong else tuple(changed(folder, tender, _as_opened(stand), bid_files(folder)))
    if wrong or other:
        yield from (*wrong, *other)
    elif stand.state in (DEFINED, *BEFORE_OPENING):
        if tender.award.envelopes == TWO or stand.state != DEFINED:
            yield Finding("R256", Weight.REPAIRABLE, Line(FILE))
    elif (stand.envelopes or tender.award.envelopes) == TWO:
        yield from _two(stand, quality)


def _two(stand: Stand, quality: Mapping[str, str]) -> Iterator[Finding]:
    if stand.state == OPENED:
        yield Finding("R117", Weight.REPAIRABLE, Line(FILE))
        return
    stop = tuple(marks_changed(stand.last[QUALITY_FROZEN], quality))
    yield from stop
    if stand.state == QUALITY_FROZEN and not stop:
        yield Finding("R118", Weight.REPAIRABLE, Line(FILE))


def _as_opened(stand: Stand) -> Stand:
    """The same round as to what its prices rest on: rules and bid files, and no decision."""
    return stand if stand.state in (DEFINED, *BEFORE_OPENING) else replace(stand, state=OPENED)


def out_of_order(stand: Stand) -> Iterator[Finding]:
    """Yield every entry of a journal that cannot stand where it stands, by its line."""
    for entry in stand.wrong:
        values = {"line": entry.seq, "step": entry.step}
        yield Finding("R115", Weight.REPAIRABLE, Line(FILE, entry.seq), values)


def marks_changed(freeze: Entry, quality: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that the marks or answers are no longer as they were frozen, naming the files."""
    about = freeze.about
    differing = {key for key in {*about, *quality} if about.get(key) != quality.get(key)}
    if differing & set(JUDGED):
        files = sorted(path for path in differing if path.startswith("assessments/"))
        values = {"line": freeze.seq, "time": freeze.time, "by": freeze.by}
        values["files"] = tuple(files or ["register"])
        yield Finding("R119", Weight.REPAIRABLE, Line(FILE, freeze.seq), values)
