"""What was asked: lots, need levels, criteria, rules, goals, dates; as published."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.report.bought import demand_table, lots_table, needs_table, way_of
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.rules.rule import Sentence
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
        "goals": [
            source.sentence(sentence.key, sentence.values)
            for sentence in (goal.sentence() for goal in source.tender.goals)
        ],
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
        found: Sentence = rule.sentence("")
        scope = ", ".join(source.name("lot", lot) for lot in rule.lots)
        note = scope if len(source.tender.open_lots) > 1 else ""
        yield Fact(rule.name, source.sentence(found.key, found.values, rule.kind), note)


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
    if award.envelopes == "two":
        yield Fact(t("report.decided.envelopes"), t("report.decided.envelopes_says"))


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
