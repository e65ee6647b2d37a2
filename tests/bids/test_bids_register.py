"""The register: who is out and why, and corrections that keep what stood there before."""

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aanbesteding.basis.findings import Weight, blocking
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import EventKind
from aanbesteding.bids.form import bid_form
from tests.bid_folder import HEAD, TENDER, codes, read, register
from tests.small_round import altered, filled, put_bid, saved, slot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_bid(tmp_path, "K01.xlsx", filled("K01"))
    put_bid(tmp_path, "K02.xlsx", filled("K02"))
    return tmp_path


@pytest.mark.parametrize("event", ["late", "withdrawn", "excluded", "unsuitable"])
def test_who_is_put_out_by_the_register_is_out_for_every_lot(folder: Path, event: str) -> None:
    register(folder, f"K02;{event};2027-03-02;reden;;;;;;")
    bids = read(folder)
    found = bids.out("K02", "C")
    assert codes(bids) == []
    assert found is not None
    assert (found.event, found.reason) == (EventKind(event), "reden")
    assert bids.out("K01", "C") is None


def test_findings_of_a_bid_that_was_put_out_no_longer_block(folder: Path) -> None:
    put_bid(folder, "K02.xlsx", filled("K02", lots__C__capacity__licht=None))
    assert [f.code for f in blocking(read(folder).findings)] == ["W201"]
    register(folder, "K02;late;2027-03-02;een dag te laat;;;;;;")
    bids = read(folder)
    assert [(f.code, f.weight) for f in bids.findings] == [("W201", Weight.NOTICE)]


def test_findings_of_a_bid_put_out_for_one_of_its_two_lots_still_block(folder: Path) -> None:
    more: dict[str, Any] = {
        "lots.C+.bids": True,
        "lots.C+.area.noord": True,
        "lots.C+.expertise.ggz": True,
    }
    put_bid(folder, "K02.xlsx", filled("K02", **more))
    register(folder, "K02;unsuitable;;geen ervaring;C;;;;;")
    assert [f.code for f in blocking(read(folder).findings)] == ["W201"]
    register(folder, "K02;unsuitable;;geen;C;;;;;", "K02;unsuitable;;geen;C+;;;;;")
    assert blocking(read(folder).findings) == ()


def test_the_register_may_name_a_file_that_could_not_be_read(folder: Path) -> None:
    put_bid(folder, "K03.xlsx", b"kapot")
    register(folder, "K03;excluded;2027-03-02;bestand is kapot;;;;;;")
    bids = read(folder)
    assert [(f.code, f.weight) for f in bids.findings] == [("W103", Weight.NOTICE)]


def test_the_register_may_name_the_file_of_a_bidder(tmp_path: Path) -> None:
    put_bid(tmp_path, "inschrijving 7.xlsx", filled("K07"))
    register(tmp_path, "inschrijving 7;late;2027-03-02;te laat;;;;;;")
    bids = read(tmp_path)
    assert codes(bids) == []
    assert bids.out("K07", "C") is not None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("K01;lost;2027-03-02;weg;;;;;;", "B131"),
        ("K01;late;2027-02-30;te laat;;;;;;", "B132"),
        ("K01;late;2-3-2027;te laat;;;;;;", "B132"),
        ("K01;late;20270302;te laat;;;;;;", "B132"),
        ("K01;late;2027-03-02;;;;;;;", "B133"),
        (";late;2027-03-02;te laat;;;;;;", "B133"),
        ("K01;corrected;;fout;;lots.C.capacity.licht;30;;ja;goed", "B134"),
        ("K01;corrected;;fout;;lots.C.capacity.zwaar;30;v;a;b", "B135"),
        ("K01;corrected;;fout;;lots.C.capacity.licht;dertig;v;a;b", "W202"),
        ("K01;corrected;;fout;;bidder.id;K09;v;a;b", "B135"),
        ("K09;late;2027-03-02;te laat;;;;;;", "B136"),
        ("K01;late;2027-03-02;te laat;D;;;;;", "B137"),
    ],
)
def test_a_bad_line_of_the_register_is_told_by_line(folder: Path, line: str, code: str) -> None:
    register(folder, line)
    bids = read(folder)
    assert codes(bids) == [code]
    assert bids.findings[0].place == Line("register.csv", 2)
    assert blocking(bids.findings)


def test_all_that_is_wrong_with_a_line_is_told_at_once(folder: Path) -> None:
    register(folder, "K01;lost;30 februari;;;;;;;")
    assert codes(read(folder)) == ["B131", "B132", "B133"]


@pytest.mark.parametrize("head", ["bidder;event;wat", "bidder;reason", "event"])
def test_a_register_with_other_columns_is_told(folder: Path, head: str) -> None:
    cells = ";".join("x" for _ in head.split(";"))
    (folder / "register.csv").write_text(f"{head}\n{cells}", "utf-8")
    assert codes(read(folder)) == ["B130"]


def test_an_unreadable_register_is_told(folder: Path) -> None:
    (folder / "register.csv").write_bytes(b"\xff")
    assert codes(read(folder)) == ["W401"]
    (folder / "register.csv").unlink()
    (folder / "register.xlsx").mkdir()
    assert codes(read(folder)) == ["W100"]


def test_an_empty_register_holds_nothing(folder: Path) -> None:
    register(folder)
    assert (codes(read(folder)), read(folder).events) == ([], ())


def test_two_registers_are_told(folder: Path) -> None:
    register(folder)
    (folder / "register.xlsx").write_bytes(b"")
    assert codes(read(folder)) == ["B141"]


def a_register_workbook(*rows: tuple[object, ...]) -> bytes:
    book: Any = openpyxl.Workbook()
    for row in (tuple(HEAD.split(";")), *rows):
        book.active.append(row)
    return saved(book)


def test_the_register_may_be_a_workbook(folder: Path) -> None:
    row = ("K01", "corrected", datetime(2027, 3, 2), "typefout", None, "lots.C.price.licht",  # noqa: DTZ001
           1300.5, "vraag", "antwoord", "besluit")  # fmt: skip
    (folder / "register.xlsx").write_bytes(a_register_workbook(row))
    bids = read(folder)
    offer = bids.bid("K01").lots[0].offer("licht")
    assert codes(bids) == []
    assert (bids.events[0].date, bids.events[0].before) == ("2027-03-02", "1250.25")
    assert offer is not None
    assert offer.price == Decimal("1300.5")


def test_a_number_in_a_register_workbook_may_be_whole(folder: Path) -> None:
    row = ("K01", "corrected", None, "typefout", None, "lots.C.capacity.licht", 30, "v", "a", "b")
    (folder / "register.xlsx").write_bytes(a_register_workbook(row))
    offer = read(folder).bid("K01").lots[0].offer("licht")
    assert offer is not None
    assert offer.capacity == 30


def test_a_register_that_is_no_workbook_is_told(folder: Path) -> None:
    (folder / "register.xlsx").write_bytes(b"kapot")
    assert codes(read(folder)) == ["W103"]


def test_a_yes_that_is_corrected_to_no_is_kept_as_a_word(folder: Path) -> None:
    register(folder, CORRECTION.format(field="lots.C.area.noord", value="nee"))
    bids = read(folder)
    assert (bids.events[0].before, bids.bid("K01").lots[0].areas) == ("ja", ())


@pytest.mark.parametrize(("value", "code"), [("=1+1", "W209"), ("#N/A", "W208")])
def test_a_formula_or_error_in_the_register_is_told(folder: Path, value: str, code: str) -> None:
    row = ("K01", "late", None, value)
    (folder / "register.xlsx").write_bytes(a_register_workbook(row))
    assert codes(read(folder)) == [code]


def test_text_outside_the_columns_of_a_register_workbook_is_told(folder: Path) -> None:
    book: Any = openpyxl.load_workbook(
        io.BytesIO(a_register_workbook(("K01", "late", None, "laat")))
    )
    book.active["M2"] = "los"
    (folder / "register.xlsx").write_bytes(saved(book))
    assert codes(read(folder)) == ["W403"]


def test_a_register_workbook_without_columns_is_told(folder: Path) -> None:
    (folder / "register.xlsx").write_bytes(saved(openpyxl.Workbook()))
    assert codes(read(folder)) == ["W402"]


CORRECTION = "K01;corrected;2027-03-02;typefout;;{field};{value};gevraagd;geantwoord;aanvaard"


def test_a_correction_changes_the_bid_and_keeps_what_stood_there(folder: Path) -> None:
    register(folder, CORRECTION.format(field="lots.C.capacity.licht", value="25"))
    bids = read(folder)
    offer = bids.bid("K01").lots[0].offer("licht")
    assert codes(bids) == []
    assert offer is not None
    assert offer.capacity == 25
    assert (bids.events[0].before, bids.events[0].value) == ("20", "25")
    other = bids.bid("K02").lots[0].offer("licht")
    assert other is not None
    assert other.capacity == 20


def test_a_correction_settles_the_finding_about_its_cell_and_no_other(folder: Path) -> None:
    form = bid_form(TENDER, "nl")
    price, area = slot(form, "lots.C.price.licht"), slot(form, "lots.C.area.noord")
    cells = {(price.sheet, price.cell): "1250,00", (area.sheet, area.cell): "soms"}
    put_bid(folder, "K01.xlsx", altered(filled("K01"), cells))
    register(folder, CORRECTION.format(field="lots.C.price.licht", value="1250.00"))
    bids = read(folder)
    assert sorted((f.code, f.weight) for f in bids.findings) == [
        ("W203", Weight.NOTICE),
        ("W212", Weight.REPAIRABLE),
    ]
    assert bids.events[0].before == "1250,00"


def test_a_missing_answer_can_be_added_by_a_correction(folder: Path) -> None:
    put_bid(folder, "K01.xlsx", filled("K01", lots__C__area__noord=None))
    register(folder, CORRECTION.format(field="lots.C.area.noord", value="ja"))
    bids = read(folder)
    assert (codes(bids), bids.events[0].before) == ([], "")
    assert bids.bid("K01").lots[0].areas == ("noord",)


def test_a_correction_of_a_price_waits_while_prices_are_sealed(folder: Path) -> None:
    register(folder, CORRECTION.format(field="lots.C.price.licht", value="1300"))
    bids = read(folder, prices=False)
    assert codes(bids) == []
    assert (bids.events[0].before, bids.events[0].value) == ("", "")
    assert "1300" not in repr(bids)


def test_a_correction_outside_the_limits_is_refused(folder: Path) -> None:
    register(folder, CORRECTION.format(field="lots.C.price.licht", value="2500"))
    assert codes(read(folder)) == ["W206"]


def test_a_register_line_keeps_its_order_whatever_the_files(folder: Path) -> None:
    register(folder, "K02;late;2027-03-02;a;;;;;;", "K01;late;2027-03-02;b;;;;;;")
    assert [event.reason for event in read(folder).events] == ["a", "b"]
