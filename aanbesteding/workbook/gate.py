"""Refuses a file that is no plain workbook, before any reader opens it; says which and why."""

import lzma
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_CONTENT = 100 * 1024 * 1024
_OLD_OR_ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
_ACTIVE = ("vbaproject", "externallinks/", "activex/", "embeddings/", "macrosheets/", "ctrlprops/")


def content_of(path: Path, label: str) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the bytes of a regular file of a sensible size, or what is wrong with it."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            return b"", (_refused("W100", label),)
        if state.st_size > LARGEST_FILE:
            sizes = {"size": _mb(state.st_size), "most": _mb(LARGEST_FILE)}
            return b"", (_refused("W101", label, **sizes),)
        return path.read_bytes(), ()
    except OSError:
        return b"", (_refused("W100", label),)


def gate(content: bytes, label: str) -> tuple[Finding, ...]:
    """Return why these bytes may not be opened as a workbook; empty when they may."""
    if not content:
        return (_refused("W102", label),)
    if content.startswith(_OLD_OR_ENCRYPTED):
        return (_refused("W104", label),)
    if len(content) > LARGEST_FILE:
        return (_refused("W101", label, size=_mb(len(content)), most=_mb(LARGEST_FILE)),)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _members(archive, label)
    except _DAMAGED:
        return (_refused("W103", label),)


def _members(archive: zipfile.ZipFile, label: str) -> tuple[Finding, ...]:
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    if any(member.flag_bits & 1 for member in members):
        return (_refused("W104", label),)
    if len(set(names)) != len(names):
        return (_refused("W109", label),)
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        return (_refused("W103", label),)
    size = sum(member.file_size for member in members)
    if size > LARGEST_CONTENT:
        return (_refused("W105", label, size=_mb(size), most=_mb(LARGEST_CONTENT)),)
    active = sorted(name for name in names if any(part in name for part in _ACTIVE))
    if active:
        return (_refused("W107", label, part=active[0]),)
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")) and _declares(archive, member):
            return (_refused("W106", label, part=member.filename),)
    return ()


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    text = archive.read(member).replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in text or b"<!ENTITY" in text


def _refused(code: str, label: str, **values: str) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(label), {"file": label, **values})


def _mb(size: int) -> str:
    return f"{-(-size // (1024 * 1024))} MB"
