"""What every rule costs, shown: the rules by what they cost, and every change of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from aanbesteding.basis import show
from aanbesteding.report.asked import rules_in_words
from aanbesteding.report.explained import Section
from aanbesteding.report.goal_words import differences, goal_label, more_or_less
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source
from aanbesteding.report.units import goal_value

VERDICTS = ("only_without", "neither", "costs", "helps", "stated", "free", "nothing", "open")
RANKING = "follow_ranking"


def rules_cost_sections(source: Source) -> tuple[Section, ...]:
    """Return the two parts: what each rule costs, and every change with what comes of it."""
    answer = source.record["answer"]
    names = [_name(source, one) for one in answer["rules"]]
    mode = source.t(f"report.rules_cost.mode.{answer['mode']}")
    summary = Section(
        "rules_cost",
        source.t("report.rules_cost.lead"),
        (mode, *_said(source, answer, names)),
        tuple(_lists(source, answer, names)),
    )
    steps = Section(
        "rules_cost_steps",
        source.t("report.rules_cost.steps_lead"),
        (),
        (_steps(source, answer["rules"], names, _goals(answer)),),
    )
    return summary, steps


def _name(source: Source, rule: Record) -> str:
    if rule["kind"] == "budget":
        return source.t("report.rules_cost.budget", budget=source.name("budget", rule["name"]))
    if rule["kind"] == "goal":
        bound = next(goal for goal in source.tender.goals if f"goal:{goal.name}" == rule["name"])
        label = goal_label(source, {"kind": bound.kind, "need": bound.need})
        return source.t("report.rules_cost.bound", goal=label)
    if rule["name"] == rule["kind"]:
        return source.t(f"rule.{rule['kind']}.title")
    return str(rule["name"])


def _said(source: Source, answer: Record, names: Sequence[str]) -> Iterator[str]:
    """What the rules cost, the most telling first; what costs something with its figures."""
    if answer["status"] == "nothing_fits":
        yield source.t("report.rules_cost.nothing_fits")
    for verdict in VERDICTS:
        named = zip(names, answer["rules"], strict=True)
        found = [(name, rule) for name, rule in named if rule["verdict"] == verdict]
        if verdict in ("costs", "helps", "stated"):
            yield from (_told(source, verdict, name, rule["variants"][0]) for name, rule in found)
        elif found:
            rules = source.listed([name for name, _ in found])
            yield source.t(f"report.rules_cost.said.{verdict}", rules=rules)
    for budget in answer["moving"]:
        yield source.t("report.rules_cost.moving", budget=source.name("budget", budget))


def _told(source: Source, verdict: str, name: str, variant: Record) -> str:
    if not variant["reached"]:
        return source.t("report.rules_cost.said.needed", rule=name)
    values = {
        "change": _change(source, variant),
        "differences": differences(source, variant["reached"]),
    }
    return source.t(f"report.rules_cost.said.{verdict}", rule=name, **values)


def _goals(answer: Record) -> list[Record]:
    """The goals, from the award as it is or from any variant that fits."""
    found = [answer["reached"], *(v["reached"] for r in answer["rules"] for v in r["variants"])]
    return next((one for one in found if one), [])


def _lists(source: Source, answer: Record, names: Sequence[str]) -> Iterator[Listing]:
    if answer["reached"]:
        yield Listing(
            source.t("report.rules_cost.now_caption"),
            (source.t("report.rules_cost.goal"), source.t("report.rules_cost.value")),
            ("text", "figure"),
            [
                (goal_label(source, one), goal_value(source, one, one["value"]))
                for one in answer["reached"]
            ],
        )
    sentences = _sentences(source, answer["rules"])
    heads = ("rule", "says", "costs")
    yield Listing(
        source.t("report.rules_cost.caption"),
        [source.t(f"report.rules_cost.{head}") for head in heads],
        ("text", "wide", "text"),
        [
            (name, said, source.t(f"report.rules_cost.verdict.{rule['verdict']}"))
            for name, said, rule in zip(names, sentences, answer["rules"], strict=True)
        ],
    )


def _sentences(source: Source, rules: Sequence[Record]) -> Iterator[str]:
    """What every rule says; budgets and the ranking say it in their own words."""
    written = rules_in_words(source)
    for rule in rules:
        if rule["kind"] == RANKING:
            yield source.t("report.rules_cost.ranking_says")
        elif rule["kind"] == "budget":
            yield source.t("report.rules_cost.budget_says")
        else:
            yield next(written).text


def _steps(
    source: Source, rules: Sequence[Record], names: Sequence[str], goals: Sequence[Record]
) -> Listing:
    heads = ("rule", "change", "fits")
    rows = [
        (name, _change(source, one), _fits(source, one), *_more(source, one, goals))
        for name, rule in zip(names, rules, strict=True)
        for one in rule["variants"]
    ]
    return Listing(
        source.t("report.rules_cost.steps_caption"),
        [
            *(source.t(f"report.rules_cost.{head}") for head in heads),
            *(goal_label(source, one) for one in goals),
        ],
        ("text", "text", "text", *("figure" for _ in goals)),
        rows,
        source.t("report.rules_cost.steps_note"),
    )


def _fits(source: Source, variant: Record) -> str:
    """Whether an award fits; and if so, whether it is better or worse."""
    if variant["status"] == "fits" and variant["compared"]:
        return source.t(f"report.rules_cost.compared.{variant['compared']}")
    return source.t(f"report.rules_cost.status.{variant['status']}")


def _more(source: Source, variant: Record, goals: Sequence[Record]) -> list[str]:
    """How much more of every goal; the values themselves where there is nothing beside them."""
    if not variant["reached"]:
        return ["–"] * len(goals)
    return [
        goal_value(source, one, one["value"])
        if one["more"] is None
        else more_or_less(source, one, one["more"])
        for one in variant["reached"]
    ]


def _change(source: Source, variant: Record) -> str:
    """How a rule was changed, with its limit and the step."""
    way, unit = variant["way"], variant["unit"]
    if way == "without":
        return source.t("report.rules_cost.changed.without")
    if variant["was"] is None:
        return source.t(f"report.rules_cost.changed.{way}_{unit}")
    values = {
        "field": source.t(f"report.rules_cost.field.{variant['field']}"),
        "was": _limit(source, unit, variant["was"]),
        "now": _limit(source, unit, variant["now"]),
        "step": _step(source, unit, variant["step"]),
    }
    return source.t(f"report.rules_cost.changed.{way}", **values)


def _limit(source: Source, unit: str, value: Any) -> str:
    if unit == "euro":
        return source.euro(value)
    return show.share(value, source.lang) if unit == "share" else source.number(value)


def _step(source: Source, unit: str, value: Any) -> str:
    if unit == "euro":
        return source.euro(value)
    return source.t(f"report.rules_cost.step.{unit}")
