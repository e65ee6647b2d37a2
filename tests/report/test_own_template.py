"""An organisation's own template: words in, words out, and nothing it can reach or run."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.report.own_template import MOST, filled, wrong_with
from tests.report.outline import Outline

NAMES = ("bedrag", "naam")
HOSTILE = "<script>alert(1)</script>\" onload='x' {{7*7}} {bedrag}"


def test_places_are_filled_in_with_the_values_of_their_names() -> None:
    done = filled("Geachte {naam},\n\nU biedt {bedrag}.", "brief.txt", {"naam": "A", "bedrag": "1"})
    assert (done.text, done.findings) == ("Geachte A,\n\nU biedt 1.", ())


def test_a_brace_that_is_written_twice_is_a_brace() -> None:
    assert filled("{{naam}} }} {naam}", "b", {"naam": "A"}).text == "{naam} } A"


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("Beste {naam}\n\n{prijs}", "R149", 3),
        ("{naam.__class__}", "R150", 1),
        ("{naam!r}", "R150", 1),
        ("{naam:>9999999999}", "R150", 1),
        ("{0}", "R150", 1),
        ("{}", "R150", 1),
        ("{ naam }", "R150", 1),
        ("{% for x in y %}", "R150", 1),
        ("\n{naam", "R150", 2),
        ("naam}", "R150", 1),
        ("{na\nam}", "R150", 1),
        ("\n<a href={naam}>x</a>", "R162", 2),
        ("<a title='{naam}'>x</a>", "R162", 1),
        ("<script>x = '{naam}'</script>", "R162", 1),
        ("<STYLE>p {{ color: {naam} }}</STYLE >", "R162", 1),
        ("<!-- {naam} -->", "R162", 1),
        ("<p {naam}", "R162", 1),
    ],
)
def test_what_is_no_known_place_in_running_text_is_named_with_its_line(
    template: str, code: str, line: int
) -> None:
    done = filled(template, "brief.txt", dict.fromkeys(NAMES, "x"))
    assert done.text == ""
    first = done.findings[0]
    assert (first.code, first.place) == (code, Line("brief.txt", line))
    for lang in LANGUAGES:
        said = finding_text(first, lang)
        assert f"brief.txt:{line}" in said
        assert "bedrag, naam" in said


def test_every_wrong_place_is_named_at_once() -> None:
    found = wrong_with("{a}\n{b}\n{naam}\n{C}", "brief.txt", NAMES)
    assert [(one.code, str(one.place)) for one in found] == [
        ("R149", "brief.txt:1"),
        ("R149", "brief.txt:2"),
        ("R150", "brief.txt:4"),
    ]


def test_a_value_is_escaped_and_never_a_template_itself() -> None:
    done = filled("<p>{naam}</p>", "b", {"naam": HOSTILE, "bedrag": "99"})
    outline = Outline(done.text)
    assert [tag for tag, _ in outline.tags] == ["p"]
    assert "".join(outline.words) == HOSTILE
    assert "49" not in done.text
    assert "99" not in done.text


def test_into_plain_text_a_value_stays_as_it_is() -> None:
    done = filled("<{naam}>", "b", {"naam": "A & <B>"}, into="text")
    assert done.text == "<A & <B>>"


@given(st.text(alphabet=st.sampled_from("ab{}<>&'\"=%\n#!_ "), max_size=40))
def test_a_template_gives_a_text_with_nothing_of_the_value_in_its_markup_or_says_what_is_wrong(
    template: str,
) -> None:
    plain = filled(template, "b", {"a": "X", "b": "X"})
    harmful = filled(template, "b", {"a": "<i x=1>", "b": "<i x=1>"})
    assert plain.findings == harmful.findings
    assert plain.text == harmful.text.replace(html.escape("<i x=1>"), "X")


@given(st.text(max_size=60))
def test_a_value_comes_back_from_the_page(value: str) -> None:
    shown = filled("<p>{naam}</p>", "b", {"naam": value}).text
    known = filled("{naam}", "b", {"naam": value}, into="text").text
    assert html.unescape(shown) == f"<p>{known}</p>"


@pytest.mark.parametrize("part", ["{", "{naam", "{naam}", "<", "<!--", "<b>{naam}", "<b {naam}>"])
def test_the_longest_template_is_looked_through(part: str) -> None:
    template = part * (MOST // len(part))
    filled(template, "b", {"naam": "x" * 10})


def test_a_template_that_is_too_long_is_refused() -> None:
    found = wrong_with("x" * (MOST + 1), "b", NAMES)
    assert [one.code for one in found] == ["R161"]
