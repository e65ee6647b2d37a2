"""Which bids take part in the ranking of each lot, and who is out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.marks import Mark
from aanbesteding.basis.findings import Finding


class Status(StrEnum):
    """Where a bid for a lot stands."""

    IN = "in"
    KNOCKED_OUT = "knocked_out"
    EXCLUDED = "excluded"
    UNSUITABLE = "unsuitable"
    LATE = "late"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Standing:
    """One bid for one lot: does it take part, and if not, why (key of a sentence and values)."""

    bidder: str
    lot: str
    status: Status
    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Assessment:
    """The judged bids of a round."""

    standings: tuple[Standing, ...]
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...] = ()
    counting: Mapping[tuple[str, str, str], Fraction] = field(default_factory=dict)
