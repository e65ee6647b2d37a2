"""The laboratory's page in a real browser: accessible, and it fits a phone."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.report.lab_page import lab_page
from tests.report.browsing import accessibility_faults, opened, width_of
from tests.report.test_lab_page import record

pytestmark = pytest.mark.browser


def shown(browser: Any, name: str, folder: Path, **context: Any) -> Any:
    return opened(browser, lab_page(record(name), "nl", "f" * 64), folder, **context)


@pytest.mark.parametrize("name", ["price.linear_span", "quality_only", "lots"])
def test_a_page_has_no_known_accessibility_fault(browser: Any, name: str, tmp_path: Path) -> None:
    tab = shown(browser, name, tmp_path)
    found = accessibility_faults(tab)
    tab.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("name", ["price.linear_span", "value.quality_per_euro"])
def test_a_page_never_scrolls_sideways(browser: Any, name: str, width: int, tmp_path: Path) -> None:
    tab = shown(browser, name, tmp_path, viewport={"width": width, "height": 800})
    wide = width_of(tab)
    tab.close()
    assert wide <= width
