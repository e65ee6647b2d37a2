"""Dutch that everyone can read: no stiff words, no long sentences."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from aanbesteding.basis.shipped import shipped

# Words that plain-language lists for Dutch public bodies ask to replace.
STIFF = (
    *("middels", "teneinde", "derhalve", "dient te", "dienen te", "reeds", "alsmede", "indien"),
    *("betreffende", "inzake", "aangaande", "desbetreffende", "ingevolge", "krachtens", "mits"),
    *("omtrent", "jegens", "voornoemd", "bovengenoemd", "onderhavig", "tevens", "echter", "doch"),
    *("gaarne", "terzake", "hieromtrent", "danwel", "behoudens", "onverminderd", "conform"),
    *("te allen tijde", "met betrekking tot", "ten behoeve van", "in het kader van"),
)
MOST_WORDS = 30
_STIFF = re.compile(rf"\b({'|'.join(STIFF)})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n")
FILES = sorted(shipped("templates", "texts", "nl").glob("*.toml"), key=lambda path: path.name)


def texts(tree: dict[str, Any], key: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from texts(value, f"{key}.{name}")
        else:
            yield f"{key}.{name}"[1:], str(value)


def words(sentence: str) -> int:
    return len(re.sub(r"\{[^}]*\}", "x", sentence).split())


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_no_dutch_text_uses_a_stiff_word(file: Any) -> None:
    found = texts(tomllib.loads(file.read_text("utf-8")))
    assert [(key, hit[0]) for key, text in found for hit in _STIFF.finditer(text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_no_dutch_sentence_has_more_words_than_people_hold(file: Any) -> None:
    found = texts(tomllib.loads(file.read_text("utf-8")))
    long = [(key, s) for key, text in found for s in _SENTENCE.split(text) if words(s) > MOST_WORDS]
    assert long == []


def test_a_stiff_word_and_a_long_sentence_are_seen() -> None:
    assert [hit[0] for hit in _STIFF.finditer("U dient te wachten, indien nodig.")] == [
        "dient te",
        "indien",
    ]
    assert words("Met {rank:number} woord") == 3
