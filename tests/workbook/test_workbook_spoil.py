"""A spoiled form: only what was spoiled differs, and the same is spoiled the same way."""

from aanbesteding.basis.places import Cell
from aanbesteding.bids.form import bid_form
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.slots import Reading
from aanbesteding.workbook.spoil import Spoiling, spoiled
from tests.small_round import filled, slot, tender

FORM = bid_form(tender(), "nl")
CAPACITY = slot(FORM, "lots.C.capacity.licht")
WRONG = Spoiling({(CAPACITY.sheet, CAPACITY.cell): "n.v.t."})


def read(content: bytes) -> Reading:
    return read_form(content, FORM, FORM.slots, "bids/K01.xlsx")


def test_a_form_that_is_not_spoiled_reads_as_it_was() -> None:
    assert read(spoiled(filled(), Spoiling())) == read(filled())


def test_only_the_spoiled_cell_is_found_and_all_else_reads_as_it_was() -> None:
    good, wrong = read(filled()), read(spoiled(filled(), WRONG))
    place = Cell("bids/K01.xlsx", CAPACITY.sheet, CAPACITY.cell)
    assert [(f.code, f.place) for f in wrong.findings] == [("W202", place)]
    assert wrong.values == {k: v for k, v in good.values.items() if k != CAPACITY.path}


def test_the_same_spoiling_gives_the_same_bytes() -> None:
    assert spoiled(filled(), WRONG) == spoiled(filled(), WRONG)


def test_another_identity_is_another_form() -> None:
    other = read(spoiled(filled(), Spoiling(identity={"tender": "anders"})))
    assert [finding.code for finding in other.findings] == ["W122"]
