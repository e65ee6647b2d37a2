"""What was asked: lots, need levels, criteria, rules, goals, dates; as published."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.rules.rule import Sentence
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot


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


def lots_table(source: Source) -> Table:
    """Return the lots, also those described but not bought now."""
    heads = ("lot", "scope", "funding", "term", "value")
    labels = [source.t(f"report.lots.{head}") for head in heads]
    rows = tuple(_lot_row(source, lot) for lot in source.tender.lots)
    return Table(source.t("report.lots.caption"), columns(*labels, numbers="----n"), rows)


def _lot_row(source: Source, lot: Lot) -> Row:
    scope = source.t("report.lots.in_scope" if lot.in_scope else "report.lots.out_of_scope")
    value = lot.framework_max_value
    term = "–" if lot.term_years is None else source.t("report.lots.years", years=lot.term_years)
    return text_row(
        lot.title,
        Cell(scope, lot.out_of_scope_reason, "" if lot.in_scope else "quiet"),
        source.t(f"report.funding.{lot.funding.value}"),
        Cell(term, lot.extension),
        "–" if value is None else source.euro(value),
    )


def needs_table(source: Source) -> Table:
    """Return the need levels in order of priority, with demand and norm prices per open lot."""
    heads = ("need", "demand", "unit", "wait", "tariff")
    labels = [source.t(f"report.needs.{head}") for head in heads]
    rows = tuple(
        _need_row(source, lot, need)
        for lot in source.tender.open_lots
        for need in sorted(source.tender.lot_needs(lot), key=lambda n: n.priority)
    )
    return Table(source.t("report.needs.caption"), columns(*labels, numbers="-n---"), rows)


def _need_row(source: Source, lot: Lot, need: Any) -> Row:
    tender = source.tender
    volume = sum(ask.volume for ask in tender.demand if (ask.lot, ask.need) == (lot.id, need.id))
    wait = need.longest_wait_weeks
    tariffs = [
        source.t(f"report.tariff.{kind}", amount=source.euro(tariff.amount))
        for kind, tariff in tender.tariff(lot.id, need.id).items()
    ]
    several = len(tender.open_lots) > 1
    return text_row(
        Cell(need.label, lot.title if several else ""),
        source.number(volume),
        need.unit or "–",
        Cell(
            "–" if wait is None else source.t("report.needs.weeks", weeks=wait),
            source.t("report.needs.urgent") if need.urgent else "",
        ),
        "; ".join(tariffs) or "–",
    )


def demand_table(source: Source) -> Table | None:
    """Return the demand per area and period; None when the table of need levels says it all."""
    if {"area", "period"} <= source.constant:
        return None
    heads = ("lot", "need", "area", "period", "demand")
    labels = [source.t(f"report.demand.{head}") for head in heads]
    rows = tuple(
        text_row(
            source.name("lot", ask.lot),
            source.name("need", ask.need),
            source.name("area", ask.area),
            ask.period,
            source.number(ask.volume),
        )
        for ask in source.tender.demand
    )
    return Table(source.t("report.demand.caption"), columns(*labels, numbers="----n"), rows)


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
    note = " · ".join(x for x in (parent, several, criterion.asks) if x)
    lowest = criterion.lowest_mark
    return text_row(
        Cell(criterion.title, note),
        source.number(criterion.weight),
        "–" if lowest is None else source.number(lowest),
    )


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
    if award.mode is AwardMode.ADMIT_ALL:
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


def rounding_in_words(source: Source) -> str:
    """Return how points are rounded, as a sentence."""
    rounding = source.tender.award.rounding
    way = source.t(f"report.rounding.mode.{rounding.mode.value}")
    return source.t(f"report.rounding.at.{rounding.at}", decimals=rounding.decimals, way=way)
