"""Workbooks of tables, about fruit: neither writer nor reader knows what a tender is."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aanbesteding.basis.places import Cell, Line
from aanbesteding.workbook.table_reader import TablesRead, read_tables, value_of
from aanbesteding.workbook.table_writer import WORDS, tables_bytes, write_tables
from aanbesteding.workbook.tables import (
    Check,
    CheckSheet,
    Field,
    KeySheet,
    Section,
    Tables,
    TableSheet,
    cell_value,
)

COLORS = {"red": "rood", "green": "groen"}
WORDS_OF_COLORS = {"red": "red", "rood": "red", "green": "green", "groen": "green"}
YES_NO = {"yes": "ja", "no": "nee"}
YES_NO_WORDS = {"ja": "yes", "nee": "no"}

NAME = Field("name", "text", "Naam", "Hoe het heet.", required=True)
COLOR = Field("color", "choice", "Kleur", labels=COLORS, words=WORDS_OF_COLORS)
SEEDS = Field("seeds", "integer", "Pitten")
WEIGHT = Field("weight", "number", "Gewicht")
PRICE = Field("price", "euro", "Prijs")
PICKED = Field("picked", "day", "Geplukt")
RIPE = Field("ripe", "yes_no", "Rijp", labels=YES_NO, words=YES_NO_WORDS)
COLORS_SEEN = Field("seen", "list", "Gezien", labels=COLORS, words=WORDS_OF_COLORS)
BASKET = Field("basket", "text", "Mand", refers="baskets")
FIELDS = (NAME, COLOR, SEEDS, WEIGHT, PRICE, PICKED, RIPE, COLORS_SEEN, BASKET)

ROWS: tuple[dict[str, Any], ...] = (
    {
        "name": "appel", "color": "red", "seeds": 5, "weight": Decimal("0.333"),
        "price": Decimal("1234.50"), "picked": date(2024, 9, 1), "ripe": True,
        "seen": ["red", "green"], "basket": "m1",
    },
    {"name": "=1+1", "ripe": False},
)  # fmt: skip
SHOP = Section((), "Winkel", (NAME,), {"name": "Kraam"})
OPEN = Section(("hours",), "Uren", (PICKED, RIPE), {"picked": date(2024, 1, 2)})
FRUIT = Tables(
    title="Fruit",
    guide=("Uitleg",),
    intro="Over fruit.",
    steps=("Vul in.", "Lang " * 40),
    keys=KeySheet(("Winkel", "Shop"), "De winkel.", (SHOP, OPEN)),
    sheets=(
        TableSheet("fruit", ("Fruit",), "Al het fruit.", FIELDS, ROWS),
        TableSheet("baskets", ("Manden",), "De manden.", (NAME,), ({"name": "m1"},)),
    ),
    checks=CheckSheet(("Nagaan",), "Telt mee.", (Check("Fruit", "=1+1", 2, "some"),)),
    always=("fruit",),
    terms=(("rood", "Zoals een appel."),),
    words={word: word for word in WORDS},
)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., TablesRead]:
    """Reads the fruit after a person changed it."""

    def read(change: Callable[[Any], object]) -> TablesRead:
        path = tmp_path / "fruit.xlsx"
        write_tables(FRUIT, path)
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return read_tables(path, "fruit.xlsx", FRUIT)

    return read


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_tables(FRUIT, tmp_path / "f.xlsx")
    read = read_tables(tmp_path / "f.xlsx", "f.xlsx", FRUIT)
    assert read.findings == ()
    assert tuple(read.rows["fruit"]) == ROWS
    assert read.rows["baskets"] == [{"name": "m1"}]
    assert read.values == {("name",): "Kraam", ("hours", "picked"): date(2024, 1, 2)}


def test_each_value_has_its_cell_also_when_it_is_empty(tmp_path: Path) -> None:
    write_tables(FRUIT, tmp_path / "f.xlsx")
    read = read_tables(tmp_path / "f.xlsx", "f.xlsx", FRUIT)
    assert read.places[("fruit", "1", "name")] == Cell("f.xlsx", "Fruit", "A7")
    assert read.places[("fruit", "1", "price")] == Cell("f.xlsx", "Fruit", "E7")
    assert read.places[("hours", "ripe")] == Cell("f.xlsx", "Winkel", "B8")


def test_same_tables_give_the_same_bytes() -> None:
    assert tables_bytes(FRUIT) == tables_bytes(FRUIT)


def test_sheet_may_have_its_other_name(changed: Any) -> None:
    def rename(book: Any) -> None:
        book["Winkel"].title = "Shop"

    assert changed(rename).findings == ()


@pytest.mark.parametrize(
    ("sheet", "at", "value", "code"),
    [
        ("Fruit", "B6", "=A1", "W305"),
        ("Fruit", "B6", "#N/A", "W306"),
        ("Fruit", "B5", "kleur", "W302"),
        ("Fruit", "B5", "name", "W303"),
        ("Fruit", "K6", "los", "W311"),
        ("Fruit", "K99", "los", "W311"),
        ("Winkel", "B5", "=1", "W305"),
        ("Winkel", "D5", "naam", "W307"),
        ("Winkel", "D7", "name", "W308"),
        ("Winkel", "B20", "los", "W311"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_cell(
    changed: Any, sheet: str, at: str, value: str, code: str
) -> None:
    read = changed(lambda book: book[sheet].__setitem__(at, value))
    assert (code, Cell("fruit.xlsx", sheet, at)) in {(f.code, f.place) for f in read.findings}


def test_the_rest_of_a_row_is_still_read(changed: Any) -> None:
    read = changed(lambda book: book["Fruit"].__setitem__("B6", "=A1"))
    assert read.rows["fruit"][0]["name"] == "appel"
    assert "color" not in read.rows["fruit"][0]


def test_key_sheet_without_field_names_is_named(changed: Any) -> None:
    read = changed(lambda book: book["Winkel"].delete_cols(4))
    assert [(f.code, f.place) for f in read.findings] == [("W304", Line("fruit.xlsx"))]


def test_missing_row_of_the_key_sheet_is_a_notice(changed: Any) -> None:
    read = changed(lambda book: book["Winkel"].delete_rows(8))
    assert [(f.code, f.blocks, f.values["columns"]) for f in read.findings] == [
        ("W312", False, ("hours.ripe",))
    ]


@pytest.mark.parametrize(
    ("wanted", "raw", "value"),
    [
        (WEIGHT, 0.1 + 0.2, Decimal("0.3")),
        (WEIGHT, 3.0, 3),
        (WEIGHT, "3", "3"),
        (WEIGHT, True, True),
        (NAME, 7, 7),
        (NAME, "  x ", "x"),
        (COLOR, "ROOD", "red"),
        (COLOR, "blauw", "blauw"),
        (COLORS_SEEN, "rood, blauw", ["red", "blauw"]),
        (COLORS_SEEN, 5, [5]),
        (RIPE, "Ja", True),
        (RIPE, "misschien", "misschien"),
        (RIPE, False, False),
        (PICKED, "2024-02-29", date(2024, 2, 29)),
        (PICKED, "2023-02-29", "2023-02-29"),
        (PICKED, "29-2-2024", "29-2-2024"),
    ],
)
def test_value_of_a_cell_is_never_guessed(wanted: Field, raw: object, value: object) -> None:
    found = value_of(raw, wanted)
    assert found == value
    assert type(found) is type(value)


def test_value_without_a_cell_is_refused() -> None:
    with pytest.raises(TypeError):
        cell_value({"a": 1}, NAME)
