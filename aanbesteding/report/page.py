"""The award page: one self-contained HTML file made from the record."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from aanbesteding.basis.shipped import shipped
from aanbesteding.report.asked import asked
from aanbesteding.report.awarded import awarded
from aanbesteding.report.bidders import bidders
from aanbesteding.report.choice import choice
from aanbesteding.report.compared import compared
from aanbesteding.report.counted import counted
from aanbesteding.report.indicators import indicators
from aanbesteding.report.judged import assessors, panel, reasons
from aanbesteding.report.market import market
from aanbesteding.report.money import budget_section, municipalities
from aanbesteding.report.origin import origin, timeline
from aanbesteding.report.ranking import ranking
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import masthead, summary
from aanbesteding.report.waiting import needs_section

if TYPE_CHECKING:
    from jinja2 import Environment

SECTIONS = (
    "summary",
    "compared",
    "asked",
    "bids",
    "ranking",
    "award",
    "choice",
    "needs",
    "market",
    "budget",
    "municipalities",
    "rules",
    "reasons",
    "panel",
    "kpis",
    "schedule",
    "origin",
)
SOMETIMES = ("compared", "choice", "market", "municipalities", "kpis")


def page(record: Record, lang: str, record_hash: str = "") -> str:
    """Return the whole page as text; it needs no other file and no script."""
    source = Source(record, lang, record_hash)
    style = stylesheet(source.t("report.what_if.mark"))
    from markupsafe import Markup

    shown = environment().get_template("page.html")
    return shown.render(
        **view(source),
        t=source.t,
        lang=lang,
        style=Markup(style),  # noqa: S704 - our own shipped file, hashed in the policy
        policy=policy(style),
    )


def view(source: Source) -> dict[str, Any]:
    """Return everything the templates show, section by section."""
    found: dict[str, Any] = {
        "head": masthead(source),
        "summary": summary(source),
        "compared": compared(source),
        "asked": asked(source),
        "bids": bidders(source),
        "ranking": ranking(source),
        "award": awarded(source),
        "choice": choice(source),
        "needs": needs_section(source),
        "market": market(source),
        "budget": budget_section(source),
        "municipalities": municipalities(source),
        "rules": counted(source),
        "reasons": reasons(source),
        "assessors": assessors(source),
        "panel": panel(source),
        "kpis": indicators(source),
        "schedule": timeline(source),
        "origin": origin(source),
        "what_if": source.what_if,
        "outcome": source.decision["outcome"],
    }
    contents = [name for name in SECTIONS if name not in SOMETIMES or found[name]]
    return {**found, "contents": contents}


@cache
def environment() -> "Environment":
    """Return the template environment: everything escaped, nothing undefined."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(shipped("templates", "report")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def stylesheet(mark: str) -> str:
    """Return the house style, with the what-if mark it prints at the top of every page."""
    style = shipped("templates", "report", "style.css").read_text("utf-8")
    return style.replace("%mark%", mark)


def policy(style: str) -> str:
    """Return the content policy: nothing from outside, no script, only this one style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:"
