"""Checks of how quality is judged: weights, scales, the law's demand for quality."""

from collections.abc import Iterator
from decimal import Decimal

from aanbesteding.basis.findings import Weight
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.law import legal_profile
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

WHOLE = Decimal(100)


def ranks(tender: Tender) -> bool:
    """Return whether bids are compared in any lot; an open house admits everyone who qualifies."""
    return any(ranks_lot(tender, lot) for lot in tender.open_lots)


def ranks_lot(tender: Tender, lot: Lot) -> bool:
    """Return whether the bids for a lot are compared."""
    return tender.procedure != "open_house" and tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL


def _sum(criteria: list[Criterion]) -> Decimal:
    return sum((one.weight for one in criteria), start=Decimal(0))


def parts_add_up_to_their_parent(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion whose parts do not carry its weight, in any open lot.

    A bonus comes on top, unless the whole criterion is one.
    """
    for number, parent in enumerate(tender.criteria):
        parts = [one for one in tender.criteria if one.parent == parent.id]
        parts = [one for one in parts if parent.bonus or not one.bonus]
        lots = [lot.id for lot in tender.open_lots if tender.holds_for(parent, lot.id)]
        sums = {_sum([one for one in parts if tender.holds_for(one, lot)]) for lot in lots}
        for total in sorted(sums - {parent.weight}) if parts else ():
            values = {"criterion": parent.id, "total": total, "weight": parent.weight}
            yield Problem("T321", ("criteria", str(number), "weight"), values)


def weights_add_up(tender: Tender) -> Iterator[Problem]:
    """Yield every open lot whose criteria and price, without any bonus, do not make 100 points."""
    formula = BY_ID.get(tender.price.formula)
    if formula and formula.measures == "value":
        return
    for lot in (lot for lot in tender.open_lots if ranks_lot(tender, lot)):
        top = [
            one
            for one in tender.criteria
            if one.parent is None and not one.bonus and tender.holds_for(one, lot.id)
        ]
        total = _sum(top) + tender.price.weight
        if total != WHOLE:
            last = str(tender.criteria.index(top[-1])) if top else ""
            path = ("criteria", last, "weight") if top else ("price", "weight")
            yield Problem("T322", path, {"lot": lot.id, "total": total, "whole": WHOLE})


def _judged(tender: Tender) -> Iterator[tuple[int, Criterion]]:
    """Yield number and criterion of what the panel marks."""
    parents = {one.parent for one in tender.criteria}
    for number, one in enumerate(tender.criteria):
        if one.id not in parents and not one.in_numbers:
            yield number, one


def judged_criteria_have_a_scale(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion the panel must mark without saying with which marks."""
    for number, one in _judged(tender):
        if not one.scale:
            yield Problem("T323", ("criteria", str(number), "scale"), {"criterion": one.id})


def scales_are_complete(tender: Tender) -> Iterator[Problem]:
    """Yield every scale with too few steps, a mark twice, no meaning, or no mark above zero."""
    seen: set[tuple[str, Decimal]] = set()
    first: dict[str, int] = {}
    silent: dict[str, list[Decimal]] = {}
    for number, step in enumerate(tender.scales):
        first.setdefault(step.scale, number)
        if (step.scale, step.mark) in seen:
            values = {"scale": step.scale, "mark": step.mark}
            yield Problem("T325", ("scales", str(number), "mark"), values)
        seen.add((step.scale, step.mark))
        if not step.meaning:
            silent.setdefault(step.scale, []).append(step.mark)
    for scale, number in first.items():
        path = ("scales", str(number))
        top = max(step.mark for step in tender.steps(scale))
        if len(tender.steps(scale)) < 2:
            yield Problem("T324", path, {"scale": scale})
        elif top <= 0:
            yield Problem("T405", path, {"scale": scale, "mark": top})
        if scale in silent:
            values = {"scale": scale, "marks": tuple(str(mark) for mark in silent[scale])}
            yield Problem("T326", path, values, Weight.NOTICE)


def lowest_marks_are_on_the_scale(tender: Tender) -> Iterator[Problem]:
    """Yield every knock-out mark that nobody, or everybody, can reach."""
    for number, one in _judged(tender):
        marks = [step.mark for step in tender.steps(one.scale)]
        if one.lowest_mark is None or not marks:
            continue
        path = ("criteria", str(number), "lowest_mark")
        values = {"criterion": one.id, "mark": one.lowest_mark, "scale": one.scale}
        if not min(marks) <= one.lowest_mark <= max(marks):
            yield Problem("T327", path, values)
        elif not one.good_enough(max(marks)):
            yield Problem("T406", path, values)


def _weighs(tender: Tender) -> bool:
    """Whether quality weighs in every lot where bids are compared."""
    card = BY_ID.get(tender.price.formula)
    if card and card.measures == "value" and not any("quality" in name for name in card.inputs):
        return False
    weighing = [one for one in tender.criteria if one.weight > 0]
    ranked = [lot.id for lot in tender.open_lots if ranks_lot(tender, lot)]
    return all(any(tender.holds_for(one, lot) for one in weighing) for lot in ranked)


def quality_counts_where_the_law_asks(tender: Tender) -> Iterator[Problem]:
    """Yield that quality must count, when the law of the day of publication asked that."""
    published = tender.schedule.published
    required = legal_profile(published).quality_criterion_required
    if required and ranks(tender) and not _weighs(tender):
        yield Problem("T328", ("criteria",), {"published": published})


def price_alone_needs_reasons(tender: Tender) -> Iterator[Problem]:
    """Yield that a ranking on price alone must be explained."""
    card = BY_ID.get(tender.price.formula)
    price_counts = tender.price.weight > 0 or (card is not None and card.measures == "value")
    if ranks(tender) and price_counts and not _weighs(tender):
        yield Problem("T329", ("price", "weight"), {}, Weight.NOTICE)
