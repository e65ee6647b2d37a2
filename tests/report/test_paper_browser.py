"""A paper in a real browser: accessible, fits a phone, asks for nothing, prints on numbered A4."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.paper import Paper
from tests.report.browsing import accessibility_faults, leaves, opened, width_of
from tests.report.paper_narrow import PAPER
from tests.report.paper_sample import LETTER, in_reading_order, long_paper, total_alone
from tests.report.test_hostile_pages_browser import heard
from tests.report.test_paper_html import ATTACKED

pytestmark = pytest.mark.browser


def shown(browser: Any, paper: Paper, folder: Path, **context: Any) -> Any:
    return opened(browser, paper_html(paper), folder, **context)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_paper_has_no_known_accessibility_fault(browser: Any, width: int, tmp_path: Path) -> None:
    size = {"width": width, "height": 800}
    tab = shown(browser, LETTER, tmp_path, viewport=size)
    wide, found = width_of(tab), accessibility_faults(tab)
    tab.close()
    assert found == []
    assert wide <= width


@pytest.mark.parametrize("width", [320, 1280])
def test_a_paper_with_hostile_words_never_scrolls_sideways_and_asks_for_nothing(
    browser: Any, width: int, tmp_path: Path
) -> None:
    size = {"width": width, "height": 800}
    tab = shown(browser, ATTACKED, tmp_path, viewport=size)
    wide = width_of(tab)
    tab.close()
    file = tmp_path / "page.html"
    noted, words = heard(browser, file)
    assert wide <= width
    assert noted == [f"request {file.as_uri()}"]
    assert "N000" in words or "N001" in words


SPLIT_WORDS = """() => {
  const cells = document.querySelectorAll('td, th, caption'), found = [];
  for (const cell of cells) {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest('code')) continue;
      for (const word of node.data.matchAll(/[^ \\n-]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
        if (tops.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 800, 1280])
def test_no_word_date_or_amount_in_a_table_is_broken(
    browser: Any, width: int, tmp_path: Path
) -> None:
    tab = shown(browser, PAPER, tmp_path, viewport={"width": width, "height": 800})
    split, wide = tab.evaluate(SPLIT_WORDS), width_of(tab)
    words = tab.inner_text("table").split(" ")
    tab.close()
    assert split == []
    assert wide <= width
    assert any("15\u00a0februari\u00a02027" in word for word in words)


def test_print_has_the_mark_and_a_number_on_every_page_and_repeats_the_heads(
    browser: Any, tmp_path: Path
) -> None:
    paper = replace(long_paper(120), mark="CONCEPT X")
    tab = shown(browser, paper, tmp_path)
    printed = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
    tab.close()
    pages = [" ".join(page.extract_text().split()) for page in printed.pages]
    assert len(pages) > 2
    box = printed.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    for at, words in enumerate(pages, start=1):
        assert f"{at} / {len(pages)}" in words
        assert "CONCEPT X" in words
    assert all("Kop een" in words for words in pages if "Regel" in words)
    text = " ".join(pages)
    assert all(word in text for word in in_reading_order(paper))


def test_no_total_stands_alone_on_the_next_page_of_print(browser: Any, tmp_path: Path) -> None:
    """Wherever a page ends: on the first one stand between sixty and seventy rows."""
    for rows in range(58, 72):
        tab = shown(browser, long_paper(rows), tmp_path)
        assert not total_alone(leaves(tab.pdf(prefer_css_page_size=True))), rows
        tab.close()
