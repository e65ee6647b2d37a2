"""A disk that fails, or a process that dies, at one chosen call: open, write, sync, rename."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("mkdir", "listdir", "open", "fsync", "replace")


class Faults:
    """Counts the calls that touch the disk; at number `at` it does what `fail` does."""

    def __init__(self, at: int, fail: Callable[[], Any]):
        self.at, self.fail, self.count, self.failed = at, fail, 0, ""

    def called(self, what: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.failed = what
            self.fail()


class _Half:
    """A file whose writes count; one that fails has written the first half."""

    def __init__(self, file: Any, faults: Faults):
        self.file, self.faults = file, faults

    def __enter__(self) -> "_Half":
        return self

    def __exit__(self, *raised: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self.file.write(content[:half])
        self.file.flush()
        self.faults.called("write")
        written: int = half + self.file.write(content[half:])
        return written


def disk_full() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken() -> None:
    """Fail as a disk that is gone does."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@contextmanager
def failing(at: int, fail: Callable[[], Any] = disk_full) -> Iterator[Faults]:
    """Fail at the call of that number, counted from 1; `failed` says which call it was."""
    faults = Faults(at, fail)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(name, getattr(os, name), faults))
        whole = io.open

        def opened(path: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
            faults.called(f"open {mode}")
            file = whole(path, mode, *rest, **named)
            return _Half(file, faults) if "b" in mode and mode != "rb" else file

        patch.setattr(io, "open", opened)
        yield faults


def _counted(name: str, real: Any, faults: Faults) -> Callable[..., Any]:
    def called(*given: Any, **named: Any) -> Any:
        faults.called(name)
        return real(*given, **named)

    return called
