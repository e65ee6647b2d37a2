"""A paper in a real browser: accessible, fits a phone, asks for nothing, prints on numbered A4."""

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import columns, text_row
from tests.report.paper_narrow import PAPER
from tests.report.paper_sample import LETTER, POINTS, in_reading_order
from tests.report.test_hostile_pages_browser import heard
from tests.report.test_page_browser import WCAG
from tests.report.test_paper_html import ATTACKED

pytestmark = pytest.mark.browser


def shown(browser: Any, paper: Paper, folder: Path, **context: Any) -> Any:
    file = folder / "paper.html"
    file.write_text(paper_html(paper), "utf-8")
    tab = browser.new_page(**context)
    tab.goto(file.as_uri())
    return tab


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_paper_has_no_known_accessibility_fault(
    browser: Any, scheme: str, width: int, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    size = {"width": width, "height": 800}
    tab = shown(browser, LETTER, tmp_path, color_scheme=scheme, viewport=size)
    found = axe.run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
    faults = [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert faults == []
    assert wide <= width


@pytest.mark.parametrize("width", [320, 1280])
def test_a_paper_with_hostile_words_never_scrolls_sideways_and_asks_for_nothing(
    browser: Any, width: int, tmp_path: Path
) -> None:
    size = {"width": width, "height": 800}
    tab = shown(browser, ATTACKED, tmp_path, viewport=size)
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    file = tmp_path / "paper.html"
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
    split, wide = tab.evaluate(SPLIT_WORDS), tab.evaluate("document.documentElement.scrollWidth")
    words = tab.inner_text("table").split(" ")
    tab.close()
    assert split == []
    assert wide <= width
    assert any("15\u00a0februari\u00a02027" in word for word in words)


def test_print_has_the_mark_and_a_number_on_every_page_and_repeats_the_heads(
    browser: Any, tmp_path: Path
) -> None:
    rows = tuple(text_row(f"Regel {at}", "1", "2", "3") for at in range(120))
    long = POINTS.__class__("Lang", columns("Kop een", "b", "c", "d", numbers="-nnn"), rows)
    paper = Paper("nl", "Brief", "Titel", (Part("Tabel", tables=(long,)),), mark="CONCEPT X")
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
