"""Fills in the forms of an example once per process, in the tests of what comes after reading.

Half of these tests begin with an example, and writing its forms costs more than copying them. An
anonymous round draws its pseudonyms, so that is made anew.
"""

from pathlib import Path

from aanbesteding.round import make
from aanbesteding.tender.tender import Tender
from tests.opened_once import applies

Files = dict[str, bytes]

_fill_in = make.fill_in
_made: dict[tuple[str, str, frozenset[tuple[str, bytes]]], Files] = {}


def fill_in_once(tender: Tender, source: Path, target: Path) -> None:
    """Put the forms in a round folder, as they were filled in before from the same texts."""
    if not applies() or tender.panel.anonymous:
        _fill_in(tender, source, target)
        return
    asked = tender.hash, tender.language, frozenset(_files(source).items())
    if asked not in _made:
        before = _files(target)
        _fill_in(tender, source, target)
        _made[asked] = {n: c for n, c in _files(target).items() if before.get(n) != c}
        return
    for name, content in _made[asked].items():
        (target / name).write_bytes(content)


def _files(folder: Path) -> Files:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def pytest_configure() -> None:
    """Let every example be made here."""
    make.fill_in = fill_in_once
