"""What was asked: lots, need levels, criteria, rules, goals, dates; as published."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.report.asked_terms import terms_in_words
from aanbesteding.report.bought import demand_table, lots_table, needs_table, way_of
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.rules.objectives import goals_in_order, rules_of_goals
from aanbesteding.rules.rule import Rule, Sentence
from aanbesteding.rules.soft import Soft
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import AwardMode


def asked(source: Source) -> dict[str, Any]:
    """Return the section: everything the tender published."""
    return {
        "segments": [Fact(s.id, s.description) for s in source.tender.segments],
        "lots": lots_table(source),
        "needs": needs_table(source),
        "demand": demand_table(source),
        "criteria": criteria_table(source),
        "scales": scale_tables(source),
        "rules": list(rules_in_words(source)),
        "decides": list(how_decided(source)),
        "goals": list(goals_in_words(source)),
        "goals_lead": source.t(f"report.goals.{_way(source)}"),
    }


def criteria_table(source: Source) -> Table | None:
    """Return the criteria with weights, those under another one after it; None without criteria."""
    criteria = source.tender.criteria
    if not criteria:
        return None
    labels = [source.t(f"report.criteria.{h}") for h in ("criterion", "weight", "lowest")]
    rows = [_criterion_row(source, c) for c in criteria]
    price = source.tender.price
    if price.weight:
        name, weight = source.t("report.word.price"), source.number(price.weight)
        rows.append(text_row(name, weight, "–"))
    cols = (Column(labels[0], wide=True), Column(labels[1], number=True), Column(labels[2]))
    return Table(source.t("report.criteria.caption"), cols, tuple(rows))


def _criterion_row(source: Source, criterion: Criterion) -> Row:
    parent = source.name("criterion", criterion.parent) if criterion.parent else ""
    lots = ", ".join(source.name("lot", lot) for lot in criterion.lots)
    several = lots if len(source.tender.open_lots) > 1 else ""
    said = (parent, several, *_kinds(source, criterion), criterion.asks)
    return text_row(
        Cell(criterion.title, " · ".join(x for x in said if x)),
        source.number(criterion.weight),
        _bound(source, criterion),
    )


def _kinds(source: Source, criterion: Criterion) -> Iterator[str]:
    """What sets a criterion apart: a bonus, one mark for all lots, an answer in a number."""
    if criterion.bonus:
        yield source.t("report.criteria.bonus")
    if criterion.shared:
        yield source.t("report.criteria.shared")
    best, worst = criterion.best_answer, criterion.worst_answer
    if best is not None and worst is not None:
        ends = {"best": source.number(best), "worst": source.number(worst)}
        yield source.t("report.criteria.ends", **ends, unit=criterion.unit).strip()


def _bound(source: Source, criterion: Criterion) -> str:
    """The worst mark or answer that takes part, as published."""
    lowest = criterion.lowest_mark
    if lowest is None:
        return "–"
    side = "most" if criterion.lower_is_better else "least"
    kind = side if criterion.lowest_mark_in else f"{side}_not"
    value = f"{source.number(lowest)} {criterion.unit}".strip()
    return source.t(f"report.criteria.bound.{kind}", value=value)


def scale_tables(source: Source) -> list[Table]:
    """Return each scale with its marks and their meaning."""
    labels = [source.t(f"report.scale.{h}") for h in ("mark", "label", "meaning")]
    return [
        Table(
            source.t("report.scale.caption", scale=scale),
            columns(*labels, numbers="n--"),
            tuple(
                text_row(source.number(s.mark), s.label, s.meaning)
                for s in source.tender.steps(scale)
            ),
        )
        for scale in dict.fromkeys(step.scale for step in source.tender.scales)
    ]


def rules_in_words(source: Source) -> Iterator[Fact]:
    """Yield every written rule as a sentence."""
    for rule in source.tender.rules:
        found: Sentence = rule.sentence(source.whole(rule.kind, rule.name))
        note = ", ".join(_scope(source, rule, "who" in found.values))
        said = source.sentence(found.key, found.values, rule.kind)
        yield Fact(rule.name, " ".join((said, *_price_of_breaking(source, rule))), note)
    for bound in rules_of_goals(source.tender.goals):
        if bound.kind == "goal":
            found = bound.sentence("")
            yield Fact(bound.name, source.sentence(found.key, found.values, bound.kind))


def _scope(source: Source, rule: Rule, told: bool) -> Iterator[str]:
    """The lots a rule holds for, and what else narrows it where its sentence does not say so."""
    if len(source.tender.open_lots) > 1:
        yield from (source.name("lot", lot) for lot in rule.lots)
    for thing in ("need", "area", "period", "attribute", "bidder", "contract"):
        for one in () if told else getattr(rule, f"{thing}s", ()):
            yield source.name(thing, one)


def _price_of_breaking(source: Source, rule: Rule) -> Iterator[str]:
    """What breaking a soft rule costs."""
    if isinstance(rule, Soft) and rule.penalty is not None:
        yield source.t("report.soft.price", penalty=rule.penalty)


def _way(source: Source) -> str:
    """Whether goals are pursued in order or weighed as one."""
    weighed = any(goal.weighted for goal in goals_in_order(source.tender.goals))
    return "weighed" if weighed else "in_order"


def goals_in_words(source: Source) -> Iterator[str]:
    """Yield every goal that is strived for as a sentence, with its weight if it has one."""
    for goal in source.tender.goals:
        if not goal.is_bound:
            found = goal.sentence()
            said = source.sentence(found.key, found.values)
            weight = {"goal": said, "weight": goal.weight}
            yield said if goal.weight is None else source.t("report.goals.weight", **weight)


def how_decided(source: Source) -> Iterator[Fact]:
    """Yield how the award is decided: mode, selection, price, least points, rounding, ties."""
    award, price = source.tender.award, source.tender.price
    t = source.t
    yield Fact(t("report.decided.mode"), t(f"report.mode.{award.mode.value}"))
    for lot in source.tender.open_lots:
        if lot.mode or lot.selection:
            way = way_of(source, lot)
            yield Fact(t("report.decided.lot", lot=lot.title), way.text, way.note)
    if source.tender.choice_mode is AwardMode.ADMIT_ALL:
        return
    if award.mode is AwardMode.RANK_ORDER:
        yield Fact(t("report.decided.selection"), t(f"report.selection.{award.selection.value}"))
    if award.threshold is not None:
        said = t("report.decided.threshold_says", points=source.number(award.threshold))
        yield Fact(t("report.decided.threshold"), said)
    yield Fact(t("report.decided.price"), t(f"report.formula.{price.formula.replace('.', '_')}"))
    if award.least_points is not None:
        said = t("report.decided.least_says", points=source.number(award.least_points))
        yield Fact(t("report.decided.least"), said)
    yield Fact(t("report.decided.rounding"), rounding_in_words(source))
    if award.tie_ladder:
        rungs = [t(f"report.rung.{rung.value}") for rung in award.tie_ladder]
        yield Fact(t("report.decided.ties"), t("report.decided.ties_says", rungs=rungs))
    if award.on_dropout:
        said = t(f"report.dropout.{award.on_dropout}")
        yield Fact(t("report.decided.dropout"), said)
    yield from terms_in_words(source)
    if award.envelopes == "two":
        yield Fact(t("report.decided.envelopes"), t("report.decided.envelopes_says"))
    if award.draw_seed_hash:
        said = t("report.decided.draw_says", hash=award.draw_seed_hash)
        yield Fact(t("report.decided.draw"), said)


def rounding_in_words(source: Source) -> str:
    """Return where and how points are rounded, as sentences."""
    said = [
        source.t(
            f"report.rounding.at.{one.step}",
            decimals=one.decimals,
            way=source.t(f"report.rounding.mode.{one.mode.value}"),
        )
        for one in source.tender.rounding
    ]
    return " ".join(said) or source.t("report.rounding.never")
