"""What all pages share: the templates, the house style, the content policy, head and origin."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.visible import visible
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Source

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(template: str, source: Source, **shown: Any) -> str:
    """Return a whole page as text; it needs no other file and no script."""
    from markupsafe import Markup

    style = stylesheet(source.t("report.what_if.mark"))
    page = environment().get_template(template)
    return page.render(
        **shown,
        t=source.t,
        lang=source.lang,
        style=Markup(style),  # noqa: S704 - our own shipped file, hashed in the policy
        policy=policy(style),
    )


def tender_head(source: Source, kind: str) -> dict[str, Any]:
    """Return the head of a page about a tender: its title, and who buys what."""
    tender, t = source.tender, source.t
    facts = [
        Fact(t("report.head.authority"), tender.authority),
        Fact(t("report.head.region"), tender.region),
        Fact(t("report.head.lots"), ", ".join(lot.title for lot in tender.open_lots)),
    ]
    return {"title": tender.title, "facts": facts, "kind": t(f"report.kind.{kind}")}


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
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """The value as a page shows it; our own style sheet is no text but markup already."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def stylesheet(mark: str) -> str:
    """Return the house style, with the what-if mark it prints at the top of every page."""
    style = shipped("templates", "report", "style.css").read_text("utf-8")
    return style.replace("%mark%", mark)


def policy(style: str) -> str:
    """Return the content policy: nothing from outside, no script, no form, only this one style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"style-src 'sha256-{digest}'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
