"""Prices of different bidders that look alike; prices the buyer named are left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from aanbesteding.bids.bid import Bid
from aanbesteding.bids.limits import asks_price
from aanbesteding.scoring.alike import Flag, shared
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.tender import Tender

LEAST_PRICES = 3
PUBLISHED = ("floor_price", "ceiling_price", "low_price", "estimate")
Vector = tuple[tuple[str, Decimal], ...]


def same_prices(tender: Tender, bids: Sequence[Bid]) -> Iterator[Flag]:
    """Yield bidders with the same price for a need level, unless it is a tariff of the buyer."""
    for lot, vectors in _vectors(tender, bids):
        equal = shared((pair, bidder) for bidder in vectors for pair in vectors[bidder])
        told = shared(
            (
                (bidders, need)
                for (need, price), bidders in equal
                if not _stated(tender, lot, need, price)
            ),
            least=1,
        )
        for bidders, needs in told:
            yield Flag("same_prices", lot, bidders, {"needs": needs})


def same_total(tender: Tender, bids: Sequence[Bid]) -> Iterator[Flag]:
    """Yield bidders whose prices differ and still make the same total over the whole demand.

    Not where that total is an amount published with the price formula: many aim at it.
    """
    published = {getattr(tender.price, name) for name in PUBLISHED}
    for lot, vectors in _vectors(tender, bids):
        one = next(found for found in tender.open_lots if found.id == lot)
        offers = ((bid.id, bid.lot(lot)) for bid in bids if bid.id in vectors)
        totals = ((price_in_ranking(tender, one, bid), bidder) for bidder, bid in offers if bid)
        for total, bidders in shared(totals):
            if total not in {0, *published} and len({vectors[b] for b in bidders}) > 1:
                yield Flag("same_total", lot, bidders, {"total": total})


def same_ratio(tender: Tender, bids: Sequence[Bid]) -> Iterator[Flag]:
    """Yield bidders whose prices are all in one exact ratio, over at least three need levels.

    Not where all prices of a bid are equal, nor where they follow the buyer's own tariffs: then
    the ratio says nothing. The ratios are to the first bidder named.
    """
    for lot, vectors in _vectors(tender, bids):
        shapes = ((_shape(tender, lot, vectors[bidder]), bidder) for bidder in vectors)
        for _, bidders in shared((shape, bidder) for shape, bidder in shapes if shape):
            firsts = [Fraction(vectors[bidder][0][1]) for bidder in bidders]
            ratios = tuple(price / firsts[0] for price in firsts)
            if len(set(ratios)) > 1:
                yield Flag("same_ratio", lot, bidders, {"ratios": ratios})


def _vectors(tender: Tender, bids: Sequence[Bid]) -> Iterator[tuple[str, Mapping[str, Vector]]]:
    """Per lot the prices each bidder named itself, by need level in the tender's order."""
    for lot in tender.open_lots:
        found = {}
        for bid in bids:
            lot_bid = bid.lot(lot.id)
            offers = [lot_bid.offer(need.id) for need in tender.needs] if lot_bid else []
            vector = tuple(
                (offer.need, offer.price)
                for offer in offers
                if offer and offer.price is not None and asks_price(tender, lot.id, offer.need)
            )
            if vector:
                found[bid.id] = vector
        yield lot.id, found


def _stated(tender: Tender, lot: str, need: str, price: Decimal) -> bool:
    """Whether a price is one the buyer named, such as the ceiling."""
    return price in {tariff.amount for tariff in tender.tariff(lot, need).values()}


def _shape(tender: Tender, lot: str, vector: Vector) -> tuple[tuple[str, Fraction], ...]:
    """The prices as parts of the first; empty when a shared shape would say nothing."""
    prices = [Fraction(price) for _, price in vector]
    if len(prices) < LEAST_PRICES or 0 in prices or len(set(prices)) == 1:
        return ()
    tariffs = [tender.tariff(lot, need) for need, _ in vector]
    for kind in TariffKind:
        stated = [t[kind.value].amount for t in tariffs if kind.value in t]
        if len(stated) == len(prices) and 0 not in stated:
            parts = {p / Fraction(amount) for p, amount in zip(prices, stated, strict=True)}
            if len(parts) == 1:
                return ()
    return tuple((need, Fraction(price) / prices[0]) for need, price in vector)


BY_PRICE: tuple[Callable[[Tender, Sequence[Bid]], Iterator[Flag]], ...] = (
    same_prices,
    same_total,
    same_ratio,
)
