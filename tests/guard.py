"""Watches every test: no network, no programs but the solver, no files outside temporary folders.

A hook of the interpreter (``sys.addaudithook``) sees every socket, program and file of this process
and stops what is not allowed; the test fails even where the code catches the error. A test that has
to start a program says which: ``@pytest.mark.programs("python")``. The markers `office` and
`browser` name theirs here. CBC may be started anywhere: it is the second solver. What a started
program does itself is not seen.
"""

import os
import sys
import tempfile
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

TOP = os.path.realpath(Path(__file__).parents[1])
PROGRAMS = {
    "office": ("soffice", "libreoffice", "pdftotext", "pdftoppm"),
    "browser": ("node", "chromium", "pdftotext"),
}
SOLVER = "cbc"
STARTS = {"os.system": 0, "os.exec": 0, "os.posix_spawn": 0, "os.spawn": 1, "os.startfile": 0}
# Which argument of the event is the path that is made, moved to or taken away, and which the folder
# it is told from: where that is an open one, the path cannot be read here.
CHANGES = {
    "os.mkdir": (0, 2),
    "os.rename": (1, 3),
    "os.remove": (0, 1),
    "os.rmdir": (0, 1),
    "os.symlink": (1, 2),
    "os.link": (1, 3),
    "os.truncate": (0, None),
}
KEPT_BY_TOOLS = ("__pycache__", ".hypothesis", ".pytest_cache")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class NotAllowed(PermissionError):
    """Raised where a test would reach outside."""


def objection(event: str, arguments: tuple[Any, ...], programs: Iterable[str]) -> str:
    """Return what is wrong with an event of the interpreter; nothing where it is allowed."""
    if event == "subprocess.Popen":
        return _program(arguments[0] or arguments[1][0], programs)
    if event in STARTS:
        return _program(arguments[STARTS[event]], programs)
    if event in ("socket.connect", "socket.sendto"):
        return _address(arguments[1])
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        return _address((arguments[0],))
    if event == "open":
        path, mode, flags = arguments
        return _path(path) if _writes(mode, flags) else ""
    if event in CHANGES:
        path, folder = CHANGES[event]
        told_from = -1 if folder is None else arguments[folder]
        return _path(arguments[path]) if told_from == -1 else ""
    return ""


def _program(started: Any, programs: Iterable[str]) -> str:
    name = Path(os.fsdecode(started)).name.removesuffix(".exe")
    if name == SOLVER or any(name == one or _python(name, one) for one in programs):
        return ""
    return f"a program: {name}; a test that needs it says @pytest.mark.programs({name!r})"


def _python(name: str, said: str) -> bool:
    return said == "python" and name.startswith("python")


def _address(address: Any) -> str:
    if not isinstance(address, tuple):
        return ""
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    local = host in (None, "", "localhost", "::1", "0.0.0.0", "::") or host.startswith("127.")  # noqa: S104
    return "" if local else f"the network: {host}"


def _writes(mode: Any, flags: Any) -> bool:
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & WRITES)


def _path(path: Any) -> str:
    if isinstance(path, int):
        return ""
    # Not Path.resolve: it would look at the disk, from within the hook.
    place = os.path.abspath(os.fsdecode(path))
    parts = Path(place).parts
    if any(kept in parts for kept in KEPT_BY_TOOLS) or parts[-1].startswith(".coverage"):
        return ""
    if place.startswith("/dev/"):
        return ""
    if _within(place, TOP) or not any(_within(place, one) for one in TEMPORARY):
        return f"a file outside the temporary folders: {place}"
    return ""


def _within(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


TEMPORARY = [tempfile.gettempdir(), os.path.realpath(tempfile.gettempdir())]


class Watch:
    """Notes what a test did that it may not, and stops it."""

    def __init__(self) -> None:
        self.programs: tuple[str, ...] | None = None
        self.noted: list[str] = []

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at one event; outside a test nothing is watched."""
        if self.programs is None:
            return
        wrong = objection(event, arguments, self.programs)
        if wrong:
            self.noted.append(wrong)
            raise NotAllowed(wrong)

    def start(self, programs: tuple[str, ...]) -> None:
        """Watch from here."""
        self.programs, self.noted = programs, []

    def stop(self) -> list[str]:
        """Return what was noted, and watch no more."""
        self.programs, noted = None, self.noted
        self.noted = []
        return noted


WATCH = Watch()


def pytest_configure(config: pytest.Config) -> None:
    """Hang the hook in the interpreter: it stays until the end."""
    TEMPORARY.extend(map(str, filter(None, [config.option.basetemp])))
    sys.addaudithook(WATCH.see)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Watch one test with what comes before and after it."""
    named = [name for mark in item.iter_markers("programs") for name in mark.args]
    named += [
        name for marker in PROGRAMS if item.get_closest_marker(marker) for name in PROGRAMS[marker]
    ]
    WATCH.start(tuple(named))
    try:
        return (yield)
    finally:
        WATCH.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, Any, Any]:
    """Fail a test that reached outside, also where the code caught the error."""
    done = yield
    if WATCH.noted:
        pytest.fail("this test reached for " + "; ".join(WATCH.noted))
    return done
