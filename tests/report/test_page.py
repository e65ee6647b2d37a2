"""The award page: complete, self-contained, escaped, the same every time."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from aanbesteding.basis.shipped import shipped
from aanbesteding.report.html import policy
from aanbesteding.report.page import page
from tests.report import sample
from tests.report.one_script import outside, without_script
from tests.report.outline import Outline, faults

LANGS = ("nl", "en")
TEMPLATES = sorted(shipped("templates", "report").rglob("*.html"))
SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sample.NAMES)
def test_every_outcome_gives_a_whole_page_that_reaches_nothing_outside_itself(
    name: str, lang: str
) -> None:
    text = page(sample.record(name), lang)
    assert faults(text) == []
    assert outside(without_script(text)) == []


def test_the_policy_comes_first_and_names_the_hash_of_the_style() -> None:
    text = page(sample.record("awarded"), "nl")
    head = text[text.index("<head>") + 6 :].lstrip()
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert head.startswith('<meta http-equiv="Content-Security-Policy"')
    assert f"sha256-{digest}" in head.split(">")[0]
    assert len({policy("a", "x"), policy("b", "x"), policy("a", "y")}) == 3


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_computes_nothing(template: Path) -> None:
    tree = Environment(autoescape=True).parse(template.read_text("utf-8"))
    assert [type(node).__name__ for node in tree.find_all(SUMS)] == []


def test_words_of_a_bidder_cannot_become_markup() -> None:
    text = page(sample.record("one_bid"), "nl")
    assert "<Zonen>" not in text
    assert "<uitleg>" not in text
    assert "Zorg a & <Zonen>" in Outline(text).text


@pytest.mark.parametrize("name", sample.NAMES)
def test_every_table_has_a_caption_scoped_headings_and_can_be_scrolled_by_keyboard(
    name: str,
) -> None:
    outline = Outline(page(sample.record(name), "nl"))
    tables = len(outline.having("table"))
    regions = [a for a in outline.having("div") if a.get("class") == "scroll"]
    assert len(outline.having("caption")) == tables == len(regions)
    assert all(a.get("role") == "group" and a.get("tabindex") == "0" for a in regions)
    assert all(a.get("aria-label") for a in regions)
    assert all(a.get("scope") for a in outline.having("th"))


@pytest.mark.parametrize("name", sample.NAMES)
def test_every_chart_is_named_and_described(name: str) -> None:
    text = page(sample.record(name), "nl")
    charts = re.findall(r"<svg role=\"img\".*?</desc>", text, re.DOTALL)
    assert all(re.search(r"<title[^>]*>[^<]+</title>\s*<desc[^>]*>[^<]+</desc>", c) for c in charts)
    assert len(charts) == text.count("<figure")


def test_the_example_shows_the_published_award() -> None:
    """Winners, waiting and spend as two solvers found them for the example."""
    text = Outline(page(sample.record("awarded"), "nl")).text
    assert "K01, K02, K03, K04, K05, K06, K15 en K07" in text
    assert "0 spoed, 100 zwaar, 200 middel en 150 licht" in text
    assert "€\u00a0104.629.350,00" in page(sample.record("awarded"), "nl")


def test_the_standstill_ends_on_its_last_day_and_the_award_can_be_final_the_day_after() -> None:
    text = Outline(page(sample.record("awarded"), "nl")).text
    assert "4 november 2020 Laatste dag van de opschortende termijn" in text
    assert "5 november 2020 Vanaf deze dag" in text


def test_a_correction_shows_question_answer_decision_before_and_after() -> None:
    text = Outline(page(sample.record("awarded"), "nl")).text
    for part in ("Vraag: Hoeveel", "Antwoord: Twintig", "Besluit: Hersteld", "van 2O naar 20"):
        assert part in text


def test_a_clash_is_told_in_one_line() -> None:
    text = Outline(page(sample.record("nothing_fits"), "nl")).text
    assert (
        "De rangorde, ten hoogste 6 contracten en ten minste 2 partners voor crisishulp "
        "gaan niet samen." in text
    )


def test_a_what_if_is_marked_at_the_top_in_every_section_and_on_every_printed_page() -> None:
    text = page(sample.record("what_if"), "nl")
    mark = "WHAT-IF – geen grond voor gunning"
    style = text[text.index("<style>") : text.index("</style>")]
    assert f'content: "{mark}"' in style
    assert text[text.index("<body") : text.index("<h1")].count(mark) == 1
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text, re.DOTALL)
    assert headings
    assert all("What-if" in heading for heading in headings)


def test_a_what_if_never_says_that_anything_was_awarded() -> None:
    text = Outline(page(sample.record("what_if"), "nl")).text
    assert "oorlopig gegund" not in text


def test_an_award_bears_no_what_if_mark() -> None:
    text = page(sample.record("awarded"), "nl")
    assert "WHAT-IF" not in text[text.index("<body") :]


def test_a_what_if_shows_both_decisions_side_by_side() -> None:
    text = Outline(page(sample.record("what_if"), "nl")).text
    assert "Wachtend: zwaar 0 100 −100" in text
    assert "€ 104.629.350,00" in text.replace("\u00a0", " ")


def test_a_lot_out_of_scope_is_shown_with_its_reason() -> None:
    text = Outline(page(sample.record("lots"), "nl")).text
    assert text.count("Volgt in een eigen ronde.") == 2


def test_the_worked_example_shows_mark_top_weight_and_points() -> None:
    """8.5 of 10 on 30 points is 25.5."""
    text = Outline(page(sample.record("awarded"), "nl")).text
    assert "30 punten × cijfer 8,5 ÷ hoogste cijfer 10 = 25,5" in text


def test_a_draw_that_is_still_to_be_held_is_said_to_be() -> None:
    text = Outline(page(sample.record("draw_needed"), "nl")).text
    assert "Er is nog niet gegund" in text
    assert "moet nog worden geloot" in text


def test_a_draw_that_was_held_shows_its_outcome_in_order() -> None:
    text = Outline(page(sample.record("drawn"), "nl")).text
    assert "1. c · Zorg c & <Zonen>; 2. b · Zorg b & <Zonen>" in text
    assert "moet nog worden geloot" not in text


def test_a_notice_about_the_input_shows_code_place_and_sentence() -> None:
    finding = {"code": "B135", "weight": "notice", "place": "bids.csv:4", "values": {"found": "x"}}
    record = {**sample.record("one_bid"), "findings": [finding]}
    text = Outline(page(record, "nl")).text
    assert "B135 bids.csv:4" in text


def test_a_goal_that_was_not_proven_shows_its_bound() -> None:
    record = sample.record("awarded")
    off = {"proven": False, "value": 90, "bound": 100, "gap": "1/9"}
    goals = [{**goal, **off} for goal in record["decision"]["goals"]]
    unproven = {**record, "decision": {**record["decision"], "goals": goals}}
    text = Outline(page(unproven, "nl")).text
    assert "niet bewezen: gevonden 90, op zijn best 100 mogelijk (verschil 11,1%)" in text


def test_a_budget_that_is_overspent_is_said_to_be() -> None:
    record = sample.record("awarded")
    budgets = [{**budget, "left_cents": -150} for budget in record["decision"]["budgets"]]
    over = {**record, "decision": {**record["decision"], "budgets": budgets}}
    text = Outline(page(over, "nl")).text.replace("\u00a0", " ")
    assert "€ 1,50 meer dan het budget" in text
