"""One run at a time in a round folder: ``aanbesteding.lock`` names who is busy, and since when.

The system itself holds the lock for the process and lets go when that ends, however it ends; so
the lock of a process that died is free at once, and no two runs can both take it over. What
stands in the file is for people, and for a drive that other machines write to as well: a lock of
another machine is never taken over, since nobody here can tell whether its process is alive.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.errors import BusyError
from aanbesteding.basis.files import writing
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.processes import RUN, is_gone, machine
from aanbesteding.round.clock import present

FILE = "aanbesteding.lock"
BUSY, BUSY_ELSEWHERE = "R146", "R147"
_LONGEST = 10_000
_CANNOT_LOCK = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: machine, process, its run and the time in UTC; "" and 0 when unknown."""

    host: str = ""
    pid: int = 0
    run: str = ""
    since: str = ""


@contextmanager
def locked(folder: Path | str, now: datetime | None = None) -> Iterator[None]:
    """Keep every other run out of the round folder as long as this one is busy.

    Who holds the lock already may take it again. A folder that is not there is not locked; what
    is done in it will say so. `now` is the present when left. Raises BusyError when another run
    is busy, UnwritableError when no lock can be written.
    """
    home = Path(folder).resolve()
    if home in _held.get() or not home.is_dir():
        yield
        return
    path = home / FILE
    with writing(path):
        handle = _taken(path, now or present())
    before = _held.set(_held.get() | {home})
    try:
        yield
    finally:
        _held.reset(before)
        _let_go(path, handle)


def _taken(path: Path, now: datetime) -> int:
    """The open lock file, locked and with our name in it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            said = _said(handle)
            if not _lock(handle, said) or said.host not in ("", machine()):
                raise BusyError((_busy(said, path),))
            if _is_at(handle, path):
                _sign(handle, path, now)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    """Whether the file is still the one at that path; who let go just now has removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _sign(handle: int, path: Path, now: datetime) -> None:
    """Write who we are; a file that cannot be written goes away again."""
    since = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    content = {"host": machine(), "pid": os.getpid(), "run": RUN, "since": since}
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, canonical(content) + b"\n")
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _let_go(path: Path, handle: int) -> None:
    """Remove the file before the lock is gone; on Windows only a closed file can be removed."""
    if os.name == "nt":
        os.close(handle)
    with suppress(OSError):
        path.unlink()
    if os.name != "nt":
        os.close(handle)


def _said(handle: int) -> Holder:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        said: Any = read_json(os.read(handle, _LONGEST))
        return Holder(str(said["host"]), int(said["pid"]), str(said["run"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder()


def _busy(said: Holder, path: Path) -> Finding:
    values = {"since": _local(said.since), "pid": said.pid, "host": said.host, "file": str(path)}
    code = BUSY if said.host in ("", machine()) else BUSY_ELSEWHERE
    return Finding(code, Weight.REPAIRABLE, None, values)


def _local(since: str) -> str:
    """The moment as the clock on the wall shows it."""
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%d-%m-%Y %H:%M")
    except ValueError:
        return "?"


if sys.platform == "win32":

    def _lock(handle: int, said: Holder) -> bool:
        import msvcrt

        far_behind_the_text = 1 << 20
        os.lseek(handle, far_behind_the_text, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(handle: int, said: Holder) -> bool:
        """Whether the lock is ours now; where the drive knows no locks, whether nobody is alive."""
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _CANNOT_LOCK:
                raise
            return not said.pid or is_gone(said.pid, said.run)
        return True
