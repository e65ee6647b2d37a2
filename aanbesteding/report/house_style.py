"""An officer's own house style: colours, fonts and a logo, read from ``huisstijl.toml``.

Only names on a list are taken, each with a value of a fixed form, so that nothing in the file can
become markup, an address or a rule of its own. Colours that people cannot tell apart are refused.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.toml import NotTomlError, read_toml
from aanbesteding.basis.visible import visible
from aanbesteding.report.look import Look
from aanbesteding.report.palette import DARK, HEX, LIGHT, faint, house_palette, house_variables
from aanbesteding.report.png import LARGEST, WIDEST, Picture, picture
from aanbesteding.tender.lines import key_lines

FILE = "huisstijl.toml"
FONTS = {"text": "font", "headings": "serif"}
LOGO = ("file", "alt")
_FONT = re.compile(r"\w[\w .-]{0,59}")
_NAME = re.compile(r"\w[\w .-]{0,99}\.png", re.IGNORECASE)
Tree = Mapping[str, Mapping[str, Any]]
Lines = Mapping[tuple[str, ...], int]
ReadLogo = Callable[[str], tuple[bytes, tuple[Finding, ...]]]


def house_style(content: bytes, read: ReadLogo) -> tuple[Look, tuple[Finding, ...]]:
    """Return the look that a file describes, and everything that is wrong with it.

    `read` gives the bytes of a logo by the name of its file, or why it cannot be read.
    """
    try:
        tree, text = read_toml(content)
    except NotTomlError as error:
        return Look(), (_finding("R390", 0, what=visible(str(error))),)
    lines = key_lines(text)
    wrong = tuple(_wrong(tree, lines))
    if wrong:
        return Look(), wrong
    shown, logo, refused = _logo(tree.get("logo", {}), lines, read)
    apart = (*refused, *_faint(tree, lines))
    if apart:
        return Look(), apart
    return _look(content, tree, logo, shown), ()


def _look(content: bytes, tree: Tree, logo: bytes, shown: Picture | None) -> Look:
    fingerprints = fingerprint(content + b"\0" + logo)
    css = _css(tree)
    if shown is None:
        return Look(css=css, fingerprint=fingerprints)
    address = "data:image/png;base64," + base64.b64encode(shown.content).decode()
    alt = visible(tree["logo"]["alt"].strip())
    return Look(css, address, alt, shown.width, shown.height, fingerprints)


def _css(tree: Tree) -> str:
    """The variables in full: what the dark changes would win from what comes before it."""
    fonts = {
        FONTS[name]: f'"{font}", {house_variables()[LIGHT][FONTS[name]]}'
        for name, font in tree.get("fonts", {}).items()
    }
    light, dark = _palette(tree, LIGHT), _palette(tree, DARK)
    return (
        f":root{{{_declared({**light, **fonts})}}}"
        f"@media screen and (prefers-color-scheme: dark){{:root{{{_declared(dark)}}}}}"
        f"@media print{{:root{{{_declared(light)}}}}}"
    )


def _declared(variables: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in variables.items())


def _palette(tree: Tree, scheme: str) -> dict[str, str]:
    return {**house_palette(scheme), **_own(tree, scheme)}


def _own(tree: Tree, scheme: str) -> dict[str, str]:
    """The colours of the file, by the names they have in the style sheet."""
    return {name.replace("_", "-"): value for name, value in tree.get(scheme, {}).items()}


def _in_file(name: str) -> str:
    return name.replace("-", "_")


def _known() -> dict[str, tuple[str, ...]]:
    colors = tuple(map(_in_file, house_palette(LIGHT)))
    return {LIGHT: colors, DARK: colors, "fonts": tuple(FONTS), "logo": LOGO}


def _wrong(tree: Mapping[str, Any], lines: Lines) -> Iterator[Finding]:
    """What is unknown, or has a value of another form."""
    known = _known()
    for table, values in tree.items():
        line = lines.get((table,), 0)
        if table not in known or not isinstance(values, dict):
            yield _finding("R391", line, found=visible(table), known=list(known))
            continue
        for name, value in values.items():
            at = lines.get((table, name), line)
            if name not in known[table]:
                yield _finding("R391", at, found=visible(name), known=list(known[table]))
            elif table in (LIGHT, DARK) and not _fits(HEX, value):
                yield _finding("R392", at, name=name, found=_shown(value))
            elif table == "fonts" and not _fits(_FONT, value):
                yield _finding("R394", at, name=name, found=_shown(value))


def _fits(form: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _shown(value: Any) -> str:
    return visible(str(value))[:60]


def _logo(
    logo: Mapping[str, Any], lines: Lines, read: ReadLogo
) -> tuple[Picture | None, bytes, tuple[Finding, ...]]:
    """The picture and the bytes of its file; or why there is no picture where there should be."""
    if not logo:
        return None, b"", ()
    line = lines.get(("logo",), 0)
    alt, name = logo.get("alt"), logo.get("file")
    if not isinstance(alt, str) or not alt.strip():
        return None, b"", (_finding("R397", lines.get(("logo", "alt"), line)),)
    at = lines.get(("logo", "file"), line)
    if not _fits(_NAME, name):
        return None, b"", (_finding("R395", at, found=_shown(name)),)
    content, refused = read(str(name))
    if refused:
        return None, b"", refused
    found = picture(content) if len(content) <= LARGEST else None
    if found is None:
        values = {"found": name, "size": len(content), "most": LARGEST, "widest": WIDEST}
        return None, b"", (_finding("R396", at, **values),)
    return found, content, ()


def _faint(tree: Tree, lines: Lines) -> Iterator[Finding]:
    """The own colours that people cannot tell apart, at the line of one of the two."""
    for scheme in (LIGHT, DARK):
        own = _own(tree, scheme)
        for pair in faint(_palette(tree, scheme)) if own else ():
            name = pair.front if pair.front in own else pair.back
            line = lines.get((scheme, _in_file(name)), lines.get((scheme,), 0))
            found = pair.contrast.quantize(Decimal("0.01"), ROUND_FLOOR)
            both = {"front": _in_file(pair.front), "back": _in_file(pair.back)}
            values = {**both, "least": pair.least}
            yield _finding("R393", line, scheme=scheme, found=found, **values)


def _finding(code: str, line: int, **values: Any) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(FILE, line), values)
