"""The mutator plants faults that change what a source does, and the runner notices a caught one."""

import gc
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.assurance.mutants import mutants
from tests.assurance.mutation import ROOMS, Fared, Kept, faults
from tests.assurance.planted import Loaded
from tests.assurance.quick import Fault
from tests.made_up import long

TOP = Path(__file__).parents[2]
SOURCE = '''
def f(a: int | None, b: int = 3) -> int:
    """Return more than 2."""
    if a is None or not b:
        raise ValueError("3 > 2")
    return max(a + b, 1) if a < b else -a
'''
MODULE = """
from functools import cache

MOST = 3

def doubled(n, most=4):
    return min(2 * n, most)

class One:
    at = 5

    @property
    def kept(self):
        return [n for n in range(self.at) if n > 1]

@cache
def once(n):
    return n + 1

def wraps(f):
    def inner(n):
        return f(n) + 10
    return inner

@wraps
def wrapped(n):
    return n
"""
PLAYED = """
from pathlib import Path
from tests.assurance.mutation import Fault, Kept, Room, key, try_all
room = Room(("aanbesteding/basis/exact.py",), ("tests/basis/test_exact_ends.py",), 90)
file = room.sources[0]
text = Path(file).read_text("utf-8")
def fault(old, new):
    assert text.count(old) == 1
    return Fault(file, text[:text.index(old)].count("\\n") + 1, "", text.replace(old, new))
asked = [
    fault("value.denominator == 1 else", "value.denominator == 2 else"),
    fault("MOST_DECIMALS = 30", "MOST_DECIMALS = 31"),
    fault("while left > 1 and", "while left >= 1 and"),
    fault("MOST_DECIMALS = 30", "MOST_DECIMALS = 15 + 15"),
]
kept = Kept(Path({kept!r}))
try_all(room, asked, kept, Path({reach!r}), 2)
print(*(kept.known()[key(one)].how for one in asked))
"""


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


@pytest.mark.parametrize(
    "source",
    [
        "if TYPE_CHECKING:\n    import x",
        "raise AssertionError",
        "raise AssertionError(3)",
        "@dataclass(slots=True)\nclass A: ...",
        "x: Literal[1]",
        "def f():\n    yield from ()",
    ],
)
def test_what_no_run_can_show_is_left(source: str) -> None:
    assert [*mutants(source)] == []


def test_every_fault_is_another_text_that_compiles() -> None:
    found = [one.source for one in mutants(SOURCE)]
    assert len({*found, SOURCE}) == len(found) + 1
    for text in found:
        compile(text, "planted", "exec")


def test_a_fault_stands_on_the_lines_of_its_statement_without_those_within_it() -> None:
    source = (
        "def f(a):\n    if (a >\n            1):\n        return [a,\n            2]\n    b = 3\n"
    )
    assert {one.change: one.lines for one in mutants(source) if "->" in one.change} == {
        "a > 1 -> (a >= (1))": (2, 3),
        "a > 1 -> (a < (1))": (2, 3),
        "1 -> 2": (2, 3),
        "return [a, 2] -> return None": (4, 5),
        "2 -> 3": (4, 5),
        "b = 3 -> pass": (6,),
        "3 -> 4": (6,),
    }


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_sample_is_the_same_every_time(room: str) -> None:
    assert faults(ROOMS[room], 5) == faults(ROOMS[room], 5)
    assert len(faults(ROOMS[room], 5)) == 5


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_room_names_sources_and_tests_that_are_there(room: str) -> None:
    assert all([*TOP.glob(source)] for source in ROOMS[room].sources)
    assert all((TOP / tests).exists() for tests in ROOMS[room].tests)


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    path = tmp_path / "some_module.py"
    path.write_text(MODULE, "utf-8")
    spec = importlib.util.spec_from_file_location("some_module", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    gc.freeze()  # as after collecting
    return loaded


@pytest.mark.parametrize(
    ("old", "new", "said", "before", "after"),
    [
        ("2 * n", "3 * n", "doubled(1)", 2, 3),
        ("n > 1", "n > 3", "One().kept", [2, 3, 4], [4]),
        ("return n + 1", "return n + 7", "once(1)", 2, 8),
        ("return n\n", "return -n\n", "wrapped(1)", 11, 9),
    ],
)
def test_a_loaded_function_is_given_its_spoiled_code_wherever_it_is_held(
    module: ModuleType, old: str, new: str, said: str, before: object, after: object
) -> None:
    path = Path(str(module.__file__))
    swap = Loaded().swap(path, MODULE.replace(old, new))
    assert swap is not None
    assert swap.lines & {MODULE[: MODULE.index(old)].count("\n") + 1}
    if "once" not in said:
        assert eval(said, vars(module)) == before  # noqa: S307
    swap.plant()
    assert eval(said, vars(module)) == after  # noqa: S307


@pytest.mark.parametrize(
    ("old", "new"), [("MOST = 3", "MOST = 4"), ("most=4", "most=5"), ("at = 5", "at = 6")]
)
def test_what_takes_effect_at_loading_is_not_planted_in_a_loaded_module(
    module: ModuleType, old: str, new: str
) -> None:
    assert Loaded().swap(Path(str(module.__file__)), MODULE.replace(old, new)) is None


def test_what_was_noticed_stays_so_and_what_was_not_is_tried_anew_after_a_change(
    tmp_path: Path,
) -> None:
    one, other = Fault("a.py", 1, "", "a"), Fault("a.py", 1, "", "b")
    kept = Kept(tmp_path / "kept.txt")
    kept.tell(one, "late", "")
    kept.tell(one, "noticed", "tests/test_a.py::test_b")
    kept.tell(other, "survived", "")
    found = {Fared("noticed", "tests/test_a.py::test_b"), Fared("survived", "")}
    assert set(kept.known().values()) == found
    text = kept.path.read_text("utf-8")
    kept.path.write_text(text.replace(text.split("\t")[2], "0" * 16), "utf-8")
    assert {*kept.known().values()} == {Fared("noticed", "tests/test_a.py::test_b")}
    assert Kept(kept.path, ("tests/basis",)).known() == kept.known()


@long
@pytest.mark.programs("python")
def test_a_fault_in_a_function_or_at_loading_is_noticed_and_no_fault_is_not(
    tmp_path: Path,
) -> None:
    played = PLAYED.format(kept=str(tmp_path / "kept.txt"), reach=str(tmp_path / "reach.json"))
    asked = [sys.executable, "-c", played]
    run = subprocess.run(asked, cwd=TOP, capture_output=True, text=True, timeout=300)
    assert (run.stdout, run.stderr) == ("noticed noticed survived survived\n", "")
