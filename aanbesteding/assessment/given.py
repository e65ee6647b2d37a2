"""What one file of marks held: marks with their places, the cells asked for, what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from aanbesteding.assessment.marks import Mark
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place

MarkKey = tuple[str, str, str, str]
Placed = tuple[Mark, Place]


@dataclass(frozen=True)
class Given:
    """The marks of one file, the cell in which each mark was asked, and every finding.

    `flawed` names the marks that were given but are no good, by whom and of what.
    """

    marks: tuple[Placed, ...] = ()
    cells: Mapping[MarkKey, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    flawed: frozenset[MarkKey] = frozenset()


def key_of(mark: Mark) -> MarkKey:
    """Return by whom the mark is, and of what."""
    return (mark.assessor, mark.bidder, mark.lot, mark.criterion)


def mark_in(
    key: MarkKey, mark: object, reason: str, places: tuple[Place, Place], flawed: bool = False
) -> tuple[list[Placed], list[Finding]]:
    """Return the mark that stands there, if any, and what is wrong with it and its reason.

    `places` are those of the mark and of the reason; a `flawed` mark was told already.
    """
    given = [(Mark(*key, mark, reason), places[0])] if isinstance(mark, Decimal) else []
    return given, list(_unexplained(key, mark, reason, places, flawed))


def _unexplained(
    key: MarkKey, mark: object, reason: str, places: tuple[Place, Place], flawed: bool
) -> Iterator[Finding]:
    values = dict(zip(("assessor", "bidder", "lot", "criterion"), key, strict=True))
    if mark is not None and not reason:
        yield Finding("A102", Weight.REPAIRABLE, places[1], values)
    if mark is None and reason and not flawed:
        yield Finding("A103", Weight.NOTICE, places[0], values)


def on_scale(finding: Finding) -> Finding:
    """Return a finding about a choice outside the list of marks, told as what it is."""
    if finding.code != "W213":
        return finding
    return Finding("A101", finding.weight, finding.place, finding.values)
