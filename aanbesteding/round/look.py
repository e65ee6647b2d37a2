"""The house style of a round folder: ``huisstijl.toml`` and its logo, where an officer put them."""

from pathlib import Path

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.gate.file import content_of, is_there
from aanbesteding.report.house_style import FILE, house_style
from aanbesteding.report.look import PLAIN, Look


def read_look(folder: Path) -> tuple[Look, tuple[Finding, ...]]:
    """Return how pages of this round look, and what is wrong with the file that says so."""
    path = folder / FILE
    if not is_there(path):
        return PLAIN, ()
    content, refused = content_of(path, FILE)
    if refused:
        return PLAIN, refused

    def logo(name: str) -> tuple[bytes, tuple[Finding, ...]]:
        if not is_there(folder / name):
            return b"", (Finding("R395", Weight.REPAIRABLE, Line(FILE), {"found": name}),)
        return content_of(folder / name, name)

    return house_style(content, logo)
