"""The mutator plants faults that change what a source does, and the runner notices a caught one."""

from pathlib import Path

import pytest

from tests.assurance.mutants import mutants
from tests.assurance.mutation import ROOMS, Fault, faults, noticed

SOURCE = '''
def f(a: int | None, b: int = 3) -> int:
    """Return more than 2."""
    if a is None or not b:
        raise ValueError("3 > 2")
    return max(a + b, 1) if a < b else -a
'''


def test_every_kind_of_fault_is_planted_and_annotations_and_messages_are_left() -> None:
    assert {one.change for one in mutants(SOURCE)} == {
        "3 -> 4",
        "a is None or not b -> ((a is None) and (not b))",
        "a is None or not b -> (not (a is None or not b))",
        "a is None -> (a is not (None))",
        "not b -> b",
        'raise ValueError("3 > 2") -> pass',
        "return max(a + b, 1) if a < b else -a -> return None",
        "max -> min",
        "a + b -> (a - b)",
        "1 -> 2",
        "a < b -> (a <= b)",
        "a < b -> (a > b)",
        "-a -> a",
    }


def test_every_fault_is_another_text_that_compiles() -> None:
    found = [one.source for one in mutants(SOURCE)]
    assert len({*found, SOURCE}) == len(found) + 1
    for text in found:
        compile(text, "planted", "exec")


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_sample_is_the_same_every_time(room: str) -> None:
    assert faults(ROOMS[room], 5) == faults(ROOMS[room], 5)
    assert len(faults(ROOMS[room], 5)) == 5


@pytest.mark.programs("python")
def test_a_wrong_rounding_is_noticed_and_the_right_one_is_not() -> None:
    file, tests = "aanbesteding/basis/exact.py", ("tests/basis/test_exact.py",)
    as_it_is = (Path(__file__).parents[2] / file).read_text("utf-8")
    wrong = as_it_is.replace("2 * rest >= below", "2 * rest > below")
    assert wrong != as_it_is
    assert noticed(Fault(file, 1, "", wrong), tests, 60)
    assert not noticed(Fault(file, 1, "", as_it_is), tests, 60)
