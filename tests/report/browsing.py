"""A page in a real browser: how it is opened, and what is asked of it."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def opened(browser: Any, text: str, folder: Path, **context: Any) -> Any:
    """Return a tab with this page in it."""
    file = folder / "page.html"
    file.write_text(text, "utf-8")
    tab = browser.new_page(**context)
    tab.goto(file.as_uri())
    return tab


def accessibility_faults(tab: Any) -> list[tuple[str, str]]:
    """Return every known fault by WCAG 2.2 A and AA, with the tag that has it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    only = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = axe.run(tab, options=only)
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]


def width_of(tab: Any) -> int:
    """Return how wide the page is, in pixels; more than the screen when it scrolls sideways."""
    return int(tab.evaluate("document.documentElement.scrollWidth"))


def leaves(printed: bytes) -> list[str]:
    """Return the words on every leaf of a printed page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("Poppler is not here")
    told = subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True)
    return told.stdout.decode().split("\f")[:-1]
