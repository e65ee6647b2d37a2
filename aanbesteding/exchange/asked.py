"""What a tender asks, read from a record or an edition: its lots and the criteria of each.

An edition for the public holds less than a record; what is not there is empty here.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Shown = Mapping[str, Any]
READ = "read"  # the kind of what was read and not counted yet
ADMIT_ALL, OUT_OF_SCOPE = "admit_all", "out_of_scope"


def rows_of(part: Shown, name: str) -> list[Any]:
    """Return the rows of a list, none where the edition does not have it."""
    found = part.get(name) or []
    return list(found)


def mode_of(tender: Shown, lot: Shown) -> str:
    """Return how a lot is awarded: its own way, or the tender's."""
    return str(lot.get("mode") or tender["award"]["mode"])


def scored(tender: Shown, lot: str) -> list[Any]:
    """Return the criteria that bring points in a lot: those without others under them."""
    criteria = rows_of(tender, "criteria")
    above = {one.get("parent") for one in criteria}
    known = {one["id"]: one for one in criteria}
    return [one for one in criteria if one["id"] not in above and _holds(known, one, lot)]


def _holds(known: Mapping[str, Shown], criterion: Shown, lot: str) -> bool:
    """Whether a criterion is asked in a lot, as are all criteria it is part of."""
    at: Shown | None = criterion
    seen: set[str] = set()
    while at is not None and at["id"] not in seen:
        if at.get("lots") and lot not in at["lots"]:
            return False
        seen.add(at["id"])
        at = known.get(at.get("parent") or "")
    return True


def bid_for(bid: Shown, lot: str) -> Any:
    """Return the part of a bid that is for a lot; raises KeyError when it did not bid for it."""
    return {one["lot"]: one for one in bid["lots"]}[lot]


def price_counts(tender: Shown) -> bool:
    """Whether the price decides anything in the ranking."""
    price = tender["price"]
    return bool(price["asked"] != "none" and price["formula"] != "price.fixed_tariff")


def in_euros(tender: Shown) -> bool:
    """Whether the weights of the criteria are euros: award on value."""
    return bool(tender["price"]["formula"] == "value.award_on_value")


def needs_of(tender: Shown, lot: Shown) -> list[Any]:
    """Return the need levels of a lot, in the tender's order."""
    return [n for n in rows_of(tender, "needs") if not lot.get("needs") or n["id"] in lot["needs"]]


def demand_of(tender: Shown, lot: str) -> dict[str, int]:
    """Return the units asked in a lot per need level, over all areas and periods."""
    found: dict[str, int] = {}
    for row in rows_of(tender, "demand"):
        if row["lot"] == lot:
            found[row["need"]] = found.get(row["need"], 0) + row["volume"]
    return found


def offered_cents(tender: Shown, bid_lot: Shown) -> int | None:
    """Return the prices of a bid at the whole demand of its lot; nothing where one is missing.

    That is what the bids of a lot can be compared on: each at all that is asked.
    """
    asked = {need: units for need, units in demand_of(tender, bid_lot["lot"]).items() if units}
    prices = {one["need"]: one["price"] for one in bid_lot["offers"]}
    if not asked or any(prices.get(need) is None for need in asked):
        return None
    total = sum((Fraction(prices[need]) * units for need, units in asked.items()), Fraction(0))
    return int(total * 100)
