"""The sheet with what every bidder offers: the figures that all others of the workbook start from.

A price here is the one that is compared: the bidder's own, or the buyer's fixed tariff.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.bids.bid import LotBid, Offer
from aanbesteding.report.grid import (
    DASH,
    FIRST,
    at,
    column_range,
    fixed,
    heads,
    live,
    noted,
    sheet,
    text,
    whole,
)
from aanbesteding.report.source import Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

DEMAND, CAPACITY, PRICE, AMOUNT = 5, 6, 7, 8


@dataclass(frozen=True)
class Offered:
    """Where the offers stand: a row by bidder, lot and need, with the price in that row."""

    name: str
    rows: Mapping[tuple[str, str, str], int]
    prices: Mapping[tuple[str, str, str], Fraction]
    blocks: Mapping[tuple[str, str], tuple[int, int]]

    def amount(self, bidder: str, lot: str) -> str | None:
        """Return the sum of a bid's prices at the whole demand; None without a bid for the lot."""
        block = self.blocks.get((bidder, lot))
        return f"SUM({self.name}!{column_range(AMOUNT, *block)})" if block else None

    def price(self, offer: tuple[str, str, str], euros: Fraction) -> str | None:
        """Return the cell with the price of an offer; None where that is another price."""
        if self.prices.get(offer) != euros:
            return None
        return f"{self.name}!{fixed(PRICE, self.rows[offer])}"


def offered(source: Source) -> Offered:
    """Return where each offer will stand."""
    rows: dict[tuple[str, str, str], int] = {}
    prices: dict[tuple[str, str, str], Fraction] = {}
    blocks: dict[tuple[str, str], tuple[int, int]] = {}
    row = FIRST
    for bid in source.bids:
        for lot in bid.lots:
            first = row
            for offer in _offers(lot):
                key = (bid.id, lot.lot, offer.need)
                rows[key] = row
                if (price := price_of(source, lot.lot, offer)) is not None:
                    prices[key] = price
                row += 1
            if row > first:
                blocks[bid.id, lot.lot] = (first, row - 1)
    return Offered(source.t("report.sheet.bids"), rows, prices, blocks)


def _offers(bid: LotBid) -> tuple[Offer, ...]:
    """The offers that count: the first for each need level."""
    return tuple({offer.need: offer for offer in reversed(bid.offers)}.values())[::-1]


def price_of(source: Source, lot: str, offer: Offer) -> Fraction | None:
    """Return the price by which an offer is compared, in euros; None where there is none."""
    if offer.price is not None:
        return Fraction(offer.price)
    tariff = source.tender.tariff(lot, offer.need).get("fixed")
    return None if tariff is None else Fraction(tariff.amount)


def bids_sheet(source: Source, places: Offered) -> Sheet:
    """Return demand, capacity and price per offer, and the price at the whole demand, live."""
    t = source.t
    labels = [t(f"report.word.{word}") for word in ("lot", "bidder", "need")]
    labels.insert(1, t("report.sheet.id"))
    labels += [t(f"report.guide.bids.{name}") for name in ("demand", "capacity", "price", "amount")]
    notes = {PRICE: t("report.guide.note.bid_price"), AMOUNT: t("report.guide.note.bid_amount")}
    rows: list[Row] = [noted(heads(*labels, numbers="----nnnn"), notes)]
    for bid in source.bids:
        for lot in bid.lots:
            for offer in _offers(lot):
                key = (bid.id, lot.lot, offer.need)
                demand = source.asked.get((lot.lot, offer.need), 0)
                rows.append(
                    (
                        text(lot.lot),
                        text(bid.id),
                        text(bid.name),
                        text(source.name("need", offer.need)),
                        whole(demand),
                        whole(offer.capacity),
                        *_money(places, key, demand),
                    )
                )
    return sheet(source, "bids", rows, (12, 12, 42, 30, 16, 16, 18, 22))


def _money(places: Offered, key: tuple[str, str, str], demand: int) -> tuple[CellOut, CellOut]:
    """The price, and the price times the demand; a dash where no price is known."""
    price, row = places.prices.get(key), places.rows[key]
    if price is None:
        return DASH, DASH
    amount = live(f"{at(DEMAND, row)}*{at(PRICE, row)}", price * demand, "row_euro")
    return CellOut(price, "row_euro"), amount
