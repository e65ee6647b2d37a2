"""Bids out of the export of a platform, whose columns have other names than ours."""

import csv
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.shipped import shipped
from tests.old_workbook import codes, places, rows, write_mapping

EXPORT = "Naam;Tarief;Extra\nZorg Eén;1.234,50;x\nZorg Twee;99,00;y\n"
BIDS_MAPPING: dict[str, Any] = {
    "sheets": [{"lot": "1", "columns": {"bidder": "Naam"}, "price": {"licht": "Tarief"}}]
}


@pytest.mark.parametrize(
    ("letters", "said"), [("utf-8", []), ("utf-8-sig", []), ("cp1252", ["T524"])]
)
def test_an_export_becomes_bids_whatever_letters_it_was_saved_in(
    tmp_path: Path, letters: str, said: list[str]
) -> None:
    (tmp_path / "export.csv").write_bytes(EXPORT.encode(letters))
    (tmp_path / "ronde").mkdir()
    mapping = write_mapping(tmp_path / "m.toml", BIDS_MAPPING)
    found = aanbesteding.bids_from(tmp_path / "export.csv", mapping, tmp_path / "ronde")
    assert sorted(codes(found)) == ["T507", *said]
    bids = rows(tmp_path / "ronde" / "bids" / "bids.csv")
    read = [(bid["bidder.name"], bid["lots.1.price.licht"]) for bid in bids]
    assert read == [("Zorg Eén", "1234.5"), ("Zorg Twee", "99")]


def test_bids_that_are_there_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT, "utf-8")
    (tmp_path / "ronde" / "bids").mkdir(parents=True)
    (tmp_path / "ronde" / "bids" / "bids.csv").write_bytes(b"eerder")
    mapping = write_mapping(tmp_path / "m.toml", BIDS_MAPPING)
    found = aanbesteding.bids_from(tmp_path / "export.csv", mapping, tmp_path / "ronde")
    assert "T522" in codes(found)
    assert (tmp_path / "ronde" / "bids" / "bids.csv").read_bytes() == b"eerder"


def test_a_folder_that_is_not_there_is_not_made_for_bids(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT, "utf-8")
    mapping = write_mapping(tmp_path / "m.toml", BIDS_MAPPING)
    with pytest.raises(UnreadableError):
        aanbesteding.bids_from(tmp_path / "export.csv", mapping, tmp_path / "rnode")
    assert not (tmp_path / "rnode").exists()


@pytest.mark.parametrize(
    ("text", "code"), [('Naam;Tarief\n"Zorg;5\n', "T521"), ("Naam;Naam;Tarief\nA;B;5\n", "T506")]
)
def test_an_export_that_cannot_be_read_in_one_way_is_refused(
    tmp_path: Path, text: str, code: str
) -> None:
    (tmp_path / "export.csv").write_text(text, "utf-8")
    mapping = write_mapping(tmp_path / "m.toml", BIDS_MAPPING)
    found = aanbesteding.bids_from(tmp_path / "export.csv", mapping, tmp_path)
    assert code in codes(found)
    assert not found.ok


def test_a_line_that_cannot_be_read_is_named_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT.replace("99,00", "duur"), "utf-8")
    (tmp_path / "ronde").mkdir()
    mapping = write_mapping(tmp_path / "m.toml", BIDS_MAPPING)
    found = aanbesteding.bids_from(tmp_path / "export.csv", mapping, tmp_path / "ronde")
    assert places(found, "T513") == ["export.csv:3"]


WITH_BIDS = sorted(path.parent.name for path in shipped("examples").glob("*/bids.csv"))


@pytest.mark.parametrize("example", WITH_BIDS)
def test_every_field_of_an_export_arrives_whatever_its_columns_are_called(
    tmp_path: Path, example: str
) -> None:
    source = shipped("examples") / example / "bids.csv"
    lines = rows(source)
    fields = list(lines[0])
    names = [f"Kolom {n}" for n in range(len(fields))]
    with (tmp_path / "export.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(names)
        writer.writerows(line.values() for line in lines)
    bidder = names[fields.index("bidder.id")]
    others = {f: n for f, n in zip(fields, names, strict=True) if f != "bidder.id"}
    sheet = {"columns": {"bidder": bidder}, "bid": others}
    mapping = write_mapping(tmp_path / "m.toml", {"sheets": [sheet]})
    (tmp_path / "ronde").mkdir()
    assert aanbesteding.bids_from(tmp_path / "export.csv", mapping, tmp_path / "ronde").ok
    read = {bid["bidder.id"]: bid for bid in rows(tmp_path / "ronde" / "bids" / "bids.csv")}
    for line in lines:
        filled = {field: text.strip() for field, text in line.items() if text.strip()}
        assert {f: t for f, t in read[line["bidder.id"]].items() if t} == filled
