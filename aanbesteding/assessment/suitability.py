"""Requirements that code can check: a least capacity, a contract held already, a plain yes."""

from collections.abc import Iterator

from aanbesteding.assessment.assessment import Standing, Status
from aanbesteding.bids.bid import Bid
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.suitability import Requirement
from aanbesteding.tender.tender import Tender


def unsuitable(tender: Tender, bid: Bid, lot: Lot) -> Iterator[Standing]:
    """Yield each requirement of a lot the bid does not meet, with what it offers."""
    lot_bid = bid.lot(lot.id)
    for requirement in tender.requirements:
        if requirement.lots and lot.id not in requirement.lots:
            continue
        if requirement.contract_held and not _holds_contract(tender, bid):
            values = {"requirement": requirement.title}
            yield Standing(bid.id, lot.id, Status.UNSUITABLE, "standing.no_contract", values)
        if requirement.asked and (lot_bid is None or requirement.id not in lot_bid.meets):
            asked = {"requirement": requirement.title}
            key = "standing.requirement_not_met"
            yield Standing(bid.id, lot.id, Status.UNSUITABLE, key, asked)
        least, offered = requirement.least_capacity, _capacity(requirement, bid, lot)
        if least is not None and offered < least:
            figures = {"requirement": requirement.title, "offered": offered, "least": least}
            yield Standing(bid.id, lot.id, Status.UNSUITABLE, "standing.capacity_below", figures)


def misses_a_requirement(tender: Tender, bid: Bid, lot: str) -> bool:
    """Whether the bid for a lot does not meet some requirement that can be counted."""
    return any(
        True for one in tender.open_lots if one.id == lot for _ in unsuitable(tender, bid, one)
    )


def _holds_contract(tender: Tender, bid: Bid) -> bool:
    return any(holder.id == bid.id for holder in tender.contract_holders)


def _capacity(requirement: Requirement, bid: Bid, lot: Lot) -> int:
    lot_bid = bid.lot(lot.id)
    if lot_bid is None:
        return 0
    return sum(o.capacity for o in lot_bid.offers if requirement.need in (None, o.need))
