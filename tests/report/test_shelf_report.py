"""The wider shelf on the page and in the workbook: names, units, penalties, what was counted."""

import re
from collections.abc import Mapping
from fractions import Fraction
from html import unescape
from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.basis.texts import LANGUAGES, catalogue
from aanbesteding.report.asked import asked
from aanbesteding.report.award_lines import award_lines
from aanbesteding.report.combined import combination_in_words
from aanbesteding.report.counted import (
    clashes_in_words,
    counts_table,
    goals_table,
    soft_in_words,
)
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.units import amount
from aanbesteding.rules.rule import Rule
from tests import combinations
from tests.report import sample, shelf_sample
from tests.report.shelf_sample import source
from tests.report.tables import cells
from tests.rules.test_rule import SPEAKERS

NEVER_IN_A_CLASH = "preference"
RAW = re.compile(r"\bB\d/[AVD]\b|[AVD]\+[AVD]|\b[AVD]/(zwaar|licht|dag)|1000000\d")


def rows_of(rule: str, lang: str = "nl") -> list[list[str]]:
    shown = source(lang)
    counts = [c for c in shown.decision["counts"] if c["rule"] == rule]
    return cells(counts_table(shown, counts, "rules"))


# What is told of a rule


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", SPEAKERS, ids=lambda rule: rule.sentence("").key)
def test_every_rule_that_can_clash_has_a_short_name(rule: Rule, lang: str) -> None:
    key = "report.short" + rule.sentence("").key.removeprefix("rule")
    assert (key in catalogue(lang)) is (rule.kind != NEVER_IN_A_CLASH)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_short_name_is_left_that_no_rule_has(lang: str) -> None:
    keys = {"report.short" + rule.sentence("").key.removeprefix("rule") for rule in SPEAKERS}
    there = {key for key in catalogue(lang) if key.startswith("report.short.")}
    assert there <= keys


@pytest.mark.parametrize(
    ("kind", "part", "words"),
    [
        ("capacity", "B1/A/licht", "Stichting De Brug, Ambulant, lichte hulp"),
        ("least_size", "B1/A", "Stichting De Brug, Ambulant"),
        ("wait_norm", "A/zwaar/noord/2028", "zware hulp, Noord, Ambulant"),
        ("reserved", "A/licht/zuid/2028", "lichte hulp, Zuid, Ambulant"),
        ("single_provider", "D/dag/zuid/2028", "dagbehandeling, Zuid, Dagbehandeling"),
        ("least_in_area", "B1/A/noord", "Stichting De Brug, Ambulant, Noord"),
        ("free_capacity", "A/zwaar", "Ambulant, zware hulp"),
        ("free_capacity", "A/zwaar/noord", "Ambulant, zware hulp, Noord"),
        ("coverage", "A/noord/zwaar", "Ambulant, Noord, zware hulp"),
        ("coverage", "noord", "Noord"),
        ("share_ladder", "V", "Verblijf"),
        ("share_ladder", "B1/V", "Stichting De Brug, Verblijf"),
        ("share_of_bidder", "B1", "Stichting De Brug"),
        ("share_of_bidder", "10000002", "Kleine Kade"),
        ("share_of_bidder", "A+V", "Ambulant, Verblijf"),
        ("share_of_turnover", "B1", "Stichting De Brug"),
        ("share_of_turnover", "B1/2028", "Stichting De Brug"),
        ("share_of_turnover", "B1+B2/2028", "Stichting De Brug, Kleine Kade"),
        ("lots_per_bidder", "10000002+duin & zee", "Kleine Kade, Duin & Zee"),
        ("one_role", "A/duin & zee", "Ambulant, Duin & Zee"),
        ("all_or_nothing", "B1", "Stichting De Brug"),
        ("all_or_nothing", "B2/V+B4/A", "Kleine Kade – Verblijf, Huis Vier – Ambulant"),
        ("same_provider", "B1", "Stichting De Brug"),
        ("freeze", "B4/A", "Huis Vier, Ambulant"),
        ("freeze", "B4", "Huis Vier"),
        ("conditions", "B1/A+D+V", "Stichting De Brug, Ambulant, Dagbehandeling, Verblijf"),
        ("conditions", "B1/A+V/2", "Stichting De Brug, Ambulant, Verblijf"),
        ("transition", "A+V+D", "Ambulant, Verblijf, Dagbehandeling"),
        ("goal", "A+V+D", "Ambulant, Verblijf, Dagbehandeling"),
        ("keep_incumbents", "B1/A", "Stichting De Brug, Ambulant"),
        ("discounts", "B2/A", "Kleine Kade, Ambulant"),
        ("substitution", "A", "Ambulant"),
        ("quality_share", "V", "Verblijf"),
        ("framework_maximum", "A", "Ambulant"),
        ("mean_quality", "A+V", "Ambulant, Verblijf"),
        ("least_quality", "A", "Ambulant"),
        ("implies", "B1/D", "Stichting De Brug, Dagbehandeling"),
        ("share_of_bidder", "nobody", "nobody"),
    ],
)  # fmt: skip
def test_a_part_of_a_rule_of_the_shelf_is_told_in_names(kind: str, part: str, words: str) -> None:
    assert source().part(kind, part) == words


def test_lots_that_have_a_plus_in_their_name_are_told_apart() -> None:
    lots = [{"id": "C", "title": "Zwaar"}, {"id": "C+", "title": "Zwaarst"}]
    tender = {**sample.SMALL, "lots": lots, "demand": []}
    shown = Source({"tender": tender, "bids": []}, "nl")
    assert shown.part("goal", "C+C+") == "Zwaar, Zwaarst"
    assert shown.part("goal", "C+") == "Zwaarst"
    assert shown.part("goal", "C++C") == "Zwaarst, Zwaar"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_identifier_of_a_contract_lot_or_company_is_left_among_the_rules(lang: str) -> None:
    text = page(shelf_sample.record(), lang)
    rules = unescape(text.split('aria-labelledby="rules"', 1)[1].split("</section>", 1)[0])
    asked_for = unescape(text.split('aria-labelledby="asked"', 1)[1].split("</section>", 1)[0])
    assert RAW.findall(rules) == RAW.findall(asked_for) == []


def test_what_narrows_a_rule_is_told_in_names() -> None:
    told = {fact.term: fact.text for fact in asked(source())["rules"]}
    assert told["klein"].endswith("(alleen: klein bedrijf).")
    assert "Ambulant (alleen: Dagbehandeling, Stichting De Brug)" in told["alleen-met"]


def test_what_a_sentence_leaves_out_stands_beside_it() -> None:
    notes = {fact.term: fact.note for fact in asked(source())["rules"]}
    assert notes["wachten"] == "lichte hulp"
    assert notes["uit"] == "Huis Vier – Ambulant"
    assert notes["klein"] == ""
    assert notes["vrij"] == "Ambulant, lichte hulp, Zuid"


def test_lots_that_count_together_are_no_longer_each_lot() -> None:
    told = {fact.term: fact.text for fact in asked(source())["rules"]}
    assert told["klein"].startswith("Alle percelen samen: ")
    assert told["per-bedrijf"].startswith("Elke organisatie: ")
    assert told["hoogstens-drie"].startswith("Elk perceel: ")
    assert told["samen"].startswith("Alle percelen samen: deze inschrijvers ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_turnover_a_bidder_states_stands_beside_its_name(lang: str) -> None:
    text = unescape(page(shelf_sample.record(), lang)).replace("\xa0", " ")
    said = {"nl": "omzet € 850.000,50 per jaar", "en": "turnover €850,000.50 a year"}[lang]
    assert said in text


# Units


@pytest.mark.parametrize(
    ("rule", "part", "counted", "required"),
    [
        ("deel", "Kleine Kade, Ambulant", "€ 101.250,00", "hoogstens € 184.275,00"),
        ("groep", "Stichting De Brug", "30", "hoogstens 47,70"),
        ("deel-genoeg", "Ambulant", "0%", "hoogstens 75%"),
        ("goed", "Verblijf", "0%", "hoogstens 90%"),
        ("norm", "Zware hulp, Noord, Verblijf", "0 weken", "hoogstens 8 weken"),
        ("framework_maximum", "Ambulant", "€ 819.000,00", "hoogstens € 4.000.000,00"),
        ("omzet", "Kleine Kade", "€ 147.750,00", "hoogstens € 510.000,30"),
        ("kleine-omzet", "Kleine Kade", "€ 147.750,00", "hoogstens € 340.000,20"),
        (
            "goal:spend",
            "Ambulant, Verblijf, Dagbehandeling",
            "€ 464.950,00",
            "hoogstens € 900.000,00",
        ),
        ("overbruggen", "Ambulant", "8", "hoogstens 12"),
        ("klein", "Ambulant, Verblijf, Dagbehandeling", "2", "hoogstens 4"),
    ],
)
def test_a_count_is_told_in_its_unit(rule: str, part: str, counted: str, required: str) -> None:
    (row,) = [row for row in rows_of(rule) if row[0] == part]
    assert [text.replace("\xa0", " ") for text in row[1:3]] == [counted, required]


def test_care_that_is_no_client_has_its_unit() -> None:
    counts = {c["part"]: c for c in source().decision["counts"] if c["kind"] == "capacity"}
    assert amount(source(), counts["B4/D/dag"], 900) == "900 dagdeel"
    assert amount(source(), counts["B1/A/licht"], 16) == "16"


@pytest.mark.parametrize(
    ("weeks", "said"), [(8, "8 weken"), ("13/2", "6,5 weken"), ("52/3", "17,3 weken")]
)
def test_an_estimated_wait_is_told_in_weeks(weeks: int | str, said: str) -> None:
    (count, *_) = [c for c in source().decision["counts"] if c["kind"] == "wait_norm"]
    assert amount(source(), count, weeks) == said


def test_every_goal_is_told_in_its_unit() -> None:
    values = [row[2].replace("\xa0", " ") for row in cells(goals_table(source()))]
    assert values == ["0", "0", "0 dagdeel", "-€ 500,00", "11", "€ 464.950,00", "380"]


def unproven(goal: Mapping[str, Any]) -> dict[str, Any]:
    """The goal as if a tenth better were possible."""
    value = Fraction(goal["value"])
    return {**goal, "bound": str(value * Fraction(9, 10)), "proven": False, "gap": "1/10"}


def test_a_goal_that_is_not_proven_is_told_with_its_bound_and_gap() -> None:
    record = shelf_sample.record()
    goals = [unproven(goal) for goal in record["decision"]["goals"]]
    shown = Source({**record, "decision": {**record["decision"], "goals": goals}}, "nl")
    proofs = {row[1]: row[3].replace("\xa0", " ") for row in cells(goals_table(shown))}
    told = proofs["Zo laag mogelijke uitgaven."]
    for part in ("€ 464.950,00", "€ 418.455,00", "10,0%"):
        assert part in told


# Soft rules


def test_a_broken_soft_rule_is_told_with_its_fine() -> None:
    (row,) = [row for row in rows_of("liever-een") if row[0] == "Verblijf"]
    assert row[3].replace("\xa0", " ") == "niet gehaald: € 2.500,00 minder waarde"
    assert "€ 2.500,00" in soft_in_words(source()).replace("\xa0", " ")


def test_without_broken_soft_rules_nothing_is_said_of_them() -> None:
    assert soft_in_words(Source(sample.record("awarded"), "nl")) == ""


@pytest.mark.parametrize(("lang", "soft"), [("nl", "zachte regel"), ("en", "soft rule")])
def test_the_command_line_tells_soft_rules_and_combinations(lang: str, soft: str) -> None:
    lines = list(award_lines(shelf_sample.record(), lang))
    assert any(soft in line for line in lines)
    assert combination_in_words(source(lang)) in lines


# Clashes


def clashing(**changes: Any) -> Source:
    offered = combinations.bids(("60", "110"))
    asked_for = combinations.tender(**changes)
    dossier = flow.award(asked_for, offered, combinations.marks(offered), (), {})
    shown = Source(sample.read(dossier), "nl")
    assert shown.decision["outcome"] == "nothing_fits"
    return shown


def test_rules_that_clash_are_named_shortly_and_in_names() -> None:
    """Combi wants both lots or none: it cannot get the one without the other."""
    rules = [
        {"kind": "freeze", "id": "wel", "contracts": ["Combi/L1"]},
        {"kind": "freeze", "id": "niet", "contracts": ["Combi/L2"], "out": True},
    ]
    (clash,) = clashes_in_words(clashing(rules=rules))
    line = clash["line"].casefold()
    assert "een vast contract (stichting combi, ambulant)" in line
    assert "geen contract voor stichting combi, verblijf" in line
    assert "de eigen voorwaarden van een inschrijver (stichting combi, ambulant, verblijf)" in line


def test_a_rule_that_fits_nothing_by_itself_clashes_with_nobody() -> None:
    """Two bid for the lot, and five must win it."""
    rules = [{"kind": "number_of_contracts", "id": "vijf", "at_least": 5, "lots": ["L1"]}]
    (clash,) = clashes_in_words(clashing(rules=rules))
    assert clash["line"] == "Ten minste 5 contracten: daar past geen enkele uitkomst bij."


def test_a_bound_on_a_goal_is_named_in_a_clash() -> None:
    goals = [{"kind": "spend", "at_most": "1"}, {"kind": "unmet"}]
    rules = [{"kind": "waiting", "id": "niemand", "at_most": 0}]
    shown = clashing(rules=rules, goals=goals)
    lines = [clash["line"].replace("\xa0", " ") for clash in clashes_in_words(shown)]
    assert any("€ 1,00 aan uitgaven" in line for line in lines)
    told = [rule for clash in clashes_in_words(shown) for rule in clash["rules"]]
    assert any(rule.startswith("Ambulant, Verblijf: de uitgaven") for rule in told)
