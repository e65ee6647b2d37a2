"""Notices about the panel: each of them at its limit, none of them stops anything."""

from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.assessment.panel_findings import panel_findings
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line
from aanbesteding.basis.texts import finding_text
from tests.small_panel import ALIKE, marks
from tests.tiny import tender


def findings(*rows: str) -> list[Finding]:
    return list(panel_findings(tender(), marks(*rows)))


def codes(*rows: str) -> list[str]:
    return [found.code for found in findings(*rows)]


def test_marks_that_hardly_differ_give_no_notice() -> None:
    assert codes(*ALIKE) == []


def test_the_panels_own_marks_alone_give_no_notice() -> None:
    assert codes("K1 - - - 8", "K2 - - - 3") == []


def test_every_notice_warns_and_none_stops_the_award() -> None:
    found = findings("K1 9 3 9 10", "K2 8 2 8 8", "K3 3 7 4 4")
    assert {one.weight for one in found} == {Weight.NOTICE}
    assert {one.code for one in found} == {"A121", "A122", "A123", "A124"}
    assert all(finding_text(one, lang) for one in found for lang in ("nl", "en"))


def test_a_spread_of_exactly_half_the_scale_is_not_large() -> None:
    assert "A121" not in codes("K1 8 3 8 8", *ALIKE[1:])
    assert "A121" in codes("K1 8 2.5 8 8", *ALIKE[1:])


def test_a_deviating_assessor_is_named_with_the_file_of_the_marks() -> None:
    given_marks = marks("K1 8 4 8 8", "K2 7 3 7 7", "K3 6 2 7 6")
    places = {
        (mark.assessor, mark.bidder, "1", "k"): Cell(f"assessments/{mark.assessor}.xlsx", "1", "E5")
        for mark in given_marks.marks
    }
    found = [f for f in panel_findings(tender(), given_marks, places) if f.code == "A122"]
    assert [(f.values["assessor"], f.place) for f in found] == [("A2", Line("assessments/A2.xlsx"))]
    assert "gemiddeld -4 van het midden" in finding_text(found[0], "nl")


def test_a_consensus_outside_the_marks_points_at_its_own_cell() -> None:
    place = Cell("assessments/consensus.xlsx", "1", "E5")
    given_marks = marks("K1 6 7 8 9", *ALIKE[1:])
    found = panel_findings(tender(), given_marks, {(CONSENSUS, "K1", "1", "k"): place})
    assert [(f.code, f.place) for f in found] == [("A124", place)]


def test_low_agreement_is_said_with_the_spread_that_puts_it_in_proportion() -> None:
    found = [f for f in findings("K1 7 6 7 7", "K2 6 7 7 7", "K3 7 7 6 7") if f.code == "A123"]
    assert [(f.values["criterion"], f.values["spread"]) for f in found] == [("k", 1)]
