"""Bids that look alike, looked for again, without the code that found them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from aanbesteding.bids.bid import Bid, Bids, LotBid
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.points import price_of

Row = dict[str, Any]
Prices = dict[str, Decimal]
LONG, FEW = 200, 3
AIMED_AT = ("floor_price", "ceiling_price", "low_price", "estimate")
ORDER = (
    "same_prices",
    "same_total",
    "same_ratio",
    "same_answers",
    "same_contact",
    "same_kvk",
    "same_subcontractor",
    "bidder_as_subcontractor",
)


def pattern_rows(tender: Tender, bids: Bids) -> list[Row]:
    """Return what the record must say of bids for the same lots that look alike."""
    lots = [x.id for x in tender.open_lots if tender.mode_of(x.id) is not AwardMode.ADMIT_ALL]
    rivals = [bid for bid in bids.bids if any(bid.lot(lot) for lot in lots)]
    found: list[Row] = []
    for lot in lots:
        found += _by_price(tender, rivals, lot)
    found += _by_answer(rivals, lots)
    found += _by_person(rivals, lots)
    return sorted(found, key=lambda row: (ORDER.index(row["kind"]), row["lot"], row["bidders"]))


def _row(kind: str, lot: str, bidders: Iterable[str], **values: Any) -> Row:
    return {"kind": kind, "lot": lot, "bidders": list(bidders), "values": values}


def _classes(pairs: Iterable[tuple[Any, str]]) -> dict[Any, tuple[str, ...]]:
    """What more than one bidder has, with those bidders in order."""
    found: dict[Any, list[str]] = {}
    for key, bidder in sorted(set(pairs), key=lambda pair: pair[1]):
        found.setdefault(key, []).append(bidder)
    return {key: tuple(bidders) for key, bidders in found.items() if len(bidders) > 1}


def _by_price(tender: Tender, rivals: list[Bid], lot: str) -> Iterator[Row]:
    named = {bid.id: own for bid in rivals if (own := _own_prices(tender, bid.lot(lot)))}
    stated = {(t.need, t.amount) for t in tender.tariffs if t.lot == lot}
    equal = _classes((pair, bidder) for bidder in named for pair in named[bidder].items())
    for bidders in set(equal.values()):
        needs = [need for need, price in equal if equal[need, price] == bidders]
        needs = sorted(n for n in needs if (n, named[bidders[0]][n]) not in stated)
        if needs:
            yield _row("same_prices", lot, bidders, needs=needs)
    aims = [getattr(tender.price, name) for name in AIMED_AT]
    totals = ((price_of(tender, lot, bid), bid.id) for bid in rivals if bid.id in named)
    for total, bidders in _classes(totals).items():
        differ = any(named[one] != named[other] for one, other in pairwise(bidders))
        if differ and total and total not in aims:
            yield _row("same_total", lot, bidders, total=total)
    yield from _in_ratio(tender, lot, named)


def _own_prices(tender: Tender, bid: LotBid | None) -> Prices:
    """The prices a bidder named itself, in the tender's order of needs."""
    if bid is None or tender.price.asked == "none":
        return {}
    fixed = {t.need for t in tender.tariffs if t.lot == bid.lot and t.kind is TariffKind.FIXED}
    own = {o.need: o.price for o in bid.offers if o.price is not None and o.need not in fixed}
    return {need.id: own[need.id] for need in tender.needs if need.id in own}


def _in_ratio(tender: Tender, lot: str, named: Mapping[str, Prices]) -> Iterator[Row]:
    """Bidders grouped under the first one whose prices are theirs times one factor."""
    here = [tariff for tariff in tender.tariffs if tariff.lot == lot]
    tables = [{t.need: t.amount for t in here if t.kind is kind} for kind in TariffKind]
    groups: dict[str, list[str]] = {}
    for bidder, prices in named.items():
        few = len(prices) < FEW or len(set(prices.values())) == 1
        if few or 0 in prices.values() or any(_follows(prices, table) for table in tables):
            continue
        first = next((one for one in groups if _proportional(named[one], prices)), bidder)
        groups.setdefault(first, []).append(bidder)
    for first, bidders in groups.items():
        need = next(iter(named[first]))
        ratios = [Fraction(named[b][need]) / Fraction(named[first][need]) for b in bidders]
        if len(set(ratios)) > 1:
            yield _row("same_ratio", lot, bidders, ratios=ratios)


def _follows(prices: Prices, table: Prices) -> bool:
    """Whether prices are the buyer's tariffs of one kind times one factor."""
    amounts = {need: table[need] for need in prices if need in table}
    return 0 not in amounts.values() and _proportional(prices, amounts)


def _proportional(one: Prices, other: Prices) -> bool:
    if one.keys() != other.keys():
        return False
    pairs = [(Fraction(one[need]), Fraction(other[need])) for need in one]
    return all(a * d == b * c for (a, b), (c, d) in pairwise(pairs))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _by_answer(rivals: list[Bid], lots: list[str]) -> Iterator[Row]:
    said: dict[str, set[tuple[str, str, str]]] = {}
    for bid in rivals:
        for one in bid.lots:
            for criterion, answer in one.answers.items() if one.lot in lots else ():
                said.setdefault(_plain(answer), set()).add((one.lot, bid.id, criterion))
    found: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for text, places in said.items():
        where, who = {lot for lot, _, _ in places}, {bidder for _, bidder, _ in places}
        if len(text) >= LONG and len(who) > 1:
            key = ("".join(where) if len(where) == 1 else "", tuple(sorted(who)))
            found.setdefault(key, set()).update(criterion for _, _, criterion in places)
    for (lot, bidders), criteria in found.items():
        yield _row("same_answers", lot, bidders, criteria=sorted(criteria))


def _by_person(rivals: list[Bid], lots: list[str]) -> Iterator[Row]:
    contacts = _classes((key, bid.id) for bid in rivals for key in _contacts(bid.contact))
    for bidders in set(contacts.values()):
        same = sorted(key for key, who in contacts.items() if who == bidders)
        yield _row("same_contact", "", bidders, contact=min(same, key=len))
    for kvk, bidders in _classes((bid.kvk, bid.id) for bid in rivals if bid.kvk).items():
        yield _row("same_kvk", "", bidders, kvk=kvk)
    names = [(name, bid.id) for bid in rivals for name in bid.subcontractors]
    helpers = _classes((_plain(name), bidder) for name, bidder in names)
    for bidders in set(helpers.values()):
        said = {name for name, _ in names if helpers.get(_plain(name)) == bidders}
        yield _row("same_subcontractor", "", bidders, names=sorted(said))
    for bid in rivals:
        mine = {_plain(name) for name in bid.subcontractors}
        others = [o for o in rivals if o.id != bid.id and _plain(o.name) in mine]
        met = sorted(o.id for o in others if any(bid.lot(x) and o.lot(x) for x in lots))
        if met:
            yield _row("bidder_as_subcontractor", "", (bid.id, *met))


def _contacts(contact: str) -> set[str]:
    whole = _plain(contact)
    mails = {word.strip(".:") for word in re.split(r"[\s;,<>()]+", whole)}
    return ({whole} | {mail for mail in mails if "@" in mail[1:-1]}) - {""}
