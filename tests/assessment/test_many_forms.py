"""A large panel: every form goes out, comes back and is read, in time that grows with the marks."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from aanbesteding.assessment.asked import who_fill_in
from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.counting import marks_that_count
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Value
from tests.assessment.panels import bids, filled, findings_in, put
from tests.made_up import long
from tests.small_round import tender

ASSESSORS, BIDS, CRITERIA = 10, 40, 8
JUDGED = bids(lots={f"K{number:02}": ("C",) for number in range(1, BIDS + 1)})


def large(method: str) -> Tender:
    """Ten assessors and eight criteria of equal weight, in one lot."""
    criteria = [
        {"id": f"q{n}", "title": f"Vraag {n}", "weight": "12.5", "scale": "half", "lots": ["C"]}
        for n in range(CRITERIA)
    ]
    people = [{"id": f"A{n:02}", "name": f"Lid {n}"} for n in range(ASSESSORS)]
    panel = {"method": method, "order": "by_question"}
    return tender(criteria=criteria, assessors=people, panel=panel)


def mark_of(who: int, bidder: int, criterion: int) -> Decimal:
    """A mark of the scale that depends on all three."""
    return Decimal((3 * who + 5 * bidder + 7 * criterion) % 21) / 2


@long
def test_ten_assessors_mark_forty_bids_on_eight_criteria(tmp_path: Path) -> None:
    asks = large("median")
    for who, one in enumerate(who_fill_in(asks)):
        marks: dict[tuple[str, ...], Value | None] = {
            ("C", bid.id, f"q{criterion}", "mark"): mark_of(who, bidder, criterion)
            for bidder, bid in enumerate(JUDGED.bids)
            for criterion in range(CRITERIA)
        }
        put(tmp_path, f"{one}.xlsx", filled(asks, JUDGED, one, marks))
    read = read_marks(tmp_path, asks, JUDGED)
    assert findings_in(tmp_path, asks, JUDGED) == []
    assert len(read.marks) == ASSESSORS * BIDS * CRITERIA
    given = sorted(mark_of(who, 11, 3) for who in range(ASSESSORS))
    counts = marks_that_count(asks, read)
    assert len(counts) == BIDS * CRITERIA
    assert counts["K12", "C", "q3"] == (Fraction(given[4]) + Fraction(given[5])) / 2
