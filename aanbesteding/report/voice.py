"""Texts, figures and dates in one language, as people write them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from aanbesteding.basis import show, texts


class Voice:
    """What says texts and figures in its language."""

    lang: str

    def t(self, key: str, **values: Any) -> str:
        """Return a text of the catalogue."""
        return texts.say(key, self.lang, values)

    def word(self, group: str, name: str) -> str:
        """Return the word for a name people may choose freely; the name itself without one."""
        key = f"report.{group}.{name}"
        return self.t(key) if texts.says(key) else name

    def number(self, value: show.Number, decimals: int | None = None) -> str:
        """Return a number as people write it."""
        return show.number(value, self.lang, decimals)

    def trimmed(self, value: show.Number, most: int = 4) -> str:
        """Return a number with the decimals it takes to write it whole, and no more than `most`."""
        exact = show.exact(value)
        enough = (d for d in range(most) if (exact * 10**d).denominator == 1)
        return self.number(exact, next(enough, most))

    def euro(self, value: show.Number) -> str:
        """Return euros as people write them."""
        return show.euro(value, self.lang)

    def cents(self, value: show.Number) -> str:
        """Return cents as euros, as people write them."""
        return show.euro(show.exact(value) / 100, self.lang)

    def whole_euro(self, value: show.Number) -> str:
        """Return euros without cents."""
        space = "\u00a0" if self.lang == "nl" else ""
        return f"€{space}{self.number(Fraction(value), 0)}"

    def percent(self, value: show.Number) -> str:
        """Return a share as a percentage."""
        return show.percent(value, self.lang)

    def day(self, value: date | str) -> str:
        """Return a date in words."""
        return show.day(value, self.lang)

    def listed(self, names: Iterable[str]) -> str:
        """Return names in one line: 'a, b en c'."""
        return texts.listed(list(names), self.lang)


def capital(line: str) -> str:
    """Return a line with a capital at its start."""
    return line[:1].upper() + line[1:]
