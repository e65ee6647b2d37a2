"""Checks of the stated ways to find low prices: complete, and with something to compare."""

from collections.abc import Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.low_price import ESTIMATES, LowPrice, LowPriceMethod
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

_OWN_FIGURE = (LowPriceMethod.BELOW_ESTIMATE, LowPriceMethod.RGLCAP_85)


def low_price_methods_are_complete(tender: Tender) -> Iterator[Problem]:
    """Yield every method without a real part to lie below, and a fixed one that states a part."""
    for number, row in enumerate(tender.low_prices):
        path = ("low_prices", str(number), "below")
        values = {"method": row.id, "below": row.below}
        if row.method is LowPriceMethod.RGLCAP_85:
            if row.below is not None:
                yield Problem("T386", path, values)
        elif row.below is None or not 0 < row.below < 1:
            yield Problem("T385", path, values)


def low_price_methods_have_their_estimate(tender: Tender) -> Iterator[Problem]:
    """Yield every method that needs the buyer's own figure where a tariff is not stated."""
    for number, row in enumerate(tender.low_prices):
        if row.method not in _OWN_FIGURE or tender.price.asked == "none":
            continue
        for lot in _lots(tender, row):
            needs = tuple(
                dict.fromkeys(
                    ask.need
                    for ask in tender.demand
                    if ask.lot == lot.id and not _estimated(tender, lot.id, ask.need)
                )
            )
            if needs:
                values = {"method": row.id, "lot": lot.id, "needs": needs}
                yield Problem("T387", ("low_prices", str(number), "method"), values)


def low_price_methods_have_prices(tender: Tender) -> Iterator[Problem]:
    """Yield every method in a tender that asks no prices."""
    for number, row in enumerate(tender.low_prices):
        if tender.price.asked == "none":
            yield Problem("T388", ("low_prices", str(number), "method"), {"method": row.id})


def price_only_method_stands_beside_quality(tender: Tender) -> Iterator[Problem]:
    """Yield, as a notice, every method made for awards on price where quality counts too."""
    for number, row in enumerate(tender.low_prices):
        judged = any(tender.judged(lot.id) for lot in _lots(tender, row))
        if row.method is LowPriceMethod.RGLCAP_85 and judged:
            path = ("low_prices", str(number), "method")
            yield Problem("T389", path, {"method": row.id}, Weight.NOTICE)


def _lots(tender: Tender, row: LowPrice) -> Iterator[Lot]:
    return (lot for lot in tender.open_lots if not row.lots or lot.id in row.lots)


def _estimated(tender: Tender, lot: str, need: str) -> bool:
    return any(kind.value in tender.tariff(lot, need) for kind in ESTIMATES)
