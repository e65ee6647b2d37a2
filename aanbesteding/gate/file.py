"""The file itself: an ordinary one of a sensible size, read once, and of which kind."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from aanbesteding.basis.findings import Finding
from aanbesteding.gate.refused import Refused, megabytes

LARGEST_FILE = 20 * 1024 * 1024
_OLD_OR_ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_KINDS = (
    (b"%pdf-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<table", "HTML"),
    (b"<?xml", "XML"),
)
# Neither follows a link nor waits for a pipe; where a system has no such flag, lstat still tells.
_OPEN = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")
)


Reads = Callable[[Path, str], tuple[bytes, tuple[Finding, ...]]]


def is_there(path: Path) -> bool:
    """Return whether something has this name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def content_of(path: Path, label: str) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the bytes of a regular file of a sensible size, or what is wrong with it."""
    refused = Refused(label)
    try:
        content = _read(path, refused)
    except (OSError, ValueError):
        content = b""
        refused.file("W100")
    return content, tuple(refused.findings)


def _read(path: Path, refused: Refused) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        refused.file("W100")
        return b""
    handle = os.open(path, _OPEN)
    with open(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            refused.file("W100")
            return b""
        # A file that grows while it is read is still cut off one byte over the limit.
        content = b"" if state.st_size > LARGEST_FILE else file.read(LARGEST_FILE + 1)
        size = max(state.st_size, len(content))
    if size > LARGEST_FILE:
        refused.file("W101", size=megabytes(size), most=megabytes(LARGEST_FILE))
        return b""
    return content


def is_zip(content: bytes, refused: Refused) -> bool:
    """Return whether the bytes may be a workbook; what they are instead is refused."""
    if not content:
        refused.file("W102")
    elif content.startswith(_OLD_OR_ENCRYPTED):
        refused.file("W104")
    elif len(content) > LARGEST_FILE:
        refused.file("W101", size=megabytes(len(content)), most=megabytes(LARGEST_FILE))
    elif not content.startswith(_ZIP):
        kind = kind_of(content)
        refused.file("W110", kind=kind) if kind else refused.file("W103")
    else:
        return True
    return False


def kind_of(content: bytes) -> str:
    """Return what kind of file these bytes are, when they are plainly not a workbook.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"naam;prijs\\nK01;5"), kind_of(b"iets")
    ('PDF', 'CSV', '')
    """
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    lower = start.lower()
    for sign, kind in _KINDS:
        if lower.startswith(sign):
            return "HTML" if kind == "XML" and b"<html" in lower else kind
    lines = start.splitlines()[:2]
    return "CSV" if len(lines) == 2 and any(all(s in n for n in lines) for s in _SEPARATORS) else ""


_SEPARATORS = (b";", b",", b"\t")
