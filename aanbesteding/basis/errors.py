"""The few exceptions; everything a user can cause is a finding instead."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aanbesteding.basis.findings import Finding


class AanbestedingError(Exception):
    """The root of every exception this package raises on purpose."""


class FindingsError(AanbestedingError):
    """Findings that block, for a caller who asked for an exception."""

    def __init__(self, findings: "tuple[Finding, ...]"):
        self.findings = findings
        super().__init__("; ".join(f"{f.code} {f.place or ''}".strip() for f in findings))


class UnreadableError(AanbestedingError):
    """A file or folder that cannot be read at all."""


class UnwritableError(FindingsError):
    """A file or folder that cannot be written; its findings say why and what a person can do.

    What stood there before is whole, and a finding names the files that were replaced already.
    """


class ExistsError(AanbestedingError):
    """The folder to make is there already and holds something."""


class BusyError(FindingsError):
    """A round folder in which another run is busy; its finding says since when."""


class SolverFailedError(AanbestedingError):
    """The solver stopped without a proven answer."""


class StoppedError(SolverFailedError):
    """The search stopped, by a limit or on request, before it found anything that fits."""


class TooFineError(AanbestedingError):
    """A row or goal is finer than a floating-point solver can tell apart."""


class RecountError(AanbestedingError):
    """The exact recount differs from the solver's answer."""


class FormulaDomainError(AanbestedingError):
    """A formula was asked outside the values it is defined for.

    The message starts with the name of the input that is at fault.
    """

    @property
    def about(self) -> str:
        """The input that is at fault."""
        return str(self).partition(" ")[0]
