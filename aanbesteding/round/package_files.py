"""The package of a round on disk: where it stands, its root, and the secret of its salts."""

import re
import secrets
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import read_json
from aanbesteding.basis.files import write_whole, writing
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.gate.file import content_of, is_there

FOLDER = "editions/package"
PACKAGE = f"{FOLDER}/package.json"
OPENED = "editions/opened"
ROOT = "package_root"
SECRET = "package.secret"  # noqa: S105 - the name of a file
SIZE = 32
_WRITTEN = re.compile(rb"[0-9a-f]{64}\n")
_OWN = 0o600


def secret_of(home: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the secret of a round, made once; or b"" and what is wrong with the one there is.

    Without it nothing that is hidden in a package can ever be shown, and with it everything can be
    guessed: so it is made by chance, kept in the round folder and published nowhere.
    """
    path = home / SECRET
    if is_there(path):
        content, refused = content_of(path, SECRET)
        if refused or not _WRITTEN.fullmatch(content):
            return b"", (refused or (Finding("R401", Weight.REPAIRABLE, Line(SECRET)),))
        return bytes.fromhex(content.decode().strip()), ()
    if is_there(home / PACKAGE):
        return b"", (Finding("R400", Weight.REPAIRABLE, Line(SECRET), {"folder": FOLDER}),)
    secret = secrets.token_bytes(SIZE)
    write_whole(path, secret.hex().encode() + b"\n")
    with writing(path):
        path.chmod(_OWN)
    return secret, ()


def package_root(home: Path) -> tuple[str, str]:
    """Return the root of the package in a round and the hash of its record; "" when there is none.

    A file that cannot be read as a package has none: checking it says what is wrong with it.
    """
    content, refused = (
        content_of(home / PACKAGE, PACKAGE) if is_there(home / PACKAGE) else (b"", ())
    )
    try:
        said: Any = read_json(content.decode("utf-8")) if content and not refused else {}
        return str(said["root"]), str(said["edition"]["record_sha256"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def noted(home: Path, record_hash: str) -> dict[str, str]:
    """Return what a step in the journal notes of the package of a record: its root, if any."""
    root, about = package_root(home)
    return {ROOT: root} if root and about == record_hash else {}
