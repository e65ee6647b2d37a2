"""Low prices held against the stated methods again, by other arithmetic."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.bids.bid import Bid, Bids
from aanbesteding.bids.price_talk import price_talk
from aanbesteding.tender.low_price import ESTIMATES, LowPrice, LowPriceMethod
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.points import price_of

Row = dict[str, Any]
Priced = tuple[Fraction, str]


def low_price_rows(tender: Tender, bids: Bids, scores: Iterable[Counted]) -> Iterator[Row]:
    """Yield what the record must say of each price, per lot, method and bidder."""
    standing = {(score.lot, score.bidder): score.status for score in scores}
    for lot in tender.open_lots:
        known: dict[tuple[str, ...], list[Priced]] = {}
        for bid in bids.bids:
            inside = standing.get((lot.id, bid.id)) == "in"
            on_price = bool(price_talk(bids.events, bid.id, lot.id).excluded)
            needs = priced_needs(tender, lot.id, bid) if inside or on_price else ()
            if needs:
                known.setdefault(needs, []).append((price_of(tender, lot.id, bid), bid.id))
        for method in tender.low_prices:
            if method.lots and lot.id not in method.lots:
                continue
            rows = [
                {"lot": lot.id, "bidder": bidder, "method": method.id, "price": price, **held}
                for needs, group in known.items()
                for price, bidder in group
                for held in [_held(method, price, bidder, group, _own(tender, lot.id, needs))]
            ]
            yield from sorted(rows, key=lambda row: row["bidder"])


def priced_needs(tender: Tender, lot: str, bid: Bid) -> tuple[str, ...]:
    """Return the need levels in a bid's price, in the tender's order; none without own price."""
    bid_for = bid.lot(lot)
    offers = {offer.need: offer.price for offer in (bid_for.offers if bid_for else ())}
    fixed = {t.need for t in tender.tariffs if t.lot == lot and t.kind is TariffKind.FIXED}
    demanded = {row.need for row in tender.demand if row.lot == lot}
    if all(offers.get(need) is None for need in demanded):
        return ()
    return tuple(
        need.id
        for need in tender.needs
        if need.id in demanded & offers.keys() and (offers[need.id] is not None or need.id in fixed)
    )


def _own(tender: Tender, lot: str, needs: Sequence[str]) -> Fraction | None:
    """The buyer's tariffs at the demand of these needs, in euros."""
    best: dict[str, Fraction] = {}
    for kind in reversed(ESTIMATES):
        best |= {
            t.need: Fraction(t.amount) for t in tender.tariffs if (t.lot, t.kind) == (lot, kind)
        }
    if not set(needs) <= best.keys():
        return None
    rows = [row for row in tender.demand if row.lot == lot and row.need in needs]
    return sum((best[row.need] * row.volume for row in rows), Fraction(0))


def _held(
    method: LowPrice, price: Fraction, bidder: str, group: list[Priced], own: Fraction | None
) -> Row:
    known = [
        (against, amount, part, amount - amount * part, sorted(who))
        for against, amount, part, who in _against(method, bidder, sorted(group), own)
    ]
    names = ("against", "amount", "below", "limit", "bidders")
    limits = [dict(zip(names, one, strict=True)) for one in known]
    return {"limits": limits, "stands_out": any(price < limit for *_, limit, _ in known)}


Against = tuple[str, Fraction, Fraction, list[str]]


def _against(
    method: LowPrice, bidder: str, group: list[Priced], own: Fraction | None
) -> Iterator[Against]:
    """What a price is held against; the prices come in from low to high."""
    spain = method.method is LowPriceMethod.RGLCAP_85
    number = len(group) if spain else 0
    part = Fraction(0) if method.below is None else Fraction(method.below)
    others = [one for one in group if one[1] != bidder]
    if (method.method is LowPriceMethod.BELOW_MEAN and others) or number > 2:
        kept = _kept(group) if spain else group
        mean = sum((price for price, _ in kept), Fraction(0)) / len(kept)
        yield "mean", mean, Fraction(1, 10) if spain else part, [who for _, who in kept]
    if (method.method is LowPriceMethod.BELOW_NEXT and others) or number == 2:
        share = Fraction(1, 5) if spain else part
        yield "lowest_other", others[0][0], share, [who for _, who in others]
    if (method.method is LowPriceMethod.BELOW_ESTIMATE or number in (1, 3)) and own is not None:
        yield "estimate", own, Fraction(1, 4) if spain else part, []


def _kept(group: list[Priced]) -> list[Priced]:
    """Without what is dearer than eleven tenths of the mean; from the dearest down."""
    total, number = sum((price for price, _ in group), Fraction(0)), len(group)
    kept = list(group)
    least = 3 if number > 3 else 2
    while len(kept) > least and kept[-1][0] * number * 10 > total * 11:
        kept.pop()
    return kept


def limits_below(row: Mapping[str, Any]) -> Fraction:
    """Return the highest limit of a row, in euros."""
    return max((Fraction(limit["limit"]) for limit in row["limits"]), default=Fraction(0))
