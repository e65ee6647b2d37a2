"""Tries planted faults against only the tests that run through the lines they stand on.

One process loads the package and collects the tests, and a child of it tries one fault: it gives
the function its spoiled code and runs the tests that come by it, the slow ones only after all
faults met the others. That does not answer for faults that take effect when package and tests are
loaded: those come back as late, with the test that would notice them if it took no more than that.
"""

import os
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.assurance.children import Work, forked
from tests.assurance.planted import Loaded, Swap
from tests.assurance.reached import TOP, Reach, looking, seen
from tests.assurance.watched import Watched, by_haste, run, tested, unlimited

LATELY = 4  # so many tests that noticed the last faults in a file are tried first
SLOW = 1.0  # seconds from which a test has to wait


class Fault(NamedTuple):
    """A planted fault: its file, line and change, the whole text, the lines of its statement."""

    file: str
    line: int
    change: str
    text: str
    lines: tuple[int, ...] = ()


Told = Callable[[Fault, str, str], None]  # it was noticed by a test, waits, is left, or late


class Quick:
    """A plugin of pytest that tries faults in the place of running the tests."""

    def __init__(
        self,
        reach: Reach,
        asked: Sequence[Fault],
        sources: Sequence[Path],
        workers: int,
        told: Told,
        waiting: Collection[Fault] = (),
    ) -> None:
        self.reach, self.asked, self.sources = reach, asked, sources
        self.waiting = set(waiting)
        self.workers, self.told = workers, told
        self.watched = Watched(reach.seconds, Path())
        self.seconds: dict[str, float] = {}
        self.late: set[Fault] = set()
        self.lately: dict[str, list[str]] = {}
        self.loading: dict[str, list[int]] = {}
        self.wrong = ""
        self._looked = looking(sources)

    def start(self, paths: Sequence[str]) -> int:
        """Return 0; ``told`` hears how each fault fared. Raises RuntimeError where it stopped."""
        self._looked.start()
        code = tested(paths, self, self.watched)
        if code or self.wrong:
            raise RuntimeError(f"pytest ended with {code}\n{self.wrong}")
        return 0

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a file could not be collected."""
        if report.failed:
            self.wrong += f"{report.nodeid}: {report.longreprtext}\n"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what the tests run through, and try every fault."""
        self._looked.stop()
        self.loading = seen(self._looked)
        try:
            self.watched.note = Path(os.devnull)
            self.reach.learn(session.items, self.sources, self.workers)
            self.watched.seconds = self.reach.seconds
            if self.asked:
                self.seconds = self._warmed(session.items)
            self._try({item.nodeid: item for item in session.items})
        except Exception:
            self.wrong += traceback.format_exc()
        return True

    def _warmed(self, items: Sequence[pytest.Item]) -> dict[str, float]:
        """Run every test here once, and return the seconds of each when what they share is there.

        A child finds it there too, such as the round of an example. What is kept of a source as
        it is can hide a fault, never show one: what is left is tried in a package loaded anew.
        """
        seconds = {}
        for item in items:
            began = time.process_time()
            run([item], Path(tempfile.mkdtemp()))
            seconds[item.nodeid] = time.process_time() - began
        unlimited()
        return seconds

    def _try(self, items: dict[str, pytest.Item]) -> None:
        loaded = Loaded()
        for slow in (False, True):
            for fault, code, folder in forked(self._work(loaded, items, slow), self.workers):
                if not code:
                    self._left(fault, slow)
                    continue
                by = folder / "by"
                test = by.read_text("utf-8") if by.exists() else f"ended by {code}"
                lately = [test, *(one for one in self.lately.get(fault.file, ()) if one != test)]
                self.lately[fault.file] = lately[:LATELY]
                self.told(fault, "late" if fault in self.late else "noticed", test)

    def _left(self, fault: Fault, slow: bool) -> None:
        self.waiting.add(fault)
        after = "late" if fault in self.late else "left"
        self.told(fault, after if slow else "waits", "")

    def _work(
        self, loaded: Loaded, items: dict[str, pytest.Item], slow: bool
    ) -> Iterator[tuple[Fault, Work]]:
        for fault in self.asked:
            if slow is not (fault in self.waiting):
                continue
            swap = loaded.swap(TOP / fault.file, fault.text)
            if swap is None:
                self.told(fault, "late", "")
                continue
            if not swap.lines.isdisjoint(self.loading.get(fault.file, ())):
                self.late.add(fault)
            tests = self._tests(fault, slow)
            if tests:
                yield fault, self._trying(swap, [items[test] for test in tests])
            else:
                self._left(fault, slow)

    def _tests(self, fault: Fault, slow: bool) -> list[str]:
        """The tests that run through the statement: those that noticed others lately first."""
        seconds, lately = self.seconds, self.lately.get(fault.file, [])
        found = [
            test
            for test, passed in self.reach.tests.items()
            if passed.reaches(fault.file, fault.lines) and (passed.seconds > SLOW) is slow
        ]
        return sorted(found, key=lambda test: (test not in lately, by_haste(test, seconds)))

    def _trying(self, swap: Swap, items: Sequence[pytest.Item]) -> Work:
        def tried(folder: Path) -> int:
            self.watched.note = folder / "by"
            swap.plant()
            run(items, folder)
            return 0

        return tried
