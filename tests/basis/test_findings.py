"""Findings stand in the order of the file, whatever order they were found in."""

from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.errors import AanbestedingError, FindingsError
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Cell, Line

READ = (
    Finding("T001", Weight.NOTICE),
    Finding("T002", Weight.NOTICE),
    Finding("T100", Weight.REPAIRABLE, Line("a.csv")),
    Finding("T100", Weight.REPAIRABLE, Line("a.csv", 2)),
    Finding("T101", Weight.REPAIRABLE, Line("a.csv", 2)),
    Finding("T100", Weight.REPAIRABLE, Line("a.csv", 10)),
    Finding("B100", Weight.EXCLUDES, Cell("b.xlsx", "Blad", "")),
    Finding("B100", Weight.REPAIRABLE, Cell("b.xlsx", "Blad", "B2")),
    Finding("B100", Weight.REPAIRABLE, Cell("b.xlsx", "Blad", "C2")),
    Finding("B100", Weight.REPAIRABLE, Cell("b.xlsx", "Blad", "AA2"), {"value": "x"}),
    Finding("B100", Weight.REPAIRABLE, Cell("b.xlsx", "Blad", "AA2"), {"value": "y"}),
    Finding("B100", Weight.NOTICE, Cell("b.xlsx", "Blad", "A10")),
    Finding("B100", Weight.REPAIRABLE, Cell("b.xlsx", "Blad", "A10")),
    Finding("B100", Weight.NOTICE, Cell("b.xlsx", "Meer", "A1")),
)


@given(st.permutations(READ))
def test_findings_stand_in_the_order_in_which_a_person_reads(found: list[Finding]) -> None:
    assert in_order(found) == READ


def test_only_a_notice_lets_the_work_go_on() -> None:
    assert [f.weight for f in blocking(READ[:3])] == [Weight.REPAIRABLE]
    assert Finding("B100", Weight.EXCLUDES).blocks


def test_an_exception_names_each_of_its_findings_and_its_place() -> None:
    error = FindingsError(READ[2:4])
    assert str(error) == "T100 a.csv; T100 a.csv:2"
    assert isinstance(error, AanbestedingError)
