"""Files that people may edit after they were made: which ones, and that none is written over."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.gate.file import is_there

MADE, CHANGED = "made.json", "R352"


def edited(place: Path, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return that files in a folder would be written over or removed and are not as made."""
    made = _made(place)
    found = ((name, place / name) for name in sorted({*made, *files}))
    changed = tuple(
        f"{place.name}/{name}"
        for name, path in found
        if is_there(path) and fingerprint(path.read_bytes()) != made.get(name)
    )
    return (Finding(CHANGED, Weight.REPAIRABLE, None, {"files": changed}),) if changed else ()


def write_made(
    place: Path, files: Mapping[str, bytes], about: Mapping[str, str]
) -> tuple[Path, ...]:
    """Return the paths of files written to a folder with a list of their hashes.

    Those that were made before and are not among these are removed. Raises UnwritableError when
    one cannot be written.
    """
    before = _made(place)
    made = {**about, "files": {name: fingerprint(content) for name, content in files.items()}}
    whole = {place / name: content for name, content in files.items()}
    paths = write_all({**whole, place / MADE: canonical(made)})
    for name in before.keys() - files.keys():
        (place / name).unlink(missing_ok=True)
    return paths[:-1]


def _made(place: Path) -> dict[str, str]:
    """The hashes of what was made before; none where the list is gone or was changed."""
    path = place / MADE
    try:
        files = read_json(path.read_text("utf-8"))["files"] if path.is_file() else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    known = files if isinstance(files, dict) else {}
    return {str(name): str(sha) for name, sha in known.items() if _inside(str(name))}


def _inside(name: str) -> bool:
    """Whether a name can only be that of a file in the folder or a folder in it."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
