"""The example `criteria`: a tree, a number, a bound, a bonus, a requirement, one mark for all."""

import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import aanbesteding
from aanbesteding.basis.findings import Finding
from aanbesteding.workbook.rows import csv_rows
from tests.region_files import rows, toml

NAME = "criteria"
Table = dict[str, dict[str, Fraction]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aanbesteding.new(tmp_path_factory.mktemp("criteria") / "r", example=NAME)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


@pytest.fixture(scope="module")
def record(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    copy = Path(shutil.copytree(made, tmp_path_factory.mktemp("awarded") / "r"))
    result = aanbesteding.award(copy)
    assert result.ok, result.findings
    return dict(result.record)


def by_hand(bonus: bool = True) -> Table:
    """Quality by lot and bidder, from the text of the example alone."""
    criteria = {one["id"]: one for one in toml(NAME)["criteria"]}
    found: Table = {"1": {}, "2": {}}
    days = {(one["bidder.id"], lot): one[f"lots.{lot}.answer.wachttijd"]
            for one in rows(NAME, "bids") for lot in found
            if one[f"lots.{lot}.bids"] == "ja"}  # fmt: skip
    judged = {mark["bidder"] for mark in rows(NAME, "assessments")}
    for (bidder, lot), number in days.items():
        share = Fraction(25 - int(number), 20)
        found[lot][bidder] = 40 * max(Fraction(0), share) if bidder in judged else Fraction(0)
    for mark in rows(NAME, "assessments"):
        if mark["assessor"] != "consensus" or (mark["criterion"] == "school" and not bonus):
            continue
        points = Fraction(criteria[mark["criterion"]]["weight"]) * int(mark["mark"]) / 10
        for lot in found:
            if mark["lot"] in ("*", lot) and (mark["bidder"], lot) in days:
                found[lot][mark["bidder"]] += points
    return found


def promised(part: str) -> Table:
    tables = toml(NAME, "expected/outcome.toml")[part]
    return {lot: {who: Fraction(str(n)) for who, n in row.items()} for lot, row in tables.items()}


def test_the_promised_quality_follows_from_the_text_of_the_example() -> None:
    assert by_hand() == promised("quality")
    without = by_hand(bonus=False)["1"]
    assert {who: without[who] for who in ("A", "B")} == promised("without_bonus")["1"]


def test_who_is_out_is_told_by_which_bound(record: dict[str, Any]) -> None:
    out = {f"{s['bidder']} {s['lot']}": s["key"] for s in record["scores"] if not s["rank"]}
    assert out == toml(NAME, "expected/outcome.toml")["out"]


def test_one_mark_brings_the_same_points_in_each_lot(record: dict[str, Any]) -> None:
    team = {(s["bidder"], s["lot"]): [p["exact"] for p in s["points"] if p["criterion"] == "team"]
            for s in record["scores"]}  # fmt: skip
    assert team["A", "1"] == team["A", "2"] == ["28"]
    assert team["B", "1"] == team["B", "2"] == ["21"]


def test_the_assessors_get_a_sheet_for_all_lots_and_no_number_to_judge(folder: Path) -> None:
    files = aanbesteding.forms(folder).files
    form = openpyxl.load_workbook(next(f for f in files if f.name == "assessor-A1.xlsx"))
    assert form.sheetnames[1:4] == ["Voor alle percelen", "Perceel 1", "Perceel 2"]
    asked = {
        sheet: {(row[0], row[2]) for row in form[sheet].iter_rows(5, values_only=True) if row[0]}
        for sheet in form.sheetnames[1:4]
    }
    assert asked["Voor alle percelen"] == {(bidder, "Het team") for bidder in "ABCDE"}
    assert {what for _, what in asked["Perceel 1"]} == {"Plan van aanpak", "Extra: hulp op school"}
    assert {what for _, what in asked["Perceel 2"]} == {"Plan van aanpak"}


def test_the_drop_down_of_a_malus_holds_the_marks_below_zero(folder: Path) -> None:
    files = aanbesteding.forms(folder).files
    form = openpyxl.load_workbook(next(f for f in files if f.name == "assessor-A1.xlsx"))
    lists = {
        tuple(cell.value for cell in column if cell.value is not None)
        for column in form["_aanbesteding"].iter_cols(min_col=4)
    }
    assert (-5, 0, 5, 10) in lists


def findings_after(folder: Path, changes: dict[str, str]) -> tuple[Finding, ...]:
    """The findings of the round with these changes in its bids, handed in as a table."""
    shutil.rmtree(folder / "bids")
    (folder / "bids").mkdir()
    source = Path(__file__).parents[2] / "examples" / NAME / "bids.csv"
    table, _ = csv_rows(source.read_bytes(), "bids.csv")
    given = [dict(row) for _, row in table]
    for name, text in changes.items():
        bidder, _, field = name.partition(" ")
        next(row for row in given if row["bidder.id"] == bidder)[field] = text
    lines = [";".join(given[0]), *(";".join(row.values()) for row in given)]
    (folder / "bids" / "bids.csv").write_text("\n".join(lines), "utf-8")
    return aanbesteding.read_round(folder).findings


def test_a_table_of_bids_is_read_like_the_forms(folder: Path, record: dict[str, Any]) -> None:
    assert findings_after(folder, {}) == ()
    again = aanbesteding.award(folder).record
    assert again["scores"] == record["scores"]


def test_everything_wrong_with_the_answers_is_told_at_once(folder: Path) -> None:
    wrong = {
        "A lots.1.answer.wachttijd": "9,5",
        "B lots.1.answer.wachttijd": "",
        "B lots.2.answer.wachttijd": "-1",
        "C lots.1.meets.keurmerk": "",
        "E lots.2.meets.keurmerk": "onbekend",
    }
    codes = sorted(f.code for f in findings_after(folder, wrong))
    assert codes == ["W201", "W201", "W203", "W204", "W212"]


def test_what_a_formula_can_make_nothing_of_blocks_the_round(folder: Path) -> None:
    text = (folder / "criteria.csv").read_text("utf-8")
    changed = text.replace("quality.between;5;25", "quality.time_share;;").replace(";30;", ";;")
    assert changed != text
    (folder / "criteria.csv").write_text(changed, "utf-8")
    toml_text = (folder / "tender.toml").read_text("utf-8")
    (folder / "tender.toml").write_text(
        toml_text.replace('mode = "rank_order"', 'mode = "rank_order"\non_dropout = "keep"'),
        "utf-8",
    )
    loaded = aanbesteding.load(folder)
    assert loaded.ok
    assert loaded.findings == ()
    shutil.rmtree(folder / "assessments")
    source = Path(__file__).parents[2] / "examples" / NAME / "assessments.csv"
    (folder / "assessments").mkdir()
    shutil.copy(source, folder / "assessments" / "marks.csv")
    zero = {f"{b} lots.{lot}.answer.wachttijd": "0" for b, lot in (
        ("A", "1"), ("B", "1"), ("C", "1"), ("A", "2"), ("B", "2"), ("E", "2"))}  # fmt: skip
    told = [(f.code, f.values["lot"]) for f in findings_after(folder, zero)]
    assert told == [("S105", "1"), ("S105", "2")]
    assert not aanbesteding.award(folder).ok
