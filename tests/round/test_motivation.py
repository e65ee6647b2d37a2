"""The motivation gate: a sound record passes; each fault planted in it is found at its place."""

import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.assessment.asked import who_fill_in
from aanbesteding.assessment.form import assessor_form_for
from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.basis.places import Cell, Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.round.motivation import motivation
from aanbesteding.round.read import read_round
from aanbesteding.workbook.write import write_form
from tests.report.letter_cases import four
from tests.two_envelopes import TABLE, tender, written

Record = dict[str, Any]
SOUND = four()
AT = Line("award/award.json")


def found(record: Record) -> tuple[Finding, ...]:
    findings = motivation(record)
    assert all(finding_text(one, lang) for one in findings for lang in LANGUAGES)
    return findings


def with_reason(reason: str, mark: str = "", bidder: str = "K3") -> Record:
    """The sound record with another reason, and perhaps mark, for the plan of a bidder."""
    record = deepcopy(SOUND)
    for one in record["marks"]:
        if (one["bidder"], one["criterion"]) == (bidder, "plan"):
            one.update(reason=reason, **({"mark": mark} if mark else {}))
    return record


def codes(record: Record) -> list[str]:
    return [one.code for one in found(record)]


def test_a_sound_record_passes() -> None:
    assert found(SOUND) == ()


@pytest.mark.parametrize("reason", ["", " ", "-", "+ ", "...", "8"])
def test_a_reason_without_words_is_no_reason(reason: str) -> None:
    (one,) = found(with_reason(reason))
    assert (one.code, one.blocks) == ("R344", True)
    assert (one.values["bidder"], one.values["criterion"]) == ("K3", "plan")


def test_a_mark_that_is_not_there_at_all_lacks_its_reason() -> None:
    record = deepcopy(SOUND)
    gone = [m for m in record["marks"] if (m["bidder"], m["criterion"]) == ("K3", "team")]
    record["marks"].remove(*gone)
    assert codes(record) == ["R344"]


@pytest.mark.parametrize(
    ("mark", "reason", "code"),
    [
        ("9", "- Het plan is vaag.\n- Er is geen planning.", ["R345"]),
        ("6", "– Het plan is vaag.", ["R345"]),
        ("9", "- Het plan is vaag.\n+ Er is een tolk.", []),
        ("9", "Het plan is vaag.", []),
        ("5", "- Het plan is vaag.", []),
        ("5", "+ Het plan is goed.", ["R350"]),
        ("4", "+ Het plan is goed.\n\n+ Er is een tolk.", ["R346"]),
        ("4", "+ Het plan is goed.\n- Er is geen tolk.", []),
        ("4", "+ Het plan is goed.\nEr is geen tolk.", []),
        ("0", "+ Het plan is goed.", ["R346"]),
        ("9", "+ Het plan is goed.", ["R350"]),
        ("10", "+ Het plan is goed.", []),
        ("10", "- Het plan is vaag.", ["R345"]),
    ],
)
def test_labels_that_contradict_a_mark_are_found(mark: str, reason: str, code: list[str]) -> None:
    assert codes(with_reason(reason, mark)) == code


def test_what_the_labels_only_leave_out_is_a_notice() -> None:
    assert blocking(found(with_reason("+ Het plan is goed.", "9"))) == ()


def test_the_same_words_for_different_marks_are_a_notice() -> None:
    (one,) = found(SOUND | {"marks": _same(SOUND)})
    assert (one.code, one.blocks) == ("R349", False)
    assert one.values["bidders"] == ("K3", "K4")


def _same(record: Record) -> list[Any]:
    marks: list[Any] = deepcopy(record["marks"])
    for one in marks:
        if one["bidder"] in ("K3", "K4") and one["criterion"] == "plan":
            one["reason"] = (
                "Het plan is  gewogen." if one["bidder"] == "K3" else "Het plan is gewogen."
            )
    return marks


def test_the_same_words_for_the_same_mark_are_nothing() -> None:
    marks = [dict(one, mark="6") if one["criterion"] == "plan" else one for one in _same(SOUND)]
    assert codes(SOUND | {"marks": marks}) == []


def test_a_reason_that_names_another_bidder_is_found() -> None:
    (one,) = found(with_reason("Het plan is minder goed dan dat van Zorg K4."))
    assert (one.code, one.blocks) == ("R347", True)
    assert one.values["bidder"] == "K3"
    assert one.values["named"] == ("K4", "Zorg K4")


def test_a_reason_that_names_an_assessor_is_a_notice() -> None:
    record = with_reason("Adviseur A12 vond het plan vaag.")
    record["tender"]["assessors"] = [{"id": "A12", "name": "Jan"}]
    (one,) = found(record)
    assert (one.code, one.blocks, one.values["bidders"]) == ("R356", False, ("K3",))


def test_a_reason_may_name_its_own_bidder() -> None:
    assert codes(with_reason("Zorg K3 heeft een vaag plan.")) == []


def test_a_reason_in_the_register_that_names_another_is_found() -> None:
    record = deepcopy(SOUND)
    event = dict.fromkeys(("lot", "field", "value", "request", "answer", "decision", "before"), "")
    told = {"bidder": "K4", "event": "corrected", "date": "2027-03-02", "by": "A"}
    record["events"] = [event | told | {"reason": "Zoals bij Zorg K1."}]
    (one,) = found(record)
    assert (one.code, one.place) == ("R347", AT)


@pytest.mark.parametrize("rank", [None, 2])
def test_a_loser_without_the_points_of_the_winner_beside_its_own_is_found(rank: int | None) -> None:
    record = deepcopy(SOUND)
    for score in record["scores"]:
        if score["bidder"] == "K2":
            score.update(rank=rank, points=[])
        if score["bidder"] == "K1":
            score.update(rank=rank and 1, points=[] if rank is None else score["points"])
    lacking = {(one.code, one.values["bidder"]) for one in found(record)}
    assert lacking == {("R348", "K3"), ("R348", "K4")}


def test_who_is_out_before_it_was_judged_needs_no_reasons() -> None:
    record = deepcopy(SOUND)
    record["marks"] = [mark for mark in record["marks"] if mark["bidder"] != "K4"]
    for score in record["scores"]:
        if score["bidder"] == "K4":
            score.update(status="late", key="standing.late", rank=None)
    assert codes(record) == []


def test_with_a_mean_the_reasons_of_the_members_are_read_and_not_one_of_the_panel() -> None:
    record = deepcopy(SOUND)
    record["tender"]["panel"]["method"] = "mean"
    record["tender"]["assessors"] = [{"id": who, "name": f"Lid {who}"} for who in ("A1", "A2")]
    record["marks"] = [dict(m, assessor=who) for m in record["marks"] for who in ("A1", "A2")]
    assert "R344" not in codes(record)
    record["marks"][0]["reason"] = ""
    assert codes(record).count("R344") == 1


# In a folder: the place of the fault.


@pytest.fixture(name="judged", scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("motivation") / "r", tender(award={"envelopes": "one"}))


def spoil(folder: Path, change: Callable[[str], str]) -> None:
    path = folder / TABLE
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def test_a_fault_in_a_table_of_marks_comes_with_file_and_line(judged: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(judged, tmp_path / "r"))
    spoil(folder, lambda text: text.replace("consensus;K02;1;k;6;omdat", "consensus;K02;1;k;6;-"))
    assert aanbesteding.award(folder).ok
    made = aanbesteding.letters(folder)
    lines = (folder / TABLE).read_text("utf-8").splitlines()
    line = lines.index("consensus;K02;1;k;6;-") + 1
    assert [(one.code, one.place) for one in blocking(made.findings)] == [
        ("R344", Line(TABLE, line))
    ]
    assert not (folder / "letters").exists()


def test_a_fault_in_a_form_comes_with_sheet_and_cell(judged: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(judged, tmp_path / "r"))
    (folder / TABLE).unlink()
    read = read_round(folder)
    assert read.tender is not None
    for who in who_fill_in(read.tender):
        form = assessor_form_for(read.tender, read.bids, who, "nl")
        values = {
            slot.path: 8 if slot.path[3] == "mark" else "- Het plan is vaag." for slot in form.slots
        }
        write_form(form, folder / "assessments" / f"{who}.xlsx", values)
        if who == "consensus":
            cells = {slot.path[1]: slot.cell for slot in form.slots if slot.path[3] == "mark"}
            sheet = next(slot.sheet for slot in form.slots if slot.path[3] == "mark")
    assert aanbesteding.award(folder).ok
    places = [one.place for one in aanbesteding.letters(folder).findings if one.code == "R345"]
    assert sorted(map(str, places)) == sorted(
        str(Cell("assessments/consensus.xlsx", sheet, cell)) for cell in cells.values()
    )


def test_all_faults_come_at_once(judged: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(judged, tmp_path / "r"))
    spoil(
        folder,
        lambda text: (
            text.replace("consensus;K01;1;k;8;omdat", "consensus;K01;1;k;8;- Vaag.")
            .replace("consensus;K02;1;k;6;omdat", "consensus;K02;1;k;6;-")
            .replace("consensus;K03;1;k;9;omdat", "consensus;K03;1;k;9;Beter dan Stichting K01.")
        ),
    )
    assert aanbesteding.award(folder).ok
    (folder / "letters.toml").write_text('plaats = "x"\n', "utf-8")
    stop = [one.code for one in blocking(aanbesteding.letters(folder).findings)]
    assert sorted(stop) == ["R341", "R344", "R345", "R347"]
