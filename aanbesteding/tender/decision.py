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


class RoundingStep(Part):
    """A step of the arithmetic at which is rounded; a step that is not named is kept exact.

    In order: the mean `mark` of a panel, the points of a `criterion`, the points of the `price`,
    the sum of `quality`, the `total`. Quality without a step of its own enters the total exactly;
    compared by itself (least points, ties) it is then rounded as the total. A price in euros less
    its volume `discount` is an amount that is paid: without a step it is rounded half up to cents.
    """

    step: Literal["mark", "criterion", "price", "quality", "total", "discount"] = Field(
        description="The step."
    )
    decimals: int = Field(default=2, ge=0, le=9, description="Decimals kept.")
    mode: RoundingMode = Field(default=RoundingMode.HALF_UP, description="Way of rounding.")


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
    least_points_in: bool = Field(
        default=True, description="Whether exactly the least points still takes part (at least)."
    )
    on_dropout: Literal["keep", "recompute"] | None = Field(
        default=None, description="When a bid drops out: keep the order or compute it again."
    )
    envelopes: Literal["one", "two"] = Field(
        default="one", description="two: no price is read before the quality was frozen."
    )
    discounts: Literal["none", "whole_quantity", "incremental"] = Field(
        default="none",
        description="Volume discounts: on all units once a number is reached, or on those above.",
    )
    conditions: bool = Field(
        default=False, description="Bidders may make a bid for several lots conditional."
    )
    combinations: Literal["together", "two_steps"] = Field(
        default="together",
        description="two_steps: best per lot first, then whether a combination beats that.",
    )
    subcontractors_count: bool = Field(
        default=False, description="A subcontractor counts as taking part, as a member does."
    )
    draw_seed_hash: str = Field(
        default="",
        pattern=r"^([0-9a-f]{64})?$",
        description="SHA-256 of the secret seed that draws lots; empty: people draw.",
    )


class Clip(StrEnum):
    """What is done with price points below zero, or above the most points."""

    NONE = "none"
    AT_ZERO = "at_zero"
    BOTH = "both"


class Price(Part):
    """What price is asked and what it does in the ranking; euro excl. VAT."""

    asked: Literal["per_need", "none"] = Field(
        default="per_need", description="per_need: a price per unit and need level; none: fixed."
    )
    formula: Text = Field(default="price.fixed_tariff", description="Formula of the shelf.")
    weight: Number = Field(default=Decimal(0), ge=0, description="Most points for price.")
    clip: Clip = Field(
        default=Clip.NONE, description="Keep price points from going below zero, or also above all."
    )
    over_ceiling: Literal["counts", "out"] = Field(
        default="counts", description="out: a price above the ceiling price knocks the bid out."
    )
    floor_price: Euro | None = Field(default=None, description="Price that gets all points.")
    ceiling_price: Euro | None = Field(default=None, description="Price that gets no points.")
    estimate: Euro | None = Field(default=None, gt=0, description="The buyer's own estimate.")
    low_price: Euro | None = Field(
        default=None, gt=0, description="Price under which a bid is examined and earns less."
    )
    span: Number | None = Field(
        default=None, gt=0, description="Distance to no points, in times the lowest price."
    )
    multiple: Number | None = Field(
        default=None, gt=1, description="Times the lowest or reference price that gets no points."
    )
    exponent: Number | None = Field(default=None, gt=0, description="Power of the curve.")
    benchmark_share: Number | None = Field(
        default=None, gt=0, description="Part of the mean price that is the benchmark."
    )
    euro_per_point: Number | None = Field(
        default=None, gt=0, description="Euros that one quality point is worth."
    )


PARAMETERS = (
    "floor_price", "ceiling_price", "estimate", "low_price", "span", "multiple", "exponent",
    "benchmark_share", "euro_per_point",
)  # fmt: skip
