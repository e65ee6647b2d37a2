"""The need that is served and who waits; and the help meanwhile, which never counts."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.report.capacity import capacity_once, periods_of
from aanbesteding.report.charts import needs_chart
from aanbesteding.report.further import tables
from aanbesteding.report.heat import coverage_of, coverage_table, heat_map
from aanbesteding.report.money import bridging_table
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source

_SUMS = ("demand", "in_care", "served", "waiting")


def need_levels(source: Source, decision: Record) -> list[dict[str, Any]]:
    """Return demand, offer, served and waiting per lot and need level, all areas together."""
    order = {n.id: n.priority for n in source.tender.needs}
    offered = capacity_once(source, decision, decision["needs"])
    periods = periods_of(decision["needs"])
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in decision["needs"]:
        key = row["lot"], row["need"]
        named = {"need": row["need"], "label": source.level(*key)}
        empty = {**dict.fromkeys(_SUMS, 0), "offered": offered[key] * periods[key]}
        level = found.setdefault(key, {**named, **empty})
        for name in _SUMS:
            level[name] += row[name]
    keys = sorted(found, key=lambda key: (order.get(key[1], 0), key[0]))
    return [found[key] for key in keys]


def needs_section(source: Source) -> dict[str, Any]:
    """Return the section on need: charts, demand, served, waiting and weeks, and help meanwhile."""
    levels = need_levels(source, source.decision)
    rows = source.decision["needs"]
    covered = coverage_of(rows, "served")
    return {
        "chart": needs_chart(source, levels),
        "levels": levels_table(source, levels) if len(rows) > len(levels) else None,
        "heat": heat_map(source, covered),
        "coverage": coverage_table(source, covered),
        "table": waiting_table(source),
        "bridging": bridging_table(source),
        "further": tables(source, "bridged", "moved"),
    }


def has_care(rows: Sequence[Record]) -> bool:
    """Whether some of the demand is of clients who are in care already and stay there."""
    return any(row["in_care"] for row in rows)


def levels_table(source: Source, levels: Sequence[Record]) -> Table:
    """Return demand, offer, served and waiting per need level, all areas together."""
    care = has_care(levels)
    heads = ("demand", *(("in_care", "new") if care else ()), "offered", "served", "waiting")
    labels = [source.t("report.word.need"), *(source.t(f"report.wait.{h}") for h in heads)]
    rows = tuple(
        text_row(level["label"], *_figures(source, level, care), _waiting(source, level))
        for level in levels
    )
    caption = source.t("report.wait.levels")
    return Table(caption, columns(*labels, numbers="-" + "n" * len(heads)), rows)


def _figures(source: Source, row: Record, care: bool) -> list[str]:
    told = [row["demand"]]
    if care:
        told += [row["in_care"], row["demand"] - row["in_care"]]
    return [source.number(value) for value in (*told, row["offered"], row["served"])]


def _waiting(source: Source, row: Record) -> Cell:
    return Cell(source.number(row["waiting"]), tone="wait" if row["waiting"] else "")


def waiting_table(source: Source) -> Table | None:
    """Return demand, offer, served, waiting and estimated weeks; None without demand."""
    needs = source.decision["needs"]
    if not needs:
        return None
    care = has_care(needs)
    silent = source.constant | (frozenset() if source.shared_needs else {"lot"})
    shown = [thing for thing in ("lot", "area", "period") if thing not in silent]
    labels = [source.t("report.word.need"), *(source.t(f"report.word.{x}") for x in shown)]
    extra = ("in_care", "new") if care else ()
    normed = ("norm", "within") if any(n["longest_wait_weeks"] is not None for n in needs) else ()
    heads = ("demand", *extra, "offered", "served", "waiting", "weeks", *normed)
    labels += [source.t(f"report.wait.{head}") for head in heads]
    marks = "-" * (len(shown) + 1) + "n" * (len(heads) - len(normed[1:]))
    rows = tuple(_waiting_row(source, row, shown, care, bool(normed)) for row in needs)
    summed = {name: sum(row[name] for row in needs) for name in _SUMS}
    summed["offered"] = sum(n["offered"] for n in need_levels(source, source.decision))
    blank = [""] * len(shown)
    sums = (*_figures(source, summed, care), source.number(summed["waiting"]))
    total = text_row(source.t("report.word.together"), *blank, *sums, "", *("" for _ in normed))
    notes = {"estimate": True, "care": care, "once": "area" in shown}
    return Table(
        source.t("report.wait.caption"),
        columns(*labels, numbers=marks),
        rows,
        (total,) if source.summable else (),
        " ".join(source.t(f"report.wait.{note}") for note, holds in notes.items() if holds),
    )


def _waiting_row(
    source: Source, row: Record, shown: Sequence[str], care: bool, normed: bool
) -> Row:
    weeks, norm = row["wait_weeks"], row["longest_wait_weeks"]
    beside = ("–" if norm is None else source.number(norm), _within(source, row))
    return text_row(
        source.name("need", row["need"]),
        *(source.name(thing, row[thing]) for thing in shown),
        *_figures(source, row, care),
        _waiting(source, row),
        "–" if weeks is None else source.number(weeks),
        *(beside if normed else ()),
    )


def _within(source: Source, row: Record) -> Cell:
    weeks, norm = row["wait_weeks"], row["longest_wait_weeks"]
    if norm is None:
        return Cell(source.t("report.wait.no_norm"), tone="quiet")
    if weeks is None:
        said, tone = ("nobody", "bad") if row["waiting"] else ("yes", "good")
    else:
        said, tone = ("yes", "good") if Fraction(weeks) <= norm else ("no", "bad")
    return Cell(source.t(f"report.wait.within_{said}"), tone=tone)
