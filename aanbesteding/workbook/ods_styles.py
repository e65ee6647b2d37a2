"""How cells look in an OpenDocument spreadsheet: the same styles as in Excel, as its XML."""

from collections.abc import Mapping
from typing import Any

from aanbesteding.workbook.styles import styles

_SIDES = {"bottom": "bottom", "top": "top"}
_ALIGNED = {"left": "start", "right": "end", "center": "center"}
_HEIGHTS = {"vcenter": "middle", "top": "top"}
# Number formats of styles.toml: the name each gets here, and its decimals.
NUMBERS = {"#,##0": ("whole", 0), "#,##0.0": ("one", 1), "#,##0.00": ("two", 2)}
_DAY = (
    '<number:day/><number:text> </number:text><number:month number:style="long" '
    'number:textual="true"/><number:text> </number:text><number:year number:style="long"/>'
)


def number_styles() -> str:
    """Return the number formats as XML, each under its name."""
    made = [_number_style(name, _digits(decimals)) for name, decimals in NUMBERS.values()]
    made.append(_number_style("euro", f"<number:text>€ </number:text>{_digits(2)}"))
    share = f"{_digits(1)}<number:text>%</number:text>"
    made.append(f'<number:percentage-style style:name="share">{share}</number:percentage-style>')
    made.append(f'<number:date-style style:name="day">{_DAY}</number:date-style>')
    return "".join(made)


def _digits(decimals: int) -> str:
    """Without the least number of digits LibreOffice takes another format altogether."""
    return (
        '<number:number number:grouping="true" number:min-integer-digits="1" '
        f'number:decimal-places="{decimals}"/>'
    )


def _number_style(name: str, inside: str) -> str:
    return f'<number:number-style style:name="{name}">{inside}</number:number-style>'


def _format_of(look: Mapping[str, Any]) -> str:
    wanted = str(look.get("num_format", ""))
    if wanted in NUMBERS:
        return NUMBERS[wanted][0]
    if wanted.startswith("€"):
        return "euro"
    if wanted.endswith("%"):
        return "share"
    return "day" if wanted.startswith("d") else ""


def cell_style(name: str) -> str:
    """Return a style of ``styles.toml`` as the XML of a cell style with the same name."""
    look = styles()[name]
    shown = _format_of(look)
    number = f' style:data-style-name="{shown}"' if shown else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{number}>'
        f"<style:table-cell-properties{_cell(look)}/>"
        f"<style:paragraph-properties{_paragraph(look)}/>"
        f"<style:text-properties{_text(look)}/></style:style>"
    )


def _cell(look: Mapping[str, Any]) -> str:
    found = {
        "style:vertical-align": _HEIGHTS.get(look.get("valign", ""), ""),
        "fo:background-color": look.get("bg_color", ""),
        "fo:wrap-option": "wrap" if look.get("text_wrap") else "",
        "style:text-align-source": "fix" if "align" in look or "indent" in look else "",
    }
    for side in _SIDES:
        if side in look:
            color = look.get(f"{side}_color", "#000000")
            width = "2pt double" if look[side] == 6 else "0.5pt solid"
            found[f"fo:border-{side}"] = f"{width} {color}"
    if "border" in look:
        found["fo:border"] = f"0.5pt solid {look.get('border_color', '#000000')}"
    return _attributes(found)


def _paragraph(look: Mapping[str, Any]) -> str:
    indent = f"{0.15 * look['indent']:.2f}cm" if look.get("indent") else ""
    aligned = _ALIGNED.get(look.get("align", ""), "start" if indent else "")
    return _attributes({"fo:text-align": aligned, "fo:margin-left": indent})


def _text(look: Mapping[str, Any]) -> str:
    return _attributes(
        {
            "style:font-name": look.get("font_name", ""),
            "fo:font-family": look.get("font_name", ""),
            "fo:font-size": f"{look['font_size']}pt" if "font_size" in look else "",
            "fo:font-weight": "bold" if look.get("bold") else "",
            "fo:font-style": "italic" if look.get("italic") else "",
            "fo:color": look.get("font_color", ""),
        }
    )


def _attributes(found: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in found.items() if value)
