"""Robustness in tables and a chart: which contracts hold in which part of the futures."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.report.charts import bar, chart_of
from aanbesteding.report.robust_words import error_of, names_of, robust_of, waiting_of
from aanbesteding.report.scenario_tables import share, table_of
from aanbesteding.report.shapes import Cell, Chart, Key, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def robust_tables(source: Source) -> list[Table]:
    """Return the tables about sets of contracts, those that say something."""
    found = (
        spreads_table(source),
        tested_table(source),
        _differences(source),
        _budgets(source),
        _needs(source),
        _broken(source),
        _named(source),
    )
    return [table for table in found if table is not None and table.rows]


def spreads_table(source: Source) -> Table:
    """Return how far figures stray in the futures."""
    rows = tuple(
        text_row(
            source.t(f"report.scenarios.what_changes.{one['what']}"),
            _scope(source, one),
            f"{source.number(one['low'])} – {source.number(one['high'])}",
            source.t(f"report.robust.{'together' if one['together'] else 'apart'}"),
        )
        for one in robust_of(source)["spreads"]
    )
    t = source.t
    heads = (
        t("report.scenarios.what"),
        t("report.scenarios.where"),
        t("report.robust.from_to"),
        t("report.robust.each"),
    )
    usual = "" if source.tender.spreads else t("report.robust.usual")
    return Table(t("report.robust.spreads_caption"), columns(*heads), rows, (), usual)


def _scope(source: Source, spread: Record) -> str:
    names = [source.name(kind, x) for kind in ("lot", "need") for x in spread[f"{kind}s"]]
    return ", ".join(names) or source.t("report.scenarios.everywhere")


def tested_table(source: Source) -> Table:
    """Return per set of contracts how often it holds, and what is spent on average."""
    rows = tuple(
        text_row(
            name,
            source.number(len(one["winners"])),
            chance(source, one["fits"]),
            chance(source, one["holds"]),
            source.cents(one["mean_paid"]),
        )
        for name, one in _every(source)
    )
    heads = ("which", "contracts", "fits", "holds", "paid")
    return table_of(source, "robust", "tested_caption", heads, "-nnnn", rows, "interval_note")


def _every(source: Source) -> list[tuple[str, Record]]:
    return list(zip(names_of(source), robust_of(source)["tested"], strict=True))


def chance(source: Source, rate: Record) -> Cell:
    """Return a share of the futures, with the bounds of the chance below it."""
    if rate["share"] is None:
        return Cell("–")
    low, high = (source.percent(rate[end]) for end in ("low", "high"))
    return Cell(share(source, rate["share"]), f"{low} – {high}")


def robust_chart(source: Source) -> Chart:
    """Return per set of contracts the part of the futures in which it holds, as bars."""
    bars, told = [], []
    for at, (name, one) in enumerate(_every(source)):
        fits, holds = (Fraction(one[key]["share"] or 0) for key in ("fits", "holds"))
        pieces = ((holds, "served", ""), (fits - holds, "waiting", ""))
        said = {"fits": share(source, str(fits)), "holds": share(source, str(holds))}
        bars.append(bar(at, name, f"{said['holds']} · {said['fits']}", pieces, Fraction(1)))
        told.append(source.t("report.robust.chart_each", which=name, **said))
    keys = (
        Key("served", source.t("report.robust.chart_holds")),
        Key("waiting", source.t("report.robust.chart_fits")),
    )
    title = source.t("report.robust.chart_title")
    return chart_of("chart-robust", title, " ".join(told), bars, keys)


def _differences(source: Source) -> Table:
    """Which contracts the others have more and less than the award."""
    award, *others = _every(source)
    own = {tuple(pick) for pick in award[1]["winners"]}
    rows = []
    for name, one in others:
        now = {tuple(pick) for pick in one["winners"]}
        said = [
            source.t(f"report.robust.{key}", bidders=contracts(source, sorted(picks)))
            for key, picks in (("new", now - own), ("gone", own - now))
            if picks
        ]
        rows.append(text_row(name, "; ".join(said) or source.t("report.robust.same")))
    return table_of(
        source, "robust", "contracts_caption", ("which", "difference"), "--", tuple(rows)
    )


def contracts(source: Source, picks: Sequence[Sequence[str]]) -> list[str]:
    """Return contracts as people know them, with the lot where there are several."""
    several = len(source.tender.open_lots) > 1
    return [
        f"{source.name('bidder', bidder)} ({source.name('lot', lot)})"
        if several
        else source.name("bidder", bidder)
        for lot, bidder in picks
    ]


def _budgets(source: Source) -> Table:
    rows: list[Row] = []
    for at, first in enumerate(robust_of(source)["tested"][0]["overruns"]):
        rows.append(text_row(source.name("budget", first["budget"]), tone="group"))
        for name, one in _every(source):
            own = one["overruns"][at]
            rows.append(
                text_row(name, chance(source, own["chance"]), source.cents(own["worst_cents"]))
            )
    heads = ("which", "chance", "worst_over")
    return table_of(source, "robust", "budgets_caption", heads, "-nn", tuple(rows))


def _needs(source: Source) -> Table:
    rows: list[Row] = []
    for at, first in enumerate(robust_of(source)["tested"][0]["shortfalls"]):
        rows.append(text_row(source.measured(first["need"]), tone="group"))
        for which, one in _every(source):
            own = one["shortfalls"][at]
            rows.append(
                text_row(
                    which,
                    chance(source, own["chance"]),
                    source.number(own["mean"], 1),
                    source.number(own["worst"]),
                )
            )
    heads = ("which", "chance", "mean", "worst")
    return table_of(source, "robust", "needs_caption", heads, "-nnn", tuple(rows))


def _broken(source: Source) -> Table:
    rows = tuple(
        text_row(rule, name, source.number(times))
        for name, one in _every(source)
        for rule, times in one["broken"]
    )
    return table_of(source, "robust", "broken_caption", ("rule", "which", "times"), "--n", rows)


def _named(source: Source) -> Table:
    """What the tender's own scenarios do to every set of contracts."""
    titles = {one["scenario"]: one["title"] for one in source.record["scenarios"]}
    rows: list[Row] = []
    every = _every(source)
    for at, first in enumerate(every[0][1]["named"]):
        rows.append(text_row(titles.get(first["future"], first["future"]), tone="group"))
        rows += [text_row(name, _ended(source, one["named"][at])) for name, one in every]
    caption = source.t("report.robust.named_caption")
    heads = (source.t("report.robust.which"), source.t("report.scenarios.outcome"))
    return Table(caption, columns(*heads), tuple(rows), (), source.t("report.robust.kept_note"))


def _ended(source: Source, trial: Record) -> Cell:
    if trial["error"]:
        why = error_of(source, trial["error"])
        return Cell(source.t("report.robust.went_wrong", error=why), tone="bad")
    said = []
    if trial["broken"]:
        said.append(source.t("report.robust.no_rule", rules=trial["broken"]))
    waits = waiting_of(source, trial["unmet"])
    if waits:
        said.append(source.t("report.robust.waits", needs=waits))
    over = [
        source.name("budget", budget)
        for budget, cents in trial["whole"].items()
        if Fraction(cents) > trial["ceilings"][budget]
    ]
    if over:
        said.append(source.t("report.robust.over", budgets=over))
    if not said:
        return Cell(source.t("report.robust.stands"), tone="good")
    return Cell("; ".join(said), tone="wait")


def dropouts_table(source: Source) -> Table:
    """Return what every winner's drop-out costs, the worst first."""
    rows = tuple(
        text_row(
            source.bidder(one["bidder"]),
            ", ".join(source.name("lot", lot) for lot in one["lots"]),
            _waiting(source, one["alone"]),
            _waiting(source, one["replaced"]),
            source.cents(one["replaced"]["paid"]),
            ", ".join(contracts(source, one["replaced"]["added"]))
            or source.t("report.robust.nobody"),
        )
        for one in robust_of(source)["drop_outs"]
    )
    heads = ("bidder", "lots", "alone", "replaced", "extra", "added")
    return table_of(source, "robust", "dropouts_caption", heads, "----n-", rows, "dropouts_note")


def _waiting(source: Source, left: Record) -> Cell:
    if left["error"]:
        return Cell(source.t("report.robust.went_wrong", error=error_of(source, left["error"])))
    waits = waiting_of(source, left["waiting"])
    broken = source.t("report.robust.no_rule", rules=left["broken"]) if left["broken"] else ""
    said = ", ".join(waits) or source.t("report.robust.nobody")
    return Cell(said, broken, "wait" if waits else "")
