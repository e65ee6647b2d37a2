"""The calculator for bidders: a workbook that works out points live, by the published formula."""

from aanbesteding.basis.canonical import jsonable
from aanbesteding.gate.places import letters_of
from aanbesteding.report.calculator_desk import WIDTHS
from aanbesteding.report.calculator_lot import lot_sheet
from aanbesteding.report.grid import text, top
from aanbesteding.report.lab_words import said
from aanbesteding.report.source import Source
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.book import Book, CellOut, Row, Sheet
from aanbesteding.workbook.entries import Lists, choice_lists
from aanbesteding.workbook.pages import sheet_names

CHOICES = "_lists"
_STEPS = ("fill", "unknown", "range", "protected", "decides")


def calculator(tender: Tender, lang: str) -> tuple[Book, Lists]:
    """Return the workbook, and where its drop-downs stand; a sheet per lot that is ranked.

    It holds examples where a bidder fills in prices, marks as if, and guesses about others.
    """
    source = Source({"tender": jsonable(tender), "kind": "lab"}, lang)
    lots = [lot for lot in tender.open_lots if tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL]
    intro = said(source, "calculator.intro")
    names = sheet_names([intro, *(lot.title for lot in lots)])
    made = [lot_sheet(source, lot, name) for lot, name in zip(lots, names[1:], strict=True)]
    slots = [slot for _, found in made for slot in found]
    lists = choice_lists(slots, lang)
    hidden = Sheet(CHOICES, rows=_choices(lists), hidden=True, protected=True)
    ranges = {
        choices: f"='{CHOICES}'!${letter}$1:${letter}${len(choices)}"
        for letter, choices in ((letters_of(1 + n), c) for n, c in enumerate(lists))
    }
    sheets = (_intro(source, names[0], bool(lots)), *(sheet for sheet, _ in made), hidden)
    title = f"{said(source, 'calculator.title')} · {tender.title}"
    properties = {"tender-sha256": tender.hash}
    return Book(title, sheets, properties), Lists(lang, ranges)


def _choices(lists: tuple[tuple[object, ...], ...]) -> tuple[Row, ...]:
    length = max(map(len, lists), default=0)
    return tuple(
        tuple(CellOut(c[row]) if row < len(c) else None for c in lists)  # type: ignore[arg-type]
        for row in range(length)
    )


def _intro(source: Source, name: str, ranked: bool) -> Sheet:
    """What this workbook is, how to use it, and that it decides nothing."""
    rows: list[Row] = [
        *top(source, said(source, "calculator.title"), len(WIDTHS)),
        (CellOut(said(source, "calculator.aid"), "warning", span=2),),
        (),
    ]
    if not ranked:
        rows.append((CellOut(said(source, "calculator.not_ranked"), "row", span=2),))
    for number, step in enumerate(_STEPS, start=1):
        rows.append((text(str(number)), text(said(source, f"calculator.step.{step}"))))
    rows += [(), (text(said(source, "calculator.tender")), text(source.tender.hash))]
    return Sheet(name=name, rows=tuple(rows), columns=(14.0, 96.0), protected=True)
