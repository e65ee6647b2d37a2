"""Every rule and formula on the shelf has its page, its texts, its golden rows; pages are true."""

import re
import tomllib
from decimal import Decimal
from doctest import DocTestParser, DocTestRunner
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from aanbesteding.basis.texts import LANGUAGES, catalogue, say
from aanbesteding.formulas import SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.rules import STANDING, WRITTEN, AnyRule
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.rule import Rule

ROOT = Path(__file__).parents[2]
KINDS = [
    *(rule.model_fields["kind"].default for rule in WRITTEN),
    *(rule.kind for rule in STANDING),
    "follow_ranking",
]
STANDING_KINDS = {*(rule.kind for rule in STANDING), "follow_ranking"}
RULE_HEADINGS = [
    "What it asks",
    "Why",
    "In words",
    "In rows",
    "Example",
    "What it does not do",
    "Law and sources",
]
FORMULA_HEADINGS = [
    "What it measures",
    "Expression",
    "Picture",
    "Relative or absolute",
    "What a quality point is worth",
    "Known defects",
    "Worked example",
    "Source",
]
WORTH = "What a quality point is worth"
OVERVIEW = re.compile(
    r"^\| \[`([\w.]+)`\]\(formulas/\1\.md\) \| .+ \| (yes|no) \| (yes|no) \| .+ \|$", re.M
)
KEY = re.compile(r"\[`([a-z0-9-]+)`\]\((?:\.\./)?sources\.toml\)")


def page(folder: str, name: str) -> str:
    return (ROOT / "docs" / folder / f"{name}.md").read_text("utf-8")


def section(text: str, heading: str) -> str:
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_has_a_page_with_the_fixed_headings(kind: str) -> None:
    text = page("rules", kind)
    assert text.startswith(f"# {catalogue('en')[f'rule.{kind}.title']}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == RULE_HEADINGS


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_has_golden_rows_and_its_page_shows_the_first(kind: str) -> None:
    golden = (ROOT / "tests" / "golden" / "rows" / f"{kind}.txt").read_text("utf-8")
    shown = "".join(blocks(section(page("rules", kind), "In rows"), "text"))
    assert shown.strip()
    assert shown in golden


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_the_rule_as_the_program_does(kind: str) -> None:
    words = section(page("rules", kind), "In words")
    part = re.search(r"^- Nederlands: \*(.*?): ", words, re.MULTILINE)
    assert part
    sentence = example(kind).sentence(part[1])
    for lang in LANGUAGES:
        assert f"*{say(sentence.key, lang, sentence.values)}*" in words


def example(kind: str) -> AnyRule | FollowRanking | Rule:
    """The rule of the page: its own example, or the one there is."""
    if kind in STANDING_KINDS:
        ranking = FollowRanking(lot="C", order=(("K01",), ("K02",)))
        return next(rule for rule in (*STANDING, ranking) if rule.kind == kind)
    return in_example(kind)[0]


def in_example(kind: str) -> list[AnyRule]:
    (block,) = blocks(section(page("rules", kind), "Example"), "toml")
    tables = tomllib.loads(block, parse_float=Decimal)["rules"]
    return [TypeAdapter[AnyRule](AnyRule).validate_python(table) for table in tables]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - STANDING_KINDS))
def test_the_example_of_a_page_is_a_rule_of_that_kind(kind: str) -> None:
    assert {rule.kind for rule in in_example(kind)} == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_has_a_name_in_both_languages(kind: str) -> None:
    for lang in LANGUAGES:
        assert f"rule.{kind}.title" in catalogue(lang)


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_a_formula_has_a_page_with_the_fixed_headings(card: Formula) -> None:
    text = (ROOT / card.source).read_text("utf-8")
    assert text.startswith(f"# `{card.id}`\n")
    asked = [h for h in FORMULA_HEADINGS if h != WORTH or card.measures != "quality"]
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == asked
    stands = section(text, "Relative or absolute").strip()
    assert stands.startswith("Relative" if card.relative else "Absolute.")
    assert stands.startswith("Relative, but safe:") == (card.relative and card.keeps_order)


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_a_formula_page_shows_its_picture_and_says_what_is_on_it(card: Formula) -> None:
    shown = section((ROOT / card.source).read_text("utf-8"), "Picture")
    assert re.search(rf"^!\[.{{10,}}\]\(\.\./pictures/formulas/{card.id}\.svg\)$", shown, re.M)


def test_the_overview_says_of_every_formula_whether_others_enter_and_whether_order_is_kept() -> (
    None
):
    said = OVERVIEW.findall((ROOT / "docs" / "formulas.md").read_text("utf-8"))
    word = {True: "yes", False: "no"}
    assert said == [(card.id, word[card.relative], word[card.keeps_order]) for card in SHELF]


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_the_worked_example_of_a_formula_page_runs(card: Formula) -> None:
    path = ROOT / card.source
    (block,) = blocks(section(path.read_text("utf-8"), "Worked example"), "python")
    examined = DocTestParser().get_doctest(block, {}, card.id, str(path), 0)
    assert f'BY_ID["{card.id}"]' in block
    assert len(examined.examples) >= 3
    assert DocTestRunner().run(examined).failed == 0


def test_no_page_is_left_of_a_rule_or_formula_that_is_gone() -> None:
    assert {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} - {"index"} == set(KINDS)
    formulas = {path.name for path in (ROOT / "docs" / "formulas").glob("*.md")} - {"index.md"}
    assert formulas == {f"{card.id}.md" for card in SHELF}


def test_every_source_a_page_names_is_in_the_list_and_every_source_is_named() -> None:
    listed = tomllib.loads((ROOT / "docs" / "sources.toml").read_text("utf-8"))
    for entry in listed.values():
        assert set(entry) == {"title", "kind", "where"}
    named = {
        key
        for path in (ROOT / "docs").rglob("*.md")
        for key in KEY.findall(path.read_text("utf-8"))
    }
    assert named - listed.keys() == set()
    assert listed.keys() - named == set()
