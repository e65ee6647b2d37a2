"""Opens the same form once per process, in the tests of what comes after reading.

Rounds are read again by every command, and opening a workbook costs more than all that follows. The
tests of the gate, the workbooks and the bids open every file anew; so does whoever changes what was
opened. A file with other bytes or another name is another file.
"""

from functools import lru_cache
from pathlib import Path

import pytest

from aanbesteding.assessment import from_form
from aanbesteding.bids import sources
from aanbesteding.workbook import opened, rows
from aanbesteding.workbook.opened import Opened

TOP = Path(__file__).parents[1]
AFTER_READING = ("docs", "tests/round", "tests/verification", "tests/report", "tests/house")
READERS = (sources, from_form, rows)

_remembered = lru_cache(256)(opened.open_form)
_applies = False


def applies() -> bool:
    """Whether the test that runs now is of what comes after reading."""
    return _applies


def open_once(path: Path | bytes, label: str) -> Opened:
    """Return what opening gives, as it was given before for these bytes."""
    if _applies and isinstance(path, bytes):
        return _remembered(path, label)
    return opened.open_form(path, label)


def pytest_configure() -> None:
    """Let those who only read a form ask here."""
    for module in READERS:
        module.open_form = open_once  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """See whether a test is one of those."""
    global _applies
    place = item.path.relative_to(TOP).as_posix() if item.path.is_relative_to(TOP) else ""
    _applies = place.startswith((*AFTER_READING, "tests/test_cli"))
