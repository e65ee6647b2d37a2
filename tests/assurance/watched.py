"""Runs tests in a process that ends at the first one that fails, or never ends.

How a test fails does not matter here: what it would say is not made up, and hypothesis does not
look for the smallest example. Which examples it tries stays the same.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

PLAIN = "not office and not browser and not outside"
NOTICED = 1
MOST_MEMORY = 4 * 2**30
LONGER = 4  # a fault that makes a test run this many times as long never ends
AT_LEAST = 5  # seconds that every test may take
UNKNOWN = 60.0  # seconds of a test, or of collecting, that was not measured
ASKED = ("-q", "-s", "-m", PLAIN, "--assert=plain", "--tb=no", "-p", "no:cacheprovider")


class Watched:
    """A plugin of pytest; ``seconds`` says how long each test took, ``note`` where it is said."""

    def __init__(self, seconds: Mapping[str, float], note: Path) -> None:
        self.seconds = seconds
        self.note = note

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the fastest tests first."""
        items.sort(key=lambda item: by_haste(item.nodeid, self.seconds))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Give every test its own time."""
        limited(self.seconds.get(item.nodeid, UNKNOWN))
        return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """End at the first failure."""
        if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception):
            self.note.write_text(item.nodeid, "utf-8")
            os._exit(NOTICED)


def by_haste(test: str, seconds: Mapping[str, float]) -> tuple[int, str]:
    """Return where a test comes: by the power of two of its time, then with its neighbours."""
    return round(1000 * seconds.get(test, UNKNOWN)).bit_length(), test


def limited(seconds: float) -> None:
    """Have this process end when it takes far longer than so many seconds from now."""
    most = AT_LEAST + LONGER * seconds
    at = int(time.process_time() + most) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (at, resource.RLIM_INFINITY))
    signal.alarm(int(60 + 20 * most))  # waiting for nothing takes no time of the processor


def unlimited() -> None:
    """Let this process run on."""
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    signal.alarm(0)


def started() -> None:
    """Make this process ready to run tests: limits, no output, hypothesis without shrinking."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    register = settings.register_profile

    def unshrunk(name: str, parent: settings | None = None, **said: Any) -> None:
        said |= {"phases": (Phase.explicit, Phase.generate), "report_multiple_bugs": False}
        said |= {"suppress_health_check": [HealthCheck.too_slow]}
        register(name, parent, **said)

    type.__setattr__(settings, "register_profile", staticmethod(unshrunk))  # it forbids setattr


def tested(paths: Sequence[str], *plugins: object) -> int:
    """Return how pytest ended over the tests of some paths; 0 is: nothing failed."""
    started()
    return int(pytest.main([*ASKED, *paths], plugins=[*plugins]))


def run(items: Sequence[pytest.Item], folder: Path) -> None:
    """Run some of the tests that were collected in this process, in their order.

    Anything that a test lets through (KeyboardInterrupt) ends the process as noticed.
    """
    for index, item in enumerate(items):
        factory: Any = getattr(item.config, "_tmp_path_factory", None)
        factory._basetemp, factory._given_basetemp = None, folder / "pytest"
        later = items[index + 1] if index + 1 < len(items) else None
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=later)
        except BaseException:
            sys.stdout.flush()
            os._exit(NOTICED)
