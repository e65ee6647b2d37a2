"""The marks that count: the panel's own, or worked out of its members' marks, as published."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.judges import Judges, judges_of
from aanbesteding.assessment.marks import Judged, Marks
from aanbesteding.basis.exact import digits
from aanbesteding.tender.tender import Tender


def marks_that_count(tender: Tender, marks: Marks) -> dict[tuple[str, str, str], Fraction]:
    """Return the mark that counts by bidder, lot and criterion, in that order.

    With mean or median a mark counts only when everyone who judges the bid gave one; it is rounded
    where the tender rounds the step ``mark``. A consensus is never rounded. The mark of a criterion
    that is judged once for several lots counts in each of them.
    """
    judges = judges_of(tender)
    if tender.panel.method == "consensus":
        found = {key: Fraction(mark.mark) for key, mark in marks.agreed.items()}
    else:
        found = _worked_out(tender, marks, judges)
    spread = {
        (bidder, one, criterion): mark
        for (bidder, lot, criterion), mark in found.items()
        if judges.once((bidder, lot, criterion)) == (bidder, lot, criterion)
        for one in judges.shared.get(criterion, (lot,))
    }
    return dict(sorted(spread.items()))


def _worked_out(tender: Tender, marks: Marks, judges: Judges) -> dict[Judged, Fraction]:
    step = tender.rounding_of("mark")
    work_out = mean if tender.panel.method == "mean" else median
    found: dict[Judged, Fraction] = {}
    for judged, members in marks.individual.items():
        asked = judges.of(*judged)
        if asked and all(who in members for who in asked):
            exact = work_out([Fraction(members[who].mark) for who in asked])
            found[judged] = Fraction(step.of(exact)) if step else exact
    return found


def mean(marks: Sequence[Fraction]) -> Fraction:
    """Return the exact mean; raises ZeroDivisionError when there are no marks.

    >>> mean([Fraction(7), Fraction(8), Fraction(8)])
    Fraction(23, 3)
    """
    return sum(marks, start=Fraction(0)) / len(marks)


def median(marks: Sequence[Fraction]) -> Fraction:
    """Return the middle mark, or the mean of the two in the middle; raises IndexError for none.

    >>> median([Fraction(9), Fraction(4), Fraction(7)]), median([Fraction(6), Fraction(7)])
    (Fraction(7, 1), Fraction(13, 2))
    """
    low, high = (len(marks) - 1) // 2, len(marks) // 2
    ordered = sorted(marks)
    return (ordered[low] + ordered[high]) / 2


def as_digits(mark: Fraction) -> Decimal | Fraction:
    """Return the mark as a decimal when its digits end, else as the fraction it is.

    >>> as_digits(Fraction(13, 2)), as_digits(Fraction(20, 3))
    (Decimal('6.5'), Fraction(20, 3))
    """
    written = digits(mark)
    return written if Fraction(written) == mark else mark
