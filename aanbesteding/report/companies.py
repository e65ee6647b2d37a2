"""The names of contracts, and of the companies behind bids."""

from collections.abc import Iterable

from aanbesteding.bids.bid import Bid
from aanbesteding.bids.consortium import same_name
from aanbesteding.tender.tender import Tender


def contract_names(tender: Tender, bids: Iterable[Bid]) -> dict[str, str]:
    """Return each contract that was bid for as bidder/lot, with its name."""
    titles = {lot.id: lot.title for lot in tender.open_lots}
    alone = len(titles) == 1
    return {
        f"{bid.id}/{lot.lot}": bid.name if alone else f"{bid.name} – {titles[lot.lot]}"
        for bid in bids
        for lot in bid.lots
        if lot.lot in titles
    }


def company_names(bids: Iterable[Bid]) -> dict[str, str]:
    """Return the companies behind bids as the record names them, with the names they wrote.

    A company is its chamber of commerce number, or its name in small letters.
    """
    found: dict[str, str] = {}
    for bid in bids:
        members = (member.name for member in bid.members)
        for name in (bid.name, *members, *bid.subcontractors):
            found.setdefault(same_name(name), name)
    return {**found, **{bid.kvk: bid.name for bid in bids if bid.kvk}}
