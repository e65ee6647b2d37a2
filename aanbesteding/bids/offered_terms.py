"""Discounts, terms and free capacity as a form states them, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Path
from aanbesteding.bids.bid import Bid
from aanbesteding.bids.terms import TIERS, discounted
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Reading, Value

Values = Mapping[Path, Value]
Row = dict[str, Any]


class _Tier(NamedTuple):
    """A tier of a discount that was filled in, and the path of its border."""

    path: Path
    least: int
    percent: Decimal


def terms_in(values: Values, tender: Tender) -> Row:
    """Return the terms of a bid as far as they were filled in."""
    lots = [lot.id for lot in tender.open_lots]
    package = [lot for lot in lots if values.get(("terms", "package", lot)) is True]
    numbers = ("least_lots", "most_lots", "most_units")
    return {**{key: values.get(("terms", key)) for key in numbers}, "package": package}


def discounts_in(values: Values, lot: str) -> list[Row]:
    """Return the tiers of a lot's discount when all of them are whole and rise; else none."""
    tiers = _tiers(values, lot)
    whole = not any(_halves(values, lot))
    if whole and all(low.least < high.least for low, high in pairwise(tiers)):
        return [{"least": tier.least, "percent": tier.percent} for tier in tiers]
    return []


def offered_terms(bid: Bid, reading: Reading, tender: Tender) -> Iterator[Finding]:
    """Yield what does not fit in free capacity, discounts and terms, each at its own cell."""
    for lot in bid.lots:
        yield from _free(reading, lot.lot)
        yield from _discounts(reading, lot.lot, tender.award.discounts == "incremental")
        yield from _under_the_floor(bid, reading, lot.lot, tender)
    yield from _package(bid, reading)
    yield from _spread(bid, reading)


def _flaw(
    code: str,
    reading: Reading,
    path: Path,
    values: Mapping[str, Any],
    weight: Weight = Weight.REPAIRABLE,
) -> Finding:
    name = ".".join(path)
    return Finding(code, weight, reading.places[path], {"slot": name, "field": name, **values})


def _free(reading: Reading, lot: str) -> Iterator[Finding]:
    for path, free in reading.values.items():
        if path[:3] == ("lots", lot, "free"):
            capacity = reading.values.get(("lots", lot, "capacity", path[3]))
            if isinstance(capacity, int) and isinstance(free, int) and free > capacity:
                said = {"lot": lot, "need": path[3], "free": free, "capacity": capacity}
                yield _flaw("B151", reading, path, said)


def _paths(lot: str) -> Iterator[tuple[Path, Path]]:
    for tier in range(1, TIERS + 1):
        at = ("lots", lot, "discount", str(tier))
        yield (*at, "from"), (*at, "off")


def _tiers(values: Values, lot: str) -> list[_Tier]:
    return [
        _Tier(start, int(values[start]), Decimal(values[off]))
        for start, off in _paths(lot)
        if start in values and off in values
    ]


def _halves(values: Values, lot: str) -> Iterator[tuple[Path, Path]]:
    """Yield what was filled in and what lacks, of tiers that were half filled in."""
    for start, off in _paths(lot):
        if (start in values) is not (off in values):
            yield (start, off) if start in values else (off, start)


def _discounts(reading: Reading, lot: str, only_above: bool) -> Iterator[Finding]:
    """A discount that falls is odd; when it is for the units above only, it is a dearer price."""
    weight = Weight.REPAIRABLE if only_above else Weight.NOTICE
    flawed = {finding.values.get("slot") for finding in reading.findings}
    for filled, lacking in _halves(reading.values, lot):
        if ".".join(lacking) not in flawed:
            yield _flaw("B152", reading, lacking, {"lot": lot, "tier": filled[3]})
    for low, high in pairwise(_tiers(reading.values, lot)):
        said: Row = {"lot": lot, "tier": high.path[3]}
        if high.least <= low.least:
            said |= {"least": high.least, "below": low.least}
            yield _flaw("B153", reading, high.path, said)
        elif high.percent < low.percent:
            said |= {"percent": high.percent, "below": low.percent}
            yield _flaw("B154", reading, (*high.path[:4], "off"), said, weight)


def _under_the_floor(bid: Bid, reading: Reading, lot: str, tender: Tender) -> Iterator[Finding]:
    """A price less its discount that is under the least the buyer pays."""
    offered = bid.lot(lot)
    for offer in offered.offers if offered else ():
        floor = tender.tariff(lot, offer.need).get("floor")
        if floor is None or offer.price is None:
            continue
        for tier in _tiers(reading.values, lot):
            left = discounted(tender, offer.price, tier.percent)
            if left < floor.amount <= offer.price:
                said = {"lot": lot, "need": offer.need, "tier": tier.path[3]}
                money = {"left": left, "floor": floor.amount}
                yield _flaw("B155", reading, (*tier.path[:4], "off"), {**said, **money})


def _package(bid: Bid, reading: Reading) -> Iterator[Finding]:
    offered = {lot.lot for lot in bid.lots}
    for lot in bid.terms.package:
        if lot not in offered:
            yield _flaw("B156", reading, ("terms", "package", lot), {"lot": lot})
    if len(bid.terms.package) == 1:
        lot = bid.terms.package[0]
        yield _flaw("B157", reading, ("terms", "package", lot), {"lot": lot})


def _spread(bid: Bid, reading: Reading) -> Iterator[Finding]:
    terms, offered = bid.terms, len(bid.lots)
    if terms.least_lots is None:
        return
    at = ("terms", "least_lots")
    if terms.most_lots is not None and terms.least_lots > terms.most_lots:
        said = {"least": terms.least_lots, "most": terms.most_lots}
        yield _flaw("B158", reading, at, said)
    elif terms.least_lots > offered:
        yield _flaw("B159", reading, at, {"least": terms.least_lots, "offered": offered})
