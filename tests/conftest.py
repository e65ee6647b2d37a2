"""What holds for every test: it can be repeated, and nothing is skipped where all must be there."""

import gc
import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

from aanbesteding.solving import lifting

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """Keep what was collected out of sight of the collector of garbage: it stays to the end."""
    gc.collect()
    gc.freeze()


NO_SKIPS = os.environ.get("AANBESTEDING_NO_SKIPS") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Return the report of a test; a skip counts as a failure where nothing may be missing."""
    return _no_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """Return the report of collecting a file; a skip counts as a failure as well."""
    return _no_skip((yield))


def _no_skip(report: Any) -> Any:
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be missing: {report.longrepr}"
    return report


@pytest.fixture
def tightened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the solver tighten every model, however small."""
    monkeypatch.setattr(lifting, "WORTHWHILE", 0)
