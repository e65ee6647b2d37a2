"""Which bidder a provider is: by its chamber of commerce number, else by its name."""

from collections.abc import Iterable, Sequence

from aanbesteding.bids.bid import Bid
from aanbesteding.bids.consortium import same_name
from aanbesteding.tender.shelf import Incumbent
from aanbesteding.tender.tender import Tender


def provider_of(row: Incumbent, bids: Sequence[Bid]) -> str | None:
    """Return the bidder that is this provider; None when it made no bid.

    Its number goes first. Its name, or identifier in the round, counts where not both have a
    number to tell them apart.
    """
    for bid in bids:
        if row.kvk and row.kvk == bid.kvk:
            return bid.id
    for bid in bids:
        told_apart = bool(row.kvk) and bool(bid.kvk)
        names = (same_name(bid.id), same_name(bid.name))
        if row.name and not told_apart and same_name(row.name) in names:
            return bid.id
    return None


def parties_of(tender: Tender, bids: Iterable[Bid]) -> dict[str, frozenset[str]]:
    """Return the companies behind each bidder: itself, members, and subcontractors if they count.

    A company is its chamber of commerce number where a bidder of that name states one.
    """
    every = tuple(bids)
    numbers = {same_name(bid.name): bid.kvk for bid in every if bid.kvk}
    found: dict[str, frozenset[str]] = {}
    for bid in every:
        names = [member.name for member in bid.members]
        names += bid.subcontractors if tender.award.subcontractors_count else ()
        own = bid.kvk or numbers.get(same_name(bid.name), same_name(bid.name))
        others = (numbers.get(same_name(name), same_name(name)) for name in names)
        found[bid.id] = frozenset((own, *others))
    return found
