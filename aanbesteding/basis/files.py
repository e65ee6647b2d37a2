"""Writing without ever leaving half a file: temporary files beside the old ones, then renames.

What is promised of files that are written together, on a disk that keeps what it synchronised:

- every file is at any moment either the old one or the new one, whole;
- as long as anything can go wrong with the writing itself (a full disk, a folder or file that
  may not be written, a name that is too long, a process that is killed), all files are old;
- the renames follow in the order given. Who is stopped between two of them leaves the first
  files new and the others old; the same command again makes them all new;
- temporary files of a run that was killed are removed by the next run that writes to that folder.
"""

import errno
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from aanbesteding.basis.errors import UnwritableError
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.processes import RUN, is_gone, machine_code

FULL, NOT_ALLOWED, IN_USE, TOO_LONG, FAILED = "R141", "R142", "R143", "R144", "R145"
REPLACED = "R148"
_PART = re.compile(r"\.aanbesteding\.([0-9a-f]{8})\.(\d{1,10})\.([0-9a-f]{8})\.[0-9a-f]{8}\.part")
_WHY = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.ENAMETOOLONG: TOO_LONG,
}
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)


def write_whole(path: Path, content: bytes) -> Path:
    """Return the path of a file that was written at once, or not at all.

    Raises UnwritableError when it cannot be written; the old file is then as it was.
    """
    return write_all({path: content})[0]


def write_all(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Return the paths of files that were written together, renamed in their order.

    Raises UnwritableError when one cannot be written. All old files are then as they were, unless
    a rename failed: the error names the files that were replaced before it.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            with writing(path):
                _make(path.parent)
                sweep(path.parent)
            with writing(path, IN_USE):
                _try_open(path)
            with writing(path):
                parts[path] = path.parent / _part_name()
                _write(parts[path], content)
        _rename(parts)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(files)


def sweep(folder: Path) -> tuple[Path, ...]:
    """Return the temporary files removed from a folder: ours, of processes here that have ended."""
    swept = []
    for name in sorted(os.listdir(folder)):
        found = _PART.fullmatch(name)
        if found and found[1] == machine_code() and is_gone(int(found[2]), found[3]):
            with suppress(OSError):
                (folder / name).unlink()
                swept.append(folder / name)
    return tuple(swept)


@contextmanager
def writing(path: Path, denied: str = NOT_ALLOWED, replaced: Iterable[Path] = ()) -> Iterator[None]:
    """Turn an OSError into an UnwritableError about this file, with what a person can do.

    `denied` is the code of the finding for who may not write; `replaced` are the files of the same
    run that are new already.
    """
    try:
        yield
    except OSError as error:
        code = denied if error.errno in _DENIED else _WHY.get(error.errno or 0, FAILED)
        values = {"file": str(path), "folder": str(path.parent), "what": error.strerror or error}
        found = [Finding(code, Weight.REPAIRABLE, None, values)]
        new = [str(one) for one in replaced]
        if new:
            found.append(Finding(REPLACED, Weight.REPAIRABLE, None, {"files": new}))
        raise UnwritableError(tuple(found)) from error


def _part_name() -> str:
    own = f"{machine_code()}.{os.getpid()}.{RUN}"
    return f".aanbesteding.{own}.{secrets.token_hex(4)}.part"


def _make(folder: Path) -> None:
    """Make the folder and those above it, each one on the disk."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        _sync_folder(one.parent)


def _try_open(path: Path) -> None:
    """Open an old file as if to write: what is open elsewhere or protected fails here, not later.

    Only a rename could fail after this, and a rename that fails leaves some files new.
    """
    with suppress(FileNotFoundError), path.open("r+b"):
        pass


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _rename(parts: Mapping[Path, Path]) -> None:
    replaced: list[Path] = []
    for path, part in parts.items():
        with writing(path, IN_USE, replaced):
            part.replace(path)
        replaced.append(path)
    for folder in dict.fromkeys(path.parent for path in parts):
        with writing(folder, replaced=replaced):
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Put the names of a folder on the disk; Windows and some network drives cannot be asked to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
