"""A page in a real browser: how it is opened, and what is asked of it."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THREE_OF_EVERY_LOOK = """() => {
  const seen = new Map();
  for (const one of document.querySelectorAll('body *:not(svg, svg *)')) {
    let look = '';
    for (let at = one; at; at = at.parentElement)
      look += `${at.tagName}.${at.className}[${at.getAttribute('style')}]`;
    seen.set(look, (seen.get(look) ?? 0) + 1);
    if (seen.get(look) > 3)
      for (const part of [...one.childNodes])
        if (part.nodeType === Node.TEXT_NODE) part.remove();
  }
}"""


def opened(browser: Any, text: str, folder: Path, **context: Any) -> Any:
    """Return a tab with this page in it."""
    file = folder / "page.html"
    file.write_text(text, "utf-8")
    tab = browser.new_page(**context)
    tab.goto(file.as_uri())
    return tab


def accessibility_faults(tab: Any) -> list[tuple[str, str]]:
    """Return every known fault by WCAG 2.2 A and AA, with the tag that has it; spends the tab.

    Contrast is asked in light and in dark, of the first three texts of every look: a thousand
    cells of one class have one colour, and axe takes ten seconds to say so.
    """
    by_tag = {"type": "tag", "values": WCAG}
    found = _faults(tab, {"runOnly": by_tag, "rules": {"color-contrast": {"enabled": False}}})
    tab.evaluate(THREE_OF_EVERY_LOOK)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        found += _faults(tab, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    return found


def _faults(tab: Any, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(tab, options={**asked, "resultTypes": ["violations"]})
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
