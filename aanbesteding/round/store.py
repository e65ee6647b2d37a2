"""Writing without ever leaving half a file: a temporary file beside it, then one rename."""

import os
import tempfile
from pathlib import Path

from aanbesteding.basis.canonical import fingerprint


def write_whole(path: Path, content: bytes) -> Path:
    """Write the file at once or not at all, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return fingerprint(path.read_bytes())
