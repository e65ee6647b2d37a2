"""A part of a JSON tree that knows where it stands and tells what is not of its kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from aanbesteding.basis.exact import bare
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.visible import storable
from aanbesteding.exchange.hostile_json import below, shown
from aanbesteding.exchange.moments import day_of

NO_TEXT, NO_NUMBER, NO_LIST, NO_PART, NO_DAY = "T484", "T494", "T495", "T496", "T497"
LONGEST = 30_000


class At(NamedTuple):
    """A value, its pointer, the file it is in, and the findings told so far."""

    value: Any
    pointer: str
    label: str
    findings: list[Finding]

    def of(self, *names: str) -> At:
        """Return the part with that name, and of that the next; nothing where there is none."""
        found = self
        for name in names:
            found = found._part(name)
        return found

    def items(self) -> list[At]:
        """Return the items of a list; none where there is no list."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self.tell(NO_LIST)
            return []
        found = enumerate(self.value)
        return [self._replace(value=one, pointer=below(self.pointer, at)) for at, one in found]

    def text(self) -> str:
        """Return a text that can be kept; an empty one where there is none."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            self.tell(NO_TEXT)
            return ""
        return storable(self.value).strip()[:LONGEST]

    def name(self) -> str:
        """Return an id, which OCDS writes as text or as a whole number."""
        whole = isinstance(self.value, int) and not isinstance(self.value, bool)
        return str(self.value) if whole else self.text()

    def number(self) -> Decimal | None:
        """Return a number in digits; nothing where there is none."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            self.tell(NO_NUMBER)
            return None
        return bare(Decimal(self.value))

    def day(self) -> date | None:
        """Return the day of a moment in the Netherlands; nothing where there is none."""
        text = self.text()
        found = day_of(text) if text else None
        if text and found is None:
            self.tell(NO_DAY)
        return found

    def tell(self, code: str, **values: Any) -> None:
        """Add a finding about this part, for a person to look at."""
        about = {"pointer": self.pointer or "/", "found": shown(self.value), **values}
        self.findings.append(Finding(code, Weight.NOTICE, Line(self.label), about))

    def _part(self, name: str) -> At:
        value = None
        if isinstance(self.value, dict):
            value = self.value.get(name)
        elif self.value is not None:
            self.tell(NO_PART)
        return self._replace(value=value, pointer=below(self.pointer, name))
