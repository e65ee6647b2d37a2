"""All bids of a folder, whatever their kind, order and names; and the register over them."""

import io
import json
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Weight, blocking
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.bid import Bids, EventKind, Received
from aanbesteding.bids.form import bid_form
from aanbesteding.bids.sources import read_bids
from tests.small_round import filled, put_bid, saved, slot, tender, values

TENDER = tender()
HEAD = "bidder;event;date;reason;lot;field;value;request;answer;decision"


def read(folder: Path, prices: bool = True) -> Bids:
    return read_bids(folder, TENDER, prices)


def codes(bids: Bids) -> list[str]:
    assert all(finding_text(finding, lang) for finding in bids.findings for lang in ("nl", "en"))
    return [finding.code for finding in bids.findings]


def register(folder: Path, *lines: str) -> None:
    (folder / "register.csv").write_text("\n".join([HEAD, *lines]), "utf-8")


def as_text(value: object) -> str:
    return {True: "ja", False: "nee"}[value] if isinstance(value, bool) else str(value)


def csv_of(*bidders: str) -> bytes:
    rows = [{".".join(path): as_text(v) for path, v in values(b).items()} for b in bidders]
    lines = [";".join(rows[0])] + [";".join(row.values()) for row in rows]
    return "\n".join(lines).encode("utf-8-sig")


def json_of(bidder: str) -> bytes:
    tree: dict[str, object] = {}
    for path, value in values(bidder).items():
        node = tree
        for step in path[:-1]:
            node = node.setdefault(step, {})  # type: ignore[assignment]
        node[path[-1]] = str(value) if isinstance(value, Decimal) else value
    return json.dumps(tree).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_bid(tmp_path, "K01.xlsx", filled("K01"))
    put_bid(tmp_path, "K02.xlsx", filled("K02"))
    return tmp_path


def test_bids_come_sorted_with_the_hash_of_every_file(folder: Path) -> None:
    bids = read(folder)
    assert codes(bids) == []
    assert [bid.id for bid in bids.bids] == ["K01", "K02"]
    assert bids.received == (
        Received("bids/K01.xlsx", fingerprint(filled("K01")), "K01"),
        Received("bids/K02.xlsx", fingerprint(filled("K02")), "K02"),
    )


def test_the_names_of_the_files_change_only_their_labels(folder: Path) -> None:
    before = read(folder).bids
    (folder / "bids/K01.xlsx").rename(folder / "bids/z.xlsx")
    (folder / "bids/K02.xlsx").rename(folder / "bids/a.xlsx")
    assert read(folder).bids == before


def test_csv_json_and_workbooks_give_the_same_bids(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    other = tmp_path_factory.mktemp("other")
    put_bid(other, "alle.csv", csv_of("K01"))
    put_bid(other, "K02.json", json_of("K02"))
    assert codes(read(other)) == []
    assert read(other).bids == read(folder).bids


def test_numbers_in_json_are_taken_as_well(folder: Path) -> None:
    put_bid(folder, "K03.json", json_of("K03").replace(b'"1250.25"', b"1250.25"))
    assert codes(read(folder)) == []


def test_a_finding_in_a_table_names_its_line(tmp_path: Path) -> None:
    put_bid(tmp_path, "alle.csv", csv_of("K01", "K02").replace(b"1250.25", b"1250,25"))
    places = [finding.place for finding in read(tmp_path).findings]
    assert places == [Line("bids/alle.csv", 2), Line("bids/alle.csv", 3)]


def test_an_english_form_is_read_in_a_dutch_round(tmp_path: Path) -> None:
    put_bid(tmp_path, "K01.xlsx", filled("K01", "en"))
    bids = read(tmp_path)
    assert (codes(bids), bids.bids[0].id) == ([], "K01")


def test_without_prices_no_price_is_known_and_a_bad_one_is_no_finding(tmp_path: Path) -> None:
    put_bid(tmp_path, "K01.xlsx", filled(lots__C__price__licht=Decimal("9999999")))
    sealed = read(tmp_path, prices=False)
    assert codes(sealed) == []
    assert {o.price for lot in sealed.bids[0].lots for o in lot.offers} == {None}
    assert codes(read(tmp_path)) == ["W206"]


def test_lock_files_and_other_files_are_left_alone(folder: Path) -> None:
    put_bid(folder, "~$K01.xlsx", b"lock")
    put_bid(folder, "lees mij.txt", b"hallo")
    assert codes(read(folder)) == []


def test_a_round_without_bids_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path) == Bids(())


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("K03.xlsx", b"", "W102"),
        ("K03.xlsx", b"geen zip", "W103"),
        ("K03.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "W104"),
        ("K03.csv", b"\xff\xfe", "W401"),
        ("K03.csv", b"", "W402"),
        ("K03.csv", b"a;a\n1;2", "W402"),
        ("K03.csv", b"a;b\n1;2;3", "W403"),
        ("K03.csv", b'a;b\n"1;2', "W404"),
        ("K03.json", b"[1, 2]", "W405"),
        ("K03.json", b'{"a": 1, "a": 2}', "W405"),
        ("K03.json", b"\xff", "W405"),
        ("K03.json", b"[" * 100_000, "W405"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    folder: Path, name: str, content: bytes, code: str
) -> None:
    put_bid(folder, name, content)
    bids = read(folder)
    assert codes(bids) == [code]
    assert [bid.id for bid in bids.bids] == ["K01", "K02"]


def test_a_folder_named_like_a_bid_is_told(folder: Path) -> None:
    (folder / "bids/K03.xlsx").mkdir()
    assert codes(read(folder)) == ["W100"]


def test_two_files_of_one_bidder_are_told_with_both_names(folder: Path) -> None:
    put_bid(folder, "K01 nieuw.xlsx", filled("K01", bidder__contact="nieuw"))
    bids = read(folder)
    assert codes(bids) == ["B120"]
    assert bids.findings[0].values["files"] == ("bids/K01 nieuw.xlsx", "bids/K01.xlsx")
    assert [bid.id for bid in bids.bids] == ["K01", "K02"]


def test_the_register_settles_two_files_of_one_bidder_by_the_name_of_one(folder: Path) -> None:
    put_bid(folder, "oud.xlsx", filled("K01", bidder__contact="oud"))
    register(folder, "oud;withdrawn;2027-02-28;vervangen door een nieuwe;;;;;;")
    bids = read(folder)
    assert codes(bids) == []
    assert bids.bid("K01").contact == ""
    assert bids.out("K01", "C") is None


def test_two_equal_files_are_told_once(folder: Path) -> None:
    shutil.copy(folder / "bids/K01.xlsx", folder / "bids/kopie.xlsx")
    assert codes(read(folder)) == ["B121"]


def test_one_chamber_number_with_two_bidders_is_told(folder: Path) -> None:
    put_bid(folder, "K03.xlsx", filled("K03", bidder__kvk=values("K01")[("bidder", "kvk")]))
    bids = read(folder)
    assert codes(bids) == ["B122"]
    assert bids.findings[0].values["bidders"] == ("K01", "K03")


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
    more = {"lots.C+.bids": True, "lots.C+.area.noord": True, "lots.C+.expertise.ggz": True}
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
    book = openpyxl.Workbook()
    for row in (tuple(HEAD.split(";")), *rows):
        book.active.append(row)
    return saved(book)


def test_the_register_may_be_a_workbook(folder: Path) -> None:
    from datetime import datetime

    row = ("K01", "corrected", datetime(2027, 3, 2), "typefout", None, "lots.C.price.licht",  # noqa: DTZ001
           1300.5, "vraag", "antwoord", "besluit")  # fmt: skip
    (folder / "register.xlsx").write_bytes(a_register_workbook(row))
    bids = read(folder)
    offer = bids.bid("K01").lots[0].offer("licht")
    assert codes(bids) == []
    assert (bids.events[0].date, bids.events[0].before) == ("2027-03-02", "1250.25")
    assert offer is not None
    assert offer.price == Decimal("1300.5")


@pytest.mark.parametrize(("value", "code"), [("=1+1", "W209"), ("#N/A", "W208")])
def test_a_formula_or_error_in_the_register_is_told(folder: Path, value: str, code: str) -> None:
    row = ("K01", "late", None, value)
    (folder / "register.xlsx").write_bytes(a_register_workbook(row))
    assert codes(read(folder)) == [code]


def test_text_outside_the_columns_of_a_register_workbook_is_told(folder: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_register_workbook(("K01", "late", None, "laat"))))
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
    from tests.small_round import altered

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
    assert bids.events[0].before == ""


def test_a_correction_outside_the_limits_is_refused(folder: Path) -> None:
    register(folder, CORRECTION.format(field="lots.C.price.licht", value="2500"))
    assert codes(read(folder)) == ["W206"]


def test_a_register_line_keeps_its_order_whatever_the_files(folder: Path) -> None:
    register(folder, "K02;late;2027-03-02;a;;;;;;", "K01;late;2027-03-02;b;;;;;;")
    assert [event.reason for event in read(folder).events] == ["a", "b"]
