"""Whatever is typed in a tender or bid, a page has the markup it has with harmless words."""

import re
from functools import cache

import pytest

from aanbesteding.report.html import environment
from tests.report.hostile import PAYLOADS, Record, harmless, hostile, pages, spoiled, typed
from tests.report.outline import Outline

ADDRESSES = ("href", "src", "action", "style", "srcset", "data", "xlink:href", "formaction")
NAMES = (
    "award, awarded", "award, what_if", "award, nothing_fits", "award, drawn", "award, lots",
    "award, regions", "award, shelf", "lab, price.linear_span", "lab, lots",
    "scenarios, holland_rijnland", "scenarios, no_award", "robust", "panel", "explained, why",
    "explained, compared", "explained, rules-cost", "explained, alternatives",
    "explained, frontier", "explained, clash",
)  # fmt: skip


@cache
def outlines(name: str) -> tuple[Outline, Outline, str]:
    record, shown = pages()[name]
    attacked = shown(spoiled(record, hostile))
    return Outline(attacked), Outline(shown(spoiled(record, harmless))), attacked


def test_every_kind_of_page_is_attacked() -> None:
    assert set(pages()) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_typed_text_becomes_a_tag_an_attribute_an_address_or_a_style(name: str) -> None:
    attacked, calm, text = outlines(name)
    assert [(tag, list(attrs)) for tag, attrs in attacked.tags] == [
        (tag, list(attrs)) for tag, attrs in calm.tags
    ]
    for found, quiet in zip(attacked.tags, calm.tags, strict=True):
        for attribute in ADDRESSES:
            assert found[1].get(attribute) == quiet[1].get(attribute)
    assert (attacked.unbalanced, attacked.open) == ([], [])
    typed = " ".join(word for word in attacked.words if "{{7*7}}" in word)
    assert "49" not in re.sub(r"N\d{5} ", "", typed)  # its own number may hold it
    assert not set(text) & {"\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\u2028", "\ufffe"}


@pytest.mark.parametrize("name", NAMES)
def test_what_was_typed_is_shown_as_it_was_typed(name: str) -> None:
    """Otherwise a page could pass by showing nothing."""
    attacked, _, _ = outlines(name)
    said = attacked.text
    shown = [payload for payload in PAYLOADS[:7] if " ".join(payload.split()) in said]
    assert len(shown) >= 3


def test_a_control_character_is_shown_wherever_a_page_shows_text() -> None:
    """A tender with one is refused; a file name or an error of a system could still hold one."""
    shown = environment().from_string('<p title="{{ x }}">{{ x }}</p>').render(x="a\x00\x1b<b>")
    assert shown == '<p title="a␀␛&lt;b&gt;">a␀␛&lt;b&gt;</p>'


def test_nearly_all_that_is_typed_in_a_tender_is_attacked() -> None:
    record: Record = pages()["award, awarded"][0]
    attacked = {path[-1] for path in typed(record) if path[0] == "tender"}
    assert {"title", "name", "label", "authority", "region", "asks", "text", "meaning"} <= attacked
    assert not {"lot", "weight", "published", "mode"} & attacked
