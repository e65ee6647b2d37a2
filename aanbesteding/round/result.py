"""What a call about a round folder gives back, and how it says meanwhile what is being done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.findings import Finding
from aanbesteding.report.fragment import fragment

Tell = Callable[[str], None]


def silent(step: str) -> None:
    """Say nothing of what is being done."""


@dataclass(frozen=True)
class Result:
    """What a call gave: the record of it and the files it wrote, or the findings that block."""

    folder: Path
    findings: tuple[Finding, ...]
    record: Mapping[str, Any] = field(default_factory=dict)
    record_hash: str = ""
    files: tuple[Path, ...] = ()
    lang: str = "nl"

    @property
    def ok(self) -> bool:
        """Whether it was done, so that there is a record."""
        return bool(self.record)

    def __repr__(self) -> str:
        kind = str(self.record.get("kind", "")) if self.ok else "nothing was written"
        made = counted(len(self.files), "file") if self.ok else ""
        return brief(self, self.folder.name, kind, made, findings=self.findings)

    def _repr_html_(self) -> str:
        """Return a summary for a notebook, or what must be repaired first."""
        files = [path.relative_to(self.folder).as_posix() for path in self.files]
        return fragment(self.record, self.findings, self.lang, files)


Ask = TypeVar("Ask", bound=Callable[..., Result])


def in_language(ask: Ask) -> Ask:
    """Return the same function, whose result shows itself in the language that was asked for."""

    @wraps(ask)
    def asked(*args: Any, **kwargs: Any) -> Result:
        return replace(ask(*args, **kwargs), lang=kwargs.get("lang", "nl"))

    return cast(Ask, asked)
