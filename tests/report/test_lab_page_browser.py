"""The laboratory's page in a real browser: accessible, and it fits a phone."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.report.lab_page import lab_page
from tests.report.test_lab_page import record
from tests.report.test_page_browser import WCAG

pytestmark = pytest.mark.browser


def shown(browser: Any, name: str, folder: Path, **context: Any) -> Any:
    file = folder / "lab.html"
    file.write_text(lab_page(record(name), "nl", "f" * 64), "utf-8")
    tab = browser.new_page(**context)
    tab.goto(file.as_uri())
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["price.linear_span", "quality_only", "lots"])
def test_a_page_has_no_known_accessibility_fault(
    browser: Any, name: str, scheme: str, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = shown(browser, name, tmp_path, color_scheme=scheme)
    found = axe.run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
    faults = [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]
    tab.close()
    assert faults == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("name", ["price.linear_span", "value.quality_per_euro"])
def test_a_page_never_scrolls_sideways(browser: Any, name: str, width: int, tmp_path: Path) -> None:
    tab = shown(browser, name, tmp_path, viewport={"width": width, "height": 800})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert wide <= width
