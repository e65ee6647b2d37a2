"""Marks of a small panel: a row per bidder, with those of A1, A2, A3 and the panel together."""

from decimal import Decimal

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks

WHO = ("A1", "A2", "A3", CONSENSUS)
ALIKE = ("K1 8 8 8 8", "K2 6 6 7 6", "K3 4 5 4 4")


def marks(*rows: str, criterion: str = "k", lot: str = "1") -> Marks:
    """Return the marks in rows such as ``K1 8 7 - 8``; a dash where somebody gave none."""
    found = []
    for row in rows:
        bidder, *given_marks = row.split()
        for who, mark in zip(WHO, given_marks, strict=False):
            if mark != "-":
                reason = f"{who} over {bidder}"
                found.append(Mark(who, bidder, lot, criterion, Decimal(mark), reason))
    return Marks(tuple(found))
