"""The evaluation report of the panel: how each bid was judged, for the authority's own eyes."""

from collections.abc import Iterator
from dataclasses import replace

from aanbesteding.report.asked import criteria_table, how_decided, scale_tables
from aanbesteding.report.documents.common import as_point, document, part, said
from aanbesteding.report.judged import assessors, panel
from aanbesteding.report.panel_trail import agreement_table, deviation_table
from aanbesteding.report.panel_words import panel_lots
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.ranking import no_points, out_table, scores_table
from aanbesteding.report.source import Source
from aanbesteding.report.suitable import requirements_table


def evaluation(source: Source) -> Paper:
    """Return the evaluation report; every page says that it is internal."""
    parts = (_way(source), *_lots(source), _agreement(source), _reasons(source))
    made = document(source, "evaluation", parts, ("chair", "buyer"))
    return replace(made, mark=said(source, "evaluation.internal"))


def _way(source: Source) -> Part:
    method = source.tender.panel.method
    lead = said(source, f"evaluation.{method}") if source.tender.criteria else ""
    return part(
        source,
        "evaluation.way",
        lead,
        points=(as_point(fact) for fact in how_decided(source)),
        tables=(
            assessors(source),
            criteria_table(source),
            *(scale_tables(source) if source.tender.criteria else ()),
            requirements_table(source),
        ),
    )


def _lots(source: Source) -> Iterator[Part]:
    for lot in source.tender.open_lots:
        scores = source.scores.get(lot.id, [])
        table, out = scores_table(source, lot, scores), out_table(source, lot, scores)
        lines = [] if table else [no_points(source, lot)]
        lines += [] if out else [said(source, "evaluation.nobody_out")]
        tables = tuple(one for one in (table, out) if one)
        yield Part(lot.title, tuple(lines), (), tables)


def _agreement(source: Source) -> Part:
    lots = panel_lots(source)
    tables = [make(source, lot) for lot in lots for make in (agreement_table, deviation_table)]
    none = "" if lots else said(source, "evaluation.no_agreement")
    return part(source, "evaluation.agreement", none, tables=tables)


def _reasons(source: Source) -> Part:
    found = [one["table"] for one in panel(source)]
    lead = said(source, "evaluation.reasons_say" if found else "evaluation.no_marks")
    return part(source, "evaluation.reasons", lead, tables=found)
