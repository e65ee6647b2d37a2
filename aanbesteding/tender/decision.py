"""How the award is decided: mode, selection, price formula, ties, rounding."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import RoundingMode
from aanbesteding.tender.model import Euro, Number, Part, Text


class AwardMode(StrEnum):
    """Who decides: the published ranking, the published objective, or nobody (open house)."""

    RANK_ORDER = "rank_order"
    PUBLISHED_OBJECTIVE = "published_objective"
    ADMIT_ALL = "admit_all"


class Selection(StrEnum):
    """How winners follow from the ranking."""

    TOP_N = "top_n"
    ABOVE_THRESHOLD = "above_threshold"
    SINGLE_WINNER = "single_winner"
    FILL_CAPACITY_BY_RANK = "fill_capacity_by_rank"
    FILL_BUDGET_BY_RANK = "fill_budget_by_rank"


class TieRung(StrEnum):
    """A step of the tie ladder."""

    HIGHER_QUALITY = "higher_quality"
    HEAVIEST_CRITERION = "heaviest_criterion"
    HEAVIER_CAPACITY = "heavier_capacity"
    LOWER_PRICE = "lower_price"
    DRAW = "draw"


class Rounding(Part):
    """Where and how points are rounded; `each` per criterion, `total` on the sum alone."""

    decimals: int = Field(default=2, ge=0, le=9, description="Decimals kept.")
    mode: RoundingMode = Field(default=RoundingMode.HALF_UP, description="Way of rounding.")
    at: Literal["each", "total", "never"] = Field(default="total", description="At which step.")


class Award(Part):
    """How the tender is awarded."""

    mode: AwardMode = Field(description="rank_order, published_objective or admit_all.")
    selection: Selection = Field(default=Selection.TOP_N, description="How the ranking selects.")
    least_points: Number | None = Field(
        default=None, ge=0, description="A total of quality points below this is knocked out."
    )
    threshold: Number | None = Field(
        default=None, description="Least total, for the selection above_threshold."
    )
    tie_ladder: tuple[TieRung, ...] = Field(default=(), description="What settles a tie, in order.")
    rounding: Rounding = Field(default=Rounding(), description="How points are rounded.")
    on_dropout: Literal["keep", "recompute"] | None = Field(
        default=None, description="When a bid drops out: keep the order or compute it again."
    )


class Price(Part):
    """What price is asked and what it does in the ranking; euro excl. VAT."""

    asked: Literal["per_need", "none"] = Field(
        default="per_need", description="per_need: a price per unit and need level; none: fixed."
    )
    formula: Text = Field(default="price.fixed_tariff", description="Formula of the shelf.")
    weight: Number = Field(default=Decimal(0), ge=0, description="Most points for price.")
    floor_price: Euro | None = Field(default=None, description="Price that gets all points.")
    ceiling_price: Euro | None = Field(default=None, description="Price that gets no points.")
