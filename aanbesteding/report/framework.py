"""Lots with a way of their own: nobody is promised clients, or the ranking is filled."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.report.shapes import Cell, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.decision import Selection
from aanbesteding.tender.lots import Lot

_FEW = 3
_FILLING = (Selection.FILL_CAPACITY_BY_RANK, Selection.FILL_BUDGET_BY_RANK)


def framework_table(source: Source, lot: Lot, contracts: Sequence[Record]) -> Table | None:
    """Return the contracts of a lot that promises no volume: who, where, which needs, how much."""
    if not contracts:
        return None
    ranked = not source.open_house(lot.id)
    bids = {bid.id: found for bid in source.bids if (found := bid.lot(lot.id))}
    scores = {score["bidder"]: score for score in source.scores.get(lot.id, [])}
    needs, areas = source.tender.lot_needs(lot), source.tender.lot_areas(lot)
    one_unit = len({need.unit for need in needs}) == 1
    rows = []
    for contract in contracts:
        bid, score = bids[contract["bidder"]], scores[contract["bidder"]]
        cells = [source.bidder(contract["bidder"])]
        if ranked:
            cells += [_rank(score), source.number(score["total"])]
        offers = [offer for offer in bid.offers if offer.capacity]
        cells += [some(source, "need", [o.need for o in offers], len(needs))]
        cells += [some(source, "area", list(bid.areas), len(areas))]
        if one_unit:
            cells.append(source.number(sum(offer.capacity for offer in offers)))
        rows.append(text_row(*cells))
    heads = ["bidder", *(("rank", "total") if ranked else ()), "needs", "areas"]
    heads += ["capacity"] if one_unit else []
    marks = "-" + ("nn" if ranked else "") + "--n"
    labels = [source.t(f"report.word.{head}") for head in heads]
    key = "framework" if ranked else "admitted_caption"
    caption = source.t(f"report.award.{key}", lot=lot.title)
    note = source.t("report.award.no_volume")
    return Table(caption, columns(*labels, numbers=marks[: len(heads)]), tuple(rows), (), note)


def some(source: Source, thing: str, ids: Sequence[str], whole: int) -> str:
    """Return which of all, in few words: all, names when there are few, else how many."""
    if whole and len(ids) == whole:
        return source.t("report.word.all", count=whole)
    if len(ids) <= _FEW:
        return ", ".join(source.name(thing, one) for one in ids) or "–"
    return source.t("report.word.of", count=len(ids), whole=whole)


def _rank(score: Record) -> str:
    return "–" if score["rank"] is None else str(score["rank"])


class Filled(NamedTuple):
    """One rank of a lot that was filled: what it was given and what demand was left then."""

    bidder: str
    rank: int
    total: Fraction
    capacity: int
    volume: int
    left: int
    result: str


def filled_ranks(source: Source, lot: Lot, found: Record) -> list[Filled]:
    """Return how the ranking of a lot was filled, rank by rank; nothing in other lots."""
    ranked = [score for score in source.scores.get(lot.id, []) if score["rank"] is not None]
    filled = source.tender.selection_of(lot.id) in _FILLING and not source.open_house(lot.id)
    if not filled or not found["winners"] or source.decision["mode"] != "rank_order":
        return []
    capacity = {
        bid.id: sum(offer.capacity for offer in x.offers)
        for bid in source.bids
        if (x := bid.lot(lot.id))
    }
    volume: dict[str, int] = {}
    for v in source.decision["volumes"]:
        if v["lot"] == lot.id:
            volume[v["bidder"]] = volume.get(v["bidder"], 0) + v["clients"]
    left = sum(ask.volume for ask in source.tender.demand if ask.lot == lot.id)
    results = _results(source, found)
    ranks = []
    for score in ranked:
        bidder, rank, total = score["bidder"], score["rank"], Fraction(score["total"])
        given = volume.get(bidder, 0)
        left -= given
        result = results.get(bidder, source.t("report.filled.none"))
        ranks.append(Filled(bidder, rank, total, capacity[bidder], given, left, result))
    return ranks


def _results(source: Source, found: Record) -> dict[str, str]:
    order = enumerate(found["reserve"], start=1)
    reserve = {bidder: source.t("report.filled.reserve", at=at) for at, bidder in order}
    return reserve | dict.fromkeys(found["winners"], source.t("report.filled.contract"))


def filled_table(source: Source, lot: Lot, found: Record) -> Table | None:
    """Return volume per rank, the demand left after each, and the reserve in order; or None."""
    ranks = filled_ranks(source, lot, found)
    if not ranks:
        return None
    rows = tuple(
        text_row(
            source.bidder(one.bidder),
            str(one.rank),
            source.number(one.total),
            source.number(one.capacity),
            Cell(source.number(one.volume), tone="strong" if one.volume else ""),
            source.number(one.left),
            one.result,
        )
        for one in ranks
    )
    heads = ("bidder", "rank", "total", "capacity", "volume", "left", "result")
    labels = [source.t(f"report.filled.{head}") for head in heads]
    caption = source.t("report.filled.caption", lot=lot.title)
    note = source.t("report.filled.note")
    return Table(caption, columns(*labels, numbers="-nnnnn-"), rows, (), note)
