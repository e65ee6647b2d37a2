"""What the record tells of the round's journal: its head, and who took which step when."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step of the journal; `time` in UTC, such as ``2027-03-02T09:30:00Z``."""

    seq: int
    time: str
    step: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Steps:
    """The steps that were taken, in order; `head` is the hash of the journal's last line."""

    head: str = ""
    steps: tuple[Step, ...] = ()
