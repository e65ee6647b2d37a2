"""Nothing is lost: cells in the file are cells used and cells set aside, counted at every read."""

import io
import random
from dataclasses import replace

import openpyxl
import pytest

from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.gate.cells import Content
from aanbesteding.workbook.opened import Opened, open_form
from aanbesteding.workbook.read import read_form, read_opened
from aanbesteding.workbook.slots import Tally
from tests.gate.changed import LABEL
from tests.small_round import altered, filled, saved, tender

FORM = bid_form(tender(), "nl")


def tally(content: bytes, prices: bool = True) -> Tally:
    slots = FORM.slots if prices else other_slots(FORM)
    found = read_form(content, FORM, slots, LABEL).tally
    assert found is not None
    return found


def cells_in(content: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(content))
    every = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return sum(cell.value not in (None, "") for cell in every)


def test_every_cell_of_a_form_is_used_printed_or_of_its_identity() -> None:
    found = tally(filled())
    assert found.cells == cells_in(filled())
    assert found.used == len(read_form(filled(), FORM, FORM.slots, LABEL).values)
    assert found.printed == sum(bool(fixed.text) for fixed in FORM.fixed)
    assert (found.beside, found.unasked) == (0, 0)


def test_cells_beside_the_form_and_on_other_sheets_are_counted_as_such() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Prijzen"]["H2"] = "korting"
    book["Prijzen"]["H3"] = 5
    book.create_sheet("Extra")["A1"] = "iets"
    plain, more = tally(filled()), tally(saved(book))
    assert more == replace(plain, cells=plain.cells + 3, beside=2, others=plain.others + 1)


def test_cells_of_the_prices_are_counted_while_nobody_looks_at_them() -> None:
    closed = tally(filled(), prices=False)
    assert closed.cells == cells_in(filled())
    assert closed.unasked > 0


def test_whatever_is_filled_in_where_it_adds_up() -> None:
    dice = random.Random(5)
    for _ in range(12):
        cells = {
            (dice.choice(FORM.sheets), f"{dice.choice('ABCDEFGH')}{dice.randrange(1, 40)}"): (
                dice.choice(("tekst", 5, 2.5, True))
            )
            for _ in range(10)
        }
        merged = openpyxl.cell.cell.MergedCell
        book = openpyxl.load_workbook(io.BytesIO(filled()))
        free = {at: v for at, v in cells.items() if not isinstance(book[at[0]][at[1]], merged)}
        content = altered(filled(), free)
        assert tally(content).cells == cells_in(content)


def test_a_cell_that_was_lost_on_the_way_is_our_own_mistake() -> None:
    opened = open_form(filled(), LABEL)
    opened.gated.sheets["Prijzen"].cells[99, 1] = Content("text", "verdwenen", 0)
    with pytest.raises(RuntimeError, match="not every cell"):
        read_opened(opened, FORM, FORM.slots)


def test_a_cell_that_is_used_twice_is_our_own_mistake() -> None:
    opened: Opened = open_form(filled(), LABEL)
    slot = next(slot for slot in FORM.slots if slot.name == "bidder.id")
    printed = replace(FORM.fixed[0], sheet=slot.sheet, cell=slot.cell, text="K01")
    form = replace(FORM, fixed=(*FORM.fixed, printed))
    with pytest.raises(RuntimeError, match="not every cell"):
        read_opened(opened, form, FORM.slots)
