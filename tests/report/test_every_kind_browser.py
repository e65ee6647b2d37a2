"""Every kind of page in a real browser: no known fault of accessibility, and it fits a phone."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.report.editions import edition_page
from aanbesteding.report.page import page
from tests.report import sample
from tests.report.browsing import accessibility_faults, opened, width_of
from tests.report.hostile import pages
from tests.report.test_house_style import look, png

pytestmark = pytest.mark.browser
KINDS = (
    "lab, lots", "scenarios, holland_rijnland", "robust", "panel", "explained, why",
    "explained, compared", "explained, rules-cost", "explained, alternatives",
    "explained, frontier", "explained, clash",
)  # fmt: skip
STYLE = "[light]\naccent = '#7a0040'\n[logo]\nfile = 'logo.png'\nalt = 'Gemeente Noord'\n"
OWN: Mapping[str, Callable[[], str]] = {
    "public": lambda: edition_page(public_edition(sample.record("awarded"), "ab" * 32), "nl"),
    "bidder": lambda: edition_page(bidder_edition(sample.record("awarded"), "K09", ""), "nl"),
    "priced": lambda: page(sample.record("absolute_linear"), "nl"),
    "house style": lambda: page(sample.record("lots"), "nl", "", look(STYLE, png())),
}


@cache
def text(kind: str) -> str:
    if kind in OWN:
        return OWN[kind]()
    record, shown_as = pages()[kind]
    return shown_as(record)


def shown(browser: Any, kind: str, folder: Path, **context: Any) -> Any:
    tab = opened(browser, text(kind), folder, **context)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    return tab


@pytest.mark.parametrize("kind", [*KINDS, *OWN])
def test_a_page_has_no_known_accessibility_fault_and_fits_a_phone(
    browser: Any, kind: str, tmp_path: Path
) -> None:
    tab = shown(browser, kind, tmp_path)
    size = tab.viewport_size
    tab.set_viewport_size({"width": 320, "height": 800})
    wide = width_of(tab)
    tab.set_viewport_size(size)
    found = accessibility_faults(tab)
    tab.close()
    assert found == []
    assert wide <= 320


@pytest.mark.parametrize("kind", ["public", "bidder"])
def test_an_edition_can_be_sorted_and_nothing_else(browser: Any, kind: str, tmp_path: Path) -> None:
    tab = shown(browser, kind, tmp_path)
    assert tab.locator("main button.sort").count() > 3
    assert tab.locator("main input, .weights").count() == 0
    tab.close()


SPLIT_AMOUNTS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (const amount of node.data.matchAll(/[+−]\\u2060?€\\s?\\d/g)) {
      const range = document.createRange();
      range.setStart(node, amount.index);
      range.setEnd(node, amount.index + amount[0].length);
      found.push(new Set([...range.getClientRects()].map(r => Math.round(r.top))).size);
    }
  }
  return found;
}"""


def test_a_sign_and_the_amount_behind_it_stand_on_one_line(browser: Any, tmp_path: Path) -> None:
    """At every width of screen: somewhere each line ends between the two, if it may."""
    tab = shown(browser, "explained, rules-cost", tmp_path)
    for width in range(320, 1280, 16):
        tab.set_viewport_size({"width": width, "height": 800})
        lines = tab.evaluate(SPLIT_AMOUNTS)
        assert lines
        assert set(lines) == {1}, width
    tab.close()
