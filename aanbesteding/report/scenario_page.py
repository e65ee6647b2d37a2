"""The page that sets scenarios side by side: one self-contained HTML file, marked as advice."""

from typing import Any

from aanbesteding.report.page import environment, policy, stylesheet
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
from aanbesteding.report.shapes import Cell, Fact, Table, columns, text_row
from aanbesteding.report.source import Record, Source

SECTIONS = (
    "scenario_summary",
    "scenario_changes",
    "scenario_money",
    "scenario_needs",
    "scenario_places",
    "scenario_origin",
)


def scenario_page(record: Record, lang: str, record_hash: str = "") -> str:
    """Return the whole page as text; it needs no other file and no script."""
    source = Source(record, lang, record_hash)
    style = stylesheet(source.t("report.what_if.mark"))
    from markupsafe import Markup

    return (
        environment()
        .get_template("scenarios.html")
        .render(
            **_view(source),
            t=source.t,
            lang=lang,
            style=Markup(style),  # noqa: S704 - our own shipped file, hashed in the policy
            policy=policy(style),
            what_if=True,
            contents=SECTIONS,
        )
    )


def _view(source: Source) -> dict[str, Any]:
    return {
        "head": _head(source),
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
        "origin": _origin(source),
        "inputs": _inputs(source),
    }


def _head(source: Source) -> dict[str, Any]:
    tender, t = source.tender, source.t
    facts = [
        Fact(t("report.head.authority"), tender.authority),
        Fact(t("report.head.region"), tender.region),
        Fact(t("report.head.lots"), ", ".join(lot.title for lot in tender.open_lots)),
    ]
    return {"title": tender.title, "facts": facts, "kind": t("report.kind.scenarios")}


def _origin(source: Source) -> list[Fact]:
    t = source.t
    return [
        Fact(t("report.origin.record"), source.record_hash or "–", tone="hash"),
        Fact(t("report.origin.tender"), source.record["tender_hash"], tone="hash"),
        Fact(t("report.origin.version"), source.record["package"]),
        Fact(t("report.origin.format"), source.record["format"]),
    ]


def _inputs(source: Source) -> Table:
    rows = tuple(
        text_row(item["path"], Cell(item["sha256"], tone="hash"))
        for item in source.record["inputs"]
    )
    labels = (source.t("report.sheet.what"), source.t("report.origin.sha256"))
    return Table(source.t("report.origin.inputs"), columns(*labels), rows)
