"""The public edition: who won what, how it was judged, and whether every need is covered."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.dossier.editions.allowed import MANY, ONE, Group, Record, copied, group_of
from aanbesteding.dossier.editions.published import (
    JOURNAL,
    ORIGIN,
    SCHEDULE,
    TARIFF,
    TENDER,
    head_of,
    winners_of,
)
from aanbesteding.dossier.editions.small_counts import Care, protected

PUBLIC = "public"
PRACTICE = "independent_practice"
GROUPS = (
    ORIGIN,
    JOURNAL,
    SCHEDULE,
    TENDER,
    TARIFF,
    Group(
        "decision",
        {"mode": ONE, "outcome": ONE},
        "How the award was decided and how it ended.",
        "s72",
    ),
    Group(
        "decision.lots",
        {"lot": ONE, "outcome": ONE, "winners": MANY, "bids": ONE, "places": ONE},
        "Who gets a contract, and how many bids there were; not who stands in reserve.",
        "s72",
    ),
    Group(
        "decision.draws",
        {"lot": ONE, "origin": ONE},
        "That lots were drawn for a lot, and how; not between whom.",
        "s72",
    ),
    Group(
        "bids",
        {"id": ONE, "name": ONE, "kind": ONE},
        "The name of a winner; of an independent practice only its number: its name is a person's.",
        "avg",
    ),
    Group(
        "care",
        {"lot": ONE, "need": ONE, "period": ONE, "bidder": ONE},
        "What is asked, what waits, what each winner does: in fives, small counts not at all.",
        "cbs-85095",
    ),
    Group(
        "coverage",
        {"lot": ONE, "need": ONE, "area": ONE, "providers": ONE},
        "How many winners offer a kind of help in an area: a number of providers, not of children.",
        "s72",
    ),
)


def public_edition(record: Record, record_hash: str) -> dict[str, Any]:
    """Return what everybody may read of an award."""
    winners, decision = winners_of(record), record["decision"]
    return {
        **head_of(record, PUBLIC, record_hash),
        "bids": [_winner(bid) for bid in winners.values()],
        "decision": {
            **_listed("decision", decision),
            "lots": [_lot(lot) for lot in decision["lots"]],
            "draws": [_listed("decision.draws", draw) for draw in decision["draws"]],
        },
        "care": [_care(record, lot, period) for lot, period in _promised(record)],
        "coverage": list(_coverage(record, winners)),
    }


def _listed(group: str, value: Any) -> dict[str, Any]:
    return copied(value, group_of(GROUPS, group).fields)


def _lot(lot: Record) -> dict[str, Any]:
    """A lot with its winners by number: in which order they were ranked is not told."""
    return {**_listed("decision.lots", lot), "winners": sorted(lot["winners"])}


def _winner(bid: Record) -> dict[str, Any]:
    listed = _listed("bids", bid)
    return {**listed, "name": bid["id"]} if bid["kind"] == PRACTICE else listed


def _promised(record: Record) -> list[tuple[str, str]]:
    """The lots and periods for which volume was promised, in the record's order."""
    needs = record["decision"]["needs"]
    return list(dict.fromkeys((row["lot"], row["period"]) for row in needs))


def _care(record: Record, lot: str, period: str) -> dict[str, Any]:
    """What is asked and waits per need level of a lot, over its areas, and who helps how many."""
    decision = record["decision"]
    asked: dict[str, Care] = {}
    for row in _of(decision["needs"], lot, period):
        before = asked.get(row["need"], Care(0, 0))
        asked[row["need"]] = Care(before.demand + row["demand"], before.waiting + row["waiting"])
    given: dict[str, int] = {}
    for row in _of(decision["volumes"], lot, period):
        given[row["bidder"]] = given.get(row["bidder"], 0) + row["clients"]
    alike = len({n["unit"] for n in record["tender"]["needs"] if n["id"] in asked}) == 1
    shown = _shown([*asked.values()], [*given.values()], alike)
    rows = zip(asked, shown.rows, strict=True)
    volumes = None if shown.volumes is None else zip(given, shown.volumes, strict=True)
    return {
        "lot": lot,
        "period": period,
        "needs": [{"need": n, "demand": pair[0], "waiting": pair[1]} for n, pair in rows],
        "total": shown.total and {"demand": shown.total[0], "waiting": shown.total[1]},
        "volumes": volumes and [{"bidder": b, "clients": count} for b, count in volumes],
    }


def _shown(asked: list[Care], given: list[int], alike: bool) -> Any:
    """What can be shown; counts of different units are not added up."""
    if alike:
        return protected(asked, given)
    return protected(asked, given)._replace(total=None, volumes=None)


def _of(rows: list[Record], lot: str, period: str) -> list[Record]:
    return [row for row in rows if row["lot"] == lot and row["period"] == period]


def _coverage(record: Record, winners: dict[str, Record]) -> Iterator[dict[str, Any]]:
    """How many winners of a lot offer a need level in each leaf area."""
    tender = record["tender"]
    above = {area["parent"] for area in tender["areas"]}
    leaves = [area["id"] for area in tender["areas"] if area["id"] not in above]
    for lot in record["decision"]["lots"]:
        bids = [
            row
            for won in lot["winners"]
            for row in winners[won]["lots"]
            if row["lot"] == lot["lot"]
        ]
        needs = {o["need"] for bid in bids for o in bid["offers"]}
        for need in (n["id"] for n in tender["needs"] if n["id"] in needs):
            for area in leaves:
                here = sum(area in bid["areas"] and _offers(bid, need) for bid in bids)
                yield {"lot": lot["lot"], "need": need, "area": area, "providers": here}


def _offers(bid: Record, need: str) -> bool:
    return any(offer["need"] == need and offer["capacity"] > 0 for offer in bid["offers"])
