"""Price and quality on a map: bids where they stand, and lines on which all is worth the same."""

from fractions import Fraction

import pytest

from aanbesteding import flow
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.value_lines import (
    SIDE,
    Window,
    corners,
    line_of,
    round_step,
    totals_to_draw,
    worth_of,
)
from aanbesteding.report.value_map import Dot, placed, value_map, value_table
from tests.report import sample

PRICED = ("absolute_linear", "lowest_share", "min_max", "on_value")
# A chart on a screen of 320 pixels, without its margins.
WIDE, HIGH = 288, 240


def lot_of(name: str) -> Source:
    return Source(sample.record(name), "nl")


@pytest.mark.parametrize("name", PRICED)
def test_a_bid_lies_on_the_line_of_its_own_total(name: str) -> None:
    """The total of the record before rounding is what the map's formula makes of the bid."""
    source = lot_of(name)
    for bid in placed(source, source.tender.open_lots[0]):
        worth = worth_of(source, "L1", bid.score["points"][-1])
        assert worth.total(bid.price, bid.quality) == Fraction(bid.score["exact"])


@pytest.mark.parametrize("name", PRICED)
def test_every_place_on_a_line_is_worth_its_total(name: str) -> None:
    source = lot_of(name)
    bids = placed(source, source.tender.open_lots[0])
    worth = worth_of(source, "L1", bids[0].score["points"][-1])
    prices, qualities = [b.price for b in bids], [b.quality for b in bids]
    window = Window((min(prices), max(prices)), (min(qualities), max(qualities)))
    totals = totals_to_draw(worth, window)
    assert 2 <= len(totals) <= 8
    drawn = 0
    for total in totals:
        for price in (min(prices), sum(prices, Fraction(0)) / len(prices), max(prices)):
            quality = worth.quality(total, price)
            if quality is not None:
                assert worth.total(price, quality) == total
        for part in line_of(worth, window, total):
            drawn += 1
            assert all(0 <= x <= SIDE and 0 <= y <= SIDE for x, y in part)
    assert drawn


def test_a_dearer_bid_needs_as_much_more_quality_as_the_price_loses() -> None:
    """The published line gives 25 points at 85,000 and none at 95,000: 400 euros are a point."""
    source = lot_of("absolute_linear")
    bids = placed(source, source.tender.open_lots[0])
    worth = worth_of(source, "L1", bids[0].score["points"][-1])
    cheap = worth.quality(Fraction(80), Fraction(86_000))
    dear = worth.quality(Fraction(80), Fraction(86_400))
    assert cheap is not None
    assert dear is not None
    assert dear - cheap == 1


def test_in_award_on_value_a_line_rises_a_euro_of_quality_for_a_euro_of_price() -> None:
    source = lot_of("on_value")
    bids = placed(source, source.tender.open_lots[0])
    worth = worth_of(source, "L1", bids[0].score["points"][-1])
    total = worth.total(Fraction(90_000), Fraction(5_000))
    assert total == 85_000
    assert worth.quality(Fraction(85_000), Fraction(90_250)) == 5_250


def test_who_won_stands_apart_by_shape_and_in_words() -> None:
    source = lot_of("absolute_linear")
    shown = value_map(source, source.tender.open_lots[0])
    table = value_table(source, source.tender.open_lots[0])
    assert shown is not None
    assert table is not None
    winners = {c["bidder"] for c in source.decision["contracts"]}
    assert winners
    assert {dot.label for dot in shown.dots if dot.look == "won"} == winners
    told = {row.cells[0].text.split(" ")[0]: row.cells[-1].text for row in table.rows}
    assert {bidder for bidder, said in told.items() if said == "krijgt een contract"} == winners
    assert {dot.label for dot in shown.dots} == set(told)


def place(dot: Dot) -> tuple[float, float]:
    """Where a dot stands on the smallest screen, in pixels."""
    return float(dot.x.rstrip("%")) / 100 * WIDE, float(dot.y.rstrip("%")) / 100 * HIGH


def box(dot: Dot) -> tuple[float, float, float, float]:
    """Where its name stands: left, top, right and bottom, at eight pixels a letter."""
    (x, y), width = place(dot), 8 * len(dot.label)
    left = x + dot.dx - {"start": 0, "middle": width / 2, "end": width}[dot.anchor]
    return left, y + dot.dy - 11, left + width, y + dot.dy + 3


def test_no_name_lies_on_another_dot_on_the_smallest_screen() -> None:
    """Twelve bids of nearly the same price and quality: names cannot all stand to the right."""
    marks = {f"K{at:02}": (8, 8 - at // 4) for at in range(12)}
    tender = sample.small(price={"formula": "price.lowest_share", "weight": "25"})
    source = Source(sample.read(flow.award(tender, *sample.small_bids(marks))), "nl")
    shown = value_map(source, source.tender.open_lots[0])
    assert shown is not None
    for dot in shown.dots:
        left, top, right, bottom = box(dot)
        for x, y in (place(other) for other in shown.dots if other is not dot):
            assert not (left - 6 < x < right + 6 and top - 6 < y < bottom + 6)


@pytest.mark.parametrize("name", ["awarded", "admit_all", "no_bids", "one_bid", "lots"])
def test_where_prices_bring_no_points_or_all_are_equal_there_is_no_map(name: str) -> None:
    source = lot_of(name)
    for lot in source.tender.open_lots:
        assert value_map(source, lot) is None
        assert value_table(source, lot) is None


@pytest.mark.parametrize(("least", "step"), [("3", 5), ("10", 10), ("11", 20), ("0.3", "1/2")])
def test_lines_stand_at_round_totals(least: str, step: int | str) -> None:
    assert round_step(Fraction(least)) == Fraction(step)


def test_a_straight_line_is_written_with_its_two_ends() -> None:
    spots = [(Fraction(x), Fraction(2 * x)) for x in range(0, 500, 7)]
    assert corners(spots) == f"0.0,0.0 {spots[-1][0]}.0,{spots[-1][1]}.0"


def test_a_page_shows_the_map_with_its_table() -> None:
    text = page(sample.record("absolute_linear"), "nl")
    assert 'id="chart-value-L1-t"' in text
    assert "Prijs, kwaliteit en totaal" in text
