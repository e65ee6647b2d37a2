"""Every example of a rule or goal in the docs is one a tender can hold, also as a workbook."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aanbesteding.rules import STANDING, WRITTEN
from aanbesteding.rules.soft import Soft
from aanbesteding.tender.load import build, load, read
from aanbesteding.tender.problems import Source
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.tender.tender import Tender
from tests.small_round import tender

DOCS = Path(__file__).parents[2] / "docs"
OFFICER = DOCS / "for-the-officer" / "regels-en-doelen.md"
PAGES = (*sorted((DOCS / "rules").glob("*.md")), DOCS / "goals.md", OFFICER)
LISTS = ("rules", "goals")
WRITTEN_KINDS = {rule.model_fields["kind"].default for rule in WRITTEN}
ALWAYS = {*(rule.kind for rule in STANDING), "follow_ranking"}
SOFT = {rule.model_fields["kind"].default for rule in WRITTEN if issubclass(rule, Soft)}
INDEX_ROW = re.compile(r"^\| \[`(\w+)`\]\(rules/\1\.md\) \|.*?\|(?: (yes|no) \|)?$", re.M)


class Example(NamedTuple):
    """A block of a page: what it writes in a tender."""

    where: str
    tables: dict[str, Any]


def examples() -> list[Example]:
    found = []
    for page in PAGES:
        blocks = re.findall(r"^```toml\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.M)
        for number, block in enumerate(blocks):
            tables = tomllib.loads(block, parse_float=Decimal)
            found.append(Example(f"{page.stem}:{number}", tables))
    return found


EXAMPLES = examples()


def holding(tables: dict[str, Any]) -> Tender:
    """A tender that holds the rules and goals of an example, built as from a file."""
    tree = {**tender().model_dump(mode="python", exclude_unset=True), **tables}
    found, findings = build(Source(tree, {}, ()))
    assert found is not None, findings
    return found


def test_every_rule_that_is_written_has_an_example() -> None:
    shown = {rule["kind"] for one in EXAMPLES for rule in one.tables.get("rules", ())}
    assert shown == WRITTEN_KINDS


def test_the_page_of_goals_shows_each_way_to_write_one() -> None:
    goals = [g for one in EXAMPLES if one.where.startswith("goals:") for g in one.tables["goals"]]
    assert {"weight", "at_least", "at_most"} <= {name for goal in goals for name in goal}
    assert any(goal.keys() <= {"kind", "need"} for goal in goals)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.where)
def test_an_example_writes_rules_or_goals_and_nothing_else(example: Example) -> None:
    assert example.tables
    assert set(example.tables) <= set(LISTS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.where)
def test_a_tender_holds_the_example_as_it_stands(example: Example) -> None:
    held = holding(example.tables)
    for name, entries in example.tables.items():
        kept = getattr(held, name)
        assert [one.kind for one in kept] == [entry["kind"] for entry in entries]
        for one, entry in zip(kept, entries, strict=True):
            told = one.model_dump(mode="json", exclude_unset=True)
            assert told.keys() == entry.keys()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.where)
def test_an_example_comes_back_unchanged_from_the_workbook_and_from_text(
    example: Example, tmp_path: Path
) -> None:
    held = holding(example.tables)
    save_workbook(held, tmp_path / "w" / "tender.xlsx", "nl")
    save_toml(held, tmp_path / "t")
    for folder in ("w", "t"):
        back, findings = load(tmp_path / folder)
        assert back is not None, findings
        assert (back.rules, back.goals) == (held.rules, held.goals)
        assert back.hash == held.hash
        source = read(tmp_path / folder)
        assert source is not None
        assert not source.findings


def test_the_index_lists_every_rule_once_and_says_which_can_be_soft() -> None:
    rows = INDEX_ROW.findall((DOCS / "rules.md").read_text("utf-8"))
    assert sorted(kind for kind, _ in rows) == sorted(WRITTEN_KINDS | ALWAYS)
    assert {kind for kind, said in rows if said == "yes"} == SOFT
    assert {kind for kind, said in rows if not said} == ALWAYS


def test_the_page_for_officers_links_every_rule_once_and_lists_the_soft_ones() -> None:
    text = OFFICER.read_text("utf-8")
    linked = re.findall(r"^\|.*\[`(\w+)`\]\(\.\./rules/\1\.md\) \|", text, re.M)
    assert sorted(linked) == sorted(WRITTEN_KINDS | ALWAYS)
    (sentence,) = re.findall(r"^Zacht kunnen zijn: (.*?)\.", text, re.M)
    assert set(re.findall(r"`(\w+)`", sentence)) == SOFT
