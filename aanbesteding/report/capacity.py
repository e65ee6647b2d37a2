"""Capacity of the winners, every bidder counted once however many areas it works in."""

from collections.abc import Iterable, Mapping

from aanbesteding.report.source import Record, Source

Level = tuple[str, str]


def capacity_once(source: Source, decision: Record, rows: Iterable[Record]) -> Mapping[Level, int]:
    """Return the winners' capacity in one period by lot and need, over the areas of the rows.

    The record tells capacity per area; who works in three areas stands in all three with the
    same places, so that those figures can't be added.
    """
    areas: dict[Level, set[str]] = {}
    for row in rows:
        areas.setdefault((row["lot"], row["need"]), set()).update(source.leaves(row["area"]))
    winners = {found["lot"]: set(found["winners"]) for found in decision["lots"]}
    found = dict.fromkeys(areas, 0)
    for bid in source.bids:
        for lot_bid in bid.lots:
            if bid.id not in winners.get(lot_bid.lot, ()):
                continue
            works = set(lot_bid.areas)
            for offer in lot_bid.offers:
                level = (lot_bid.lot, offer.need)
                if works & areas.get(level, set()):
                    found[level] += offer.capacity
    return found


def periods_of(rows: Iterable[Record]) -> Mapping[Level, int]:
    """Return in how many periods each lot and need is asked."""
    found: dict[Level, set[str]] = {}
    for row in rows:
        found.setdefault((row["lot"], row["need"]), set()).add(row["period"])
    return {level: len(periods) for level, periods in found.items()}
