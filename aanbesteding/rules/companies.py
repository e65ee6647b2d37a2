"""Which company stands behind which bids."""

from collections.abc import Iterable

from aanbesteding.rules.facts import Facts


def companies(facts: Facts, bidders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the bidders each company stands behind; companies with the same bids are one part.

    A bidder of whom nothing is known stands behind its own bid alone.
    """
    behind: dict[str, list[str]] = {}
    for bidder in bidders:
        for company in sorted(facts.parties.get(bidder, {bidder})):
            behind.setdefault(company, []).append(bidder)
    alike: dict[tuple[str, ...], list[str]] = {}
    for company, theirs in behind.items():
        alike.setdefault(tuple(theirs), []).append(company)
    return {"+".join(sorted(names)): theirs for theirs, names in alike.items()}
