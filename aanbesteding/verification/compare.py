"""Turns differences between the record and the recount into findings and a check."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.verification.record import Difference, Json, differences, leaves, shown
from aanbesteding.verification.verification import Check

UNKNOWN, MISSING = "V104", "V105"


class Step(NamedTuple):
    """A check that was done and what it found."""

    check: Check
    findings: tuple[Finding, ...] = ()


def compared(key: str, code: str, file: str, pointer: str, said: Json, counted: Json) -> Step:
    """Return the check that one part of the record equals what was counted."""
    found = tuple(
        finding_of(difference, code, file) for difference in differences(said, counted, pointer)
    )
    return Step(Check(key, not found, {"number": leaves(counted)}), found)


def finding_of(difference: Difference, code: str, file: str) -> Finding:
    """Return a difference as a finding that names its place and both figures."""
    codes = {"unknown": UNKNOWN, "missing": MISSING}
    values = {
        "pointer": difference.pointer,
        "row": difference.row,
        "says": shown(difference.says),
        "counted": shown(difference.counted),
    }
    return objection(codes.get(difference.kind, code), file, **values)


def objection(code: str, file: str, **values: Any) -> Finding:
    """Return a finding about a file that makes the verification fail."""
    return Finding(code, Weight.REPAIRABLE, Line(file), values)


def step(key: str, findings: Iterable[Finding], **values: Any) -> Step:
    """Return a check that holds when nothing was found."""
    found = tuple(findings)
    return Step(Check(key, not any(f.blocks for f in found), values), found)
