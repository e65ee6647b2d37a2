"""Every question about an award, with what shows its answer."""

from collections.abc import Callable, Mapping

from aanbesteding.report.alternatives_sections import alternatives_sections
from aanbesteding.report.before_sections import before_sections
from aanbesteding.report.clash_sections import clash_sections
from aanbesteding.report.compared_sections import compared_sections
from aanbesteding.report.explained import Answer, Section
from aanbesteding.report.frontier_sections import frontier_sections
from aanbesteding.report.recheck_sections import recheck_sections
from aanbesteding.report.rules_cost_sections import rules_cost_sections
from aanbesteding.report.source import Record, Source
from aanbesteding.report.why_sections import why_sections

QUESTIONS: Mapping[str, Callable[[Source], tuple[Section, ...]]] = {
    "alternatives": alternatives_sections,
    "before": before_sections,
    "clash": clash_sections,
    "compared": compared_sections,
    "frontier": frontier_sections,
    "recheck": recheck_sections,
    "rules-cost": rules_cost_sections,
    "why": why_sections,
}


def answered(record: Record, lang: str, record_hash: str = "") -> Answer:
    """Return a record as the answer it is."""
    source = Source(record, lang, record_hash)
    return Answer(source, QUESTIONS[record["kind"]](source))
