"""What follows on the calculator: points, total, and tables of other prices and assumptions."""

from fractions import Fraction

from aanbesteding.basis.exact import rounded
from aanbesteding.contest.contest import Pricing
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.report.calculator_desk import WIDTHS, Desk
from aanbesteding.report.calculator_sums import Asked, asked
from aanbesteding.report.grid import at, fixed, heads, live, round_formula, text
from aanbesteding.report.lab_words import MONEY, expression, setting_name
from aanbesteding.workbook.book import CellOut, Chart, Series

PRICES, ASSUMED = 10, 4
_PARTS = 100
_WHOLE_EUROS = 1000


def result(desk: Desk) -> Asked | None:
    """Add the published numbers, the points for price and the total; return how price is counted.

    None where no price counts.
    """
    tender, pricing, rounding = desk.source.tender, desk.contest.pricing, desk.contest.rounding
    if pricing is None:
        desk.section("result")
        _total(desk, "", desk.known["quality_points"])
        return None
    _published(desk, pricing)
    price = asked(pricing, rounding.price, desk.known)
    desk.section("result")
    words = desk.source.t(f"report.formula.{pricing.formula.id.replace('.', '_')}")
    desk.rows.append((CellOut(words, "row", span=len(WIDTHS)),))
    told = f"{desk.say('expression')}: {expression(desk.source, pricing.formula.id)}"
    desk.rows.append((CellOut(told, "row", span=len(WIDTHS)),))
    value, key = price.result(desk.known), "value" if desk.contest.on_value else "points"
    cell = at(2, desk.next)
    desk.rows.append((text(desk.say(key)), live(price.sheet(desk.cells), value, _style(desk))))
    if isinstance(value, Fraction) and not desk.contest.on_value:
        value += desk.known["quality_points"]
    _total(desk, cell, value)
    if tender.price.over_ceiling == "out" and tender.price.ceiling_price is not None:
        limit = desk.source.whole_euro(tender.price.ceiling_price)
        desk.rows.append((CellOut(desk.say("over_ceiling", limit=limit), "note", span=6),))
    return price


def _published(desk: Desk, pricing: Pricing) -> None:
    """The numbers that the tender publishes, which nobody can change here."""
    desk.section("published")
    numbers = {"most_points": pricing.weight, "most_quality": desk.contest.most_quality}
    numbers |= {n: v for n, v in pricing.parameters.items() if n in pricing.formula.inputs}
    for name, value in numbers.items():
        own = name in ("most_points", "most_quality")
        label = desk.say(f"statistic.{name}") if own else setting_name(desk.source, name)
        desk.keep(name, fixed(2, desk.next), value)
        look = "row_euro" if name in MONEY else "row_number"
        desk.rows.append((text(label), CellOut(value, look)))


def _style(desk: Desk) -> str:
    """How the result of the formula looks: points with two decimals, other values as they are."""
    return "row_number" if desk.contest.on_value else "row_number2"


def _total(desk: Desk, price: str, value: Fraction | str) -> None:
    """The total as it is ranked; of a formula on value the result itself."""
    quality, step = desk.cells["quality_points"], desk.contest.rounding.total
    formula = quality if not price else price if desk.contest.on_value else f"{quality}+{price}"
    if step is not None:
        formula = round_formula(formula, step)
        value = value if isinstance(value, str) else Fraction(step.of(value))
    if price:
        formula = f'IF(ISNUMBER({price}),{formula},"–")'
    style = "total_number2" if not desk.contest.on_value else "total"
    key = "lowest_wins" if desk.contest.lowest_wins else "highest_wins"
    note = CellOut(desk.say(key), "note", span=3)
    desk.rows.append((CellOut(desk.say("total"), "total"), live(formula, value, style), note))


def price_table(desk: Desk, price: Asked, name: str) -> None:
    """Add what a range of prices brings, with its chart; the rest as filled in above."""
    key = "value" if desk.contest.on_value else "points"
    desk.section("table", "total_price", key, numbers="nn")
    first = desk.next
    for step in range(PRICES + 1):
        width = desk.market.high - desk.market.low
        asks = Fraction(rounded(desk.market.low + width * step / PRICES, 2))
        row = desk.next
        value = price.result({**desk.known, "price": asks})
        formula = price.sheet({**desk.cells, "price": at(1, row)})
        desk.rows.append((CellOut(asks, "row_euro"), live(formula, value, _style(desk))))
    last = desk.next - 1
    desk.charts.append(
        Chart(
            kind="line",
            title=desk.say("chart"),
            description=desk.say("chart_told"),
            categories=f"='{name}'!$A${first}:$A${last}",
            series=(Series(desk.say(f"column.{key}"), f"='{name}'!$B${first}:$B${last}"),),
            at=f"D{first - 1}",
            size=(620, 300),
            value_axis=desk.say(f"column.{key}"),
            category_format="#,##0" if desk.market.low >= _WHOLE_EUROS else "#,##0.00",
            number_format="General" if desk.contest.on_value else "#,##0.0",
        )
    )
    # The chart is as high as seventeen rows.
    desk.rows += [()] * max(0, 17 - (last - first))


def assumptions(desk: Desk, price: Asked) -> None:
    """Add what the price brings when something else is assumed of the bids of others."""
    formula = price.pricing.formula
    key = "value" if desk.contest.on_value else "points"
    for name in formula.statistics:
        desk.section("assume", numbers="nn")
        what = desk.say(f"statistic.{name}")
        desk.rows.append((CellOut(desk.say("assume", what=what), "note", span=len(WIDTHS)),))
        labels = (desk.say("column.assumed"), desk.say(f"column.{key}"))
        desk.rows.append(heads(*labels, numbers="nn"))
        for step in range(ASSUMED + 1):
            share = Fraction(80 + 10 * step, _PARTS)
            assumed, row = Fraction(rounded(desk.known[name] * share, 2)), desk.next
            value = price.result({**desk.known, name: assumed})
            made = price.sheet({**desk.cells, name: at(1, row)})
            look = "row_euro" if STATISTICS[name].of == "price" else "row_number2"
            desk.rows.append((CellOut(assumed, look), live(made, value, _style(desk))))
