"""The parties of a release: who buys, who pays, who bid, with whom."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.exchange.asked import Shown, rows_of
from aanbesteding.exchange.names import BUYER, member_id, party_id, payer_id, subcontractor_id

KVK, MUNICIPALITY = "NL-KVK", "municipality"
Party = dict[str, Any]


def parties(shown: Shown) -> list[Party]:
    """Return every organisation a release refers to, with its roles and identifiers."""
    winners = {bidder for lot in shown["decision"]["lots"] for bidder in lot["winners"]}
    return [*_buyers(shown["tender"]), *_bidders(shown, winners)]


def buyer_of(shown: Shown) -> Party:
    """Return the reference to the contracting authority."""
    return {"id": BUYER, "name": shown["tender"]["authority"]}


def tenderers_of(bid: Shown) -> list[Party]:
    """Return the references to who made a bid: the bidder, then the members of its consortium."""
    members = [
        {"id": member_id(bid["id"], number), "name": member["name"]}
        for number, member in enumerate(rows_of(bid, "members"), 1)
    ]
    return [{"id": party_id(bid["id"]), "name": bid["name"]}, *members]


def subcontracting_of(bid: Shown) -> Party | None:
    """Return who does part of the work for a bidder, or nothing where nobody does."""
    helpers = rows_of(bid, "subcontractors")
    if not helpers:
        return None
    main = [{"id": party_id(bid["id"]), "name": bid["name"]}]
    return {
        "subcontracts": [
            {
                "id": str(number),
                "subcontractor": {"id": subcontractor_id(bid["id"], number), "name": name},
                "mainContractors": main,
            }
            for number, name in enumerate(helpers, 1)
        ]
    }


def _buyers(tender: Shown) -> Iterator[Party]:
    yield {"id": BUYER, "name": tender["authority"], "roles": ["buyer", "procuringEntity"]}
    for area in rows_of(tender, "areas"):
        if area.get("kind") == MUNICIPALITY:
            yield {"id": payer_id(area["id"]), "name": area["name"], "roles": ["buyer"]}


def _bidders(shown: Shown, winners: set[str]) -> Iterator[Party]:
    for bid in rows_of(shown, "bids"):
        roles = ["tenderer", *(["supplier"] if bid["id"] in winners else [])]
        own: Party = {"id": party_id(bid["id"]), "name": bid["name"]}
        if bid.get("kvk"):
            own["identifier"] = {"scheme": KVK, "id": bid["kvk"], "legalName": bid["name"]}
        yield {**own, "roles": roles}
        for member in tenderers_of(bid)[1:]:
            yield {**member, "roles": roles}
        for number, name in enumerate(rows_of(bid, "subcontractors"), 1):
            yield {
                "id": subcontractor_id(bid["id"], number),
                "name": name,
                "roles": ["subcontractor"],
            }
