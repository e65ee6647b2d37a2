"""The colours of the house style, and whether people can read one on another."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from functools import cache
from typing import NamedTuple

from aanbesteding.basis.shipped import shipped

Palette = Mapping[str, str]
Color = tuple[Decimal, Decimal, Decimal]
LIGHT, DARK = "light", "dark"
TEXT, DRAWING = Decimal("4.5"), Decimal(3)
HEX = re.compile(r"#[0-9a-fA-F]{6}")
_DEEPEST = Decimal("0.4")
_PAIRS = (
    *((front, back, TEXT) for front in ("ink", "soft", "accent") for back in ("paper", "sheet")),
    *((sign, back, TEXT) for sign in ("wait", "good", "bad") for back in ("paper", "sheet")),
    ("ink", "accent-soft", TEXT),
    ("ink", "bar", TEXT),
    ("bar-line", "paper", DRAWING),
)
_VARIABLE = re.compile(r"--([a-z-]+):\s*([^;]+);")


class Faint(NamedTuple):
    """Two colours that are too much alike: their contrast, and the least it must be."""

    front: str
    back: str
    contrast: Decimal
    least: Decimal


@cache
def house_variables() -> Mapping[str, Palette]:
    """Return the variables of the shipped style: those in the light, and what the dark changes."""
    style = shipped("templates", "report", "style.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    return {LIGHT: dict(_VARIABLE.findall(light)), DARK: dict(_VARIABLE.findall(dark))}


@cache
def house_palette(scheme: str) -> Palette:
    """Return the twelve colours of the shipped style, in the light or in the dark."""
    return {name: value for name, value in house_variables()[scheme].items() if HEX.match(value)}


def faint(palette: Palette) -> Iterator[Faint]:
    """Yield the pairs of colours that a page sets on each other and that WCAG 2.2 finds too faint.

    Text needs 4.5 to 1 (success criterion 1.4.3), lines in a chart 3 to 1 (1.4.11).
    """
    colors = {name: channels(value) for name, value in palette.items()}
    for front, back, least in _PAIRS:
        found = contrast(colors[front], colors[back])
        if found < least:
            yield Faint(front, back, found, least)
    found = contrast(colors["ink"], _mixed(colors["wait"], colors["paper"]))
    if found < TEXT:
        yield Faint("ink", "wait", found, TEXT)


def channels(color: str) -> Color:
    """Return red, green and blue of ``#rrggbb``, from 0 to 255."""
    red, green, blue = (Decimal(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return red, green, blue


def _mixed(front: Color, back: Color) -> Color:
    """The darkest cell of a heat map: the first colour at its strongest over the second."""
    red, green, blue = (f * _DEEPEST + b * (1 - _DEEPEST) for f, b in zip(front, back, strict=True))
    return red, green, blue


def contrast(one: Color, other: Color) -> Decimal:
    """Return the contrast of two colours by WCAG, from 1 to 21, to forty digits.

    >>> contrast(channels("#000000"), channels("#ffffff")) == 21
    True
    """
    with localcontext(prec=40):
        darker, lighter = sorted((_luminance(one), _luminance(other)))
        return (lighter + Decimal("0.05")) / (darker + Decimal("0.05"))


def _luminance(color: Color) -> Decimal:
    red, green, blue = (_linear(channel / 255) for channel in color)
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(part: Decimal) -> Decimal:
    if part <= Decimal("0.04045"):
        return part / Decimal("12.92")
    return ((part + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
