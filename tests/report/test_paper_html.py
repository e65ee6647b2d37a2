"""A paper as a page: complete, in order, with nothing from outside and nothing typed as markup."""

from dataclasses import replace

import pytest

from aanbesteding.basis.visible import visible
from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.paper import Paper
from tests.report.hostile import PAYLOADS
from tests.report.one_script import outside
from tests.report.outline import Outline, faults
from tests.report.paper_sample import LETTER, in_reading_order, numbered, reworded

ATTACKED = reworded(LETTER, numbered(PAYLOADS))
CALM = reworded(LETTER, numbered(("x",)))


def said(outline: Outline) -> str:
    """The words of the page with every kind of white space as one space."""
    return " ".join("".join(outline.words).split())


def test_a_page_says_all_words_in_reading_order() -> None:
    text, at = said(Outline(paper_html(LETTER))), 0
    for word in in_reading_order(LETTER):
        found = text.find(" ".join(word.split()), at)
        assert found >= at, word
        at = found + len(word)


@pytest.mark.parametrize("paper", [LETTER, ATTACKED, replace(LETTER, lang="en", mark="")])
def test_every_tag_is_closed_and_headings_skip_no_level(paper: Paper) -> None:
    text = paper_html(paper)
    assert faults(text) == []
    assert Outline(text).having("html") == [{"lang": paper.lang}]


def test_a_table_has_a_caption_and_every_head_says_what_it_is_a_head_of() -> None:
    outline = Outline(paper_html(LETTER))
    assert len(outline.having("caption")) == len(outline.having("table")) == 2
    assert {head.get("scope") for head in outline.having("th")} == {"col", "row", "colgroup"}


def test_no_typed_word_becomes_a_tag_an_attribute_or_an_address() -> None:
    attacked, calm = Outline(paper_html(ATTACKED)), Outline(paper_html(CALM))
    assert [(tag, set(attrs)) for tag, attrs in attacked.tags] == [
        (tag, set(attrs)) for tag, attrs in calm.tags
    ]
    assert [a["href"] for a in attacked.having("a")] == ["#main"]
    assert "49" not in "".join(attacked.words).replace("N049", "")
    text = said(attacked)
    assert [w for w in in_reading_order(ATTACKED) if " ".join(visible(w).split()) not in text] == []


def test_a_page_names_no_address_outside_and_runs_nothing() -> None:
    assert outside(paper_html(LETTER)) == []


def test_a_paper_that_may_be_used_as_it_is_has_no_mark() -> None:
    assert not Outline(paper_html(replace(LETTER, mark=""))).having("aside")
    assert Outline(paper_html(LETTER)).having("aside")


def test_the_same_paper_gives_the_same_page() -> None:
    assert paper_html(LETTER) == paper_html(LETTER)


def test_a_mark_is_no_style_wherever_it_is_printed() -> None:
    wrong = '"; } body { color: red } </style><script>x</script> \\'
    pages = [paper_html(replace(LETTER, mark=mark)) for mark in (wrong, "x")]
    outlines = [[tag for tag, _ in Outline(page).tags] for page in pages]
    styles = [page.split("<style>")[1].split("</style>")[0] for page in pages]
    assert outlines[0] == outlines[1]
    assert [style.count(sign) for style in styles[:1] for sign in "{};"] == [
        styles[1].count(sign) for sign in "{};"
    ]
    assert '"' + "".join(f"\\{ord(one):06x}" for one in '"; }') in styles[0]
