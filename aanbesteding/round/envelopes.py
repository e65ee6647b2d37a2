"""The two envelopes: freeze the quality first, then open the prices; both written in the journal.

The journal proves the order in which this package was used and that nothing changed since. It
does not prove that nobody opened a file in another way.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aanbesteding.round.read import Round, read_without_prices
from aanbesteding.round.sealed import marks_changed, quality_of
from aanbesteding.round.states import PRICES_OPENED, QUALITY_FROZEN
from aanbesteding.round.taking import Noted, alone, note, taking_with


@alone
def freeze_quality(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that freezes the quality, after writing it in the journal.

    The journal then holds the hashes of the tender, the marks, the answers and the files. No
    price is read. It can be done again until the prices are opened. `now` is the present when
    left. Nothing is written while a finding blocks. Raises UnreadableError for a folder without
    tender, ValueError for a time without time zone or a step by nobody.
    """
    return _note(read_without_prices(Path(folder)), QUALITY_FROZEN, by, now)


@alone
def open_prices(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that opens the prices, after writing it in the journal.

    It is refused unless the quality is frozen and everything it rests on is still the same. `now`
    is the present when left. Raises as `freeze_quality` does.
    """
    return _note(read_without_prices(Path(folder)), PRICES_OPENED, by, now)


def _note(found: Round, name: str, by: Sequence[str], now: datetime | None) -> Noted:
    step = taking_with(found.tender, found.findings, found.folder, name, by, now)
    if found.tender is None or not step.may:
        return step.refused
    about = quality_of(found.tender, found.bids, found.marks, found.inputs)
    if name == PRICES_OPENED:
        freeze = step.stand.last[QUALITY_FROZEN]
        stop = tuple(marks_changed(freeze, about))
        if stop:
            return replace(step, stop=stop).refused
        about = {QUALITY_FROZEN: str(freeze.seq)}
    return replace(note(step, about), bids=len(found.bids.bids), marks=len(found.marks.marks))
