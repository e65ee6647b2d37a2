"""Every place that lists the languages lists all of them, and stands on the page about it."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import click
import pytest

from aanbesteding.basis import show
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.cli.main import COMMANDS
from aanbesteding.report.papers import docx_base, pdf
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook import ods

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "add-a-language.md").read_text("utf-8")
LISTED = re.compile(r"""(["'])nl\1.*(["'])en\2|\bnl\|en\b|\bLANGUAGES\b = """)
PLACES: Mapping[str, Collection[str]] = {
    "locales": show.LOCALES,
    "tags of Word": docx_base.TAGS,
    "regions of PDF": pdf.REGIONS,
    "countries of ODS": vars(ods)["_COUNTRIES"],
    "forms": get_args(Tender.model_fields["language"].annotation),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_lists_every_language(place: str) -> None:
    assert sorted(PLACES[place]) == sorted(LANGUAGES)


def test_every_command_speaks_every_language() -> None:
    asked = [
        option.type.choices
        for command in COMMANDS
        for option in command.params
        if option.name == "lang" and isinstance(option.type, click.Choice)
    ]
    assert len(asked) > 10
    assert {tuple(one) for one in asked} == {LANGUAGES}


def files_that_list() -> set[str]:
    """The files of the package that name the languages side by side, outside examples."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "aanbesteding").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if LISTED.search(line) and ">>>" not in line
    }


def test_the_page_names_every_file_that_lists_languages_and_no_other() -> None:
    table = PAGE.split("## 2.", 1)[1].split("\n\nDutch", 1)[0]
    named = set(re.findall(r"`(aanbesteding/[\w/]+\.py)`", table))
    assert named == files_that_list()


def labels(tree: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """The labels of the result notice, each by language."""
    for value in tree.values():
        if isinstance(value, dict) and LANGUAGES[0] in value:
            yield value
        elif isinstance(value, dict):
            yield from labels(value)


def test_every_label_of_the_result_notice_is_there_in_every_language() -> None:
    text = (ROOT / "templates" / "exchange" / "eforms.toml").read_text("utf-8")
    found = list(labels(tomllib.loads(text)))
    assert len(found) > 20
    assert [one for one in found if set(one) < set(LANGUAGES)] == []
