"""Small tenders that rank by a price formula of the shelf, with everything it needs published."""

from decimal import Decimal
from typing import Any

from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.tender.tender import Tender
from tests import tiny

PRICED = tuple(card.id for card in SHELF if card.measures != "quality")[1:]
PUBLISHED = {
    "floor_price": "60000",
    "ceiling_price": "160000",
    "estimate": "100000",
    "low_price": "90000",
    "span": "0.5",
    "multiple": "1.5",
    "exponent": "0.5",
    "benchmark_share": "0.95",
    "euro_per_point": "250",
}
CRITERIA = [
    {"id": "k", "title": "Aanpak", "weight": 40, "scale": "tien"},
    {"id": "m", "title": "Mensen", "weight": 20, "scale": "tien"},
]


def tender(formula: str, clip: str = "none", **changes: Any) -> Tender:
    """A tender with 40 points for price by this formula, 60 for quality."""
    used = {name: value for name, value in PUBLISHED.items() if name in BY_ID[formula].inputs}
    price = {"formula": formula, "weight": Decimal(40), "clip": clip, "estimate": "100000", **used}
    return tiny.tender(price=price, **{"criteria": CRITERIA, **changes})
