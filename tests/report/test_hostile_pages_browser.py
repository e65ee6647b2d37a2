"""Hostile pages in a real browser: nothing is asked for, nothing runs, and all can be read."""

from pathlib import Path
from typing import Any

import pytest

from tests.report.hostile import hostile, pages, spoiled
from tests.report.test_hostile_pages import NAMES

pytestmark = pytest.mark.browser


def heard(browser: Any, file: Path, **context: Any) -> tuple[list[str], str]:
    """What a page asked for, said or tried, and its words."""
    noted: list[str] = []

    def noticed(box: Any) -> None:
        noted.append(f"dialog {box.message}")
        box.dismiss()

    within = browser.new_context(**context)
    tab = within.new_page()
    tab.on("request", lambda asked: noted.append(f"request {asked.url}"))
    tab.on("requestfailed", lambda asked: noted.append(f"stopped {asked.url}"))
    tab.on("console", lambda said: noted.append(f"console {said.text}"))
    tab.on("pageerror", lambda error: noted.append(f"error {error}"))
    tab.on("dialog", noticed)
    within.on("page", lambda opened: noted.append(f"opened {opened.url}"))
    tab.goto(file.as_uri())
    tab.evaluate("document.querySelectorAll('summary').forEach(part => part.click())")
    tab.mouse.move(200, 200)
    words = str(tab.inner_text("main"))
    tab.wait_for_timeout(100)
    within.close()
    return noted, words


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_page_asks_for_nothing_and_runs_nothing_and_reads_the_same_without_script(
    browser: Any, name: str, tmp_path: Path
) -> None:
    record, shown = pages()[name]
    file = tmp_path / "page.html"
    file.write_text(shown(spoiled(record, hostile)), "utf-8")
    noted, words = heard(browser, file)
    assert noted == [f"request {file.as_uri()}"]
    still, without = heard(browser, file, java_script_enabled=False)
    assert still == noted
    assert set(without.split()) <= set(words.split())
    assert "N0" in without


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=http://evil.example/x.png>",
        "<p style='background:url(http://evil.example/y)'>",
        "<svg onload=alert(1)></svg>",
        "<iframe src='data:text/html,x'></iframe>",
    ],
)
def test_what_would_get_through_is_stopped_by_the_policy_and_noticed_here(
    browser: Any, planted: str, tmp_path: Path
) -> None:
    """The second wall: markup that somehow got in still neither runs nor asks for anything."""
    record, shown = pages()["award, drawn"]
    file = tmp_path / "page.html"
    text = shown(record).replace("</h1>", f"</h1>{planted}", 1)
    file.write_text(text, "utf-8")
    noted, _ = heard(browser, file)
    assert not [one for one in noted if one.startswith("dialog")]
    assert any("Content Security Policy" in one for one in noted)
    asked = {one.removeprefix("request ") for one in noted if one.startswith("request ")}
    stopped = {one.removeprefix("stopped ") for one in noted if one.startswith("stopped ")}
    assert asked - stopped == {file.as_uri()}
