"""The picture and the page of the house are as the import contracts have it."""

import re
import tomllib
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from docs.house_picture import WIDTH, WORDS, contracts, house

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
KEPT = (ROOT / "docs" / "pictures" / "house.svg").read_text("utf-8")
RULES = {
    rule["id"]: rule
    for rule in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
LAYERS = [line.split(" | ") for line in RULES["corridor"]["layers"]]
ROOMS = list(chain.from_iterable(LAYERS))
LETTER = 6.2


def words_of(svg: str, kind: str) -> list[tuple[int, int, str]]:
    """The words of one kind in a picture, with their places, from top to bottom."""
    tree = ElementTree.fromstring(svg)  # noqa: S314
    found = [
        (int(text.attrib["y"]), int(text.attrib["x"]), text.text or "")
        for text in tree.iter("{http://www.w3.org/2000/svg}text")
        if kind in text.attrib["class"].split()
    ]
    return sorted(found)


def drawn_layers(svg: str) -> list[list[str]]:
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for y, _, room in words_of(svg, "room"):
        rows[y].append(room)
    return list(rows.values())


def test_the_picture_is_what_would_be_drawn_now() -> None:
    assert house(contracts()) == KEPT, "run: python docs/make_pictures.py"


def test_the_rooms_stand_in_the_picture_as_in_the_contract() -> None:
    assert drawn_layers(KEPT) == LAYERS


def test_a_room_that_moves_in_the_contract_moves_in_the_picture() -> None:
    moved: dict[str, Any] = {**RULES, "corridor": {"layers": ["cli", "bids | tender", "basis"]}}
    assert drawn_layers(house(moved)) == [["cli"], ["bids", "tender"], ["basis"]]


def test_what_only_one_room_may_import_stands_beside_it() -> None:
    allowed = {
        (one.split(".")[1], one.split(" -> ")[1])
        for rule in RULES.values()
        for one in rule.get("ignore_imports", ())
    }
    said = [text.split(": ") for _, _, text in words_of(KEPT, "out")]
    assert {(room, one) for room, all_ in said for one in all_.split(", ")} == allowed
    height = {room: y for y, _, room in words_of(KEPT, "room")}
    assert all(height[text.split(":")[0]] == y for y, _, text in words_of(KEPT, "out"))


def test_what_verification_may_not_import_is_said_under_the_picture() -> None:
    below = " ".join(text for _, _, text in words_of(KEPT, "small"))
    listed = below.split("what it checks: ")[1].rstrip(".").split(", ")
    assert [f"aanbesteding.{one}" for one in listed] == RULES["verification"]["forbidden_modules"]


def test_every_room_has_its_word_and_no_word_is_left_of_one_that_is_gone() -> None:
    assert set(WORDS) == set(ROOMS)


def test_no_words_run_out_of_their_box_or_of_the_picture() -> None:
    """At this size no letter takes more than LETTER pixels, on the average of a line."""
    tree = ElementTree.fromstring(KEPT)  # noqa: S314
    boxes = [one.attrib for one in tree.iter("{http://www.w3.org/2000/svg}rect")][1:]
    ends = {(int(box["x"]), int(box["y"])): int(box["x"]) + int(box["width"]) - 4 for box in boxes}
    assert len(boxes) == len(ROOMS)
    for y, x, text in words_of(KEPT, "small"):
        end = ends.get((x - 10, y - 33), WIDTH)
        assert x + LETTER * len(text) <= end, text


@pytest.mark.parametrize("word", ["href", "src=", "url("])
def test_the_picture_asks_nothing_of_any_other_file(word: str) -> None:
    assert word not in KEPT


def test_the_page_shows_the_picture_and_names_the_rooms_in_its_order() -> None:
    (alternative,) = re.findall(r"^!\[(.+)\]\(pictures/house\.svg\)$", PAGE, re.M)
    named = re.findall(r"\w+", alternative.split(": ", 1)[1])
    assert [one for one in named if one != "and"] == ROOMS


def test_the_page_has_a_row_for_every_room_in_the_order_of_the_layers() -> None:
    table = PAGE.split("## Door by door", 1)[1].split("## ", 1)[0]
    assert re.findall(r"^\| `(\w+)(?:/|\.py)` \|", table, re.M) == ROOMS


def test_the_page_says_the_layers_in_a_sentence_too() -> None:
    (sentence,) = re.findall(
        r"^From top to bottom, lower never imports higher: (.+?)\. ", PAGE, re.M
    )
    assert [line.strip("`").split(" | ") for line in sentence.split(" – ")] == LAYERS


def test_every_record_in_the_table_is_a_class_of_its_room() -> None:
    table = PAGE.split("## Door by door", 1)[1].split("## ", 1)[0]
    for room, records in re.findall(r"^\| `(\w+)/` \|.+\| (.+?) \|$", table, re.M):
        source = "".join(
            path.read_text("utf-8") for path in sorted((ROOT / "aanbesteding" / room).rglob("*.py"))
        )
        for record in re.findall(r"`(\w+)`", records):
            assert re.search(rf"^class {record}\b", source, re.M), (room, record)
