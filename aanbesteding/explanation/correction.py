"""What an error changes, value by value: the record of an answer."""

from dataclasses import dataclass

from aanbesteding.explanation.differing import FieldChange, FileChange


@dataclass(frozen=True)
class PointsChange:
    """The points of a bid on a criterion."""

    criterion: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ScoreChange:
    """How a bid stood in a lot; None where it was not there or has no rank."""

    bidder: str
    lot: str
    status_before: str | None
    status_after: str | None
    total_before: str | None
    total_after: str | None
    rank_before: int | None
    rank_after: int | None
    points: tuple[PointsChange, ...]


@dataclass(frozen=True)
class ContractChange:
    """A contract that is gained, lost or kept, or `open` while nobody has won; money in cents."""

    bidder: str
    lot: str
    verdict: str
    clients_before: int | None
    clients_after: int | None
    cents_before: int | str | None
    cents_after: int | str | None


@dataclass(frozen=True)
class LotChange:
    """How a lot ended, who won it and who is in reserve."""

    lot: str
    outcome_before: str
    outcome_after: str
    winners_before: tuple[str, ...]
    winners_after: tuple[str, ...]
    reserve_before: tuple[str, ...]
    reserve_after: tuple[str, ...]


@dataclass(frozen=True)
class GoalChange:
    """The value of a goal; None where it was not pursued."""

    kind: str
    need: str
    before: int | str | None
    after: int | str | None


@dataclass(frozen=True)
class Rechecked:
    """What an error changes, who says so and why.

    The verdict is `nothing`, `inputs` (no score changes), `scores` (same contracts and sizes),
    `sizes` (same contracts), `contracts` (someone gains or loses one), or `outcome` (it is decided
    in one of the two only). `first` is the SHA-256 of the first record, which stays as it is.
    """

    reason: str
    by: tuple[str, ...]
    first: str
    first_package: str
    verdict: str
    outcome_before: str
    outcome_after: str
    files: tuple[FileChange, ...]
    fields: tuple[FieldChange, ...]
    scores: tuple[ScoreChange, ...]
    lots: tuple[LotChange, ...]
    contracts: tuple[ContractChange, ...]
    goals: tuple[GoalChange, ...]
