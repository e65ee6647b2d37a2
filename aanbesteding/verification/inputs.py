"""The files of the round against the hashes in the record."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding
from aanbesteding.gate.folder import ours
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.record import Json, shown

REGISTER = ("register.csv", "register.xlsx")
LOOSE = ("tender.toml", "tender.xlsx", *REGISTER, "anonymous.csv", "draws.toml")
JOURNAL = "journal.jsonl"
FOLDERS = ("bids", "assessments")


def check_inputs(folder: Path, file: str, listed: Json) -> Iterator[Step]:
    """Yield the checks that the files are the ones that were read, and that none was left out."""
    rows = listed if isinstance(listed, list) else []
    found = list(_against_disk(folder, file, rows))
    yield step("verify.hashes", found, number=len(rows))
    known = {row["path"] for row in rows if _is_row(row)}
    present = list(files_of_the_round(folder))
    left_out = [objection("V203", path) for path in present if path not in known]
    yield step("verify.files", left_out, number=len(present))


def _against_disk(folder: Path, file: str, rows: list[Json]) -> Iterator[Finding]:
    paths: list[str] = []
    for index, row in enumerate(rows):
        pointer = f"inputs/{index}"
        if not _is_row(row) or not _inside(row["path"]):
            yield objection("V204", file, pointer=pointer, says=shown(row))
            continue
        paths.append(row["path"])
        if row["path"] != JOURNAL:  # it grows after the record was made: see `check_journal`
            yield from _one_file(folder, pointer, row["path"], row["sha256"])
    if paths != sorted(set(paths)):
        yield objection("V204", file, pointer="inputs", says=shown(paths))


def _one_file(folder: Path, pointer: str, path: str, sha256: str) -> Iterator[Finding]:
    counted = hash_of(folder, path)
    if not counted:
        yield objection("V202", path, pointer=f"{pointer}/path")
    elif counted != sha256:
        yield objection("V201", path, pointer=f"{pointer}/sha256", says=sha256, counted=counted)


def hash_of(folder: Path, path: str) -> str:
    """Return the hash of a file at a path that somebody stated; "" where a folder holds none.

    Nor is there one under a name that no file can have, and a link is no file of a round.
    """
    full = folder / path
    try:
        return fingerprint(full.read_bytes()) if _inside(path) and not full.is_symlink() else ""
    except (OSError, ValueError):
        return ""


def _is_row(row: Json) -> bool:
    return (
        isinstance(row, dict)
        and set(row) == {"path", "sha256"}
        and all(isinstance(value, str) for value in row.values())
    )


def _inside(path: str) -> bool:
    pure = PurePosixPath(path)
    odd = "\\" in path or "\0" in path or str(pure) != path
    return not odd and not pure.is_absolute() and ".." not in pure.parts


def files_of_the_round(folder: Path) -> Iterator[str]:
    """Yield every file of a round folder that a decision may rest on, as a path inside it."""
    tables = [f"{name}.csv" for name in Tender.model_fields]
    for name in (*LOOSE, *tables):
        if (folder / name).is_file():
            yield name
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*"), key=lambda path: path.name):
            if path.is_file() and ours(path.name):
                yield path.relative_to(folder).as_posix()
