"""Every call that gives a result shows it in a notebook, in the language that was asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding import Result

ASKED: dict[str, Callable[[Path, str], Result]] = {
    "award": lambda folder, lang: aanbesteding.award(folder, lang=lang),
    "what_if": lambda folder, lang: aanbesteding.award(folder, what_if=True, lang=lang),
    "explain": lambda folder, lang: aanbesteding.explain(folder, "A", lang=lang),
    "compare": lambda folder, lang: aanbesteding.compare(folder, lang=lang),
    "alternatives": lambda folder, lang: aanbesteding.alternatives(folder, lang=lang),
    "frontier": lambda folder, lang: aanbesteding.frontier(folder, points=2, lang=lang),
    "why_infeasible": lambda folder, lang: aanbesteding.why_infeasible(folder, lang=lang),
    "compare_scenarios": lambda folder, lang: aanbesteding.compare_scenarios(
        folder, {"g": [{"what": "demand", "factor": 2}]}, lang=lang
    ),
    "panel": lambda folder, lang: aanbesteding.panel(folder, lang=lang),
    "forms": lambda folder, lang: aanbesteding.forms(folder, lang=lang),
    "letters": lambda folder, lang: aanbesteding.letters(folder, lang=lang),
    "documents": lambda folder, lang: aanbesteding.documents(folder, lang=lang),
    "editions": lambda folder, lang: aanbesteding.editions(folder, lang=lang),
    "package": lambda folder, lang: aanbesteding.package(folder, lang=lang),
    "ocds": lambda folder, lang: aanbesteding.ocds(folder, lang=lang),
    "ocds, internal": lambda folder, lang: aanbesteding.ocds(folder, internal=True, lang=lang),
    "tenderned": lambda folder, lang: aanbesteding.tenderned(folder, lang=lang),
    "a lot that is not there": lambda folder, lang: aanbesteding.letters(folder, "9", lang=lang),
}
WRITTEN = {"nl": "Geschreven", "en": "Written"}


@pytest.fixture(name="folder", scope="module")
def a_decided_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = aanbesteding.new(tmp_path_factory.mktemp("shown") / "r", "een-perceel")
    assert aanbesteding.award(folder).ok
    return folder


@pytest.mark.parametrize("name", ASKED)
def test_it_shows_itself_in_that_language_with_its_files(folder: Path, name: str) -> None:
    for lang in ("en", "nl"):
        result = ASKED[name](folder, lang)
        shown = result._repr_html_()
        assert result.lang == lang
        assert f'<div lang="{lang}">' in shown
        assert 300 < len(shown) < 20_000
        assert (WRITTEN[lang] in shown) is result.ok
        assert len(repr(result)) < 200


def test_tables_and_a_round_show_themselves_too(folder: Path) -> None:
    assert "exchange/tables/bids.csv" in aanbesteding.tables(folder)._repr_html_()
    found = aanbesteding.read_round(folder)
    assert found.tender is not None
    assert found.tender.title in found._repr_html_()
