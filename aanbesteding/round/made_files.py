"""Files that people may edit after they were made: which ones, and that none is written over."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.gate.file import is_there
from aanbesteding.report.look import Look
from aanbesteding.report.papers.docx import paper_docx
from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.paper import Paper
from aanbesteding.report.papers.pdf import paper_pdf

MADE, CHANGED = "made.json", "R352"


def paper_files(name: str, paper: Paper, look: Look, pdf: bool) -> Iterator[tuple[str, bytes]]:
    """Yield a paper in every format that it is made in, by the name of its file."""
    yield f"{name}.html", paper_html(paper, look).encode()
    yield f"{name}.docx", paper_docx(paper)
    if pdf:
        yield f"{name}.pdf", paper_pdf(paper)


def write_made(
    place: Path, files: Mapping[str, bytes], about: Mapping[str, str]
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Return the paths of files written to a folder with a list of their hashes.

    Those that were made before and are not among these are removed. Where one of either was edited
    since, only the finding that says so comes back. Raises UnwritableError when one cannot be
    written.
    """
    before = _made(place)
    edited = tuple(_edited(place, sorted({*before, *files}), before))
    if edited:
        return (), (Finding(CHANGED, Weight.REPAIRABLE, None, {"files": edited}),)
    made = {**about, "files": {name: fingerprint(content) for name, content in files.items()}}
    whole = {place / name: content for name, content in files.items()}
    paths = write_all({**whole, place / MADE: canonical(made)})
    for name in before.keys() - files.keys():
        (place / name).unlink(missing_ok=True)
    return paths[:-1], ()


def _edited(place: Path, names: Iterable[str], made: Mapping[str, str]) -> Iterator[str]:
    """The files that are there and are not as they were made."""
    for name in names:
        path = place / name
        if is_there(path) and fingerprint(path.read_bytes()) != made.get(name):
            yield f"{place.name}/{name}"


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
