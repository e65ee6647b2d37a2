"""The award page: one self-contained HTML file made from the record."""

from typing import Any

from aanbesteding.report.alike import patterns
from aanbesteding.report.asked import asked
from aanbesteding.report.awarded import awarded
from aanbesteding.report.bidders import bidders
from aanbesteding.report.certificate import certificate
from aanbesteding.report.choice import choice
from aanbesteding.report.combined import combined
from aanbesteding.report.compared import compared
from aanbesteding.report.counted import counted
from aanbesteding.report.flags import low_prices
from aanbesteding.report.further import tables
from aanbesteding.report.html import rendered
from aanbesteding.report.indicators import indicators
from aanbesteding.report.judged import assessors, panel, reasons
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.market import market
from aanbesteding.report.money import budget_section, municipalities
from aanbesteding.report.origin import origin, timeline
from aanbesteding.report.panel_trail import panel_trail
from aanbesteding.report.ranking import ranking
from aanbesteding.report.sensitivity import sensitivity
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import masthead, summary
from aanbesteding.report.waiting import needs_section

SECTIONS = (
    "summary",
    "compared",
    "asked",
    "bids",
    "low_prices",
    "ranking",
    "award",
    "choice",
    "needs",
    "market",
    "budget",
    "municipalities",
    "rules",
    "reasons",
    "patterns",
    "panel",
    "panel_trail",
    "certificate",
    "sensitivity",
    "kpis",
    "schedule",
    "origin",
)
SOMETIMES = (
    "compared",
    "low_prices",
    "patterns",
    "choice",
    "market",
    "municipalities",
    "panel_trail",
    "certificate",
    "sensitivity",
    "kpis",
)


def page(record: Record, lang: str, record_hash: str = "", look: Look = PLAIN) -> str:
    """Return the whole page as text; it needs no other file, and can be read without script."""
    source = Source(record, lang, record_hash)
    return rendered("page.html", source, look, **view(source, look))


def view(source: Source, look: Look = PLAIN) -> dict[str, Any]:
    """Return everything the templates show, section by section."""
    found: dict[str, Any] = {
        "head": masthead(source),
        "summary": summary(source),
        "compared": compared(source),
        "asked": asked(source),
        "bids": bidders(source),
        "low_prices": low_prices(source),
        "ranking": ranking(source),
        "award": awarded(source),
        "ladder": tables(source, "ladder"),
        "combination": combined(source),
        "choice": choice(source),
        "needs": needs_section(source),
        "market": market(source),
        "budget": budget_section(source),
        "municipalities": municipalities(source),
        "rules": counted(source),
        "reasons": reasons(source),
        "patterns": patterns(source),
        "assessors": assessors(source),
        "panel": panel(source),
        "panel_trail": panel_trail(source),
        "certificate": certificate(source),
        "sensitivity": sensitivity(source),
        "kpis": indicators(source),
        "schedule": timeline(source),
        "origin": origin(source, look),
        "what_if": source.what_if,
        "outcome": source.decision["outcome"],
    }
    contents = [name for name in SECTIONS if name not in SOMETIMES or found[name]]
    return {**found, "contents": contents}
