"""A finding is data: code, weight, place and values; its sentence lives in the texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aanbesteding.basis.places import Line, Place

LONGEST = 160  # of what a thing says of itself on one line


def on_one_line(told: str) -> str:
    """Return what a thing says of itself between brackets, cut off after 160 characters."""
    return f"<{told if len(told) <= LONGEST else f'{told[: LONGEST - 1]}…'}>"


class Weight(StrEnum):
    """The officer's three piles."""

    EXCLUDES = "excludes"
    REPAIRABLE = "repairable"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """One thing a person must look at; `values` fill the slots of the sentence."""

    code: str
    weight: Weight
    place: Place | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether nothing may be decided until it is repaired or refused."""
        return self.weight is not Weight.NOTICE

    def __repr__(self) -> str:
        at = f" [{self.place}]" if self.place else ""
        return on_one_line(f"Finding {self.code} {self.weight}{at} {dict(self.values)}")

    @property
    def order(self) -> tuple[str, str, int, str, str]:
        """A key that sorts findings by file, then place, then code."""
        place = self.place
        if place is None:
            return ("", "", 0, "", self.code)
        if isinstance(place, Line):
            return (place.file, "", place.line, "", self.code)
        letters = place.cell.rstrip("0123456789")
        row = int(place.cell[len(letters) :] or 0)
        return (place.file, place.sheet, row, letters.rjust(3), self.code)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that must be repaired or refused first."""
    return tuple(f for f in findings if f.blocks)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by file, place and code, whatever order they were found in."""
    return tuple(sorted(findings, key=lambda f: (f.order, f.weight, str(sorted(f.values.items())))))
