"""What rules and lists of the tender say of bidders, against the bids that came in."""

from collections.abc import Iterator, Sequence

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.bids.bid import Bid, Bids
from aanbesteding.bids.providers import provider_of
from aanbesteding.rules import AnyRule
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.tender.tender import Tender


def rules_and_bids(tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Yield what the tender says of bidders who are not there; none of it blocks.

    A rule may be published for a provider that then makes no bid; but a name with a typing error
    must not go unseen.
    """
    for rule in tender.rules:
        yield from _unknown(rule, bids)
        yield from _nobody(rule, tender, bids)
        yield from _without_turnover(rule, tender, bids)
    yield from _absent(tender, bids.bids)


def _unknown(rule: AnyRule, bids: Bids) -> Iterator[Finding]:
    bidders = tuple(bid.id for bid in bids.bids)
    contracts = {f"{bid.id}/{lot.lot}" for bid in bids.bids for lot in bid.lots}
    known = {"bidders": set(bidders), "contracts": contracts, "also_contracts": contracts}
    for field, names in known.items():
        for name in getattr(rule, field, ()):
            if name not in names:
                yield _notice("B162", rule=rule.name, given=name, bidders=bidders)


def _nobody(rule: AnyRule, tender: Tender, bids: Bids) -> Iterator[Finding]:
    """A rule for bidders with some attributes, when no bid in its lots is theirs."""
    wanted = getattr(rule, "attributes", ())
    if not wanted or not bids.bids:
        return
    named = {lot.id for lot in tender.open_lots if not rule.lots or lot.id in rule.lots}
    held = (
        bid.attributes
        for bid in bids.bids
        if any(lot.lot in named and bids.out(bid.id, lot.lot) is None for lot in bid.lots)
    )
    if not any(set(wanted) <= set(attributes) for attributes in held):
        yield _notice("B164", rule=rule.name, wanted=wanted)


def _without_turnover(rule: AnyRule, tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Bidders that can be paid nothing under a rule, because they state no turnover, or none."""
    if not isinstance(rule, ShareOfTurnover):
        return
    lots = {lot.id for lot in tender.open_lots if not rule.lots or lot.id in rule.lots}
    found = tuple(
        bid.id
        for bid in bids.bids
        if not bid.turnover
        and (not rule.bidders or bid.id in rule.bidders)
        and set(rule.attributes) <= set(bid.attributes)
        and any(lot.lot in lots and bids.out(bid.id, lot.lot) is None for lot in bid.lots)
    )
    if found:
        yield _notice("B165", rule=rule.name, found=found)


def _absent(tender: Tender, bids: Sequence[Bid]) -> Iterator[Finding]:
    """Providers with clients in care that made no bid."""
    clients: dict[str, int] = {}
    for row in tender.incumbents:
        if provider_of(row, bids) is None:
            name = row.name or row.kvk
            clients[name] = clients.get(name, 0) + row.clients
    for name, number in sorted(clients.items()):
        yield _notice("B163", provider=name, clients=number)


def _notice(code: str, **values: object) -> Finding:
    return Finding(code, Weight.NOTICE, None, values)
