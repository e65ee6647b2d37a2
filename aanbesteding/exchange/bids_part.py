"""The bids of a release, per lot, and what can be counted over them."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.exchange.asked import OUT_OF_SCOPE, Shown, bid_for, offered_cents, rows_of
from aanbesteding.exchange.names import bid_id
from aanbesteding.exchange.numbers import euro_value
from aanbesteding.exchange.parties import subcontracting_of, tenderers_of

Part = dict[str, Any]
IN, WITHDRAWN = "in", "withdrawn"
LOWEST, HIGHEST = "lowestValidBidValue", "highestValidBidValue"


def bids_part(shown: Shown) -> Part:
    """Return every bid for every lot with its rank, and statistics per lot.

    An edition without scores has no bids; of them it counts only those that took part.
    """
    details = list(_details(shown))
    found: Part = {"statistics": list(_numbered(_statistics(shown)))}
    return {**found, "details": details} if details else found


def values_of(shown: Shown, lot: str) -> list[int]:
    """Return in cents what the admissible bids of a lot ask for its whole demand, low to high."""
    bids = {bid["id"]: bid for bid in rows_of(shown, "bids")}
    found = [
        offered_cents(shown["tender"], bid_for(bids[score["bidder"]], lot))
        for score in rows_of(shown, "scores")
        if score["lot"] == lot and score["status"] == IN
    ]
    return sorted(cents for cents in found if cents is not None)


def status_of(score: Shown) -> str:
    """Return the state of a bid in the words of OCDS."""
    if score["status"] == IN:
        return "valid"
    return "withdrawn" if score["status"] == WITHDRAWN else "disqualified"


def counted(shown: Shown, lot: Shown) -> dict[str, int]:
    """Return how many bids a lot had, as far as the edition tells: in all, taking part, out."""
    scores = [score for score in rows_of(shown, "scores") if score["lot"] == lot["lot"]]
    if shown.get("scores") is None:
        return {"validBids": lot["bids"]}
    states = [status_of(score) for score in scores]
    return {
        "bids": len(scores),
        "validBids": states.count("valid"),
        "disqualifiedBids": states.count("disqualified"),
    }


def _details(shown: Shown) -> Iterator[Part]:
    bids = {bid["id"]: bid for bid in rows_of(shown, "bids")}
    for score in rows_of(shown, "scores"):
        bid, lot = bids[score["bidder"]], score["lot"]
        cents = offered_cents(shown["tender"], bid_for(bid, lot))
        helpers = subcontracting_of(bid)
        yield {
            "id": bid_id(lot, bid["id"]),
            "status": status_of(score),
            "tenderers": tenderers_of(bid),
            **({"value": euro_value(cents)} if cents is not None else {}),
            "relatedLots": [lot],
            "hasRank": score["rank"] is not None,
            **({"rank": score["rank"]} if score["rank"] is not None else {}),
            "hasSubcontracting": helpers is not None,
            **({"subcontracting": helpers} if helpers else {}),
        }


def _statistics(shown: Shown) -> Iterator[Part]:
    for lot in shown["decision"]["lots"]:
        if lot["outcome"] == OUT_OF_SCOPE:
            continue
        for measure, value in counted(shown, lot).items():
            yield {"measure": measure, "value": value, "relatedLot": lot["lot"]}
        values = values_of(shown, lot["lot"])
        for measure, found in zip((LOWEST, HIGHEST), (values[:1], values[-1:]), strict=True):
            for amount in map(euro_value, found):
                yield {
                    "measure": measure,
                    "value": amount["amount"],
                    "currency": amount["currency"],
                    "relatedLot": lot["lot"],
                }


def _numbered(found: Iterator[Part]) -> Iterator[Part]:
    for number, part in enumerate(found, 1):
        yield {"id": str(number), **part}
