"""Every sentence a person reads, by key and language, from ``templates/texts``."""

import string
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from aanbesteding.basis import show
from aanbesteding.basis.findings import Finding
from aanbesteding.basis.shipped import shipped

LANGUAGES = ("nl", "en")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Return all texts of a language by dotted key, such as ``finding.B102.title``."""
    found: dict[str, str] = {}
    for path in sorted(
        shipped("templates", "texts", lang).glob("*.toml"), key=lambda path: path.name
    ):
        _flatten(tomllib.loads(path.read_text("utf-8")), (), found)
    return found


def _flatten(tree: Mapping[str, Any], prefix: tuple[str, ...], found: dict[str, str]) -> None:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            _flatten(value, (*prefix, key), found)
        else:
            found[".".join((*prefix, key))] = str(value)


class _Speaker(string.Formatter):
    """Fills slots; a slot may name how its value is shown: ``{price:euro}``.

    Words agree with a number by ``{places:one:plaats|plaatsen}``, which says the first word for
    1 and the other for all else. A list in running text is ``{bidders:and}``: A, B and C.
    """

    def __init__(self, lang: str):
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec.startswith("one:"):
            one, other = format_spec.removeprefix("one:").split("|")
            return one if value is not None and show.exact(value) == 1 else other
        if value is None:
            return "–"
        match format_spec:
            case "euro":
                return show.euro(value, self.lang)
            case "percent":
                return show.percent(value, self.lang)
            case "share":
                return show.share(value, self.lang)
            case "shares":
                return " / ".join(show.share(item, self.lang) for item in value)
            case "number":
                return show.number(value, self.lang)
            case "day":
                return show.day(value, self.lang)
            case "list":
                return ", ".join(str(item) for item in value)
            case "and":
                return listed([str(item) for item in value], self.lang)
            case "only":
                return f" ({say('scope.only', self.lang, {'who': value})})" if value else ""
            case "":
                return str(value)
        raise ValueError(f"unknown form {format_spec!r}")


def say(key: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
    """Return the sentence of that key with its slots filled; raises KeyError for an unknown key."""
    return _Speaker(lang).vformat(catalogue(lang)[key], (), values or {})


def listed(names: Sequence[str], lang: str) -> str:
    """Return names as they stand in a sentence: 'a, b en c'."""
    if len(names) < 2:
        return "".join(names)
    return say("report.word.and", lang, {"first": ", ".join(names[:-1]), "last": names[-1]})


def says(key: str) -> bool:
    """Whether a text with that key exists."""
    return key in catalogue(LANGUAGES[0])


def finding_text(finding: Finding, lang: str) -> str:
    """Return a finding as one line: code, place, what is wrong, what to do.

    >>> from aanbesteding.basis.findings import Weight
    >>> finding_text(Finding("R304", Weight.REPAIRABLE, None, {}), "en")
    'R304 There is no award yet. Make it first: aanbesteding award.'
    """
    place = f" [{finding.place}]" if finding.place else ""
    title = say(f"finding.{finding.code}.title", lang, finding.values)
    help_ = say(f"finding.{finding.code}.help", lang, finding.values)
    return f"{finding.code}{place} {title}. {help_}"
