"""Rounds in one process leave no file open, and the soak tells growth from none."""

import sys
from fractions import Fraction
from pathlib import Path

import pytest

from tests.assurance.soak import State, growth, left_open, soaked, state


def test_growth_is_the_part_by_which_memory_rose_since_the_first_state() -> None:
    assert growth([State(1000, 4), State(1500, 4), State(1050, 4)]) == Fraction(5, 100)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_file_that_stays_open_is_counted(tmp_path: Path) -> None:
    before = state()
    (tmp_path / "f").touch()
    with (tmp_path / "f").open("rb"):
        assert left_open([before, state()]) == 1
    assert left_open([before, state()]) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_few_rounds_leave_no_file_open() -> None:
    assert left_open(soaked(3, 1)) == 0
