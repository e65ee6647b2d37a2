"""The award: how each lot ended, contracts, volumes, reserve, coverage."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.report.framework import filled_table, framework_table
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.spend_charts import shares_chart
from aanbesteding.tender.lots import Lot


def awarded(source: Source) -> list[dict[str, Any]]:
    """Return per lot how it ended: outcome, contracts, volumes, reserve, coverage."""
    contracts: dict[str, list[Record]] = {}
    for contract in source.decision["contracts"]:
        contracts.setdefault(contract["lot"], []).append(contract)
    return [
        _lot_award(source, found, contracts.get(found["lot"], []))
        for found in source.decision["lots"]
    ]


def _lot_award(source: Source, found: Record, contracts: Sequence[Record]) -> dict[str, Any]:
    lot = source.lots[found["lot"]]
    promised = source.tender.promises_volume(lot)
    return {
        "title": lot.title,
        "outcome": source.t(f"report.outcome.{ended(source, found)}"),
        "reason": lot.out_of_scope_reason,
        "fallback": fallback(source, found),
        "facts": _lot_facts(source, found),
        "filled": filled_table(source, lot, found),
        "contracts": contracts_table(source, lot, contracts)
        if promised
        else framework_table(source, lot, contracts),
        "chart": shares_chart(source, lot.id, contracts),
        "volumes": volumes_table(source, lot, contracts),
        "areas": matrix(source, lot, found["winners"], "area"),
        "expertise": matrix(source, lot, found["winners"], "expertise"),
    }


def fallback(source: Source, found: Record) -> str:
    """Return what happens now in a lot where nobody gets a contract; empty elsewhere."""
    return "" if found["winners"] else source.lots[found["lot"]].fallback


def ended(source: Source, found: Record) -> str:
    """Return how a lot ended; a what-if never says that anything was awarded."""
    advice = source.what_if and found["outcome"] in ("awarded", "admitted", "one_bid")
    return "what_if" if advice else str(found["outcome"])


def _lot_facts(source: Source, found: Record) -> list[Fact]:
    if found["outcome"] == "out_of_scope":
        return []
    t = source.t
    places = found["places"]
    if source.open_house(found["lot"]):
        numbers = (("admitted_bids", found["bids"]), ("admitted", len(found["winners"])))
        return [Fact(t(f"report.award.{name}"), source.number(value)) for name, value in numbers]
    if not found["bids"]:
        return [Fact(t("report.award.bids"), source.number(0))]
    facts = [Fact(t("report.award.bids"), source.number(found["bids"]))]
    ranked = source.decision["mode"] == "rank_order"
    if places is None and ranked:
        selection = source.tender.selection_of(found["lot"]).value
        facts.append(Fact(t("report.decided.selection"), t(f"report.selection.{selection}")))
    else:
        said = t("report.award.no_places") if places is None else str(places)
        facts.append(Fact(t("report.award.places"), said))
    if places is not None and ranked:
        applied = "applied" if found["selection_applied"] else "not_applied"
        facts.append(Fact(t("report.award.selection"), t(f"report.award.selection_{applied}")))
    if found["made_room"]:
        names = [source.bidder(bidder) for bidder in found["made_room"]]
        facts.append(Fact(t("report.award.made_room"), "; ".join(names)))
    if found["reserve"]:
        order = enumerate(found["reserve"], start=1)
        names = [f"{at}. {source.bidder(bidder)}" for at, bidder in order]
        facts.append(Fact(t("report.award.reserve"), "; ".join(names)))
    return facts


def contracts_table(source: Source, lot: Lot, contracts: Sequence[Record]) -> Table | None:
    """Return the contracts with clients, spend and share; None when there are none."""
    if not contracts:
        return None
    monthly = any(c["monthly_cents"] is not None for c in contracts)
    more = ["fees"] if any(c["fees_cents"] for c in contracts) else []
    more += ["monthly", "last_month"] if monthly else []
    heads = ("bidder", "clients", "spend", "share", *more)
    labels = [source.t(f"report.word.{head}") for head in heads]
    labels[1] = source.counted("report.word.clients")
    rows = tuple(
        text_row(
            source.bidder(c["bidder"]),
            source.number(c["clients"]),
            source.cents(c["spend_cents"]),
            "–" if c["share"] is None else source.percent(c["share"]),
            *([_cents(source, c[name + "_cents"]) for name in more]),
        )
        for c in contracts
    )
    shares = [Fraction(c["share"]) for c in contracts if c["share"] is not None]
    total = text_row(
        source.t("report.word.together"),
        source.number(sum(c["clients"] for c in contracts)),
        source.cents(sum(c["spend_cents"] for c in contracts)),
        source.percent(sum(shares, Fraction(0))) if shares else "–",
        *([_cents(source, sum(c[name + "_cents"] or 0 for c in contracts)) for name in more]),
    )
    caption = source.t("report.award.contracts", lot=lot.title)
    note = source.t("report.award.lump_sum") if monthly else ""
    return Table(caption, columns(*labels, numbers="-nnnnnn"[: len(heads)]), rows, (total,), note)


def _cents(source: Source, value: int | None) -> str:
    return "–" if value is None else source.cents(value)


def volumes_table(source: Source, lot: Lot, contracts: Sequence[Record]) -> Table | None:
    """Return clients per winner and need level; None when nothing was divided."""
    volumes = [v for v in source.decision["volumes"] if v["lot"] == lot.id]
    if not volumes:
        return None
    needs = source.tender.lot_needs(lot)
    sums: dict[tuple[str, str], int] = {}
    for v in volumes:
        for bidder in (v["bidder"], ""):
            for need in (v["need"], ""):
                sums[bidder, need] = sums.get((bidder, need), 0) + v["clients"]

    def served(bidder: str, need: str) -> str:
        return source.number(sums.get((bidder, need), 0))

    ids = [need.id for need in needs]
    rows = tuple(
        text_row(
            source.bidder(c["bidder"]),
            *(served(c["bidder"], n) for n in ids),
            Cell(served(c["bidder"], ""), tone="strong"),
        )
        for c in contracts
    )
    labels = (source.t("report.word.bidder"), *(n.label for n in needs))
    cols = columns(*labels, source.t("report.word.together"), numbers="-" + "n" * (len(needs) + 1))
    total = text_row(
        source.t("report.word.together"), *(served("", n) for n in ids), served("", "")
    )
    return Table(
        source.t(f"report.award.volumes{'' if source.people else '_amount'}", lot=lot.title),
        cols,
        rows,
        (total,),
    )


def matrix(source: Source, lot: Lot, winners: Sequence[str], thing: str) -> Table | None:
    """Return winners × areas, or winners × expertise, with how many winners each one has."""
    have: dict[str, set[str]] = {}
    won = set(winners)
    for bid in source.bids:
        found = bid.lot(lot.id)
        if found and bid.id in won:
            have[bid.id] = set(found.areas if thing == "area" else found.expertise)
    things = [a.id for a in source.tender.lot_areas(lot)] if thing == "area" else []
    things = things or ([e.id for e in source.tender.expertise] if thing == "expertise" else [])
    if not have or len(things) < 2:
        return None
    yes, no = source.t("report.word.yes"), source.t("report.word.no")
    rows = tuple(_matrix_row(source, bidder, things, have[bidder], (yes, no)) for bidder in winners)
    total = text_row(
        source.t("report.award.partners"),
        *(str(sum(1 for had in have.values() if x in had)) for x in things),
    )
    middle = (Column(source.name(thing, x), middle=True) for x in things)
    caption = source.t(f"report.award.by_{thing}", lot=lot.title)
    return Table(caption, (Column(source.t("report.word.bidder")), *middle), rows, (total,))


def _matrix_row(
    source: Source, bidder: str, things: list[str], had: set[str], words: tuple[str, str]
) -> Row:
    yes, no = words
    return text_row(
        source.bidder(bidder),
        *(Cell(yes, tone="yes") if x in had else Cell(no, tone="no") for x in things),
    )
