"""What all pages share: templates, house style, script, content policy, head and origin."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.visible import visible
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.papers.unbroken import whole_amounts
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Source, lot_titles

if TYPE_CHECKING:
    from jinja2 import Environment

_SIGNED = re.compile("(?<=[+−])(?=€)")


def rendered(
    template: str, source: Source, look: Look = PLAIN, filters: bool = True, **shown: Any
) -> str:
    """Return a whole page as text; it needs no other file, and can be read whole without script.

    Its one script sorts tables, and filters them where `filters` says so.
    """
    from markupsafe import Markup

    style, code = stylesheet(source.t("report.what_if.mark")) + look.css, script()
    page = environment().get_template(template)
    return page.render(
        **shown,
        t=source.t,
        lang=source.lang,
        look=look,
        filters=filters,
        style=Markup(style),  # noqa: S704 - our own shipped file, hashed in the policy
        script=Markup(code),  # noqa: S704 - our own shipped file, hashed in the policy
        policy=policy(style, code),
    )


def tender_head(source: Source, kind: str) -> dict[str, Any]:
    """Return the head of a page about a tender: its title, and who buys what."""
    kind = source.t(f"report.kind.{kind}")
    return {"title": source.tender.title, "facts": buyer_facts(source), "kind": kind}


def buyer_facts(source: Source) -> tuple[Fact, ...]:
    """Return who buys, for which region, and which lots."""
    tender, t = source.tender, source.t
    return (
        Fact(t("report.head.authority"), tender.authority),
        Fact(t("report.head.region"), tender.region),
        Fact(t("report.head.lots"), lot_titles(tender)),
    )


def origin_facts(source: Source) -> list[Fact]:
    """Return the hashes of record and tender, and by what they were made."""
    t = source.t
    return [
        Fact(t("report.origin.record"), source.record_hash or "–", tone="hash"),
        Fact(t("report.origin.tender"), source.record["tender_hash"], tone="hash"),
        Fact(t("report.origin.version"), source.record["package"]),
        Fact(t("report.origin.format"), source.record["format"]),
    ]


@cache
def environment() -> "Environment":
    """Return the template environment: everything visible and escaped, nothing undefined."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(shipped("templates", "report")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=as_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_shown(value: Any, kept: Callable[[str], str] = whole_amounts) -> Any:
    """Return the value as a page shows it, with what `kept` keeps on one line.

    Our own style sheet is no text but markup already. Only a page has signs and amounts joined by
    a sign nobody sees: elsewhere it would be in the way of who copies them.
    """
    text = isinstance(value, str) and not hasattr(value, "__html__")
    return _SIGNED.sub("\u2060", visible(kept(value))) if text else value


@cache
def stylesheet(mark: str) -> str:
    """Return the house style, with the what-if mark it prints at the top of every page."""
    style = shipped("templates", "report", "style.css").read_text("utf-8")
    return style.replace("%mark%", mark)


@cache
def script() -> str:
    """Return the one script of a page, of which a page needs nothing to be whole."""
    return shipped("templates", "report", "enhance.js").read_text("utf-8")


def policy(style: str, code: str) -> str:
    """Return the content policy: nothing from outside, no form, only this style and this script."""
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(code)}'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
