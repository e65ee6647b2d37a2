"""How far a solver goes before it stops, and what it says meanwhile."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple


class Progress(NamedTuple):
    """Where a search stands: seconds so far, the best value found and the bound on any better.

    Both are estimates in the goal's own unit (clients, points, cents), None while there is none,
    and of one part of the problem where it falls apart in several.
    """

    goal: str
    seconds: float
    value: float | None
    bound: float | None
    part: int = 1
    parts: int = 1


Watch = Callable[[Progress], bool]


@dataclass(frozen=True)
class Effort:
    """Stop after so many seconds or within such a relative gap; `watch` may say stop by True.

    Without limits a search goes on until the best award is proven.
    """

    seconds: float | None = None
    gap: Fraction = Fraction(0)
    watch: Watch | None = None
    began: float = field(default_factory=time.monotonic, repr=False)
    part: int = field(default=1, repr=False)
    parts: int = field(default=1, repr=False)

    @property
    def spent(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float | None:
        """Seconds that are left, never less than none; None without a limit."""
        return None if self.seconds is None else max(0.0, self.seconds - self.spent)

    def anew(self) -> "Effort":
        """Return the same limits for another search, which begins now."""
        return replace(self, began=time.monotonic())


UNTIL_PROVEN = Effort()
