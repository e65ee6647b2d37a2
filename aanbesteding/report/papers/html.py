"""A paper as one page: it needs no other file, prints on A4 and reads well on a phone."""

from functools import cache, partial
from typing import TYPE_CHECKING

from aanbesteding.basis import texts
from aanbesteding.basis.visible import visible
from aanbesteding.report.html import as_shown, environment, policy, stylesheet
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.papers.paper import Paper
from aanbesteding.report.papers.unbroken import unbroken

if TYPE_CHECKING:
    from jinja2 import Environment


def paper_html(paper: Paper, look: Look = PLAIN) -> str:
    """Return the paper as a whole page, in the house style or an own one; it holds no script."""
    from markupsafe import Markup

    def t(key: str, **values: object) -> str:
        return texts.say(key, paper.lang, values)

    style = stylesheet(_in_style(paper.mark)) + look.css
    return (
        _environment()
        .get_template("paper.html")
        .render(
            paper=paper,
            look=look,
            head={"kind": paper.kind, "title": paper.title},
            what_if=False,
            t=t,
            lang=paper.lang,
            style=Markup(style),  # noqa: S704 - our own shipped file, hashed in the policy
            policy=policy(style, ""),
        )
    )


@cache
def _environment() -> "Environment":
    """That of pages, with every date on one line."""
    return environment().overlay(finalize=partial(as_shown, kept=unbroken))


def _in_style(mark: str) -> str:
    """The mark as it may stand between quotes in a style sheet, every sign but letters escaped."""
    signs = (
        one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in visible(mark)
    )
    return "".join(signs)
