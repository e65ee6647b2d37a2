"""Runs pieces of work in forked children of this process, a few at once, each in a folder."""

import ctypes
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Name = TypeVar("Name")
Work = Callable[[Path], int]
BROKEN = 70  # what the work was asked to do could not be done at all

DIES_WITH_PARENT = 1


class Broken(RuntimeError):
    """Raised where the work of a child could not be done; holds the traceback."""


def forked(work: Iterable[tuple[Name, Work]], workers: int) -> Iterator[tuple[Name, int, Path]]:
    """Yield each name with how its child ended and its folder, which is then taken away.

    A negative number says which signal killed the child. Work is taken from the iterable only when
    there is a hand free. Raises Broken.
    """
    running: dict[int, tuple[Name, Path]] = {}
    for name, do in work:
        if len(running) >= workers:
            yield from _ended(running)
        folder = Path(tempfile.mkdtemp())
        sys.stdout.flush()
        pid = os.fork()
        if not pid:
            _child(do, folder)
        running[pid] = name, folder
    while running:
        yield from _ended(running)


def _child(do: Work, folder: Path) -> None:
    code = BROKEN
    try:
        os.setsid()
        with suppress(AttributeError):
            ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)  # Linux knows how
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
        code = do(folder)
    except BaseException:
        (folder / "broken").write_text(traceback.format_exc(), "utf-8")
    finally:
        os._exit(code)


def _ended(running: dict[int, tuple[Name, Path]]) -> Iterator[tuple[Name, int, Path]]:
    pid, status = os.wait()
    name, folder = running.pop(pid)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)  # what the child has started and left behind
    code = os.waitstatus_to_exitcode(status)
    try:
        if code == BROKEN:
            raise Broken((folder / "broken").read_text("utf-8"))
        yield name, code, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
