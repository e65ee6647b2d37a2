"""An organisation's own text with places to fill in, such as a letter: ``Geachte {contact},``.

A template can only name places from a fixed list. It is no program: nothing is looked up, counted
or repeated, so a template can neither reach anything nor keep the computer busy. A brace that is
meant as a brace is written twice. In a page a place may only stand in running text: inside a tag,
a style or a script, escaping would not keep its value from becoming markup.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.visible import visible

Into = Literal["html", "text"]
UNKNOWN, MALFORMED, TOO_LONG, IN_MARKUP = "R149", "R150", "R161", "R162"
MOST = 200_000
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MARKUP = re.compile(
    r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[a-z/!?][^>]*(?:>|\Z)"
)


@dataclass(frozen=True)
class Filled:
    """A template with its places filled in; or nothing, and what is wrong with it."""

    text: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a text."""
        return not self.findings


def wrong_with(
    template: str, file: str, allowed: Iterable[str], into: Into = "html"
) -> tuple[Finding, ...]:
    """Return every place in a template that is unknown, malformed or misplaced, by its line."""
    known = tuple(sorted(allowed))
    if len(template) > MOST:
        size = {"length": len(template), "most": MOST}
        return (Finding(TOO_LONG, Weight.REPAIRABLE, Line(file), size),)
    markup = [found.span() for found in _MARKUP.finditer(template)] if into == "html" else []
    ends = [at for at, sign in enumerate(template) if sign == "\n"]
    found = []
    for piece in _PIECE.finditer(template):
        code = _fault(piece, known, markup)
        if code:
            line = bisect(ends, piece.start()) + 1
            values = {"found": visible(piece[0])[:60], "line": line, "known": known}
            found.append(Finding(code, Weight.REPAIRABLE, Line(file, line), values))
    return tuple(found)


def filled(template: str, file: str, values: Mapping[str, str], into: Into = "html") -> Filled:
    """Return the template with each place filled in with the value of its name.

    The names of `values` are the places that are allowed. Into a page, values are escaped: they
    are words, never markup. A value is never read as a template itself.
    """
    wrong = wrong_with(template, file, values, into)
    if wrong:
        return Filled(findings=wrong)
    return Filled(_PIECE.sub(lambda piece: _said(piece, values, into), template))


def _fault(piece: re.Match[str], known: tuple[str, ...], markup: Sequence[tuple[int, int]]) -> str:
    if piece[0] in ("{{", "}}"):
        return ""
    name = piece[1]
    if name is None or not _NAME.fullmatch(name):
        return MALFORMED
    if name not in known:
        return UNKNOWN
    before = bisect(markup, (piece.start(), MOST))
    return IN_MARKUP if before and piece.start() < markup[before - 1][1] else ""


def _said(piece: re.Match[str], values: Mapping[str, str], into: Into) -> str:
    if piece[0] in ("{{", "}}"):
        return piece[0][0]
    said = visible(values[piece[1]])
    return _escaped(said) if into == "html" else said


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))
