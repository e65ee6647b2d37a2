"""A bidder's edition: its own bid, scores and reasons, and of others what it may be told."""

from collections.abc import Mapping
from typing import Any

from aanbesteding.dossier.editions.allowed import (
    MANY,
    ONE,
    Group,
    Record,
    copied,
    copies,
    group_of,
)
from aanbesteding.dossier.editions.published import (
    JOURNAL,
    ORIGIN,
    SCHEDULE,
    TARIFF,
    TENDER,
    head_of,
    winners_of,
)

BIDDER = "bidder"
CONSENSUS, EVERY_LOT = "consensus", "*"
# No exact points: as a fraction, those of a relative formula spell out the price of another.
_POINTS = dict.fromkeys(("criterion", "formula", "rounded"), ONE)
# Of what a formula took, only the bidder's own numbers and those of the tender: no lowest, highest
# or mean price, and no best quality, which are numbers of others.
_INPUTS = dict.fromkeys(
    (
        *("price", "mark", "answer", "quality_points", "most_points", "most_quality", "top_mark"),
        *("best_answer", "worst_answer", "floor_price", "ceiling_price", "estimate", "low_price"),
        *("span", "multiple", "exponent", "benchmark_share", "euro_per_point"),
    ),
    ONE,
)
# The figures in the sentence that says how a bid ended.
_SAID = dict.fromkeys(
    (
        *("rank", "total", "places", "difference", "lots", "criterion", "mark", "lowest_mark"),
        *("unit", "requirement", "offered", "least", "points", "least_points", "price"),
        *("ceiling", "reason", "last_winner", "last_winner_rank", "last_winner_total"),
    ),
    ONE,
)
GROUPS = (
    ORIGIN,
    JOURNAL,
    SCHEDULE,
    TENDER,
    TARIFF,
    Group("decision", {"mode": ONE, "outcome": ONE}, "How the award was decided.", "s72"),
    Group(
        "decision.lots",
        {"lot": ONE, "outcome": ONE, "winners": MANY, "bids": ONE, "places": ONE},
        "Of the lots it bid for: the names of the winners, and how many bids there were.",
        "s21",
    ),
    Group(
        "own",
        {
            **dict.fromkeys(("id", "name", "kvk", "kind", "turnover", "contact", "lead"), ONE),
            "file": ONE,
            "members": {"name": ONE, "share": ONE},
            "subcontractors": MANY,
            "attributes": MANY,
            "lots": {
                "lot": ONE,
                "offers": dict.fromkeys(("need", "capacity", "price", "free"), ONE),
                "areas": MANY,
                "least": ONE,
                "expertise": MANY,
                "meets": MANY,
                "discounts": {"least": ONE, "percent": ONE},
            },
            "terms": {"package": MANY, "least_lots": ONE, "most_lots": ONE, "most_units": ONE},
        },
        "Its own bid, as it was received.",
        "s21",
    ),
    Group(
        "events",
        dict.fromkeys(
            (
                *("bidder", "event", "date", "reason", "lot", "field", "value", "request"),
                *("answer", "decision", "before"),
            ),
            ONE,
        ),
        "What happened to its own bid; not who decided it.",
        "s21",
    ),
    Group(
        "scores",
        {
            **dict.fromkeys(("bidder", "lot", "status", "key", "quality", "total", "rank"), ONE),
            "values": _SAID,
            "points": {**_POINTS, "inputs": _INPUTS},
        },
        "Its own points per criterion, in total, and its own rank.",
        "s21",
    ),
    Group(
        "marks",
        {"lot": ONE, "criterion": ONE, "reason": ONE},
        "Why it did not get the most points; not which assessor wrote what.",
        "s21",
    ),
    Group(
        "reasons",
        {
            **dict.fromkeys(("bidder", "lot", "result", "key"), ONE),
            "values": _SAID,
            "compared": dict.fromkeys(("criterion", "own", "other", "difference"), ONE),
        },
        "How its bid ended, beside the lowest ranked winner.",
        "s73",
    ),
    Group(
        "beside",
        {
            **dict.fromkeys(("bidder", "lot", "quality", "total", "rank"), ONE),
            "points": {"criterion": ONE, "rounded": ONE},
        },
        "The points of the lowest ranked winner: its relative advantages. No price, no marks.",
        "s73",
    ),
    Group("winners", {"id": ONE, "name": ONE}, "The names of the winners.", "s21"),
    Group(
        "contracts",
        dict.fromkeys(("bidder", "lot", "clients", "spend_cents"), ONE),
        "Its own contract.",
        "s21",
    ),
    Group(
        "volumes",
        dict.fromkeys(
            ("bidder", "lot", "need", "area", "period", "clients", "price_cents", "spend_cents"),
            ONE,
        ),
        "Its own volumes.",
        "s21",
    ),
)


def bidder_edition(record: Record, bidder: str, record_hash: str) -> dict[str, Any]:
    """Return what one bidder may read of an award; raises KeyError for who made no bid."""
    own = {bid["id"]: bid for bid in record["bids"]}[bidder]
    decision, winners = record["decision"], winners_of(record)
    lots = {lot["lot"] for lot in own["lots"]}
    decided = [lot for lot in decision["lots"] if lot["lot"] in lots]
    won = {name for lot in decided for name in lot["winners"]} - {bidder}
    return {
        **head_of(record, BIDDER, record_hash),
        "bidder": bidder,
        "decision": {
            **_listed("decision", decision),
            "lots": [_listed("decision.lots", lot) for lot in decided],
            "contracts": _own(decision, "contracts", bidder),
            "volumes": _own(decision, "volumes", bidder),
        },
        "bids": [
            _own_bid(record, own),
            *(_listed("winners", bid) for name, bid in winners.items() if name in won),
        ],
        "events": _own(record, "events", bidder),
        "scores": _own(record, "scores", bidder),
        "marks": _reasons_of_marks(record, bidder),
        "reasons": _own(record, "reasons", bidder),
        "beside": [
            _listed("beside", score)
            for lot in decided
            if _was_outdone(record, bidder, lot)
            for score in _lowest(record, lot)
        ],
        "reserve": _places_in_reserve(decided, bidder),
    }


def _listed(group: str, value: Any) -> dict[str, Any]:
    return copied(value, group_of(GROUPS, group).fields)


def _own(record: Record, group: str, bidder: str) -> list[dict[str, Any]]:
    rows = [row for row in record[group] if row["bidder"] == bidder]
    return copies(rows, group_of(GROUPS, group).fields)


def _own_bid(record: Record, own: Record) -> dict[str, Any]:
    """Its bid; answers only to criteria of the tender."""
    asked = {criterion["id"]: ONE for criterion in record["tender"]["criteria"]}
    found = _listed("own", own)
    for mine, lot in zip(found["lots"], own["lots"], strict=True):
        mine["answers"] = copied(lot["answers"], asked)
    return found


def _reasons_of_marks(record: Record, bidder: str) -> list[dict[str, Any]]:
    """The reasons behind the marks that count, without who gave them and in no order of theirs."""
    together = record["tender"]["panel"]["method"] == "consensus"
    rows = [
        mark
        for mark in record["marks"]
        if mark["bidder"] == bidder and (mark["assessor"] == CONSENSUS) is together
    ]
    found = copies(rows, group_of(GROUPS, "marks").fields)
    return sorted(found, key=lambda mark: (mark["lot"], mark["criterion"], mark["reason"]))


def _was_outdone(record: Record, bidder: str, lot: Mapping[str, Any]) -> bool:
    """Whether it is told of a winner's advantages: it took part, and got no contract."""
    return any(
        one["bidder"] == bidder and one["lot"] == lot["lot"] and one["result"] == "not_won"
        for one in record["reasons"]
    )


def _lowest(record: Record, lot: Mapping[str, Any]) -> list[Record]:
    """The score of the lowest ranked winner of a lot; of equals the last in order of winners."""
    ranked = [
        (score["rank"], lot["winners"].index(score["bidder"]), score)
        for score in record["scores"]
        if score["lot"] == lot["lot"] and score["bidder"] in lot["winners"] and score["rank"]
    ]
    return [max(ranked, key=lambda one: one[:2])[2]] if ranked else []


def _places_in_reserve(decided: list[Record], bidder: str) -> list[dict[str, Any]]:
    return [
        {"lot": lot["lot"], "place": lot["reserve"].index(bidder) + 1}
        for lot in decided
        if bidder in lot["reserve"]
    ]
