"""What a tender must say, and what it is told, of the formula it chose for price."""

from decimal import Decimal
from typing import Any

import pytest

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.tender.check_formulas import UP_TO_THE_CEILING
from aanbesteding.tender.checks import check
from aanbesteding.tender.decision import PARAMETERS
from tests.shelf import PRICED, PUBLISHED, whole
from tests.tiny import tender

# Published numbers that fit together, for any formula.
GOOD: dict[str, Any] = {
    "floor_price": "50",
    "low_price": "90",
    "ceiling_price": "200",
    "estimate": "100",
    "span": "1",
    "multiple": "2",
    "exponent": "0.5",
    "benchmark_share": "0.95",
    "euro_per_point": "10",
}
NOTICES = {"T392", "T393", "T395", "T396", "T397"}


def own(formula: str) -> dict[str, Any]:
    """The published numbers that a formula uses, and the weight if it has one."""
    card = BY_ID[formula]
    weight = {"weight": "40"} if "most_points" in card.inputs else {}
    out = {"over_ceiling": "out"} if "ceiling_price" in card.inputs else {}
    given = {name: value for name, value in GOOD.items() if name in card.inputs}
    return {"formula": formula, **weight, **out, **given}


def findings(
    price: dict[str, Any], award: dict[str, Any] | None = None, **changes: Any
) -> dict[str, Finding]:
    """The findings about the formula, by code, of a tender with quality and price together 100."""
    criteria = [{"id": "k", "title": "Kwaliteit", "weight": 60, "scale": "tien"}]
    fields = {"criteria": criteria, "award": {"on_dropout": "keep", **(award or {})}, **changes}
    found = check(tender(price=price, **fields))
    about = {"T331", "T332", "T333", "T334", "T335", "T336", "T353"}
    return {f.code: f for f in found if f.code in about or "T390" <= f.code <= "T399"}


SMALL = {"value.utility_index": 4, "value.weighted_ratio": 9}
EXPECTED = {
    "price.linear_span": {"T395"},
    "price.midpoint": {"T395"},
    "price.logarithm": {"T395"},
    "price.around_mean": {"T395"},
    "price.benchmark_deviation": {"T396"},
    "value.utility_index": {"T393"},
}


@pytest.mark.parametrize("card", PRICED, ids=lambda card: card.id)
def test_a_tender_that_gives_what_its_formula_asks_hears_only_what_to_expect(
    card: Formula,
) -> None:
    rounding = [{"step": "total", "decimals": SMALL.get(card.id, 2)}]
    assert set(findings(own(card.id), rounding=rounding)) == EXPECTED.get(card.id, set())


@pytest.mark.parametrize(
    ("formula", "name"),
    [(card.id, name) for card in PRICED for name in PARAMETERS if name in card.inputs],
)
def test_a_published_number_that_lacks_is_named(formula: str, name: str) -> None:
    price = {key: value for key, value in own(formula).items() if key != name}
    found = findings(price)["T332"]
    assert (found.values["asks"], found.values["field"]) == (formula, name)


def test_a_ceiling_that_knocks_out_must_be_given() -> None:
    found = findings({**own("price.lowest_share"), "over_ceiling": "out"})["T332"]
    assert (found.values["asks"], found.values["field"]) == ("over_ceiling", "ceiling_price")


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_published_number_that_nothing_uses_is_told(name: str) -> None:
    found = findings({**own("price.lowest_share"), name: GOOD[name]})["T392"]
    assert (found.values["field"], found.weight) == (name, Weight.NOTICE)


def test_a_ceiling_that_knocks_out_is_used() -> None:
    price = {**own("price.lowest_share"), "over_ceiling": "out", "ceiling_price": "200"}
    assert findings(price) == {}


def test_a_weight_that_nothing_uses_is_told() -> None:
    found = findings({**own("value.award_on_value"), "weight": "40"})["T392"]
    assert found.values["field"] == "weight"


@pytest.mark.parametrize("formula", ["price.lowest_share", "value.price_markup"])
def test_a_formula_that_gives_points_for_price_needs_a_weight(formula: str) -> None:
    assert "T391" in findings({**own(formula), "weight": "0"})


@pytest.mark.parametrize(
    ("formula", "changes"),
    [
        ("price.absolute_linear", {"floor_price": "200"}),
        ("price.two_slopes", {"low_price": "200.01"}),
    ],
)
def test_published_prices_must_stand_in_order(formula: str, changes: dict[str, Any]) -> None:
    found = findings({**own(formula), **changes})["T333"]
    assert found.values["high"] == "ceiling_price"
    assert found.values["higher"] == Decimal("200.00")


@pytest.mark.parametrize("formula", UP_TO_THE_CEILING)
def test_a_formula_without_an_answer_above_the_ceiling_asks_that_such_a_bid_is_out(
    formula: str,
) -> None:
    assert "T394" in findings({**own(formula), "over_ceiling": "counts"})


@pytest.mark.parametrize("card", [card for card in SHELF if "ceiling_price" in card.inputs])
def test_the_list_of_formulas_without_an_answer_above_the_ceiling_is_right(card: Formula) -> None:
    known = {**PUBLISHED, **whole(price=201, quality_points=30, lowest_price=80)}
    try:
        card(known)
    except FormulaDomainError:
        assert card.id in UP_TO_THE_CEILING
    else:
        assert card.id not in UP_TO_THE_CEILING


@pytest.mark.parametrize("clip", ["at_zero", "both"])
def test_clipped_points_do_not_go_below_zero(clip: str) -> None:
    assert "T395" not in findings({**own("price.linear_span"), "clip": clip})


def test_on_a_published_line_points_go_below_zero_only_where_prices_above_it_count() -> None:
    price = {**own("price.absolute_linear"), "over_ceiling": "counts"}
    assert "T395" in findings(price)
    assert "T395" not in findings({**price, "over_ceiling": "out"})


@pytest.mark.parametrize("clip", ["at_zero", "both"])
def test_clipping_a_formula_that_keeps_the_order_is_told(clip: str) -> None:
    assert set(findings({**own("price.logarithm"), "clip": clip})) == {"T397"}


def test_a_total_is_not_clipped() -> None:
    assert "T398" in findings({**own("value.award_on_value"), "clip": "at_zero"})


def test_with_a_threshold_no_bid_lags_too_much() -> None:
    # 60 points for quality, 40 for price: from 21 points on nobody lags 40
    price = {**own("value.utility_index")}
    finer = {"rounding": [{"step": "total", "decimals": 4}]}
    assert "T393" in findings(price, {"least_points": "20"}, **finer)
    assert findings(price, {"least_points": "20.01"}, **finer) == {}


@pytest.mark.parametrize("step", ["price", "total"])
@pytest.mark.parametrize(("formula", "least"), SMALL.items())
def test_a_small_number_is_not_rounded_away(formula: str, least: int, step: str) -> None:
    rough, fine = ([{"step": step, "decimals": n}] for n in (least - 1, least))
    found = findings(own(formula), rounding=rough)["T399"]
    assert (found.values["decimals"], found.values["least"]) == (least - 1, least)
    assert "T399" not in findings(own(formula), rounding=fine)


NINE = [{"scale": "tien", "mark": mark, "label": str(mark)} for mark in range(10)]
PLAIN = {"formula": "price.fixed_tariff"}


@pytest.mark.parametrize(
    ("price", "steps", "scales", "endless"),
    [
        (PLAIN, (), None, False),
        (PLAIN, (), NINE, True),
        (PLAIN, ("criterion",), NINE, False),
        (PLAIN, ("quality",), NINE, False),
        (PLAIN, ("price",), NINE, True),
        (PLAIN, ("total",), NINE, False),
        (own("price.lowest_share"), (), None, True),
        (own("price.lowest_share"), ("price",), None, False),
        (own("price.lowest_share"), ("price",), NINE, True),
        (own("price.lowest_share"), ("price", "criterion"), NINE, False),
        (own("price.lowest_share"), ("total",), NINE, False),
        (own("value.award_on_value"), (), None, False),
        (own("value.award_on_value"), (), NINE, True),
        (own("value.award_on_value"), ("price",), NINE, False),
        (own("value.cost_per_point"), ("quality",), None, True),
    ],
)
def test_decimals_without_end_are_rounded_somewhere(
    price: dict[str, Any], steps: tuple[str, ...], scales: Any, endless: bool
) -> None:
    changes = {} if scales is None else {"scales": scales}
    found = findings(price, rounding=[{"step": step} for step in steps], **changes)
    assert ("T353" in found) == endless


@pytest.mark.parametrize(
    ("best", "worst", "endless"), [(14, 42, True), (10, 20, False), (0, 3, True)]
)
def test_answers_between_two_ends_may_have_no_end(best: int, worst: int, endless: bool) -> None:
    criterion = {
        "id": "w",
        "title": "Wachttijd",
        "weight": 100,
        "formula": "quality.between",
        "best_answer": best,
        "worst_answer": worst,
        "unit": "dagen",
    }
    found = findings(PLAIN, rounding=[], criteria=[criterion])
    assert ("T353" in found) == endless


def test_every_finding_about_a_formula_can_be_said_in_both_languages() -> None:
    wrong = [
        {**own("price.lowest_share"), "weight": "0", "span": "1"},
        {**own("price.absolute_linear"), "floor_price": "200", "over_ceiling": "counts"},
        {**own("price.two_slopes"), "over_ceiling": "counts"},
        {**own("price.logarithm"), "clip": "both"},
        {**own("value.award_on_value"), "clip": "both"},
        own("price.benchmark_deviation"),
        own("value.utility_index"),
        {"formula": "price.midpoint", "weight": "40"},
    ]
    found = [each for price in wrong for each in findings(price).values()]
    codes = {f"T{number}" for number in (332, 333, *range(391, 400))}
    assert codes <= {each.code for each in found}
    for each in found:
        assert each.weight is (Weight.NOTICE if each.code in NOTICES else Weight.REPAIRABLE)
        for lang in LANGUAGES:
            assert finding_text(each, lang).startswith(each.code)
