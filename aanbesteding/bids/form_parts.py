"""What the sheets of the bid form have in common."""

from typing import Any

from aanbesteding.basis.texts import say
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, printed
from aanbesteding.workbook.slots import Fixed


def form_text(key: str, lang: str, **values: Any) -> str:
    """Return a sentence of the bid form."""
    return say(f"bids.form.{key}", lang, values)


def head(title: str, tender: Tender, span: int) -> tuple[Line, ...]:
    """Return the title of a sheet and of the tender."""
    heading = Line((printed(title, "title", span),), 30)
    return (heading, Line((printed(tender.title, "subtitle", span),), 20), Line())


def section(text: str, span: int) -> Line:
    """Return the heading of a part of a sheet."""
    return Line((printed(text, "section", span),), 21)


def column_heads(keys: tuple[str, ...], lang: str) -> tuple[Fixed, ...]:
    """Return the heads of the columns; those of numbers stand to the right."""
    numbers = ("number", "price")
    return tuple(
        printed(form_text(f"column.{key}", lang), "header_number" if key in numbers else "header")
        for key in keys
    )
