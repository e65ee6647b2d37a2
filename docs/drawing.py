"""Draws lines in a picture of their own ground, that follows the reader's choice of light or dark.

Numbers are exact until they become places, so the same lines give the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from aanbesteding.basis.exact import bare, rounded

WIDTH, HEIGHT = 480, 360
LEFT, RIGHT, TOP, BOTTOM = 52, 462, 92, 308
STYLE = """\
.ground{fill:#fff}.ink{fill:#1a1a1a}.grid{stroke:#dcdcdc}.axis{stroke:#6b6b6b}
.line{fill:none;stroke-width:2.5;stroke-linejoin:round}
.c0{stroke:#0b5fa5}.c1{stroke:#b3541e;stroke-dasharray:9 4}.c2{stroke:#2f7d3b;stroke-dasharray:3 4}
.c3{stroke:#7a3fa0;stroke-dasharray:12 4 3 4}.dot{fill:#fff;stroke-dasharray:none;stroke-width:2.5}
text{font:13px system-ui,sans-serif}
@media(prefers-color-scheme:dark){.ground{fill:#1b1b1f}.ink{fill:#ececec}.grid{stroke:#3a3a40}
.axis{stroke:#9a9a9a}.c0{stroke:#7ab8f5}.c1{stroke:#f0a070}.c2{stroke:#8ed08e}
.c3{stroke:#cba6f0}.dot{fill:#1b1b1f}}"""

Points = Sequence[tuple[Fraction, Fraction | None]]


@dataclass(frozen=True)
class Curve:
    """A line in a picture: what it shows, and its points; None where there is no answer.

    The `dots` are marked on it.
    """

    label: str
    points: Points
    dots: Sequence[tuple[Fraction, Fraction]] = ()


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
        parts += [
            f'<circle class="dot c{number}" cx="{across.at(x)}" cy="{up.at(y)}" r="4"/>'
            for x, y in curve.dots
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
    y = 16 + 16 * number
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
