"""The page that sets scenarios side by side: one self-contained HTML file, marked as advice."""

from typing import Any

from aanbesteding.report.html import origin_facts, rendered, tender_head
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.origin import files_table
from aanbesteding.report.robust_tables import dropouts_table, robust_chart, robust_tables
from aanbesteding.report.robust_words import robust_of, robust_said
from aanbesteding.report.scenario_tables import (
    changes_table,
    money_charts,
    money_table,
    needs_table,
    places_tables,
    said_of,
    scenarios_of,
    summary_table,
    titled,
)
from aanbesteding.report.source import Record, Source

SECTIONS = (
    "scenario_summary",
    "scenario_changes",
    "scenario_money",
    "scenario_needs",
    "scenario_places",
)
ROBUST = ("robust", "robust_dropouts")


def scenario_page(record: Record, lang: str, record_hash: str = "", look: Look = PLAIN) -> str:
    """Return the whole page as text; it needs no other file, and can be read without script.

    Where the record holds it, a part on how the award holds in futures drawn at random comes first.
    """
    source = Source(record, lang, record_hash)
    first = ROBUST if "robust" in record else ()
    contents = (*first, *SECTIONS, "scenario_origin")
    shown = {**_view(source), "what_if": True, "contents": contents}
    return rendered("scenarios.html", source, look, **shown)


def _view(source: Source) -> dict[str, Any]:
    return {
        "head": tender_head(source, "robust" if "robust" in source.record else "scenarios"),
        "robust": _robust(source) if "robust" in source.record else None,
        "said": [
            {"title": titled(source, one), "lines": said_of(source, one)}
            for one in scenarios_of(source)
        ],
        "summary": summary_table(source),
        "changes": changes_table(source),
        "charts": money_charts(source),
        "money": money_table(source),
        "needs": needs_table(source),
        "places": places_tables(source),
        "origin": origin_facts(source),
        "inputs": files_table(source, source.t("report.origin.inputs"), source.record["inputs"]),
    }


def _robust(source: Source) -> dict[str, Any]:
    asked = robust_of(source)
    return {
        "lead": source.t("report.robust.lead", futures=asked["futures"], seed=asked["seed"]),
        "said": robust_said(source),
        "chart": robust_chart(source),
        "tables": robust_tables(source),
        "dropouts": dropouts_table(source),
    }
