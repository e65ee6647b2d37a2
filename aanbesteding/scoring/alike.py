"""What it is to look alike: a flag on some bidders, and the groups that share something."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Any)
Member = TypeVar("Member", bound=Any)
KINDS = (
    "same_prices",
    "same_total",
    "same_ratio",
    "same_answers",
    "same_contact",
    "same_kvk",
    "same_subcontractor",
    "bidder_as_subcontractor",
)


@dataclass(frozen=True)
class Flag:
    """Bids that look alike in one respect; `lot` is empty when it is not about one lot.

    `kind` is one of KINDS; of `bidder_as_subcontractor` the bidder who is helped comes first.
    """

    kind: str
    lot: str
    bidders: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


def shared(
    pairs: Iterable[tuple[Key, Member]], least: int = 2
) -> list[tuple[Key, tuple[Member, ...]]]:
    """Return each key with its members, both in order, where it has at least that many."""
    found: dict[Key, set[Member]] = {}
    for key, member in pairs:
        found.setdefault(key, set()).add(member)
    return [(key, tuple(sorted(found[key]))) for key in sorted(found) if len(found[key]) >= least]
