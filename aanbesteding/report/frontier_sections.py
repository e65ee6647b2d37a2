"""What a euro of budget buys, shown: who waits at every ceiling, as steps and as a table."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from aanbesteding.basis.exact import rounded
from aanbesteding.report.explained import Section
from aanbesteding.report.goal_words import goal_label
from aanbesteding.report.listing import Listing
from aanbesteding.report.shapes import along
from aanbesteding.report.source import Record, Source
from aanbesteding.report.step_chart import StepChart, heights, most, stairs
from aanbesteding.report.units import goal_value


def frontier_sections(source: Source) -> tuple[Section, ...]:
    """Return the frontier with its chart and table, and what was pursued at every point."""
    answer = source.record["answer"]
    frontier = Section(
        "frontier",
        source.counted("report.frontier.lead"),
        tuple(_said(source, answer)),
        (_points(source, answer),),
        tuple(_charts(source, answer)),
    )
    goals = Section(
        "frontier_goals",
        source.t("report.frontier.goals_lead"),
        (),
        (_goals(source, answer),),
    )
    return frontier, goals


def _said(source: Source, answer: Record) -> Iterator[str]:
    points, name = answer["points"], source.name("budget", answer["reference"])
    now = answer["published_cents"]
    values = {"budget": name, "now": Fraction(now, 100)}
    several = len(answer["budgets"]) > 1
    yield source.t(f"report.frontier.{'several' if several else 'one'}", **values)
    if answer["free"]:
        yield source.t("report.frontier.free")
    low, high = (Fraction(points[at]["cents"], 100) for at in (0, -1))
    yield source.t("report.frontier.ends", low=low, high=high)
    inside = [point for point in points if point["cents"] <= now]
    if not inside:
        yield source.t("report.frontier.too_low", now=Fraction(now, 100), low=low)
    elif inside[-1] is not points[-1]:
        yield from _next(source, points[len(inside)], now)
    complete = "complete" if answer["complete"] else "some"
    yield source.t(f"report.frontier.{complete}", points=len(points))
    if not answer["least"]:
        yield source.t("report.frontier.not_least")
    if any(not goal["published"] for goal in answer["goals"]):
        yield source.t("report.frontier.added")


def _next(source: Source, point: Record, now: int) -> Iterator[str]:
    """The first point above the ceiling of today."""
    changed = (one for one in point["waiting"] if one["fewer"])
    said = source.listed(
        source.t(
            "report.frontier.now_waiting",
            need=source.name("need", one["need"]),
            now=one["clients"],
            was=one["clients"] + one["fewer"],
        )
        for one in changed
    )
    values = {"more": Fraction(point["cents"] - now, 100), "ceiling": Fraction(point["cents"], 100)}
    key = "report.frontier.next" if said else "report.frontier.next_otherwise"
    yield source.t(key, **values, **({"waiting": said} if said else {}))


def _points(source: Source, answer: Record) -> Listing:
    """The table that holds the numbers of the chart."""
    needs = [one["need"] for one in answer["points"][0]["waiting"]]
    t = source.t
    labels = [
        t("report.frontier.ceiling"),
        *(t("report.goal_label.unmet_need", need=source.name("need", need)) for need in needs),
        t("report.frontier.contracts"),
        t("report.frontier.more"),
    ]
    kinds = ["cents", *("number" for _ in needs), "number", "cents"]
    if source.summable:
        labels += [t("report.frontier.fewer"), source.counted("report.frontier.each")]
        kinds += ["number", "cents"]
    return Listing(
        t("report.frontier.caption"),
        labels,
        kinds,
        [_row(source, point) for point in answer["points"]],
        t("report.frontier.note") if source.summable else "",
    )


def _row(source: Source, point: Record) -> tuple[int | str | None, ...]:
    row = (
        point["cents"],
        *(one["clients"] for one in point["waiting"]),
        point["contracts"],
        point["more_cents"],
    )
    each = None if point["each"] is None else str(rounded(Fraction(point["each"]), 0))
    return (*row, point["fewer"], each) if source.summable else row


def _charts(source: Source, answer: Record) -> Iterator[StepChart]:
    """One chart where all that waits is counted alike; else one per need level."""
    points = answer["points"]
    if len(points) < 2:
        return
    series = [
        (source.name("need", one["need"]), [p["waiting"][at]["clients"] for p in points])
        for at, one in enumerate(points[0]["waiting"])
    ]
    groups = [series] if source.summable else [[one] for one in series]
    for at, group in enumerate(groups, start=1):
        yield _chart(source, answer, at, group)


def _chart(
    source: Source, answer: Record, at: int, series: Sequence[tuple[str, list[int]]]
) -> StepChart:
    places = [point["cents"] for point in answer["points"]]
    now, low, last = answer["published_cents"], places[0], places[-1]
    high = max(last + (last - low) // 20 + 1, now)
    euros = {"low": Fraction(low, 100), "high": Fraction(last, 100)}
    told = (
        source.t("report.frontier.chart_each", need=name, most=each[0], least=each[-1], **euros)
        for name, each in series
    )
    return StepChart(
        f"chart-frontier-{at}",
        source.t("report.frontier.chart"),
        " ".join(told),
        stairs(places, series, (low, high)),
        heights(most(series), source.lang),
        along(*(source.whole_euro(cents // 100) for cents in (low, (low + high) // 2, high))),
        f"{rounded(Fraction(100 * (now - low), high - low), 3)}%" if low <= now else "",
        source.t("report.frontier.now", now=Fraction(now, 100)),
    )


def _goals(source: Source, answer: Record) -> Listing:
    """Every goal that was pursued, with its value at each point."""
    goals = answer["goals"]
    return Listing(
        source.t("report.frontier.goals_caption"),
        [source.t("report.frontier.ceiling"), *(goal_label(source, goal) for goal in goals)],
        ["cents", *("figure" for _ in goals)],
        [
            (
                point["cents"],
                *(
                    goal_value(source, goal, value)
                    for goal, value in zip(goals, point["values"], strict=True)
                ),
            )
            for point in answer["points"]
        ],
    )
