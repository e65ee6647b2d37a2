"""The award: how each lot ended, contracts, volumes, reserve, coverage."""

from collections import Counter
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
    t, places = source.t, found["places"]
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
    words = [source.t(f"report.word.{word}") for word in ("bidder", "spend", "share", *more)]
    labels = (words[0], source.counted("report.word.clients"), *words[1:])
    rows = tuple(
        text_row(
            source.bidder(c["bidder"]),
            source.number(c["clients"]),
            source.cents(c["spend_cents"]),
            "–" if c["share"] is None else source.percent(c["share"]),
            *(_cents(source, c[f"{name}_cents"]) for name in more),
        )
        for c in contracts
    )
    shares = [Fraction(c["share"]) for c in contracts if c["share"] is not None]
    total = text_row(
        source.t("report.word.together"),
        source.number(sum(c["clients"] for c in contracts)),
        source.cents(sum(c["spend_cents"] for c in contracts)),
        source.percent(sum(shares, Fraction(0))) if shares else "–",
        *(source.cents(sum(c[f"{name}_cents"] or 0 for c in contracts)) for name in more),
    )
    caption = source.t("report.award.contracts", lot=lot.title)
    note = source.t("report.award.lump_sum") if monthly else ""
    return Table(caption, columns(*labels, numbers="-" + "n" * len(words)), rows, (total,), note)


def _cents(source: Source, value: int | None) -> str:
    return "–" if value is None else source.cents(value)


def volumes_table(source: Source, lot: Lot, contracts: Sequence[Record]) -> Table | None:
    """Return clients per winner and need level; None when nothing was divided."""
    volumes = [v for v in source.decision["volumes"] if v["lot"] == lot.id]
    if not volumes:
        return None
    needs, together = source.tender.lot_needs(lot), source.t("report.word.together")
    served: dict[str, Counter[str]] = {}
    for v in volumes:
        served.setdefault(v["bidder"], Counter())[v["need"]] += v["clients"]

    def amounts(of: Counter[str]) -> tuple[str, ...]:
        each = (source.number(of[need.id]) for need in needs)
        return (*each, source.number(of.total()))

    rows = []
    for contract in contracts:
        *each, whole = amounts(served.get(contract["bidder"], Counter()))
        rows.append(text_row(source.bidder(contract["bidder"]), *each, Cell(whole, tone="strong")))
    labels = (source.t("report.word.bidder"), *(need.label for need in needs), together)
    total = text_row(together, *amounts(sum(served.values(), Counter())))
    caption = source.counted("report.award.volumes", lot=lot.title)
    cols = columns(*labels, numbers="-" + "n" * (len(needs) + 1))
    return Table(caption, cols, tuple(rows), (total,))


def matrix(source: Source, lot: Lot, winners: Sequence[str], thing: str) -> Table | None:
    """Return winners × areas, or winners × expertise, with how many winners each one has."""
    of_areas = thing == "area"
    asked = source.tender.lot_areas(lot) if of_areas else source.tender.expertise
    things = [one.id for one in asked]
    have = {
        bid.id: found.areas if of_areas else found.expertise
        for bid in source.bids
        if bid.id in winners and (found := bid.lot(lot.id))
    }
    if not have or len(things) < 2:
        return None
    rows = tuple(_matrix_row(source, bidder, things, have[bidder]) for bidder in winners)
    counts = Counter(one for had in have.values() for one in set(had))
    total = text_row(source.t("report.award.partners"), *(str(counts[one]) for one in things))
    middle = (Column(source.name(thing, x), middle=True) for x in things)
    caption = source.t(f"report.award.by_{thing}", lot=lot.title)
    return Table(caption, (Column(source.t("report.word.bidder")), *middle), rows, (total,))


def _matrix_row(source: Source, bidder: str, things: Sequence[str], had: Sequence[str]) -> Row:
    signs = ("yes" if one in had else "no" for one in things)
    told = (Cell(source.t(f"report.word.{sign}"), tone=sign) for sign in signs)
    return text_row(source.bidder(bidder), *told)
