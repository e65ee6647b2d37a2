"""The award criteria of a lot as the eForms profile writes them, and how they weigh in words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from aanbesteding.basis.texts import say, says
from aanbesteding.exchange.asked import (
    ADMIT_ALL,
    Shown,
    in_euros,
    mode_of,
    needs_of,
    price_counts,
    rows_of,
    scored,
)
from aanbesteding.exchange.numbers import number_of
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.decision import PARAMETERS

PRICE, QUALITY = "price", "quality"
POINTS, MINIMUM, UNIT = "pointsExact", "minimumScore", "unit"
Part = dict[str, Any]


def award_criteria(tender: Shown, lot: Shown, lang: str) -> Part | None:
    """Return the award criteria of a lot; nothing where everybody is admitted."""
    if mode_of(tender, lot) == ADMIT_ALL:
        return None
    found = [_quality(tender, one, lang) for one in scored(tender, lot["id"])]
    price = _price(tender, lot, lang)
    criteria = [*found, *([price] if price else [])]
    if not criteria:
        return None
    return {"weightingDescription": weighing(tender, lot, lang), "criteria": criteria}


def weighing(tender: Shown, lot: Shown, lang: str) -> str:
    """Return in words how the points of a lot come about: the formula, its numbers, rounding."""
    return " ".join(_weighing(tender, lot, lang))


def _weighing(tender: Shown, lot: Shown, lang: str) -> Iterator[str]:
    price = tender["price"]
    formula = BY_ID.get(price["formula"])
    words = f"report.formula.{price['formula'].replace('.', '_')}"
    if says(words):
        yield say(words, lang)
    if price_counts(tender) and formula is not None:
        values = {"expression": formula.sheet, "most": number_of(price["weight"])}
        yield say("exchange.weighing.formula", lang, values)
        yield from (
            say(f"exchange.weighing.{name}", lang, {"amount": number_of(price[name])})
            for name in PARAMETERS
            if price.get(name) is not None and name in formula.inputs
        )
    if price_counts(tender) and price["clip"] != "none":
        yield say(f"exchange.weighing.clip_{price['clip']}", lang)
    if in_euros(tender):
        weights = [
            say("exchange.weighing.worth", lang, {"title": one["title"], "euros": one["weight"]})
            for one in scored(tender, lot["id"])
        ]
        yield from weights
    least = lot.get("least_points") or tender["award"].get("least_points")
    if least is not None:
        yield say("exchange.weighing.least_points", lang, {"points": number_of(least)})
    yield from _rounding(tender, lang)


def _rounding(tender: Shown, lang: str) -> Iterator[str]:
    steps = [one for one in rows_of(tender, "rounding") if one["step"] != "discount"]
    if not steps:
        yield say("report.rounding.never", lang)
    for one in steps:
        way = say(f"report.rounding.mode.{one['mode']}", lang)
        values = {"decimals": one["decimals"], "way": way}
        yield say(f"report.rounding.at.{one['step']}", lang, values)


def _quality(tender: Shown, criterion: Shown, lang: str) -> Part:
    """A criterion with its weight in points; a weight in euros stands in words only."""
    numbers = [] if in_euros(tender) else [_weight(criterion["weight"])]
    lowest = criterion.get("lowest_mark")
    if lowest is not None and not criterion.get("unit"):
        numbers.append({"number": number_of(lowest), "threshold": MINIMUM})
    described = _described(tender, criterion, lang)
    return {
        "type": QUALITY,
        "name": criterion["title"],
        **({"description": described} if described else {}),
        **({"numbers": numbers} if numbers else {}),
    }


def _described(tender: Shown, criterion: Shown, lang: str) -> str:
    """What is asked, what it is part of, and from which mark or answer on a bid is out."""
    titles = {one["id"]: one["title"] for one in rows_of(tender, "criteria")}
    parts = [criterion.get("asks") or ""]
    if criterion.get("parent") in titles:
        values = {"title": titles[criterion["parent"]]}
        parts.append(say("exchange.criterion.part_of", lang, values))
    if criterion.get("bonus"):
        parts.append(say("exchange.criterion.bonus", lang))
    lowest = criterion.get("lowest_mark")
    if lowest is not None:
        key = "mark" if criterion.get("lowest_mark_in", True) else "mark_not_in"
        values = {"mark": number_of(lowest), "unit": criterion.get("unit") or ""}
        key = f"answer{key.removeprefix('mark')}" if criterion.get("unit") else key
        parts.append(say(f"exchange.criterion.lowest_{key}", lang, values))
    return " ".join(part for part in parts if part)


def _price(tender: Shown, lot: Shown, lang: str) -> Part | None:
    """The price as a criterion: with its weight, or fixed where the buyer set one price."""
    name = say("exchange.criterion.price", lang)
    if price_counts(tender):
        weight = number_of(tender["price"]["weight"])
        numbers = [_weight(tender["price"]["weight"])] if weight else []
        return {"type": PRICE, "name": name, **({"numbers": numbers} if numbers else {})}
    fixed = _fixed(tender, lot)
    if fixed is None:
        return None
    return {"type": PRICE, "name": name, "numbers": [{"number": fixed, "fixed": UNIT}]}


def _fixed(tender: Shown, lot: Shown) -> Decimal | None:
    """The price per unit the buyer fixed, where the lot has one need level."""
    needs = [need["id"] for need in needs_of(tender, lot)]
    amounts = [
        row["amount"]
        for row in rows_of(tender, "tariffs")
        if row["lot"] == lot["id"] and row.get("kind") == "fixed" and row["need"] in needs
    ]
    return number_of(amounts[0]) if len(needs) == len(amounts) == 1 else None


def _weight(written: str) -> Part:
    return {"number": number_of(written), "weight": POINTS}
