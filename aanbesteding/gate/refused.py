"""What the gate refuses, gathered: all of it at once, up to a limit."""

from typing import Any

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line

MOST_FINDINGS = 200
# Controls, signs without width, marks that turn the direction, halves of a pair.
_UNSEEN = dict.fromkeys(
    (
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),
        *(0xFEFF, 0xFFFE, 0xFFFF),
    )
)


class EnoughError(Exception):
    """The limit is reached; what follows would not be told."""


class Refused:
    """Gathers findings about one file; raises EnoughError when there are too many to tell.

    `elements` and `cells` count what was read of the whole file, whatever parts it is in.
    """

    def __init__(self, label: str):
        self.label = label
        self.findings: list[Finding] = []
        self.elements = 0
        self.cells = 0

    def file(self, code: str, **values: Any) -> None:
        """Add a finding about the file as a whole, or about the part named among the values."""
        self._add(code, Line(self.label), values)

    def cell(self, code: str, sheet: str, cell: str, **values: Any) -> None:
        """Add a finding about one cell of a sheet."""
        self._add(code, Cell(self.label, shown(sheet), shown(cell, 20)), values)

    def sheet(self, code: str, sheet: str, **values: Any) -> None:
        """Add a finding about a whole sheet."""
        self._add(code, Line(self.label), {"sheet": sheet, **values})

    def _add(self, code: str, place: Cell | Line, values: dict[str, Any]) -> None:
        said = {key: shown(v) if isinstance(v, str) else v for key, v in values.items()}
        finding = Finding(code, Weight.REPAIRABLE, place, {"file": self.label, **said})
        if finding not in self.findings:
            self.findings.append(finding)
        if len(self.findings) >= MOST_FINDINGS:
            raise EnoughError


def shown(text: str, longest: int = 80) -> str:
    """Return text out of a file on one line, without signs nobody sees, and not too long."""
    plain = " ".join(text[: 4 * longest].translate(_UNSEEN).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def megabytes(size: int) -> str:
    """Return a size in whole megabytes, rounded up."""
    return f"{-(-size // (1024 * 1024))} MB"
