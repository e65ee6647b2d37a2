"""The two envelopes: freeze the quality first, then open the prices; both written in the journal.

The journal proves the order in which this package was used and that nothing changed since. It
does not prove that nobody opened a file in another way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.round.journal import Entry, append, read_journal
from aanbesteding.round.read import Round, read_without_prices
from aanbesteding.round.sealed import (
    PRICES_OPENED,
    QUALITY_FROZEN,
    before_opening,
    frozen,
    out_of_order,
    quality_of,
)
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Noted:
    """A step that was written in the journal, with its new head; or the findings that block."""

    folder: Path
    findings: tuple[Finding, ...]
    entry: Entry | None = None
    head: str = ""
    bids: int = 0
    marks: int = 0

    @property
    def ok(self) -> bool:
        """Whether the step was taken."""
        return self.entry is not None


def freeze_quality(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that freezes the quality, after writing it in the journal.

    The journal then holds the hashes of the tender, the marks, the answers and the files. No
    price is read. It can be done again until the prices are opened. `now` is the present when
    left. Nothing is written while a finding blocks. Raises UnreadableError for a folder without
    tender, ValueError for a time without time zone or a step by nobody.
    """
    return _note(read_without_prices(Path(folder)), QUALITY_FROZEN, by, now)


def open_prices(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that opens the prices, after writing it in the journal.

    It is refused unless the quality is frozen and everything it rests on is still the same. `now`
    is the present when left. Raises as `freeze_quality` does.
    """
    return _note(read_without_prices(Path(folder)), PRICES_OPENED, by, now)


def _note(found: Round, step: str, by: Sequence[str], now: datetime | None) -> Noted:
    if found.tender is None or found.blocked:
        return Noted(found.folder, found.findings)
    quality = quality_of(found.tender, found.bids, found.marks, found.inputs)
    freeze = frozen(found.journal)
    opening = step == PRICES_OPENED
    stop = tuple(_refused(found, found.tender, step))
    if opening and not stop:
        stop = tuple(before_opening(found.journal, quality))
    if stop:
        return Noted(found.folder, in_order((*found.findings, *stop)))
    about = {QUALITY_FROZEN: str(freeze.seq)} if opening and freeze else quality
    entry = append(found.folder, step, by, about, now or datetime.now(UTC))
    head = read_journal(found.folder).head
    counts = len(found.bids.bids), len(found.marks.marks)
    return Noted(found.folder, found.findings, entry, head, *counts)


def _refused(found: Round, tender: Tender, step: str) -> Iterator[Finding]:
    """Why this step cannot be taken now, whatever there is to freeze or to open."""
    steps = [entry.step for entry in found.journal.entries]
    if tender.award.envelopes == "one":
        yield Finding("T384", Weight.REPAIRABLE)
    elif QUALITY_FROZEN in (*steps, step):
        yield from out_of_order((*steps, step))
