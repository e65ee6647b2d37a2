"""What the tender states of prices, and what all bids together come to."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.tender.decision import PARAMETERS
from aanbesteding.tender.tender import Tender


def counts_price(tender: Tender) -> bool:
    """Whether the price decides anything in the ranking."""
    return tender.price.asked != "none" and tender.price.formula != "price.fixed_tariff"


def published(tender: Tender) -> dict[str, Fraction]:
    """Return the figures for the price formula that stand in the tender."""
    stated = tender.price.model_dump()
    euros = {name: stated[name] for name in PARAMETERS if stated[name] is not None}
    found = {name: Fraction(value) for name, value in euros.items()}
    return {**found, "most_points": Fraction(tender.price.weight)}


def figures(of: str, values: Sequence[Fraction]) -> dict[str, Fraction]:
    """Return what is known of all prices, qualities or answers together."""
    if not values:
        return {}
    mean = sum(values, Fraction(0)) / len(values)
    if of == "answer":
        return {"mean_answer": mean}
    if of == "quality":
        return {"best_quality": max(values), "lowest_quality": min(values)}
    found = {"lowest_price": min(values), "highest_price": max(values), "mean_price": mean}
    middle = sorted(values)[1:-1]
    if middle:
        found["trimmed_mean_price"] = sum(middle, Fraction(0)) / len(middle)
    return found
