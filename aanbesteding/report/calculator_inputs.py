"""What a bidder fills in on the calculator: prices, marks as if, and guesses about others."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import Step, plain, rounded
from aanbesteding.contest.contest import Weighed
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.report.calculator_desk import Desk
from aanbesteding.report.calculator_sums import OWN
from aanbesteding.report.formula_text import filled
from aanbesteding.report.grid import at, fixed, literal, live, round_formula, text
from aanbesteding.tender.criteria import Criterion
from aanbesteding.workbook.book import CellOut
from aanbesteding.workbook.slots import Shows


def prices(desk: Desk) -> None:
    """Add a price per need level at the printed demand, and the price that is compared."""
    asked, needs = desk.source.asked, {n.id: n for n in desk.source.tender.needs}
    volumes = {need: volume for (lot, need), volume in asked.items() if lot == desk.lot.id}
    examples = _example_prices(desk, volumes)
    desk.section("prices", "need", "unit", "volume", "price", "amount", numbers="--nnn")
    first, total = desk.next, Fraction(0)
    for need, volume in volumes.items():
        row, price = desk.next, examples[need]
        hint = desk.say("hint.price", need=needs[need].label)
        amount = Fraction(price) * volume
        total += amount
        desk.rows.append(
            (
                text(needs[need].label),
                text(needs[need].unit or "–"),
                CellOut(volume, "row_integer"),
                desk.entry(f"price.{need}", price, "euro", hint),
                live(f"{at(3, row)}*{at(4, row)}", amount, "row_euro"),
            )
        )
    desk.keep("price", fixed(5, desk.next), total)
    summed = live(f"SUM({at(5, first)}:{at(5, desk.next - 1)})", total, "total_euro")
    label = CellOut(desk.say("total_price"), "total")
    desk.rows.append((label, *[CellOut("", "total")] * 3, summed))


def _example_prices(desk: Desk, volumes: Mapping[str, int]) -> Mapping[str, Decimal]:
    """Prices that together lie in the middle of what is likely, in the proportions of tariffs."""
    tender, lot = desk.source.tender, desk.lot.id
    known = {need: tender.tariff(lot, need) for need in volumes}
    kinds = ("norm", "ceiling", "fixed")
    parts = {
        need: next((Fraction(found[k].amount) for k in kinds if k in found), Fraction(1))
        for need, found in known.items()
    }
    whole = sum((parts[need] * volume for need, volume in volumes.items()), Fraction(0))
    middle = (desk.market.low + desk.market.high) / 2
    factor = middle / whole if whole else Fraction(0)
    return {need: rounded(part * factor, 2) for need, part in parts.items()}


def unknown(desk: Desk, *kinds: str) -> None:
    """Add what formulas want to know of all bids of these kinds: it is assumed, as nobody knows."""
    pricing = desk.contest.pricing
    names = [n for c in desk.contest.criteria for n in c.formula.statistics]
    names += pricing.formula.statistics if pricing else ()
    wanted = [n for n in dict.fromkeys(names) if STATISTICS[n].of in kinds]
    if not wanted:
        return
    desk.section("unknown", "unknown", "assumed", numbers="-n")
    for name in wanted:
        value = Fraction(rounded(_assumed(desk, name), 2))
        desk.keep(name, fixed(2, desk.next), value)
        shows: Shows = "euro" if STATISTICS[name].of == "price" else "number"
        hint = desk.say("hint.unknown_own" if name in OWN else "hint.unknown")
        label = desk.say("not_known", what=desk.say(f"statistic.{name}"))
        desk.rows.append((text(label), desk.entry(name, value, shows, hint)))


def _assumed(desk: Desk, name: str) -> Fraction:
    low, high, most = desk.market.low, desk.market.high, desk.contest.most_quality
    middle = (low + high) / 2
    return {
        "lowest_price": low,
        "highest_price": high,
        "mean_price": middle,
        "trimmed_mean_price": middle,
        "best_quality": most,
        "lowest_quality": most / 2,
        "mean_answer": _middle_answer(desk),
    }[name]


def _middle_answer(desk: Desk) -> Fraction:
    for weighed, options in zip(desk.contest.criteria, desk.market.values, strict=True):
        if "mean_answer" in weighed.formula.inputs:
            return options[len(options) // 2] or Fraction(1)
    return Fraction(1)


def quality(desk: Desk) -> None:
    """Add the marks as if, the answers, and the points they bring."""
    criteria = desk.source.tender.scored(desk.lot.id)
    desk.section("quality", "criterion", "most", "best", "mark", "points", numbers="-nnnn")
    first, summed = desk.next, Fraction(0)
    step = desk.contest.rounding.criterion
    pairs = zip(desk.contest.criteria, criteria, desk.market.values, strict=True)
    for weighed, criterion, options in pairs:
        value = options[-2] if len(options) > 2 else options[-1]
        summed += _criterion(desk, weighed, criterion, value, step)
    quality_step = desk.contest.rounding.quality
    formula = f"SUM({at(5, first)}:{at(5, desk.next - 1)})" if criteria else "0"
    if quality_step:
        formula = round_formula(formula, quality_step)
        summed = Fraction(quality_step.of(summed))
    desk.keep("quality_points", fixed(5, desk.next), summed)
    label = CellOut(desk.say("quality"), "total")
    total = live(formula, summed, "total_number2")
    desk.rows.append((label, *[CellOut("", "total")] * 3, total))


def _criterion(
    desk: Desk, weighed: Weighed, criterion: Criterion, value: Fraction, step: Step | None
) -> Fraction:
    """Add the row of a criterion, and return its points as they count."""
    row = desk.next
    best = weighed.inputs.get("top_mark", weighed.inputs.get("best_answer"))
    known = {**weighed.inputs, "most_points": weighed.weight, "mark": value, "answer": value}
    known |= {n: desk.known[n] for n in weighed.formula.statistics}
    cells = {
        **{name: literal(number) for name, number in weighed.inputs.items()},
        **{name: desk.cells[name] for name in weighed.formula.statistics},
        "most_points": at(2, row),
        "top_mark": at(3, row),
        "mark": at(4, row),
        "answer": at(4, row),
    }
    formula, points = filled(weighed.formula.sheet, cells), weighed.formula(known)
    if step is not None:
        formula, points = round_formula(formula, step), Fraction(step.of(points))
    marks = () if criterion.in_numbers else _marks(desk, criterion)
    hint = desk.say("hint.answer" if criterion.in_numbers else "hint.mark")
    title = f"{criterion.title} ({criterion.unit})" if criterion.unit else criterion.title
    desk.rows.append(
        (
            text(title),
            CellOut(weighed.weight, "row_number"),
            text("–", "row_number") if best is None else CellOut(best, "row_number"),
            desk.entry(f"mark.{criterion.id}", value, "number", hint, marks),
            live(formula, points, "row_number2"),
        )
    )
    return points


def _marks(desk: Desk, criterion: Criterion) -> tuple[str, ...]:
    steps = desk.source.tender.steps(criterion.scale)
    return tuple(plain(mark) for mark in sorted((s.mark for s in steps), reverse=True))
