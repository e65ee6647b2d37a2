"""Marks that lack, that nobody asked for or that nobody may give: each told by sheet and cell."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.form import assessor_form_for
from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Value
from tests.assessment.panels import (
    HEAD,
    MEMBERS,
    asked_keys,
    bids,
    filled,
    findings_in,
    found,
    hand_in,
    panel_tender,
    put,
)

INTEREST = [{"assessor": "A3", "bidder": "K01", "text": "Werkte daar tot 2025."}]
WORKED_OUT = pytest.mark.parametrize("method", ["mean", "median"])
Changes = Mapping[tuple[str, ...], Value | None]


def without(*paths: tuple[str, str, str]) -> Changes:
    return {(*path, part): None for path in paths for part in ("mark", "reason")}


def cell_of(tender: Tender, who: str, path: tuple[str, ...]) -> str:
    form = assessor_form_for(tender, bids(), who, "nl")
    slot = next(one for one in form.slots if one.path == path)
    return f"assessments/{who}.xlsx, {slot.sheet}!{slot.cell}"


@WORKED_OUT
def test_a_panel_that_gave_every_mark_brings_no_finding(tmp_path: Path, method: str) -> None:
    tender = panel_tender(method)
    hand_in(tmp_path, tender, bids())
    assert found(tmp_path, tender, bids()) == []


@WORKED_OUT
def test_a_mark_that_lacks_blocks_per_assessor_and_bid_by_its_cell(
    tmp_path: Path, method: str
) -> None:
    tender = panel_tender(method)
    hand_in(tmp_path, tender, bids())
    lacking = without(("C", "K01", "wachten"), ("C", "K01", "team"), ("C", "K02", "team"))
    put(tmp_path, "A2.xlsx", filled(tender, bids(), "A2", lacking))
    assert found(tmp_path, tender, bids()) == [
        ("A113", "repairable", cell_of(tender, "A2", ("C", "K01", "wachten", "mark"))),
        ("A113", "repairable", cell_of(tender, "A2", ("C", "K02", "team", "mark"))),
    ]


@WORKED_OUT
def test_an_assessor_without_any_mark_blocks_once(tmp_path: Path, method: str) -> None:
    tender = panel_tender(method)
    hand_in(tmp_path, tender, bids(), "A1", "A3")
    assert found(tmp_path, tender, bids()) == [("A113", "repairable", "")]
    (finding,) = findings_in(tmp_path, tender, bids())
    assert finding.values == {
        "assessor": "A2", "bidders": ("K01", "K02"), "lots": ("C",),
        "criteria": ("wachten", "team"),
    }  # fmt: skip


def test_nobody_waits_for_whom_an_interest_or_the_division_of_work_keeps_away(
    tmp_path: Path,
) -> None:
    tender = panel_tender("mean", {"A2": {"criteria": ["team"]}}, interests=INTEREST)
    hand_in(tmp_path, tender, bids())
    assert found(tmp_path, tender, bids()) == []
    assert {key[1] for key in asked_keys(tender, bids(), "A3")} == {"K02"}
    assert {key[3] for key in asked_keys(tender, bids(), "A2")} == {"team"}


def test_a_bid_that_was_put_out_needs_no_marks(tmp_path: Path) -> None:
    tender = panel_tender("mean")
    hand_in(tmp_path, tender, bids())
    lacking = without(("C", "K01", "wachten"), ("C", "K01", "team"))
    put(tmp_path, "A2.xlsx", filled(tender, bids(), "A2", lacking))
    out = Event(bidder="K01", event=EventKind.WITHDRAWN, reason="trekt zich terug")
    assert found(tmp_path, tender, bids(out)) == []


@pytest.mark.parametrize("method", ["consensus", "median"])
def test_a_mark_in_spite_of_an_interest_is_told_by_its_cell(tmp_path: Path, method: str) -> None:
    """The form was made before the interest was declared: it is read as it was sent."""
    before = panel_tender(method)
    hand_in(tmp_path, before, bids())
    after = panel_tender(method, interests=INTEREST)
    assert found(tmp_path, after, bids()) == [
        ("A116", "repairable", cell_of(before, "A3", ("C", "K01", "wachten", "mark"))),
        ("A116", "repairable", cell_of(before, "A3", ("C", "K01", "team", "mark"))),
    ]


def test_an_interest_in_somebody_who_does_not_bid_is_noticed(tmp_path: Path) -> None:
    tender = panel_tender("median", interests=[{**INTEREST[0], "bidder": "k01"}])
    hand_in(tmp_path, tender, bids())
    assert found(tmp_path, tender, bids()) == [("T379", "notice", "")]
    (finding,) = findings_in(tmp_path, tender, bids())
    assert finding.values["known"] == ("K01", "K02")


@pytest.mark.parametrize("method", ["consensus", "median"])
def test_a_mark_outside_the_assignment_is_told_by_its_cell(tmp_path: Path, method: str) -> None:
    before, after = panel_tender(method), panel_tender(method, {"A3": {"criteria": ["team"]}})
    hand_in(tmp_path, before, bids())
    places = [cell_of(before, "A3", ("C", one, "wachten", "mark")) for one in ("K01", "K02")]
    told = found(tmp_path, after, bids())
    assert [one for one in told if one[0] == "A117"] == [
        ("A117", "repairable", place) for place in places
    ]
    assert {code for code, _, _ in told} == {"A117", "W129"}


@WORKED_OUT
def test_marks_of_the_panel_together_are_told_once_per_file(tmp_path: Path, method: str) -> None:
    tender, agreed = panel_tender(method), panel_tender("consensus")
    hand_in(tmp_path, tender, bids())
    line = f"{CONSENSUS};K01;C;team;7;Goed."
    put(tmp_path, "samen.csv", f"{HEAD}\n{line}\n{line.replace('K01', 'K02')}")
    assert found(tmp_path, tender, bids()) == [("A115", "repairable", "assessments/samen.csv:2")]
    assert not read_marks(tmp_path, agreed, bids()).findings[0].code.startswith("A115")


def test_a_consensus_nobody_gave_needs_its_reason_and_the_finding_says_so(tmp_path: Path) -> None:
    tender = panel_tender("consensus")
    hand_in(tmp_path, tender, bids())
    path = ("C", "K01", "team")
    nobody: dict[tuple[str, ...], Value | None] = {
        (*path, "mark"): Decimal(8), (*path, "reason"): None,
    }  # fmt: skip
    put(tmp_path, "consensus.xlsx", filled(tender, bids(), CONSENSUS, nobody))
    place = cell_of(tender, CONSENSUS, (*path, "reason"))
    assert found(tmp_path, tender, bids()) == [("A114", "repairable", place)]
    (finding,) = findings_in(tmp_path, tender, bids())
    assert (finding.values["mark"], finding.values["given"]) == (Decimal(8), ("7",))
    silent = filled(tender, bids(), CONSENSUS, {(*path, "reason"): None})
    put(tmp_path, "consensus.xlsx", silent)
    assert found(tmp_path, tender, bids()) == [("A102", "repairable", place)]


def test_a_consensus_nobody_gave_with_its_reason_is_fine(tmp_path: Path) -> None:
    tender = panel_tender("consensus")
    hand_in(tmp_path, tender, bids())
    higher: Changes = {("C", "K01", "team", "mark"): Decimal(8)}
    put(tmp_path, "consensus.xlsx", filled(tender, bids(), CONSENSUS, higher))
    assert found(tmp_path, tender, bids()) == []


@WORKED_OUT
def test_every_mark_that_makes_the_mean_needs_its_reason(tmp_path: Path, method: str) -> None:
    tender = panel_tender(method)
    hand_in(tmp_path, tender, bids())
    silent: Changes = {("C", "K02", "team", "reason"): None}
    put(tmp_path, "A1.xlsx", filled(tender, bids(), "A1", silent))
    place = cell_of(tender, "A1", ("C", "K02", "team", "reason"))
    assert found(tmp_path, tender, bids()) == [("A102", "repairable", place)]


@WORKED_OUT
def test_a_mark_off_the_scale_is_told_and_not_told_again_as_missing(
    tmp_path: Path, method: str
) -> None:
    tender = panel_tender(method)
    hand_in(tmp_path, tender, bids(), "A1", "A2")
    lines = [
        f"{who};{bidder};{lot};{criterion};{'7.3' if bidder == 'K01' else 7};Goed."
        for who, bidder, lot, criterion in asked_keys(tender, bids(), "A3")
    ]
    put(tmp_path, "A3.csv", "\n".join([HEAD, *lines]))
    assert [code for code, _, _ in found(tmp_path, tender, bids())] == ["A101", "A101"]


@pytest.mark.parametrize("method", ["consensus", "mean"])
def test_too_few_assessors_for_a_bid_are_told(tmp_path: Path, method: str) -> None:
    changes: dict[str, Any] = {"panel": {"least_assessors": 3}, "interests": INTEREST}
    tender = panel_tender(method, **changes)
    hand_in(tmp_path, tender, bids())
    (finding,) = findings_in(tmp_path, tender, bids())
    assert (finding.code, finding.blocks) == ("A119", True)
    assert finding.values == {
        "bidder": "K01", "lot": "C", "criteria": ("wachten", "team"), "number": 2, "least": 3,
    }  # fmt: skip


def test_with_a_consensus_the_least_number_is_of_members_who_gave_a_mark(tmp_path: Path) -> None:
    tender = panel_tender("consensus", panel={"least_assessors": 2})
    hand_in(tmp_path, tender, bids(), "A1", "A2", CONSENSUS)
    assert found(tmp_path, tender, bids()) == [("A105", "notice", "")]
    (tmp_path / "assessments/A2.xlsx").unlink()
    codes = [code for code, _, _ in found(tmp_path, tender, bids())]
    assert codes == ["A105", "A105", "A119", "A119"]


def test_the_place_of_every_mark_is_known(tmp_path: Path) -> None:
    tender = panel_tender("median")
    hand_in(tmp_path, tender, bids())
    marks = read_marks(tmp_path, tender, bids())
    assert len(marks.places) == len(marks.marks) == len(MEMBERS) * 4
    at = str(marks.places["A2", "K02", "C", "team"])
    assert at == cell_of(tender, "A2", ("C", "K02", "team", "mark"))


def shared_tender(method: str) -> Tender:
    criteria = [
        {"id": "team", "title": "Team", "weight": 60, "scale": "half", "shared": True},
        {"id": "wachten", "title": "Wachttijd", "weight": 40, "scale": "half"},
    ]
    return panel_tender(method, {"A2": {"lots": ["C+"]}}, criteria=criteria)


@pytest.mark.parametrize("method", ["consensus", "mean"])
def test_what_is_judged_once_is_asked_on_a_sheet_for_all_lots(tmp_path: Path, method: str) -> None:
    """A2 judges lot C+ only, and so everything that is judged once for C and C+ together."""
    tender = shared_tender(method)
    judged = bids(lots={"K01": ("C", "C+"), "K02": ("C+",)})
    assert {key[1:] for key in asked_keys(tender, judged, "A1")} == {
        ("K01", "*", "team"), ("K01", "C", "wachten"), ("K01", "C+", "wachten"),
        ("K02", "*", "team"), ("K02", "C+", "wachten"),
    }  # fmt: skip
    assert {key[1:] for key in asked_keys(tender, judged, "A2")} == {
        ("K01", "*", "team"), ("K01", "C+", "wachten"),
        ("K02", "*", "team"), ("K02", "C+", "wachten"),
    }  # fmt: skip
    hand_in(tmp_path, tender, judged)
    assert found(tmp_path, tender, judged) == []


def test_a_mark_judged_once_but_given_for_one_lot_is_told(tmp_path: Path) -> None:
    tender = shared_tender("mean")
    judged = bids(lots={"K01": ("C", "C+")})
    hand_in(tmp_path, tender, judged)
    put(tmp_path, "meer.csv", f"{HEAD}\nA1;K01;C+;team;7;Goed.")
    assert [code for code, _, _ in found(tmp_path, tender, judged)] == ["A108"]


def test_a_mark_for_every_lot_is_told_where_lots_are_judged_apart(tmp_path: Path) -> None:
    tender = shared_tender("mean")
    judged = bids(lots={"K01": ("C", "C+")})
    hand_in(tmp_path, tender, judged)
    put(tmp_path, "meer.csv", f"{HEAD}\nA1;K01;*;wachten;7;Goed.")
    assert [code for code, _, _ in found(tmp_path, tender, judged)] == ["A108"]


def test_what_is_judged_once_and_lacks_is_told_once(tmp_path: Path) -> None:
    tender = shared_tender("consensus")
    judged = bids(lots={"K01": ("C", "C+")})
    hand_in(tmp_path, tender, judged)
    table = tmp_path / "assessments"
    (table / "consensus.xlsx").unlink()
    rows = "consensus;K01;{};wachten;6;Omdat."
    put(tmp_path, "samen.csv", "\n".join((HEAD, rows.format("C"), rows.format("C+"))))
    lacking = [one.values for one in read_marks(tmp_path, tender, judged).findings
               if one.code == "A104"]  # fmt: skip
    assert lacking == [{"assessor": "consensus", "bidder": "K01", "lot": "*", "criterion": "team"}]
