"""Checks of the price formula: what it needs, what it cannot answer, what one should know of it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.findings import Weight
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import Formula
from aanbesteding.tender.check_quality import ranks_lot
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import PARAMETERS, Clip
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

# With these a price above the ceiling has no answer; price.absolute_linear goes on below zero.
UP_TO_THE_CEILING = (
    "price.absolute_discount",
    "price.two_slopes",
    "price.discount_share",
    "price.discount_power",
    "value.within_budget",
)
LEAST_DECIMALS = {"value.utility_index": 4, "value.weighted_ratio": 9}
LOW_BEFORE_HIGH = (("floor_price", "ceiling_price"), ("low_price", "ceiling_price"))


def price_formula(tender: Tender) -> Formula | None:
    """Return the formula for price or value, when it is on the shelf."""
    found = BY_ID.get(tender.price.formula)
    return found if found and found.measures in ("price", "value") else None


def _problem(code: str, where: str, formula: Formula, **values: object) -> Problem:
    return Problem(code, ("price", where), {"formula": formula.id, **values})


def _notice(code: str, where: str, formula: Formula, **values: object) -> Problem:
    return Problem(code, ("price", where), {"formula": formula.id, **values}, Weight.NOTICE)


def formula_exists(tender: Tender) -> Iterator[Problem]:
    """Yield that the price formula is not on the shelf."""
    if price_formula(tender) is None:
        choices = tuple(f.id for f in BY_ID.values() if f.measures in ("price", "value"))
        values = {"given": tender.price.formula, "choices": choices}
        yield Problem("T331", ("price", "formula"), values)


def formula_has_its_inputs(tender: Tender) -> Iterator[Problem]:
    """Yield every published number that lacks, that nothing uses, or that is out of order."""
    formula, price = price_formula(tender), tender.price
    if formula is None:
        return
    out = price.over_ceiling == "out"
    for name in PARAMETERS:
        given, used = getattr(price, name) is not None, name in formula.inputs
        if used and not given:
            yield Problem("T332", ("price", name), {"asks": formula.id, "field": name})
        elif name == "ceiling_price" and out and not given:
            yield Problem("T332", ("price", name), {"asks": "over_ceiling", "field": name})
        elif given and not used and not (name == "ceiling_price" and out):
            yield _notice("T392", name, formula, field=name)
    for low, high in LOW_BEFORE_HIGH:
        lower, higher = getattr(price, low), getattr(price, high)
        if lower is not None and higher is not None and not lower < higher:
            values = {"low": low, "lower": lower, "high": high, "higher": higher}
            yield Problem("T333", ("price", high), values)


def formula_has_a_price_and_a_weight(tender: Tender) -> Iterator[Problem]:
    """Yield that a price or its weight lacks, or that a weight stands where nothing uses it."""
    formula, price = price_formula(tender), tender.price
    if formula is None:
        return
    asks = "price" in formula.inputs
    if asks and price.asked == "none":
        yield _problem("T334", "asked", formula)
    if not asks and price.weight > 0:
        yield _problem("T335", "weight", formula, weight=price.weight)
    if "most_points" in formula.inputs and price.weight == 0:
        yield _problem("T391", "weight", formula)
    if asks and "most_points" not in formula.inputs and price.weight > 0:
        yield _notice("T392", "weight", formula, field="weight")


def formula_answers_every_bid(tender: Tender) -> Iterator[Problem]:
    """Yield every kind of bid that can come and for which the formula has no answer."""
    formula, price = price_formula(tender), tender.price
    if formula is None:
        return
    if formula.id in UP_TO_THE_CEILING and price.over_ceiling == "counts":
        yield _problem("T394", "over_ceiling", formula)
    if formula.id == "value.utility_index" and price.weight <= _widest_gap(tender):
        yield _notice("T393", "formula", formula, weight=price.weight, gap=_widest_gap(tender))


def _widest_gap(tender: Tender) -> Decimal:
    """The most quality points that can lie between two bids that take part."""
    gaps = [
        sum((one.weight for one in tender.scored(lot.id)), start=Decimal(0))
        - (tender.least_points_of(lot.id) or 0)
        for lot in tender.open_lots
        if ranks_lot(tender, lot)
    ]
    return max(gaps, default=Decimal(0))


def formula_says_what_to_expect(tender: Tender) -> Iterator[Problem]:
    """Yield what one should know beforehand: points below zero, lower prices that lose."""
    formula, price = price_formula(tender), tender.price
    if formula is None:
        return
    bounded = "ceiling_price" in formula.inputs and price.over_ceiling == "out"
    unclipped = formula.measures == "price" and price.clip is Clip.NONE
    if formula.below_zero and unclipped and not bounded:
        yield _notice("T395", "clip", formula)
    if not formula.monotone:
        yield _notice("T396", "formula", formula)


def clip_fits_the_formula(tender: Tender) -> Iterator[Problem]:
    """Yield that clipping takes away what the formula was chosen for, or clips a whole total."""
    formula, price = price_formula(tender), tender.price
    if formula is None or price.clip is Clip.NONE:
        return
    if formula.measures == "value":
        yield _problem("T398", "clip", formula)
    elif formula.relative and formula.keeps_order:
        yield _notice("T397", "clip", formula)


def rounding_leaves_differences(tender: Tender) -> Iterator[Problem]:
    """Yield that an index, a small number, is rounded until bids look alike."""
    formula = price_formula(tender)
    if formula is None or formula.id not in LEAST_DECIMALS:
        return
    least = LEAST_DECIMALS[formula.id]
    for number, step in enumerate(tender.rounding):
        if step.step in ("price", "total") and step.decimals < least:
            values = {"formula": formula.id, "decimals": step.decimals, "least": least}
            yield Problem("T399", ("rounding", str(number), "decimals"), values)


def points_have_an_end(tender: Tender) -> Iterator[Problem]:
    """Yield that totals are not rounded although they may have decimals without end."""
    if tender.rounding_of("total") is None and (_price_endless(tender) or _quality_endless(tender)):
        yield Problem("T353", ("rounding",), {})


def _price_endless(tender: Tender) -> bool:
    formula = price_formula(tender)
    if not tender.price_in_ranking or formula is None or tender.rounding_of("price"):
        return False
    return "/" in formula.sheet


def _quality_endless(tender: Tender) -> bool:
    formula = price_formula(tender)
    of_value = tender.price_in_ranking and formula is not None and formula.measures == "value"
    steps = ("criterion", "quality", *(("price",) if of_value else ()))
    if any(tender.rounding_of(step) for step in steps):
        return False
    every = (one for lot in tender.open_lots for one in tender.scored(lot.id))
    return any(_endless(tender, one) for one in every)


def _endless(tender: Tender, criterion: Criterion) -> bool:
    """Whether the points of a criterion may have decimals without end."""
    card = BY_ID.get(criterion.formula)
    if card is None or card.measures != "quality":
        return False
    if "top_mark" in card.inputs:
        whole = max((step.mark for step in tender.steps(criterion.scale)), default=Decimal(0))
    elif criterion.best_answer is not None and criterion.worst_answer is not None:
        whole = criterion.best_answer - criterion.worst_answer
    else:
        return card.relative
    return whole != 0 and 10**30 % (1 / Fraction(whole)).denominator != 0


def dropout_is_settled(tender: Tender) -> Iterator[Problem]:
    """Yield that a relative formula needs a word on bids that drop out."""
    asked = (BY_ID[one.formula] for lot in tender.open_lots for one in tender.answered(lot.id))
    formulas = (price_formula(tender), *asked)
    relative = [formula.id for formula in formulas if formula is not None and formula.relative]
    if relative and tender.award.on_dropout is None:
        yield Problem("T336", ("award", "on_dropout"), {"formula": relative[0]})
