"""Suitability that code can check, held against a bid again."""

from collections.abc import Iterator, Mapping
from typing import Any

from aanbesteding.bids.bid import Bid
from aanbesteding.tender.tender import Tender


def unmet_requirements(
    tender: Tender, bid: Bid, lot: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the key and figures of each requirement a bid does not meet, as the tender has them."""
    bid_for = bid.lot(lot)
    offers = bid_for.offers if bid_for is not None else ()
    said_yes = set(bid_for.meets) if bid_for is not None else set()
    holders = {holder.id for holder in tender.contract_holders}
    for asked in tender.requirements:
        if asked.lots and lot not in asked.lots:
            continue
        if asked.contract_held and bid.id not in holders:
            yield "standing.no_contract", {"requirement": asked.title}
        if asked.asked and asked.id not in said_yes:
            yield "standing.requirement_not_met", {"requirement": asked.title}
        if asked.least_capacity is None:
            continue
        capacity = sum(o.capacity for o in offers if asked.need is None or o.need == asked.need)
        if capacity < asked.least_capacity:
            figures = {"offered": capacity, "least": asked.least_capacity}
            yield "standing.capacity_below", {"requirement": asked.title, **figures}
