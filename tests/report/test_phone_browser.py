"""A page on a phone: names and values in charts apart, words of tables within reach."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.report.page import page
from tests.report import sample
from tests.report.browsing import opened

pytestmark = pytest.mark.browser
HEADS = """[...document.querySelectorAll('.bar-head')].map(head => {
  const [name, value] = [...head.children].map(one => one.getBoundingClientRect())
  return [name.right, value.left, value.right, head.firstChild.scrollWidth]
})"""
GROUPS = """[...document.querySelectorAll('.group span')].map(
  one => one.getBoundingClientRect().right)"""
INSIDE = """[...document.querySelectorAll('.chart .inside')].filter(
  one => getComputedStyle(one).display !== 'none').map(one => one.getBBox().width)"""
PIECES = """[...document.querySelectorAll('.chart .inside')].filter(
  one => getComputedStyle(one).display === 'none').length"""


@pytest.fixture(name="tab")
def phone(browser: Any, tmp_path: Path) -> Any:
    text = page(sample.record("regions"), "nl", "f" * 64)
    tab = opened(browser, text, tmp_path, viewport={"width": 320, "height": 800})
    yield tab
    tab.close()


def test_no_name_in_a_chart_runs_into_its_value_or_off_the_screen(tab: Any) -> None:
    heads = tab.evaluate(HEADS)
    assert len(heads) > 3
    for name_ends, value_starts, value_ends, _ in heads:
        assert name_ends < value_starts
        assert value_ends <= 320


def test_the_words_over_a_group_of_rows_can_be_read_without_scrolling(tab: Any) -> None:
    ends = tab.evaluate(GROUPS)
    assert ends
    assert max(ends) <= 320


def test_figures_that_do_not_fit_in_their_piece_of_a_bar_are_left_out(tab: Any) -> None:
    hidden = tab.evaluate(PIECES)
    tab.set_viewport_size({"width": 1280, "height": 800})
    assert hidden > tab.evaluate(PIECES) == 0


def test_a_column_of_sentences_is_wider_than_a_few_words(tab: Any) -> None:
    widths = tab.evaluate(
        "[...document.querySelectorAll('td.long')].map(one => one.getBoundingClientRect().width)"
    )
    assert widths
    assert min(width for width in widths if width) >= 12 * 16


def test_no_bar_of_any_chart_hides_the_name_above_it(tab: Any) -> None:
    charts = tab.evaluate("""[...document.querySelectorAll('.chart > svg')].map(chart => [
      [...chart.querySelectorAll('.bar-head')].map(one => one.getBoundingClientRect().bottom),
      [...chart.querySelectorAll('.track')].map(one => one.getBoundingClientRect().top)])""")
    assert len([heads for heads, _ in charts if heads]) > 3
    for heads, bars in charts:
        assert len(heads) == len(bars)
        assert all(head <= bar + 1 for head, bar in zip(heads, bars, strict=True))
