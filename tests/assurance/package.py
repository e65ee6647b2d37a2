"""An award package to attack: a small round in two envelopes, with journal, bids, marks and award.

Every step was taken and decided formally, as the journal tells.
"""

from datetime import UTC, datetime
from pathlib import Path

from aanbesteding.round.envelopes import freeze_quality, open_prices
from aanbesteding.round.formal import decide
from tests import two_envelopes

# Versions and times of the run: no part of the proof, for nothing in the award follows from them.
NO_PROOF = ("run.json",)
AWARD = "award/award.json"
JOURNAL = "journal.jsonl"
BOTH = ("A. de Vries", "B. Jansen")
DAY = datetime(2027, 4, 5, 9, 0, tzinfo=UTC)


def made(folder: Path) -> Path:
    """Return a round folder that was decided, step by step."""
    two_envelopes.written(folder)
    for take, now in ((freeze_quality, two_envelopes.NOW), (open_prices, two_envelopes.LATER)):
        noted = take(folder, BOTH, now)
        assert noted.ok, noted.findings
    decided = decide(folder, BOTH, DAY)
    assert decided.ok, decided.findings
    return folder


def files(folder: Path) -> tuple[Path, ...]:
    """Return every file of the package that proves something, by path."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    return tuple(sorted(path for path in found if path.name not in NO_PROOF))
