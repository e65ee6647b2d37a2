"""A little of records whose parts have another shape; the full figure is a command of its own."""

from itertools import islice
from pathlib import Path

import pytest

from tests.assurance.odd_shapes import of_award, of_packages
from tests.assurance.package import made
from tests.made_up import cases

RECORD = ("record",)
WON = (*RECORD, "decision", "lots", "*", "winners", "by_number")


@pytest.mark.parametrize("number", range(cases(4)))
def test_no_shape_within_a_package_stops_its_check(tmp_path: Path, number: int) -> None:
    assert set(islice(of_packages(tmp_path, number), 20)) == {""}


@pytest.mark.parametrize("below", [(*RECORD, "bids", "*", "id"), WON], ids=["bid", "winner"])
def test_a_bid_or_winner_known_by_anything_but_a_name_is_objected_to(
    tmp_path: Path, below: tuple[str, ...]
) -> None:
    assert set(of_packages(tmp_path, 0, below)) == {""}


def test_no_shape_within_a_record_stops_its_check(tmp_path: Path) -> None:
    assert set(islice(of_award(made(tmp_path / "round"), 0), 20)) == {""}
