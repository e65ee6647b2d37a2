"""What counted stands in a report with the reasons behind it, however it came about."""

from typing import Any

import pytest

from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.report.counted_marks import counted_marks, reasons_head
from aanbesteding.report.judged import assessors
from aanbesteding.report.source import Source
from tests.assessment.panels import panel_tender

TEAM = {"id": "team", "title": "Team", "weight": 100, "scale": "half"}


def record(*marks: tuple[str, str, str], points: dict[str, str]) -> dict[str, Any]:
    """A record with marks (assessor, lot, mark) for K01, and a mark with points by lot."""
    row = {"bidder": "K01", "criterion": "team"}
    return {
        "marks": [
            {**row, "assessor": who, "lot": lot, "mark": mark, "reason": f"Van {who}."}
            for who, lot, mark in marks
        ],
        "scores": [
            {
                "bidder": "K01",
                "lot": lot,
                "points": [
                    {"criterion": "team", "inputs": {"mark": mark}},
                    {"criterion": "price", "inputs": {"price": "100"}},
                ],
            }
            for lot, mark in points.items()
        ],
    }


@pytest.mark.parametrize(("counts", "shown"), [("15/2", "7.5"), ("23/3", "23/3"), ("8", "8")])
def test_a_worked_out_mark_has_the_reasons_of_all_whose_mark_is_in_it(
    counts: str, shown: str
) -> None:
    tender = panel_tender("mean")
    found = counted_marks(
        record(("A1", "C", "7"), ("A2", "C", "8"), points={"C": counts}), tender, "nl"
    )
    assert found == {
        ("K01", "C", "team"): {"mark": shown, "reason": "A1 gaf 7: Van A1. A2 gaf 8: Van A2."}
    }
    assert reasons_head(tender) == "reasons"


def test_a_consensus_has_its_own_reason() -> None:
    tender = panel_tender("consensus")
    given = record(("A1", "C", "7"), (CONSENSUS, "C", "8"), points={"C": "8"})
    found = counted_marks(given, tender, "nl")
    assert [(mark["mark"], mark["reason"]) for mark in found.values()] == [("8", "Van consensus.")]
    assert reasons_head(tender) == "reason"


def test_a_consensus_without_points_is_shown_too() -> None:
    given = record((CONSENSUS, "C", "8"), points={})
    assert list(counted_marks(given, panel_tender("consensus"), "nl")) == [("K01", "C", "team")]


@pytest.mark.parametrize("method", ["consensus", "median"])
def test_a_mark_given_once_stands_in_each_lot_where_it_brought_points(method: str) -> None:
    tender = panel_tender(method, criteria=[{**TEAM, "shared": True}])
    given = record(("A1", "C", "8"), (CONSENSUS, "C", "8"), points={"C": "8", "C+": "8"})
    found = counted_marks(given, tender, "nl")
    assert [key[1] for key in found] == ["C", "C+"]
    assert len({str(mark) for mark in found.values()}) == 1


def test_the_panel_is_shown_with_all_that_its_members_declared() -> None:
    interests = [{"assessor": "A2", "bidder": "K01", "text": "Werkte daar."}]
    people = {"A2": {"interest": ""}, "A3": {"interest": ""}}
    tender = panel_tender("mean", people, interests=interests)
    table = assessors(Source({"tender": tender.model_dump(mode="json"), "bids": []}, "nl"))
    assert table is not None
    assert [row.cells[2].text for row in table.rows] == [
        "geen", "K01: Werkte daar.", "nog niets verklaard",
    ]  # fmt: skip
