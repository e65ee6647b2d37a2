"""What was decided: an award, a draw that people must hold, or no award; no solver here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Pick


class Outcome(StrEnum):
    """How the decision ended."""

    AWARDED = "awarded"
    ADMITTED = "admitted"
    DRAW_NEEDED = "draw_needed"
    NOT_PROVEN = "not_proven"
    NOTHING_FITS = "nothing_fits"
    NO_VALID_BID = "no_valid_bid"


@dataclass(frozen=True)
class GoalResult:
    """A goal, its value counted exactly, and the bound proved; in clients, points or cents."""

    goal: str
    value: Exact
    bound: Exact
    proven: bool

    @property
    def gap(self) -> Fraction | None:
        """How far the bound is from the value, as a part of the value; None where that is zero."""
        off = abs(Fraction(self.bound) - Fraction(self.value))
        if not self.value:
            return None if off else Fraction(0)
        return off / abs(Fraction(self.value))


@dataclass(frozen=True)
class Clash:
    """A named rule (and the part of it) that cannot hold together with the others listed."""

    rule: str
    part: str


NOBODY = "nobody"


@dataclass(frozen=True)
class Draw:
    """Lots to be drawn between bidders who are equal: `lot` and who; the outcome is an order.

    `origin` says who drew: ``people``, the ``seed`` the tender committed itself to, or ``nobody``.
    Nobody does where all who are equal can have a contract, or where there is one only: all of
    them are given it, or that one is filled first.
    """

    lot: str
    bidders: tuple[str, ...]
    about: str
    outcome: tuple[str, ...] = ()
    origin: str = ""
    seed: str = ""


@dataclass(frozen=True)
class LotOutcome:
    """How one lot ended; `places` is None where no maximum was published.

    Who `made_room` was ranked above a winner, but had as many contracts as it may have.
    """

    lot: str
    outcome: str
    winners: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    made_room: tuple[str, ...] = ()
    bids: int = 0
    places: int | None = None
    selection_applied: bool = False


@dataclass(frozen=True)
class Combination:
    """The best award lot by lot beside the best with combinations, and whether these won.

    `combined` are the contracts that a bidder wants only together with others; `per_lot` is empty
    where nothing fits without them.
    """

    combined: tuple[Pick, ...]
    per_lot: tuple[GoalResult, ...]
    together: tuple[GoalResult, ...]
    won: bool


@dataclass(frozen=True)
class Decision:
    """The decision in one of the award modes, recounted exactly.

    When it ended `not_proven`, `chosen` is the best award that was found, and nobody has won.
    """

    mode: str
    outcome: Outcome
    lots: tuple[LotOutcome, ...] = ()
    chosen: Chosen = field(default=Chosen(frozenset(), {}))
    goals: tuple[GoalResult, ...] = ()
    unique: bool = False
    rungs: tuple[str, ...] = ()
    draws: tuple[Draw, ...] = ()
    clashes: tuple[tuple[Clash, ...], ...] = ()
    only_clash: bool = False
    combination: Combination | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)
