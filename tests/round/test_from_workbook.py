"""A round made of an old evaluation workbook, and the old outcome beside the one of now."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import aanbesteding
from aanbesteding.basis.texts import finding_text
from aanbesteding.exchange.old_file import OldFile
from aanbesteding.exchange.old_mapping import Mapping
from aanbesteding.exchange.old_read import OldRound
from aanbesteding.exchange.old_tender import old_tender
from tests.old_workbook import (
    BIDS,
    POINTS,
    codes,
    old_workbook,
    page_mapping,
    places,
    rows,
    whole_mapping,
    write_mapping,
)
from tests.typed import run


def made(home: Path, mapping: dict[str, Any], wrong_by: int = 0) -> aanbesteding.Result:
    file = old_workbook(home / "oud.xlsx", wrong_by)
    return aanbesteding.from_workbook(
        file, write_mapping(home / "mapping.toml", mapping), home / "ronde"
    )


# The round itself


def test_the_award_of_a_round_taken_over_has_the_totals_worked_out_by_hand(tmp_path: Path) -> None:
    assert made(tmp_path, whole_mapping()).ok
    record = aanbesteding.award(tmp_path / "ronde").record
    totals = {score["bidder"]: Decimal(score["total"]) for score in record["scores"]}
    assert totals == dict(zip("ABC", map(sum, POINTS), strict=True))


def test_the_mapping_on_the_page_takes_over_every_mark_reason_price_and_number(
    tmp_path: Path,
) -> None:
    found = made(tmp_path, page_mapping())
    assert found.ok
    bids = rows(tmp_path / "ronde" / "bids" / "bids.csv")
    read = [(bid["bidder.name"], bid["bidder.kvk"]) for bid in bids]
    assert read == [(name, kvk) for name, kvk, *_ in BIDS]
    assert [bid["lots.1.price.begeleiding"] for bid in bids] == [str(one[2]) for one in BIDS]
    marks = rows(tmp_path / "ronde" / "assessments" / "assessments.csv")
    assert [int(one["mark"]) for one in marks] == [mark for one in BIDS for mark in one[3:5]]
    assert all(one["reason"].startswith("Reden bij") for one in marks)


def test_what_nobody_said_is_told_and_not_made_up(tmp_path: Path) -> None:
    found = made(tmp_path, page_mapping())
    missing = {f.values["what"] for f in found.findings if f.code == "T527"}
    assert {"id", "title", "region", "award.mode", "needs", "demand", "price.formula"} <= missing
    assert missing.isdisjoint({"scales", "criteria.wachttijd.weight"})
    assert not (tmp_path / "ronde" / "demand.csv").exists()


def test_formulas_merged_cells_and_percentages_are_read_and_said(tmp_path: Path) -> None:
    found = made(tmp_path, whole_mapping())
    formulas = {f.values["sheet"]: f.values["count"] for f in found.findings if f.code == "T510"}
    assert formulas == {"Totalen": 16}
    assert codes(found).count("T512") == 3
    assert [p.partition("!")[2] for p in places(found, "T529")] == ["B2", "B3", "B4"]
    tender = aanbesteding.load(tmp_path / "ronde").tender
    assert tender is not None
    assert [one.weight for one in tender.criteria] == [40, 30]
    assert tender.price.weight == 30


def test_nothing_of_the_workbook_is_left_out_without_a_word(tmp_path: Path) -> None:
    mapping = whole_mapping()
    mapping["cells"] = {}
    mapping["tender"]["price"]["weight"] = 30
    mapping["sheets"][2]["last"] = 8
    found = made(tmp_path, mapping)
    told = [(f.code, str(f.values)) for f in found.findings]
    assert any(code == "T508" and "Gewichten" in said for code, said in told)
    assert any(code == "T507" and "Opmerking (J)" in said for code, said in told)
    assert any(code == "T515" and "205" in said for code, said in told)


def test_the_same_workbook_gives_the_same_files(tmp_path: Path) -> None:
    found = []
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        result = made(tmp_path / name, whole_mapping())
        found.append({path.name: path.read_bytes() for path in result.files})
    assert found[0] == found[1]
    assert {"tender.toml", "bids.csv", "assessments.csv", "before.csv"} <= found[0].keys()


def test_one_large_table_says_the_same_as_a_sheet_for_each_criterion(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "tabel.xlsx")
    sheet = book.add_worksheet("Alles")
    sheet.write_row("A1", ["Wie", "Perceel", "C1", "R1", "C2", "R2"])
    for row, bid in enumerate(BIDS, 2):
        marks = [bid[3], f"Reden bij Wachttijd van {bid[0]}.", bid[4]]
        sheet.write_row(f"A{row}", [bid[0], "Perceel een", *marks])
        sheet.write(f"F{row}", f"Reden bij Werkwijze van {bid[0]}.")
    book.close()
    mapping = {
        "bidders": page_mapping()["bidders"],
        "lots": {"perceel een": "1"},
        "sheets": [
            {
                "columns": {"bidder": "Wie", "lot": "Perceel"},
                "marks": {"wachttijd": "C1", "werkwijze": "C2"},
                "reasons": {"wachttijd": "R1", "werkwijze": "R2"},
            }
        ],
    }
    file = write_mapping(tmp_path / "tabel.toml", mapping)
    assert aanbesteding.from_workbook(tmp_path / "tabel.xlsx", file, tmp_path / "tabel").ok
    made(tmp_path, page_mapping())
    one, other = (
        tmp_path / name / "assessments" / "assessments.csv" for name in ("tabel", "ronde")
    )
    assert one.read_bytes() == other.read_bytes()


def test_a_bidder_in_a_merged_cell_holds_for_every_row_it_covers(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "tabel.xlsx")
    sheet = book.add_worksheet("Alles")
    sheet.write_row("A1", ["Wie", "Onderdeel", "Cijfer"])
    sheet.merge_range("A2:A3", "A")
    sheet.write_row("B2", ["wachttijd", 8])
    sheet.write_row("B3", ["werkwijze", 9])
    sheet.write_row("A4", ["B", "", 6])
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    columns = {"bidder": "Wie", "criterion": "Onderdeel", "mark": "Cijfer"}
    text: dict[str, Any] = {"sheets": [{"lot": "1", "last": 3, "columns": columns}]}
    file = write_mapping(tmp_path / "m.toml", text)
    found = aanbesteding.from_workbook(tmp_path / "tabel.xlsx", file, tmp_path / "een")
    marks = rows(tmp_path / "een" / "assessments" / "assessments.csv")
    read = [(one["bidder"], one["criterion"], one["mark"]) for one in marks]
    assert read == [("A", "wachttijd", "8"), ("A", "werkwijze", "9")]
    assert {"T512", "T520"} <= set(codes(found))
    text["sheets"][0]["last"] = 4
    found = aanbesteding.from_workbook(
        tmp_path / "tabel.xlsx", write_mapping(file, text), tmp_path / "twee"
    )
    assert places(found, "T525") == ["tabel.xlsx, Alles!A4"]


# What is wrong


def spoiled(home: Path, cells: dict[str, Any], mapping: dict[str, Any]) -> aanbesteding.Result:
    """The result for the workbook with other values in cells; saved formulas lose their results."""
    path = old_workbook(home / "oud.xlsx")
    book = openpyxl.load_workbook(path, data_only=True)
    for at, value in cells.items():
        sheet, cell = at.split("!")
        book[sheet][cell] = value
    book.save(path)
    return aanbesteding.from_workbook(
        path, write_mapping(home / "mapping.toml", mapping), home / "ronde"
    )


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("Wachttijd!B4", "goed", "T513"),
        ("Totalen!C5", "5.600", "T514"),
        ("Totalen!H5", "=SUM(E5:G5)", "T509"),
        ("Totalen!H6", "#DIV/0!", "T511"),
        ("Wachttijd!A5", "Zorg Alfa (fictief)", "T518"),
    ],
)
def test_a_bad_cell_is_a_finding_at_that_cell_and_nothing_is_written(
    tmp_path: Path, cell: str, value: str, code: str
) -> None:
    found = spoiled(tmp_path, {cell: value}, page_mapping())
    assert not found.ok
    # Alfa and Beta have the same mark, but not the same reason.
    at = "Wachttijd!C5" if code == "T518" else cell
    assert f"oud.xlsx, {at}" in places(found, code)
    assert not (tmp_path / "ronde").exists()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    bad = {"Wachttijd!B4": "goed", "Werkwijze!B5": "slecht", "Totalen!C5": "5.600"}
    mapping = page_mapping()
    mapping["sheets"][0]["columns"]["reason"] = "Waarom"
    mapping["cells"]["price.weight"] = "Gewichten!B9"
    found = spoiled(tmp_path, bad, mapping)
    assert {"T513", "T514", "T505", "T526"} <= set(codes(found))
    assert codes(found).count("T513") == 2


def test_a_number_that_is_text_counts_when_it_can_mean_one_thing(tmp_path: Path) -> None:
    found = spoiled(tmp_path, {"Totalen!C5": "€ 5.600,00", "Wachttijd!B4": "7,5"}, page_mapping())
    assert found.ok
    numbers = {str(f.place): f.values["number"] for f in found.findings if f.code == "T523"}
    assert numbers == {"oud.xlsx, Totalen!C5": 5600, "oud.xlsx, Wachttijd!B4": Decimal("7.5")}


def test_a_mark_beside_the_scale_is_told_at_its_cell(tmp_path: Path) -> None:
    found = spoiled(tmp_path, {"Wachttijd!B4": 8.25}, page_mapping())
    assert places(found, "T517") == ["oud.xlsx, Wachttijd!B4"]


def test_two_names_that_make_one_identifier_are_told(tmp_path: Path) -> None:
    mapping = page_mapping()
    mapping["bidders"] = {}
    found = spoiled(tmp_path, {"Wachttijd!A4": "Zorg-Alfa (fictief)"}, mapping)
    assert "T516" in codes(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[sheets]", "T500"),
        ("[[sheets]]\ncolumns = { bidder = 'A' }\nblad = 'x'", "T501"),
        ("[[sheets]]\nsheet = 'x'", "T502"),
        ("[[sheets]]\nheader = 'x'\ncolumns = { bidder = 'A' }", "T503"),
        ("[[sheets]]\ncolumns = { bidder = 'A', mark = 'B' }", "T503"),
        ("[[sheets]]\nsheet = 'Niet'\ncolumns = { bidder = 'A' }", "T504"),
        ("[[sheets]]\nsheet = 'Wachttijd'\nheader = 90\ncolumns = { bidder = 'A' }", "T519"),
        ("[tender]\nfoo = 1\n[[sheets]]\nsheet = 'Wachttijd'\nheader = 3\n"
         "columns = { bidder = 'Inschrijver' }", "T102"),
    ],
)  # fmt: skip
def test_a_bad_mapping_is_a_finding(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "mapping.toml").write_text(text, "utf-8")
    file = old_workbook(tmp_path / "oud.xlsx")
    found = aanbesteding.from_workbook(file, tmp_path / "mapping.toml", tmp_path / "ronde")
    assert code in codes(found)
    assert not found.ok
    for lang in ("nl", "en"):
        assert all(finding_text(finding, lang) for finding in found.findings)


def test_files_that_are_not_there_are_findings_of_both(tmp_path: Path) -> None:
    found = aanbesteding.from_workbook(tmp_path / "a.xlsx", tmp_path / "b.toml", tmp_path / "c")
    assert codes(found) == ["W100", "W100"]


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    made(tmp_path, page_mapping())
    with pytest.raises(aanbesteding.ExistsError):
        made(tmp_path, page_mapping())


# Then and now


@pytest.fixture(name="planted", scope="module")
def with_a_wrong_sum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("oud")
    assert made(home, whole_mapping(), wrong_by=3).ok
    assert aanbesteding.award(home / "ronde").ok
    return home / "ronde"


def test_a_planted_wrong_sum_is_named_with_its_cell(planted: Path) -> None:
    found = {row.bidder: row for row in aanbesteding.compare_before(planted).rows}
    gamma = found["C"]
    assert gamma.why == "sum"
    assert [gamma.then, gamma.now] == [72, 69]
    assert [gamma.old_rank, gamma.rank] == [1, 2]
    assert gamma.where == "oud.xlsx, Totalen!H7"
    assert found["B"].why == "others"
    assert [found["B"].old_rank, found["B"].rank] == [2, 1]
    assert found["A"].why == "same"


@pytest.mark.parametrize(("lang", "why"), [("nl", "de som is 69"), ("en", "the sum is 69")])
def test_the_comparison_is_a_page_and_a_workbook_as_well(
    planted: Path, lang: str, why: str
) -> None:
    found = aanbesteding.compare_before(planted, lang=lang)
    assert [path.relative_to(planted).as_posix() for path in found.files] == [
        "before-compared.csv",
        "explanation/before.html",
        "explanation/before.xlsx",
    ]
    assert why in found.files[1].read_text("utf-8")
    cells = [
        cell.value
        for sheet in openpyxl.load_workbook(found.files[2]).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any(why in str(cell) for cell in cells)
    assert {72, 69} <= set(cells)


def test_a_workbook_without_mistakes_agrees_in_every_line(tmp_path: Path) -> None:
    made(tmp_path, whole_mapping())
    aanbesteding.award(tmp_path / "ronde")
    rows = aanbesteding.compare_before(tmp_path / "ronde").rows
    assert [row.why for row in rows] == ["same"] * 3


def test_what_a_comparison_writes_is_no_part_of_the_round(tmp_path: Path) -> None:
    made(tmp_path, whole_mapping())
    before = aanbesteding.award(tmp_path / "ronde").record_hash
    assert aanbesteding.compare_before(tmp_path / "ronde").ok
    assert aanbesteding.award(tmp_path / "ronde").record_hash == before


def test_without_an_award_or_an_old_outcome_nothing_is_compared(tmp_path: Path) -> None:
    made(tmp_path, whole_mapping())
    folder = tmp_path / "ronde"
    assert codes(aanbesteding.compare_before(folder)) == ["R304"]
    (folder / "before.csv").unlink()
    assert codes(aanbesteding.compare_before(folder)) == ["R304", "W100"]
    (folder / "before.csv").write_text("bidder;lot;what;value;where\nA;1;total;veel;x\n", "utf-8")
    assert "T528" in codes(aanbesteding.compare_before(folder))


# Commands


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_commands_take_over_and_compare(planted: Path, tmp_path: Path, lang: str) -> None:
    old, mapping = planted.parent / "oud.xlsx", planted.parent / "mapping.toml"
    said = run("from-workbook", old, mapping, tmp_path / "ronde", "--lang", lang)
    assert said.exit_code == 0, said.output
    assert "before.csv" in said.output
    assert run("from-workbook", old, mapping, tmp_path / "ronde").exit_code == 2
    said = run("compare-before", planted, "--lang", lang)
    assert said.exit_code == 0, said.output
    assert "oud.xlsx, Totalen!H7" in said.output
    assert run("compare-before", tmp_path / "ronde").exit_code == 1
    (tmp_path / "leeg").mkdir()
    said = run("bids-from", old, mapping, tmp_path / "leeg", "--lang", lang)
    assert said.exit_code == 0, said.output


TABLES = ("lots", "criteria", "scales", "price", "award", "schedule", "needs", "id", "title")
LEAVES = st.one_of(st.integers(-5, 5), st.text("a1 .", max_size=3), st.booleans(), st.dates())
PARTS = st.recursive(
    LEAVES,
    lambda part: st.one_of(
        st.lists(part, max_size=2),
        st.dictionaries(st.sampled_from(["id", "weight", "scale", "mark"]), part),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(TABLES), PARTS, max_size=4))
def test_whatever_a_mapping_says_of_the_tender_ends_in_values_or_findings(
    tender: dict[str, Any],
) -> None:
    mapping = Mapping.model_validate({**page_mapping(), "tender": tender})
    found = OldRound()
    tree, findings = old_tender(OldFile("oud.xlsx", ()), mapping, found, "m.toml")
    assert findings
    assert tree == {} or tender.keys() <= tree.keys()
