"""The scenarios in words and tables: what each means, who can pay, who is served."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.report.charts import bar, chart_of
from aanbesteding.report.shapes import Cell, Chart, Key, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.scenarios import Change

BESIDE = 5


class Close(Table):
    """A table of which the columns stand close together: amounts for every scenario."""

    @property
    def dense(self) -> bool:
        """Always, however few its columns."""
        return True


def titled(source: Source, scenario: Record) -> str:
    """Return the name of a scenario; the round as it stands has one of its own."""
    return scenario["title"] if scenario["scenario"] else source.t("scenarios.baseline")


def scenarios_of(source: Source) -> Sequence[Record]:
    """Return the round as it stands and every scenario after it."""
    found: Sequence[Record] = source.record["scenarios"]
    return found


def said_of(source: Source, scenario: Record) -> list[str]:
    """Return the statements on a scenario, each a full sentence."""
    return [source.sentence(one["key"], one["values"]) for one in scenario["says"]]


def fund_name(source: Source, fund: Record) -> str:
    """Return what people call a budget, or all ceilings together."""
    if fund["budget"] is None:
        return source.t("report.scenarios.together", period=fund["period"])
    return source.name("budget", fund["budget"])


def share(source: Source, value: str | int | None) -> str:
    """Return a part served in percent; it says 100 % only when all is served."""
    if value is None:
        return "–"
    part = Fraction(value)
    return source.percent(part if part == 1 else min(part, Fraction(999, 1000)))


def left(source: Source, cents: int | None) -> Cell:
    """Return what is left of a ceiling; a cell that says so when it breaks."""
    if cents is None:
        return Cell("–")
    return Cell(source.cents(cents), tone="bad" if cents < 0 else "good")


def summary_table(source: Source) -> Table:
    """Return outcome, cost, spend and part served of every scenario."""
    heads = ("scenario", "outcome", "cost", "spend", "served_share")
    rows = tuple(
        text_row(
            titled(source, one),
            source.t(f"report.scenarios.ended.{one['outcome']}"),
            source.cents(one["cost_cents"]),
            source.cents(one["spend_cents"]),
            share(source, one["served_share"]),
        )
        for one in scenarios_of(source)
    )
    return table_of(source, "scenarios", "summary_caption", heads, "--nnn", rows, "available_note")


def changes_table(source: Source) -> Table | None:
    """Return what differs per scenario; None when nothing does."""
    titles = {one.id: one.title for one in source.tender.scenarios}
    rows = tuple(
        text_row(
            titles.get(change.scenario, change.scenario),
            _what(source, change),
            _where(source, change),
            "–" if change.factor is None else source.number(change.factor),
            "–"
            if change.factor is None
            else source.t(f"report.scenarios.rounds.{change.rounding}"),
        )
        for change in source.tender.changes
    )
    heads = ("scenario", "what", "where", "factor", "rounding")
    return table_of(source, "scenarios", "changes_caption", heads, "---n-", rows) if rows else None


def _what(source: Source, change: Change) -> str:
    if change.what != "rule":
        return source.t(f"report.scenarios.what_changes.{change.what}")
    if not change.field:
        return source.t("report.scenarios.change.without", rule=change.rule)
    step = source.number(change.step or 0)
    step = step if step.startswith("-") else f"+{step}"
    return source.t("report.scenarios.change.step", rule=change.rule, field=change.field, step=step)


def _where(source: Source, change: Change) -> str:
    things = {
        "lot": change.lots,
        "need": change.needs,
        "bidder": change.bidders,
        "attribute": change.attributes,
    }
    names = [source.name(thing, one) for thing, ids in things.items() for one in ids]
    names += [source.t("report.scenarios.change.in_turn")] if change.in_turn else []
    return ", ".join(names) or source.t("report.scenarios.everywhere")


def money_table(source: Source) -> Table | None:
    """Return the cost of the whole demand against each ceiling; None without ceilings."""
    rows: list[Row] = []
    for at, fund in enumerate(scenarios_of(source)[0]["funds"]):
        rows.append(text_row(fund_name(source, fund), tone="group"))
        for one in scenarios_of(source):
            own = one["funds"][at]
            rows.append(
                text_row(
                    titled(source, one),
                    source.cents(own["cost_cents"]),
                    source.cents(own["ceiling_cents"]),
                    left(source, own["left_cents"]),
                    source.cents(own["spend_cents"]),
                )
            )
    heads = ("scenario", "cost", "ceiling", "left", "spend")
    found = table_of(source, "scenarios", "money_caption", heads, "-nnnn", tuple(rows))
    return found if rows else None


def money_charts(source: Source) -> list[Chart]:
    """Return a chart per ceiling, of the first three: cost as bar, the ceiling as limit."""
    return [_chart(source, at) for at in range(min(3, len(scenarios_of(source)[0]["funds"])))]


def _chart(source: Source, at: int) -> Chart:
    funds = [(titled(source, one), one["funds"][at]) for one in scenarios_of(source)]
    whole = Fraction(max(max(f["cost_cents"], f["ceiling_cents"]) for _, f in funds) or 1)
    bars, told = [], []
    for place, (name, fund) in enumerate(funds):
        cost, ceiling = fund["cost_cents"], fund["ceiling_cents"]
        said = {"cost": source.cents(cost), "ceiling": source.cents(ceiling)}
        limits = [Fraction(max(0, ceiling))]
        bars.append(bar(place, name, said["cost"], [(Fraction(cost), "served", "")], whole, limits))
        told.append(source.t("report.scenarios.chart_each", scenario=name, **said))
    keys = (
        Key("served", source.t("report.scenarios.chart_cost")),
        Key("limit", source.t("report.scenarios.chart_limit")),
    )
    title = source.t("report.scenarios.chart_title", budget=fund_name(source, funds[0][1]))
    return chart_of(f"chart-fund-{at}", title, " ".join(told), bars, keys)


def needs_table(source: Source) -> Table | None:
    """Return demand, served, waiting and why, per need and scenario; None without demand."""
    rows: list[Row] = []
    for at, need in enumerate(scenarios_of(source)[0]["needs"]):
        unit = f" ({need['unit']})" if need["unit"] else ""
        rows.append(text_row(f"{_ask_name(source, need)}{unit}", tone="group"))
        rows += [_need_row(source, one, one["needs"][at]) for one in scenarios_of(source)]
    t = source.t
    labels = (
        t("report.scenarios.scenario"),
        t("report.wait.demand"),
        t("report.scenarios.offered"),
        t("report.wait.served"),
        t("report.scenarios.units_waiting"),
        t("report.scenarios.cause"),
    )
    caption = t("report.scenarios.needs_caption")
    return Table(caption, columns(*labels, numbers="-nnnn-"), tuple(rows)) if rows else None


def _ask_name(source: Source, need: Record) -> str:
    """Lot, need, area and period in words, leaving out what never differs."""
    things = [x for x in ("lot", "need", "area", "period") if x not in source.constant]
    return ", ".join(source.name(x, need[x]) for x in (things or ["need"]))


def _need_row(source: Source, one: Record, need: Record) -> Row:
    served, waiting, cause = need["served"], need["waiting"], need["cause"]
    tone = "wait" if waiting else ""
    return text_row(
        titled(source, one),
        source.number(need["demand"]),
        source.number(need["offered"]),
        "–" if served is None else source.number(served),
        Cell("–" if waiting is None else source.number(waiting), tone=tone),
        source.t(f"report.scenarios.because.{cause}") if cause else "–",
    )


def places_tables(source: Source) -> list[Table]:
    """Return per area what is left and which part is served, in tables that fit the page."""
    found, every = [], scenarios_of(source)
    for first in range(0, len(every), BESIDE):
        found += _places_tables(source, every[first : first + BESIDE])
    return found


def _places_tables(source: Source, shown: Sequence[Record]) -> list[Table]:
    """Two tables with a column per scenario shown; none where no area pays a part."""
    names = [_place_name(source, place) for place in shown[0]["places"]]
    if not names:
        return []
    labels = (source.t("report.word.area"), *(titled(source, one) for one in shown))
    cols = columns(*labels, numbers="-" + "n" * len(shown))
    note = source.t("report.scenarios.available_note")
    tables = (("places_caption", _affordable, ""), ("available_caption", _available, note))
    return [
        Close(
            source.t(f"report.scenarios.{caption}"),
            cols,
            tuple(
                text_row(name, *(cell(source, one["places"][at]) for one in shown))
                for at, name in enumerate(names)
            ),
            note=below,
        )
        for caption, cell, below in tables
    ]


def _place_name(source: Source, place: Record) -> str:
    name = source.name("area", place["area"])
    return name if len(source.tender.periods) == 1 else f"{name}, {place['period']}"


def _affordable(source: Source, place: Record) -> Cell:
    cost = source.cents(place["cost_cents"])
    if place["left_cents"] is None:
        return Cell(cost)
    tone = "bad" if place["left_cents"] < 0 else ""
    return Cell(source.cents(place["left_cents"]), cost, tone)


def _available(source: Source, place: Record) -> Cell:
    waits = [
        f"{source.name('need', short['need'])}: {source.number(short['waiting'], 0)}"
        for short in place["short"]
    ]
    return Cell(share(source, place["served_share"]), "; ".join(waits), "wait" if waits else "")


def table_of(
    source: Source,
    group: str,
    caption: str,
    heads: Sequence[str],
    numbers: str,
    rows: tuple[Row, ...],
    note: str = "",
) -> Table:
    """Return a table with its words from a group of the texts."""
    labels = [source.t(f"report.{group}.{head}") for head in heads]
    below = source.t(f"report.{group}.{note}") if note else ""
    title = source.t(f"report.{group}.{caption}")
    return Table(title, columns(*labels, numbers=numbers), rows, (), below)
