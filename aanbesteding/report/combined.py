"""Combinations beside single lots: goal by goal, which won and why."""

from fractions import Fraction
from typing import Any

from aanbesteding.report.listing import Listing, as_table
from aanbesteding.report.source import Record, Source
from aanbesteding.report.units import goal_value


def combined(source: Source) -> dict[str, Any] | None:
    """Return the comparison in two steps: sentence and table; None where there was none."""
    listing = combination_listing(source)
    if listing is None:
        return None
    return {"says": combination_in_words(source), "table": as_table(source, listing)}


def combination_in_words(source: Source) -> str:
    """Return which won, on which goal, and which contracts were combined."""
    found = source.decision["combination"]
    if not found["won"]:
        return source.t("report.combination.per_lot_stays")
    contracts = _contracts(source, _given(source, found))
    if not found["per_lot"]:
        return source.t("report.combination.only", contracts=contracts)
    goals = source.decision["goals"]
    rows = zip(goals, found["per_lot"], found["together"], strict=True)
    goal, apart, together = next(row for row in rows if row[1]["value"] != row[2]["value"])
    values = {
        "goal": source.sentence(goal["key"], goal["values"]).rstrip("."),
        "together": goal_value(source, goal, together["value"]),
        "apart": goal_value(source, goal, apart["value"]),
        "contracts": contracts,
    }
    return source.t("report.combination.won", **values)


def _given(source: Source, found: Record) -> list[Record]:
    """The contracts that were given in combination; those at stake while lots must be drawn."""
    given = [(c["bidder"], c["lot"]) for c in source.decision["contracts"]]
    won = [one for one in found["combined"] if (one["bidder"], one["lot"]) in given]
    return won or found["combined"]


def _contracts(source: Source, contracts: list[Record]) -> str:
    """Each bidder once, with its lots."""
    lots: dict[str, list[str]] = {}
    for one in contracts:
        lots.setdefault(one["bidder"], []).append(source.name("lot", one["lot"]))
    return "; ".join(
        source.t("report.combination.contracts", bidder=source.name("bidder", bidder), lots=titles)
        for bidder, titles in lots.items()
    )


def combination_listing(source: Source) -> Listing | None:
    """Return goal by goal the best award lot by lot beside the best with combinations."""
    found = source.decision.get("combination")
    if found is None:
        return None
    t = source.t
    apart: list[Record | None] = found["per_lot"] or [None] * len(found["together"])
    rows, decided = [], False
    for number, (goal, one, other) in enumerate(
        zip(source.decision["goals"], apart, found["together"], strict=True), start=1
    ):
        rows.append(
            (
                f"{number}. {source.sentence(goal['key'], goal['values'])}",
                "–" if one is None else goal_value(source, goal, one["value"]),
                goal_value(source, goal, other["value"]),
                t("report.combination.none")
                if one is None
                else _difference(source, goal, (one, other), decided),
            )
        )
        decided = decided or one is None or one["value"] != other["value"]
    heads = ("goal", "per_lot", "together", "difference")
    labels = [t(f"report.combination.{head}") for head in heads]
    kinds = ("wide", "figure", "figure", "text")
    caption, note = t("report.combination.caption"), t("report.combination.note")
    return Listing(caption, labels, kinds, rows, note)


def _difference(source: Source, goal: Record, both: tuple[Record, Record], decided: bool) -> str:
    """How much more there is together; only the first difference decides."""
    apart, together = (Fraction(one["value"]) for one in both)
    if apart == together:
        return source.t("report.combination.same")
    more = goal_value(source, goal, str(together - apart))
    more = f"+{more}" if together > apart else more
    return more if decided else source.t("report.combination.decides", more=more)
