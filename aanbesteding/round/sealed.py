"""When the prices of a tender in two envelopes may be read: after the quality was frozen."""

from collections.abc import Iterable, Iterator, Mapping

from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids
from aanbesteding.round.journal import FILE, Entry, Journal
from aanbesteding.tender.tender import Tender

QUALITY_FROZEN, PRICES_OPENED = "quality_frozen", "prices_opened"
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
    """Whether the prices stay unread until the journal says that they were opened.

    Also where the journal is damaged or holds a freeze, so that a tender that was changed to one
    envelope later opens nothing.
    """
    two = tender.award.envelopes == "two"
    return two or bool(journal.findings) or frozen(journal) is not None


def hindrances(tender: Tender, journal: Journal, quality: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return why the prices may not be read yet, besides what is wrong with the journal itself.

    In a tender in one envelope nothing stands in the way but a freeze of another tender.
    """
    if journal.findings:
        return ()
    found = tuple(before_opening(journal, quality))
    if tender.award.envelopes == "one":
        return tuple(finding for finding in found if finding.code == "R116")
    if found or PRICES_OPENED in _steps(journal):
        return found
    return (Finding("R118", Weight.REPAIRABLE, Line(FILE)),)


def before_opening(journal: Journal, quality: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what must be put right before the prices may be opened, or may stay open."""
    freeze = frozen(journal)
    wrong = tuple(out_of_order(_steps(journal)))
    if wrong:
        yield from wrong
    elif freeze is None:
        yield Finding("R117", Weight.REPAIRABLE, Line(FILE))
    else:
        yield from _changed(freeze, quality)


def out_of_order(steps: Iterable[str]) -> Iterator[Finding]:
    """Yield every step that cannot stand where it stands, by its line."""
    done: set[str] = set()
    for line, step in enumerate(steps, start=1):
        too_late = PRICES_OPENED in done
        too_soon = step == PRICES_OPENED and QUALITY_FROZEN not in done
        if too_soon or (too_late and step in (QUALITY_FROZEN, PRICES_OPENED)):
            values = {"line": line, "step": step}
            yield Finding("R115", Weight.REPAIRABLE, Line(FILE, line), values)
        done.add(step)


def frozen(journal: Journal) -> Entry | None:
    """Return the freeze that counts: the last one."""
    found = [entry for entry in journal.entries if entry.step == QUALITY_FROZEN]
    return found[-1] if found else None


def _steps(journal: Journal) -> tuple[str, ...]:
    return tuple(entry.step for entry in journal.entries)


def _changed(freeze: Entry, quality: Mapping[str, str]) -> Iterator[Finding]:
    """What is no longer as it was frozen."""
    about = freeze.about
    differing = {key for key in {*about, *quality} if about.get(key) != quality.get(key)}
    if "tender" in differing:
        yield _other("R116", freeze)
    if differing & set(JUDGED):
        files = sorted(path for path in differing if path.startswith("assessments/"))
        yield _other("R119", freeze, files or ["register"])
    if files := sorted(path for path in differing if path.startswith("bids/")):
        yield _other("R120", freeze, files)


def _other(code: str, freeze: Entry, files: Iterable[str] = ()) -> Finding:
    values = {"line": freeze.seq, "time": freeze.time, "by": freeze.by, "files": tuple(files)}
    return Finding(code, Weight.REPAIRABLE, Line(FILE, freeze.seq), values)
