"""What a reader can do on a page in a real browser: by keyboard, exactly, and only as an extra."""

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.contest.count import ranked
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.weights import weights
from tests.report import sample
from tests.report.browsing import opened

pytestmark = pytest.mark.browser
CONTROLS = "main button:visible, main input:visible"


def shown(browser: Any, name: str, folder: Path, **context: Any) -> Any:
    return opened(browser, page(sample.record(name), "nl"), folder, **context)


def scores_of(tab: Any) -> Any:
    return tab.locator("section[aria-labelledby=ranking] table:visible").first


def column(table: Any, at: int) -> list[str]:
    cells = table.locator("tbody tr:visible").all()
    return [row.locator("th, td").nth(at).inner_text().split("\n")[0] for row in cells]


def number(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", "."))


def test_without_script_there_is_no_control_and_with_it_there_is(
    browser: Any, tmp_path: Path
) -> None:
    still = shown(browser, "awarded", tmp_path, java_script_enabled=False)
    assert still.locator(CONTROLS).count() == 0
    assert shown(browser, "awarded", tmp_path).locator(CONTROLS).count() > 10


def test_a_table_is_sorted_by_keyboard_up_down_and_back_and_says_so(
    browser: Any, tmp_path: Path
) -> None:
    tab = shown(browser, "awarded", tmp_path)
    table = scores_of(tab)
    before = column(table, 2)
    head = table.locator("thead th").nth(2)
    head.locator("button").focus()
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(table, 2) == sorted(before, key=number)
    assert "oplopend" in tab.locator("main > [role=status]").inner_text()
    tab.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(table, 2) == sorted(before, key=number, reverse=True)
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert column(table, 2) == before


def test_differences_are_sorted_by_amount_whatever_joins_their_sign(
    browser: Any, tmp_path: Path
) -> None:
    """A page joins a sign and an amount by a sign nobody sees, so that no line ends between."""
    tab = shown(browser, "awarded", tmp_path)
    table = scores_of(tab)
    rows = len(column(table, 2))
    said = [f"{'−' if at % 2 else '+'}\u2060€\u00a0{at},50" for at in range(1, rows + 1)]
    write = "(cells, said) => cells.forEach((cell, at) => { cell.textContent = said[at] })"
    table.locator("tbody tr > :nth-child(3)").evaluate_all(write, said)
    table.locator("thead th").nth(2).locator("button").click()
    down = [text for text in reversed(said) if text.startswith("−")]
    assert column(table, 2) == down + [text for text in said if text.startswith("+")]


def test_a_search_keeps_the_rows_that_hold_every_word_and_counts_them(
    browser: Any, tmp_path: Path
) -> None:
    tab = shown(browser, "awarded", tmp_path)
    table = scores_of(tab)
    every = column(table, 0)
    box = tab.locator("section[aria-labelledby=ranking] .tools").first
    box.locator("input").fill("k1")
    kept = column(table, 0)
    assert kept == [name for name in every if "k1" in name.lower()]
    assert f"{len(kept)} van {len(every)} regels" in box.inner_text()
    box.locator("input").fill("")
    assert column(table, 0) == every


def test_paper_holds_every_row_and_no_control(browser: Any, tmp_path: Path) -> None:
    tab = shown(browser, "awarded", tmp_path)
    table = scores_of(tab)
    every = len(column(table, 0))
    tab.locator("section[aria-labelledby=ranking] .tools input").first.fill("k01")
    assert len(column(table, 0)) == 1
    tab.emulate_media(media="print")
    assert len(column(table, 0)) == every
    assert tab.locator(".tools:visible, .weights:visible").count() == 0


@pytest.mark.parametrize("name", ["awarded", "absolute_linear"])
def test_other_weights_give_the_ranks_that_exact_arithmetic_gives(
    browser: Any, name: str, tmp_path: Path
) -> None:
    source = Source(sample.record(name), "nl")
    known = weights(source, source.tender.open_lots[0].id)
    assert known is not None
    tab = shown(browser, name, tmp_path)
    box = tab.locator(".weights").first
    assert box.is_visible()
    draw = random.Random(8)
    for _ in range(5):
        values = [draw.randint(0, 100) for _ in known.sliders]
        for slider, value in zip(box.locator("input").all(), values, strict=True):
            slider.fill(str(value))
        rows = [[int(share) for share in bid.shares.split()] for bid in known.bids]
        totals = [Fraction(sum(w * s for w, s in zip(values, row, strict=True))) for row in rows]
        ranks = ranked([(total, True) for total in totals], False)
        wanted = {bid.name: rank for bid, rank in zip(known.bids, ranks, strict=True)}
        found = dict(zip(column(box, 0), map(int, column(box, 1)), strict=True))
        assert found == wanted
    box.locator("button.reset").click()
    assert column(box, 1) == column(box, 3)
    assert "hetzelfde als gepubliceerd" in box.locator("[role=status]").inner_text()


def test_weights_that_are_all_zero_rank_nobody(browser: Any, tmp_path: Path) -> None:
    tab = shown(browser, "awarded", tmp_path)
    box = tab.locator(".weights").first
    for slider in box.locator("input").all():
        slider.fill("0")
    assert "ten minste één criterium" in box.locator("[role=status]").inner_text()


def test_a_slider_moves_by_the_arrow_keys(browser: Any, tmp_path: Path) -> None:
    tab = shown(browser, "awarded", tmp_path)
    slider = tab.locator(".weights input").first
    before = int(slider.input_value())
    slider.focus()
    tab.keyboard.press("ArrowRight")
    assert int(slider.input_value()) == before + 1
    assert slider.get_attribute("aria-valuetext") == str(before + 1)
