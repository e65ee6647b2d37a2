"""The officer's first-time page: whoever types and fills in what it says gets what it shows."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from aanbesteding.cli.main import main
from tests.packaging.first_time import Part, fill_in, parts, walk

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "for-the-officer" / "eerste-keer.md").read_text("utf-8")


def typed(words: str) -> str:
    return CliRunner().invoke(main, shlex.split(words)).output


def test_the_walk_of_the_page_ends_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert walk(PAGE, typed) == 13
    assert (tmp_path / "mijn-ronde" / "letters").is_dir()


def test_a_cell_that_is_not_what_the_page_calls_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed("new r --workbook")
    table = (
        "| blad | cel | wat er staat | u typt |\n|---|---|---|---|\n| Criteria | C6 | {} | 40 |\n"
    )
    fill_in(Part("table", table.format("wachttijd; Gewicht"), "r/tender.xlsx"))
    with pytest.raises(AssertionError, match="Criteria!C6"):
        fill_in(Part("table", table.format("wachttijd; Titel"), "r/tender.xlsx"))


def test_ci_installs_by_the_lines_of_the_page() -> None:
    lines = [part.text for part in parts(PAGE) if "pip install" in part.text]
    assert [len(text.splitlines()) for text in lines] == [3, 3]
    assert all(text.splitlines()[-1] == "pip install aanbesteding" for text in lines)
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "page=$top/docs/for-the-officer/eerste-keer.md" in ci
    assert '"$(first_time_lines "$page")' in ci
    assert "first_time.py $page" in ci
