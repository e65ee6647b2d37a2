"""Draws the house, and for the formula pages what a bid gets by its price, mark or answer.

Every number comes from the formula itself, in exact arithmetic, so the same formulas give the same
bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas import SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.statistics import statistics
from docs.drawing import Curve, Picture, Points, drawn
from docs.house_picture import contracts, house
from docs.iso_lines import iso_picture

HERE = Path(__file__).parent
FOLDER = HERE / "pictures" / "formulas"
HOUSE = HERE / "pictures" / "house.svg"
# Thousands of euros; the same bids and published numbers in every picture.
OTHERS = ((100, 40), (125, 50), (160, 55))
DEAR = (180, 30)
NEWCOMER = {"value.relative_cost": (80, 10), "price.benchmark_deviation": (60, 20)}
CHEAP, QUICK, MOST = (80, 58), 60, Fraction(40)
PUBLISHED = {
    "most_points": MOST,
    "most_quality": Fraction(60),
    "floor_price": Fraction(80),
    "low_price": Fraction(120),
    "ceiling_price": Fraction(200),
    "estimate": Fraction(120),
    "span": Fraction(1),
    "multiple": Fraction(2),
    "exponent": Fraction(1, 2),
    "benchmark_share": Fraction(95, 100),
    "euro_per_point": Fraction(1),
    "top_mark": Fraction(10),
    "best_answer": Fraction(14),
    "worst_answer": Fraction(42),
}
UP = {
    "value.award_on_value": "fictive price, lowest wins",
    "value.willingness_to_pay": "corrected price, lowest wins",
    "value.price_markup": "marked-up price, lowest wins",
    "value.cost_per_point": "thousands of euros per point, lowest wins",
    "value.relative_cost": "relative cost, lowest wins",
    "value.lowest_price": "price, lowest wins",
    "value.utility_index": "index",
    "value.weighted_ratio": "index × 1,000",
    "value.both_relative": "total",
}
QUALITY = {"value.award_on_value": "quality worth {}"}
Bid = tuple[int, int]


def _answer(card: Formula, known: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return card(known)
    except FormulaDomainError:
        return None


def _by_price(card: Formula, quality: int, others: Sequence[Bid]) -> Points:
    """What a bid of this quality gets at every price, beside these others."""
    found = []
    for price in range(60, 221):
        bids = [(price, quality), *others]
        known = {
            **PUBLISHED,
            **statistics(card.statistics, "price", [Fraction(p) for p, _ in bids]),
            **statistics(card.statistics, "quality", [Fraction(q) for _, q in bids]),
            "price": Fraction(price),
            "quality_points": Fraction(quality),
        }
        found.append((Fraction(price), _answer(card, known)))
    return found


def _in_words(prices: Sequence[object]) -> str:
    return f"{', '.join(map(str, prices[:-1]))} and {prices[-1]}"


def price_picture(card: Formula) -> Picture:
    """Return the points of a bid by its price, and what one more bid does to them."""
    asked, newcomer = [price for price, _ in OTHERS], NEWCOMER.get(card.id, CHEAP)
    curves: tuple[Curve, ...] = (Curve("whatever others ask", _by_price(card, 40, OTHERS)),)
    if card.relative:
        curves = (
            Curve(f"others ask {_in_words(asked)}", _by_price(card, 40, OTHERS)),
            Curve(f"and one more asks {newcomer[0]}", _by_price(card, 40, (*OTHERS, newcomer))),
        )
    title = f"Points of {card.id} by price; of 40 points"
    return Picture(title, "price, thousands of euros", "points", curves, MOST)


def value_picture(card: Formula) -> Picture:
    """Return the total of a bid by its price, for two qualities, and what one more bid does."""
    said = QUALITY.get(card.id, "{} of 60 quality points")
    curves = [Curve(said.format(quality), _by_price(card, quality, OTHERS)) for quality in (45, 30)]
    if card.relative:
        price, quality = newcomer = NEWCOMER.get(card.id, CHEAP)
        said = f"30, and one more asks {price} with {quality}"
        curves.append(Curve(said, _by_price(card, 30, (*OTHERS, newcomer))))
    up = UP.get(card.id, "points")
    title = f"Total of {card.id} by price"
    return Picture(title, "price, thousands of euros", up, tuple(curves))


def worth_picture(card: Formula) -> Picture:
    """Return the lines along which bids are worth as much as one of four."""
    return iso_picture(card, (*OTHERS, DEAR), PUBLISHED)


def _by_answer(card: Formula, low: int, high: int, others: Sequence[int]) -> Points:
    found = []
    for tenths in range(low * 10, high * 10 + 1, 5):
        own = Fraction(tenths, 10)
        known = {
            **PUBLISHED,
            **statistics(card.statistics, "answer", [own, *map(Fraction, others)]),
            "answer": own,
            "mark": own,
        }
        found.append((own, _answer(card, known)))
    return found


def quality_picture(card: Formula) -> Picture:
    """Return the points of a bid by its mark or its answer."""
    title = f"Points of {card.id}; of 40 points"
    if "mark" in card.inputs:
        one = Curve("a scale to 10", _by_answer(card, -4, 10, ()))
        return Picture(title, "mark", "points", (one,), MOST)
    if not card.relative:
        one = Curve("best 14, worst 42", _by_answer(card, 0, 60, ()))
        return Picture(title, "answer, such as days of waiting", "points", (one,), MOST)
    others = (10, 20, 30)
    curves = (
        Curve(f"others offer {_in_words(others)}", _by_answer(card, 0, 60, others)),
        Curve(f"and one more offers {QUICK}", _by_answer(card, 0, 60, (*others, QUICK))),
    )
    return Picture(title, "answer, such as days saved", "points", curves, MOST)


KINDS: Mapping[str, Callable[[Formula], Picture]] = {
    "price": price_picture,
    "value": value_picture,
    "quality": quality_picture,
}
PRICED = tuple(card for card in SHELF if card.measures != "quality")


def pictures() -> dict[str, str]:
    """Return every picture by the name of its file."""
    own = {f"{card.id}.svg": drawn(KINDS[card.measures](card)) for card in SHELF}
    return own | {f"{card.id}.iso.svg": drawn(worth_picture(card)) for card in PRICED}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (FOLDER / name).write_text(picture, encoding="utf-8", newline="\n")
    HOUSE.write_text(house(contracts()), encoding="utf-8", newline="\n")
