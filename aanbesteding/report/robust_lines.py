"""Robustness as lines of text, for who reads a terminal."""

from collections.abc import Iterator

from aanbesteding.report.robust_tables import tested_table
from aanbesteding.report.robust_words import robust_of, robust_said
from aanbesteding.report.scenario_lines import table_lines
from aanbesteding.report.source import Record, Source


def robust_lines(record: Record, lang: str) -> Iterator[str]:
    """Yield that it is advice, a line per set of contracts, and every sentence."""
    source = Source(record, lang)
    robust = robust_of(source)
    yield source.t("scenarios.advice")
    yield source.t("report.robust.lead", futures=robust["futures"], seed=robust["seed"])
    yield ""
    yield from table_lines(tested_table(source))
    yield ""
    yield from robust_said(source)
