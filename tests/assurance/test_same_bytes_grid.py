"""The grid of places is whole, its comparison sees a difference, and its far corners agree."""

import sys
from pathlib import Path

import pytest

from tests.assurance.same_bytes import Place, differences, hashes, places
from tests.made_up import long

pytestmark = pytest.mark.programs("python")


def test_the_grid_holds_every_combination_once() -> None:
    grid = list(places(["a", "b"], 10))
    assert len(grid) == len(set(grid)) == 2 * 3 * 3 * 10 * 2


def test_a_changed_a_missing_and_an_added_file_are_seen() -> None:
    one, other = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4"}
    assert differences(one, other) == ["b", "c", "d"]


@long
def test_two_far_corners_of_the_grid_give_the_same_bytes(tmp_path: Path) -> None:
    near = Place(sys.executable, "UTC", "C", 1, 1)
    far = Place(sys.executable, "Pacific/Auckland", "nl_NL.UTF-8", 7, 2)
    first = hashes(near, "gelijke-stand", tmp_path / "near")
    assert {"award/award.json", "award/award.html", "explanation/why.xlsx"} <= set(first)
    assert differences(first, hashes(far, "gelijke-stand", tmp_path / "far")) == []
