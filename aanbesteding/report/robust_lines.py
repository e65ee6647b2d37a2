"""Robustness as lines of text, for who reads a terminal."""

from collections.abc import Iterator

from aanbesteding.report.robust_tables import tested_table
from aanbesteding.report.robust_words import robust_of, robust_said
from aanbesteding.report.scenario_lines import aligned
from aanbesteding.report.source import Record, Source


def robust_lines(record: Record, lang: str) -> Iterator[str]:
    """Return that it is advice, a line per set of contracts, and every sentence."""
    source = Source(record, lang)
    robust = robust_of(source)
    yield source.t("scenarios.advice")
    yield source.t("report.robust.lead", futures=robust["futures"], seed=robust["seed"])
    yield ""
    table = tested_table(source)
    heads = [column.label for column in table.columns]
    yield from aligned([heads, *([cell.text for cell in row.cells] for row in table.rows)])
    yield ""
    yield from robust_said(source)
