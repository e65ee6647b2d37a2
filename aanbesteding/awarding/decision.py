"""What was decided: an award, a draw that people must hold, or no award; no solver here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aanbesteding.rules.facts import Chosen
from aanbesteding.rules.rule import Exact


class Outcome(StrEnum):
    """How the decision ended."""

    AWARDED = "awarded"
    ADMITTED = "admitted"
    DRAW_NEEDED = "draw_needed"
    NOTHING_FITS = "nothing_fits"
    NO_VALID_BID = "no_valid_bid"


@dataclass(frozen=True)
class GoalResult:
    """A goal, its value counted exactly, and the bound proved; in clients, points or cents."""

    goal: str
    value: Exact
    bound: Exact
    proven: bool


@dataclass(frozen=True)
class Clash:
    """A named rule (and the part of it) that cannot hold together with the others listed."""

    rule: str
    part: str


@dataclass(frozen=True)
class Draw:
    """Lots to be drawn between bidders who are equal: `lot` and who; the outcome is an order."""

    lot: str
    bidders: tuple[str, ...]
    about: str
    outcome: tuple[str, ...] = ()


@dataclass(frozen=True)
class LotOutcome:
    """How one lot ended; `places` is None where no maximum was published."""

    lot: str
    outcome: str
    winners: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    bids: int = 0
    places: int | None = None
    selection_applied: bool = False


@dataclass(frozen=True)
class Decision:
    """The decision in one of the award modes, recounted exactly."""

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
    notes: Mapping[str, Any] = field(default_factory=dict)
