"""Draws the pictures of the formula pages: what a bid gets, by its price, its mark or its answer.

Every number comes from the formula itself, in exact arithmetic, so the same formulas give the same
bytes. A picture has a ground of its own and follows the reader's choice of light or dark.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from pathlib import Path

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import bare, rounded
from aanbesteding.formulas import SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.statistics import statistics

HERE = Path(__file__).parent
FOLDER = HERE / "pictures" / "formulas"
WIDTH, HEIGHT = 480, 360
LEFT, RIGHT, TOP, BOTTOM = 52, 462, 92, 308
STYLE = """\
.ground{fill:#fff}.ink{fill:#1a1a1a}.grid{stroke:#dcdcdc}.axis{stroke:#6b6b6b}
.line{fill:none;stroke-width:2.5;stroke-linejoin:round}
.c0{stroke:#0b5fa5}.c1{stroke:#b3541e;stroke-dasharray:9 4}.c2{stroke:#2f7d3b;stroke-dasharray:3 4}
text{font:13px system-ui,sans-serif}
@media(prefers-color-scheme:dark){.ground{fill:#1b1b1f}.ink{fill:#ececec}.grid{stroke:#3a3a40}
.axis{stroke:#9a9a9a}.c0{stroke:#7ab8f5}.c1{stroke:#f0a070}.c2{stroke:#8ed08e}}"""

Points = Sequence[tuple[Fraction, Fraction | None]]


@dataclass(frozen=True)
class Curve:
    """A line in a picture: what it shows, and its points; None where there is no answer."""

    label: str
    points: Points


@dataclass(frozen=True)
class Picture:
    """What is drawn: a title for who cannot see it, the words along the axes, and the lines.

    The axis upwards reaches `top` at least.
    """

    title: str
    across: str
    up: str
    curves: tuple[Curve, ...]
    top: Fraction = Fraction(0)


@dataclass(frozen=True)
class Scale:
    """From numbers to places along one side of the picture."""

    low: Fraction
    high: Fraction
    first: int
    last: int

    def at(self, value: Fraction) -> str:
        """Return the place of a value, to a tenth of a pixel."""
        place = self.first + (value - self.low) / (self.high - self.low) * (self.last - self.first)
        return str(bare(rounded(place, 1)))


def drawn(picture: Picture) -> str:
    """Return a picture as SVG."""
    across, up = _scales(picture)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(picture.title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        *_grid(across, up),
        *_words(picture),
    ]
    for number, curve in enumerate(picture.curves):
        parts += _legend(number, curve.label)
        parts += [
            f'<polyline class="line c{number}" points="{piece}"/>'
            for piece in _pieces(curve.points, across, up)
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _scales(picture: Picture) -> tuple[Scale, Scale]:
    seen = [(x, y) for curve in picture.curves for x, y in curve.points if y is not None]
    heights = [y for _, y in seen]
    low, high = min(*heights, Fraction(0)), max(*heights, picture.top)
    step = nice_step(high - low)
    bottom, top = (low // step) * step, -((-high) // step) * step
    every = [x for curve in picture.curves for x, _ in curve.points]
    return Scale(min(every), max(every), LEFT, RIGHT), Scale(bottom, top, BOTTOM, TOP)


def nice_step(length: Fraction) -> Fraction:
    """Return the least step of 1, 2 or 5 and zeros that divides a length in at most eight."""
    step = Fraction(1, 1000)
    while True:
        for times in (1, 2, 5):
            if step * times * 8 >= length:
                return step * times
        step *= 10


def _ticks(scale: Scale) -> Iterator[Fraction]:
    step = nice_step(scale.high - scale.low)
    tick = -((-scale.low) // step) * step
    while tick <= scale.high:
        yield tick
        tick += step


def _grid(across: Scale, up: Scale) -> Iterator[str]:
    for tick in _ticks(up):
        y, kind = up.at(tick), "axis" if tick == 0 else "grid"
        yield f'<path class="{kind}" d="M{LEFT} {y}H{RIGHT}"/>'
        yield _text(LEFT - 8, y, _number(tick), "end", 4)
    for tick in _ticks(across):
        x = across.at(tick)
        yield f'<path class="axis" d="M{x} {BOTTOM}v5"/>'
        yield _text(x, BOTTOM + 20, _number(tick), "middle")


def _number(value: Fraction) -> str:
    return f"{bare(rounded(value, 3)):,}".replace("-", "−")


def _text(x: object, y: object, words: str, anchor: str, down: int = 0) -> str:
    moved = f' dy="{down}"' if down else ""
    return f'<text class="ink" x="{x}" y="{y}"{moved} text-anchor="{anchor}">{escape(words)}</text>'


def _words(picture: Picture) -> Iterator[str]:
    yield _text(RIGHT, HEIGHT - 12, picture.across, "end")
    yield _text(12, TOP - 14, picture.up, "start")


def _legend(number: int, label: str) -> list[str]:
    y = 20 + 18 * number
    return [
        f'<path class="line c{number}" d="M{LEFT} {y - 4}h34"/>',
        _text(LEFT + 42, y, label, "start"),
    ]


def _pieces(points: Points, across: Scale, up: Scale) -> Iterator[str]:
    piece: list[str] = []
    for x, y in points:
        if y is None:
            if piece:
                yield " ".join(piece)
            piece = []
        else:
            piece.append(f"{across.at(x)},{up.at(y)}")
    if piece:
        yield " ".join(piece)


# Thousands of euros; the same bids and published numbers in every picture.
OTHERS = ((100, 40), (125, 50), (160, 55))
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


def pictures() -> dict[str, str]:
    """Return every picture by the name of its file."""
    return {f"{card.id}.svg": drawn(KINDS[card.measures](card)) for card in SHELF}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (FOLDER / name).write_text(picture, encoding="utf-8", newline="\n")
