"""Every table of a record: the same keys and kinds in every row, and CSV without a formula."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aanbesteding
from aanbesteding.basis.visible import FORMULA_SIGNS, visible
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.dossier.editions.public import PUBLIC
from aanbesteding.dossier.editions.published import TENDER
from aanbesteding.exchange.table_columns import COLUMNS
from aanbesteding.exchange.table_files import as_cell, as_csv, read_back, table_files
from aanbesteding.exchange.tables import SOURCES, TABLES, rows, tables_of
from tests.exchange import records

KINDS = {"text": str, "number": Decimal, "euro": Decimal, "whole": int, "yes_no": bool}


@cache
def every_row(name: str, edition: str) -> Mapping[str, list[dict[str, Any]]]:
    shown = records.shown(name, edition)
    return {table: rows(shown, table) for table in tables_of(shown)}


@pytest.mark.parametrize("edition", records.EDITIONS)
@pytest.mark.parametrize("name", records.NAMES)
def test_every_row_has_the_same_keys_and_kinds(name: str, edition: str) -> None:
    shown = records.shown(name, edition)
    for table, found in every_row(name, edition).items():
        kinds = {column.name: KINDS[column.kind] for column in COLUMNS[table]}
        for row in found:
            assert tuple(row) == tables_of(shown)[table]
            for column, value in row.items():
                assert value is None or type(value) is kinds[column], (table, column, value)


@pytest.mark.parametrize("name", records.NAMES)
def test_decimals_of_a_column_have_as_many_places(name: str) -> None:
    for table, found in every_row(name, INTERNAL).items():
        for column in tables_of(records.shown(name))[table]:
            values = [row[column] for row in found if isinstance(row[column], Decimal)]
            assert len({value.as_tuple().exponent for value in values}) <= 1


def test_every_table_is_used_by_some_record() -> None:
    filled = {
        table
        for name in records.NAMES
        for table, found in every_row(name, INTERNAL).items()
        if found
    }
    assert set(TABLES) - filled == set()


def test_every_column_is_a_name_the_record_has() -> None:
    """A column whose name the record does not know would be empty everywhere."""
    known: dict[str, set[str]] = {table: set() for table in TABLES}
    for name in records.NAMES:
        for table in TABLES:
            for row in SOURCES[table](records.shown(name)):
                known[table] |= set(row)
    named = {table: {c.source or c.name for c in COLUMNS[table]} for table in TABLES}
    assert {table: named[table] - known[table] for table in TABLES} == {
        table: set() for table in TABLES
    }


def test_the_public_tables_hold_only_what_the_public_list_holds() -> None:
    published = TENDER.fields
    for table in ("lots", "criteria", "needs", "areas", "periods", "scales"):
        added = {"outcome", "bids", "places"} if table == "lots" else set()
        public = {column.name for column in COLUMNS[table] if column.public}
        assert public - added <= set(published[table])


@pytest.mark.parametrize("name", records.NAMES)
def test_a_public_table_is_the_part_of_the_whole_one_that_everybody_may_read(name: str) -> None:
    whole = every_row(name, INTERNAL)
    for table, found in every_row(name, PUBLIC).items():
        if table in ("bids", "awards", "tariffs"):
            continue
        names = tables_of(records.shown(name, PUBLIC))[table]
        assert found == [{column: row[column] for column in names} for row in whole[table]]


def test_a_table_that_is_not_public_is_not_there() -> None:
    shown = records.shown("lots", PUBLIC)
    for table in ("scores", "marks", "offers", "ranking", "volumes", "reserve", "demand"):
        assert table not in tables_of(shown)
        with pytest.raises(KeyError):
            rows(shown, table)


@pytest.mark.parametrize("name", ["lowest_share", "min_max", "lots", "shelf"])
def test_points_and_amounts_are_those_of_the_record(name: str) -> None:
    record, found = records.record(name), every_row(name, INTERNAL)
    exact = [Fraction(p["exact"]) for s in record["scores"] for p in s["points"]]
    assert [Fraction(row["exact"]) for row in found["scores"]] == exact
    cents = [one["spend_cents"] for one in record["decision"]["contracts"]]
    assert sorted(row["spend"] * 100 for row in found["awards"]) == sorted(cents)
    waiting = sum(row["waiting"] for row in found["waiting"])
    assert waiting == sum(one["waiting"] for one in record["decision"]["needs"])
    served = sum(row["clients"] for row in found["volumes"])
    assert served == sum(row["served"] for row in found["waiting"])


def test_rows_are_public_names_of_the_package() -> None:
    record = records.record("lots")
    assert aanbesteding.rows(record, "scores") == rows(record, "scores")
    assert "scores" in aanbesteding.TABLES
    with pytest.raises(KeyError):
        aanbesteding.rows(record, "niets")


# CSV


@given(st.text())
def test_no_cell_begins_as_a_formula_and_the_text_comes_back(text: str) -> None:
    line = {"naam": text}
    content = as_csv([line], ("naam",), ";")
    cell = next(
        csv.reader(
            io.StringIO(content.decode("utf-8-sig").split("\n", 1)[1], newline=""), delimiter=";"
        ),
        [""],
    )
    assert not cell[0].startswith(FORMULA_SIGNS)
    assert [dict(row) for row in read_back(content)] == [{"naam": visible(text)}] or not text


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5", "@x", "\t=1", "\r=1", "'=1"])
def test_a_dangerous_text_has_one_apostrophe_before_it(text: str) -> None:
    assert as_cell(text) == f"'{visible(text)}"


def test_a_name_that_begins_with_an_apostrophe_stays_as_people_write_it() -> None:
    assert as_cell("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_a_negative_number_stays_a_number() -> None:
    assert as_cell(-5) == "-5"
    assert as_cell(Decimal("-1.50")) == "-1,50"
    assert as_cell(Decimal("-1.50"), ",") == "-1.50"


@pytest.mark.parametrize("divider", [";", ","])
@pytest.mark.parametrize("name", ["lots", "shelf", "consortium"])
def test_every_file_reads_back_as_its_rows(name: str, divider: str) -> None:
    shown = records.shown(name)
    for file, content in table_files(shown, divider).items():
        table = file.removesuffix(".csv")
        assert content.startswith(b"\xef\xbb\xbf")
        found = read_back(content, divider)
        assert len(found) == len(rows(shown, table))
        for cells, row in zip(found, rows(shown, table), strict=True):
            for column, value in row.items():
                if isinstance(value, Decimal):
                    assert Decimal(cells[column].replace(",", ".")) == value
                elif isinstance(value, str):
                    assert cells[column] == visible(value)
