"""What a verification found: what was compared, what differs, what was not looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.rules.rule import Sentence


@dataclass(frozen=True)
class Check:
    """One thing that was recomputed; `key` and `values` make its sentence.

    `how` is the key of the sentence that says by what it was proven, where that takes more than
    counting.
    """

    key: str
    ok: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    how: str = ""


@dataclass(frozen=True)
class NotProven:
    """Something the record claims that was neither proven nor refuted; `why` is a text's key."""

    key: str
    values: Mapping[str, Any]
    why: str


@dataclass(frozen=True)
class Verification:
    """Everything compared, everything that differs and all that stayed open, for one record."""

    path: Path
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[Sentence, ...]
    not_proven: tuple[NotProven, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all that was recomputed equals the record."""
        return all(check.ok for check in self.checks) and not blocking(self.findings)

    def __repr__(self) -> str:
        held = "all as recorded" if self.ok else "something differs"
        many = counted(len(self.checks), "check")
        return brief(self, self.path.name, held, many, findings=self.findings)
