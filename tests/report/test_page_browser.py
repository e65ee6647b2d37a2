"""The award page in a real browser: accessible, fits a phone, asks for nothing, prints open."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.report.page import page
from tests.report import sample
from tests.report.browsing import accessibility_faults, leaves, opened, width_of

pytestmark = pytest.mark.browser


def shown(browser: Any, name: str, folder: Path, **context: Any) -> Any:
    return opened(browser, page(sample.record(name), "nl", "f" * 64), folder, **context)


@pytest.mark.parametrize(
    "name", ["awarded", "what_if", "nothing_fits", "draw_needed", "lots", "regions", "shelf"]
)
def test_a_page_has_no_known_accessibility_fault(browser: Any, name: str, tmp_path: Path) -> None:
    tab = shown(browser, name, tmp_path)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = accessibility_faults(tab)
    tab.close()
    assert found == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("all { td.faint { color: #bbb; background: #fff; } }", "color-contrast"),
        ("(prefers-color-scheme: dark) { td.faint { color: #333; } }", "color-contrast"),
        ("(prefers-color-scheme: light) { td.faint { color: #333; } }", ""),
    ],
)
def test_words_too_faint_in_one_cell_far_down_are_found(
    browser: Any, rule: str, fault: str, tmp_path: Path
) -> None:
    tab = shown(browser, "awarded", tmp_path, bypass_csp=True)
    tab.evaluate("[...document.querySelectorAll('tbody td')].at(-1).classList.add('faint')")
    tab.add_style_tag(content=f"@media {rule}")
    found = accessibility_faults(tab)
    tab.close()
    assert {name for name, _ in found} == ({fault} if fault else set())


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["awarded", "regions", "shelf"])
def test_a_page_never_scrolls_sideways(browser: Any, name: str, width: int, tmp_path: Path) -> None:
    tab = shown(browser, name, tmp_path, viewport={"width": width, "height": 800})
    wide = width_of(tab)
    tab.close()
    assert wide <= width


def test_a_page_asks_for_nothing_and_breaks_no_policy(browser: Any, tmp_path: Path) -> None:
    asked: list[str] = []
    tab = browser.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: asked.append(message.text))
    file = tmp_path / "award.html"
    file.write_text(page(sample.record("what_if"), "nl"), "utf-8")
    tab.goto(file.as_uri())
    background = tab.evaluate("getComputedStyle(document.querySelector('.mark')).backgroundColor")
    tab.close()
    assert asked == [file.as_uri()]
    assert background == "rgb(138, 75, 0)"


def test_what_is_folded_away_is_open_in_print(browser: Any, tmp_path: Path) -> None:
    tab = shown(browser, "awarded", tmp_path)
    height = "document.querySelector('#panel').closest('section').scrollHeight"
    folded = tab.evaluate(height)
    tab.emulate_media(media="print")
    unfolded = tab.evaluate(height)
    tab.close()
    assert unfolded > 2 * folded


def printed(browser: Any, name: str, folder: Path, scripted: bool) -> list[str]:
    """The words on every leaf of paper."""
    tab = shown(browser, name, folder, java_script_enabled=scripted)
    found = leaves(tab.pdf(prefer_css_page_size=True))
    tab.close()
    return found


def test_a_head_that_can_be_sorted_is_repeated_on_the_next_page_of_print(
    browser: Any, tmp_path: Path
) -> None:
    scripted = printed(browser, "awarded", tmp_path, scripted=True)
    plain = printed(browser, "awarded", tmp_path, scripted=False)
    heads = [leaf.count("Uitkomst") for leaf in plain]
    assert sum(heads) > 1
    assert [leaf.count("Uitkomst") for leaf in scripted] == heads
