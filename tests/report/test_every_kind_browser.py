"""Every kind of page in a real browser: no known fault of accessibility, and it fits a phone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.report.editions import edition_page
from aanbesteding.report.page import page
from tests.report import sample
from tests.report.hostile import pages
from tests.report.test_house_style import look, png
from tests.report.test_page_browser import WCAG

pytestmark = pytest.mark.browser
KINDS = (
    "lab, lots", "scenarios, holland_rijnland", "robust", "panel", "explained, why",
    "explained, compared", "explained, rules-cost", "explained, alternatives",
    "explained, frontier", "explained, clash",
)  # fmt: skip
OWN = ("public", "bidder", "priced", "house style")
STYLE = "[light]\naccent = '#7a0040'\n[logo]\nfile = 'logo.png'\nalt = 'Gemeente Noord'\n"


@cache
def texts() -> Mapping[str, str]:
    found = {kind: pages()[kind][1](pages()[kind][0]) for kind in KINDS}
    award = sample.record("awarded")
    return found | {
        "public": edition_page(public_edition(award, "ab" * 32), "nl"),
        "bidder": edition_page(bidder_edition(award, "K09", ""), "nl"),
        "priced": page(sample.record("absolute_linear"), "nl"),
        "house style": page(sample.record("lots"), "nl", "", look(STYLE, png())),
    }


def shown(browser: Any, kind: str, folder: Path, **context: Any) -> Any:
    file = folder / "page.html"
    file.write_text(texts()[kind], "utf-8")
    tab = browser.new_context(**context).new_page()
    tab.goto(file.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [*KINDS, *OWN])
def test_a_page_has_no_known_accessibility_fault_and_fits_a_phone(
    browser: Any, kind: str, scheme: str, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = shown(browser, kind, tmp_path, color_scheme=scheme)
    found = axe.run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
    faults = [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]
    tab.set_viewport_size({"width": 320, "height": 800})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.context.close()
    assert faults == []
    assert wide <= 320


@pytest.mark.parametrize("kind", OWN[:2])
def test_an_edition_can_be_sorted_and_nothing_else(browser: Any, kind: str, tmp_path: Path) -> None:
    tab = shown(browser, kind, tmp_path)
    assert tab.locator("main button.sort").count() > 3
    assert tab.locator("main input, .weights").count() == 0
    tab.context.close()
