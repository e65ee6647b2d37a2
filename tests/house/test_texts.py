"""Both languages say the same things in the same slots; every finding code has its text."""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.texts import LANGUAGES

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "templates" / "texts"
FORMS = {"", "euro", "percent", "share", "shares", "number", "day", "list", "and", "only"}
AGREES = re.compile(r"one:[^|]+\|[^|]+")
CODE = re.compile(r'"([TWBASRV]\d{3})"')


def leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def spoken(lang: str, file: str) -> dict[str, str]:
    return dict(leaves(tomllib.loads((TEXTS / lang / file).read_text("utf-8"))))


def filled(text: str) -> set[tuple[str, str]]:
    return {
        (name, form or "")
        for _, name, form, _ in string.Formatter().parse(text)
        if name is not None
    }


def slots(text: str) -> set[tuple[str, str]]:
    """The slots that show a value; how words agree with a number is each language's own."""
    return {(name, form) for name, form in filled(text) if not AGREES.fullmatch(form)}


def every(lang: str) -> dict[str, str]:
    return {key: text for file in FILES for key, text in spoken(lang, file).items()}


def codes_in_source() -> set[str]:
    return {
        code
        for path in (ROOT / "aanbesteding").rglob("*.py")
        for code in CODE.findall(path.read_text("utf-8"))
    }


FILES = sorted(path.name for path in (TEXTS / LANGUAGES[0]).glob("*.toml"))


def test_there_are_texts_in_each_language_under_the_same_file_names() -> None:
    assert FILES
    for lang in LANGUAGES:
        assert sorted(path.name for path in (TEXTS / lang).glob("*.toml")) == FILES


@pytest.mark.parametrize("other", LANGUAGES[1:])
@pytest.mark.parametrize("file", FILES)
def test_every_language_has_the_keys_of_the_first(file: str, other: str) -> None:
    assert spoken(LANGUAGES[0], file).keys() ^ spoken(other, file).keys() == set()


@pytest.mark.parametrize("other", LANGUAGES[1:])
@pytest.mark.parametrize("file", FILES)
def test_every_language_has_the_slots_of_the_first(file: str, other: str) -> None:
    one, two = spoken(LANGUAGES[0], file), spoken(other, file)
    assert {key for key in one.keys() & two.keys() if slots(one[key]) != slots(two[key])} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_text_says_something_in_named_slots_of_known_forms(file: str, lang: str) -> None:
    for key, text in spoken(lang, file).items():
        assert isinstance(text, str), key
        assert text.strip() == text != "", key
        for name, form in filled(text):
            assert name.isidentifier(), key
            assert form in FORMS or AGREES.fullmatch(form), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_stands_in_two_files(lang: str) -> None:
    keys = [key for file in FILES for key in spoken(lang, file)]
    assert sorted(keys) == sorted(set(keys))


def test_every_finding_code_has_a_title_and_help() -> None:
    said = every(LANGUAGES[0])
    wanted = {f"finding.{code}.{part}" for code in codes_in_source() for part in ("title", "help")}
    assert wanted - said.keys() == set()


def test_every_finding_with_a_text_can_occur() -> None:
    said = {key.split(".")[1] for key in every(LANGUAGES[0]) if key.startswith("finding.")}
    assert said - codes_in_source() == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_title_ends_without_a_full_stop_because_the_help_follows_it(lang: str) -> None:
    ended = {
        key
        for key, text in every(lang).items()
        if re.fullmatch(r"finding\.\w+\.title", key) and text.endswith(".")
    }
    assert ended == set()


def test_slots_are_told_apart_by_name_and_form() -> None:
    shown = {("part", ""), ("at_least", "number")}
    assert slots("{part}: {at_least:number} {{x}}") == shown
    assert slots("{part}: {at_least:number} {at_least:one:lot|lots}") == shown
