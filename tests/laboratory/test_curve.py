"""The line of a formula: what prices bring, where it is flat or goes the wrong way."""

from decimal import Decimal
from fractions import Fraction

import pytest

from aanbesteding.formulas import BY_ID
from aanbesteding.laboratory.curve import Curve, Spot, Stretch, curve, stretches
from aanbesteding.laboratory.market import Market, market_of, tenders
from aanbesteding.laboratory.worth import Field
from aanbesteding.scoring.contests import contest_on
from aanbesteding.tender.decision import Clip
from tests import priced
from tests.random_contests import contest_of


def line(formula: str, clip: str = "none") -> Curve:
    tender = priced.tender(formula, clip)
    market = market_of(tender, tender.open_lots[0])
    return curve(next(tenders(contest_on(tender, "1"), market, 5, 1, 4)), market)


def spots(*leads: int | None) -> list[Spot]:
    return [
        Spot(
            Fraction(at),
            None if lead is None else Fraction(0),
            None if lead is None else Fraction(lead),
        )
        for at, lead in enumerate(leads)
    ]


@pytest.mark.parametrize("formula", priced.PRICED)
def test_a_lower_price_loses_lead_only_where_the_card_says_so(formula: str) -> None:
    wrong = [one for one in line(formula).stretches if one.kind == "wrong"]
    assert bool(wrong) == (not BY_ID[formula].monotone)


def test_neighbouring_stretches_of_one_kind_are_one() -> None:
    assert stretches(spots(5, 5, 5, 3, 4, 4, None, None, None)) == (
        Stretch("flat", Fraction(0), Fraction(2)),
        Stretch("wrong", Fraction(3), Fraction(4)),
        Stretch("flat", Fraction(4), Fraction(5)),
        Stretch("refused", Fraction(6), Fraction(8)),
    )


def test_clipping_makes_a_line_flat_below_its_floor_and_above_its_ceiling() -> None:
    kinds = [
        (one.kind, one.low < 100_000) for one in line("price.absolute_linear", "both").stretches
    ]
    assert kinds == [("flat", True), ("flat", False)]
    assert line("price.absolute_linear").stretches == ()


def test_a_price_below_all_others_is_not_flat_where_it_takes_points_from_them() -> None:
    """By F01 the cheapest keeps all its points; a still lower price takes points from the rest."""
    contest = contest_of("price.lowest_share", ("A", 100, 1), ("B", 200, 1))
    field = Field(contest)
    cheap, cheaper = (field.entered(Fraction(p), Fraction(0)) for p in (80, 50))
    assert cheap is not None
    assert cheaper is not None
    assert cheap.points == cheaper.points == 50
    assert cheaper.lead > cheap.lead


def test_a_quality_point_is_worth_the_range_divided_by_the_points() -> None:
    """100,000 euros for 40 points."""
    worth = [one.euro_per_point for one in line("price.absolute_linear").exchanges]
    assert set(worth) == {Decimal("2500.00")}


def test_where_a_dearer_price_costs_nothing_a_quality_point_has_no_amount() -> None:
    market = Market("1", Fraction(60_000), Fraction(160_000), "bounds", ((Fraction(1),),))
    contest = contest_of(
        "price.absolute_linear", ("A", 80_000, 1), ("B", 90_000, 1), clip=Clip.AT_ZERO,
        floor_price=60_000, ceiling_price=160_000,
    )  # fmt: skip
    last = curve(contest, market).exchanges[-1]
    assert last.price == 192_000
    assert last.euro_per_point is None


def test_a_formula_that_punishes_low_prices_has_no_worth_of_a_point() -> None:
    assert {one.euro_per_point for one in line("price.benchmark_deviation").exchanges} == {None}
