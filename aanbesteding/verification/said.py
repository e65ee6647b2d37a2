"""A decision as the record states it, before anything in it is trusted."""

from dataclasses import dataclass
from typing import Any

from aanbesteding.basis.findings import Finding
from aanbesteding.verification.compare import objection
from aanbesteding.verification.record import Json


@dataclass(frozen=True)
class Stated:
    """A decision of the record: its JSON, where it stands, and by which mode it was taken."""

    file: str
    pointer: str
    tree: dict[str, Json]
    mode: str

    def rows(self, name: str) -> list[dict[str, Json]]:
        """Return the rows of a list in the decision that are objects."""
        rows = self.tree.get(name)
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def key(self, check: str) -> str:
        """Return the key of a check on this decision."""
        return f"verify.{check}" if self.pointer == "decision" else f"verify.published.{check}"

    def objection(self, code: str, place: str, **values: Any) -> Finding:
        """Return a finding about a place in this decision."""
        return objection(code, self.file, pointer=f"{self.pointer}/{place}", **values)


def is_texts(value: Json) -> bool:
    """Return whether a value of the record is a list of texts, and not an empty one."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
