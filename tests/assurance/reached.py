"""Which lines of some sources each test runs through, learned once and kept in a file.

Every test is looked at in a child of its own, so that nothing that an earlier test has left, such
as a kept answer or a fixture of the module, hides what it runs through. What it does in a child of
its own it is not seen doing: such a test counts as running through everything.
"""

import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import pytest

from tests.assurance.children import forked
from tests.assurance.watched import run

TOP = Path(__file__).parents[2]
OWN = ("children", "mutants", "mutation", "planted", "quick", "reached", "watched")
STARTS = ("os.fork", "os.posix_spawn", "subprocess.Popen")


class Passed(NamedTuple):
    """What one test runs through: lines per source, and how many seconds it takes."""

    seconds: float
    everywhere: bool
    lines: Mapping[str, frozenset[int]]

    def reaches(self, file: str, lines: Iterable[int]) -> bool:
        """Return whether it runs through one of some lines."""
        return self.everywhere or not self.lines.get(file, frozenset()).isdisjoint(lines)


class Reach:
    """What the tests of a room run through, kept in a file between runs."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept
        self.tests: dict[str, Passed] = {}
        self._of: dict[str, str] = {}
        self._print = print_of(path for path in tree() if not path.name.startswith("test_"))
        if kept.exists():
            self._read(json.loads(kept.read_text("utf-8")))

    @property
    def seconds(self) -> dict[str, float]:
        """Return how many seconds each test takes."""
        return {test: passed.seconds for test, passed in self.tests.items()}

    def learn(self, items: Sequence[pytest.Item], sources: Sequence[Path], workers: int) -> None:
        """Look at every test that is not known; raises RuntimeError where one fails as it is."""
        files = {item.path: print_of([item.path]) for item in items}
        new = [item for item in items if self._of.get(item.nodeid) != files[item.path]]
        for number, (item, code, folder) in zip(
            count(1),
            forked(((item, _looking(item, sources)) for item in new), workers),
            strict=False,
        ):
            if code:
                raise RuntimeError(f"{item.nodeid} fails without a fault ({code})")
            self.tests[item.nodeid] = _passed(json.loads((folder / "passed").read_text("ascii")))
            self._of[item.nodeid] = files[item.path]
            if number % 200 == 0:
                self._write()
        there = {item.nodeid for item in items}
        self.tests = {test: passed for test, passed in self.tests.items() if test in there}
        self._write()

    def _read(self, told: Any) -> None:
        if told["print"] == self._print:
            self._of = told["of"]
            self.tests = {test: _passed(one) for test, one in told["tests"].items()}

    def _write(self) -> None:
        tests = {
            test: {
                "seconds": passed.seconds,
                "everywhere": passed.everywhere,
                "lines": {file: sorted(lines) for file, lines in passed.lines.items()},
            }
            for test, passed in self.tests.items()
        }
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        self.kept.write_text(json.dumps({"print": self._print, "of": self._of, "tests": tests}))


def tree() -> Iterator[Path]:
    """Yield every file that what a test does may rest on; what plants the faults is none."""
    for folder in ("aanbesteding", "tests", "templates", "examples"):
        for path in (TOP / folder).rglob("*"):
            own = path.stem in OWN and path.parent.name == "assurance"
            if path.is_file() and "__pycache__" not in path.parts and not own:
                yield path


def print_of(paths: Iterable[Path], names: Iterable[str] = ()) -> str:
    """Return a hash of the content of some files, and of names."""
    whole = hashlib.sha256("\n".join(names).encode())
    for path in sorted(paths):
        whole.update(path.relative_to(TOP).as_posix().encode() + b"\n" + path.read_bytes())
    return whole.hexdigest()


def looking(sources: Sequence[Path]) -> coverage.Coverage:
    """Return what sees the lines of some sources that are run."""
    looked = coverage.Coverage(data_file=None, config_file=False, include=[*map(str, sources)])
    looked.set_option("run:disable_warnings", ["no-data-collected", "module-not-measured"])
    return looked


def seen(looked: coverage.Coverage) -> dict[str, list[int]]:
    """Return the lines that were run, per source."""
    data = looked.get_data()
    files = {file: data.lines(file) or [] for file in data.measured_files()}
    return {Path(file).relative_to(TOP).as_posix(): lines for file, lines in files.items()}


def _looking(item: pytest.Item, sources: Sequence[Path]) -> Any:
    def look(folder: Path) -> int:
        started: list[str] = []
        sys.addaudithook(lambda event, _: started.append(event) if event in STARTS else None)
        looked, began = looking(sources), time.process_time()
        looked.start()
        run([item], folder)
        looked.stop()
        took = time.process_time() - began
        told = {"seconds": took, "everywhere": bool(started), "lines": seen(looked)}
        (folder / "passed").write_text(json.dumps(told), "ascii")
        return 0

    return look


def _passed(told: Mapping[str, Any]) -> Passed:
    lines = {file: frozenset(lines) for file, lines in told["lines"].items()}
    return Passed(told["seconds"], told["everywhere"], lines)
