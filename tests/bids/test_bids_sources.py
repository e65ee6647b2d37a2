"""All bids of a folder, whatever their kind, order and names."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids, Member, Received
from aanbesteding.bids.form import bid_form
from tests.bid_folder import TENDER, codes, read, register
from tests.small_round import altered, filled, put_bid, slot, values


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


def test_csv_json_and_workbooks_give_the_same_bids(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
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


def test_without_prices_nothing_on_the_sheet_of_the_prices_is_looked_at(tmp_path: Path) -> None:
    prices = slot(bid_form(TENDER, "nl"), "lots.C.price.licht")
    beside = {(prices.sheet, "A1"): "7777", (prices.sheet, "H9"): "8888"}
    put_bid(tmp_path, "K01.xlsx", altered(filled(), {**beside, (prices.sheet, prices.cell): "?"}))
    sealed = read(tmp_path, prices=False)
    assert codes(sealed) == []
    assert "7777" not in repr(sealed)
    assert codes(read(tmp_path)) == ["W125", "W202", "W127"]


def test_lock_files_are_left_alone(folder: Path) -> None:
    put_bid(folder, "~$K01.xlsx", b"lock")
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


def test_a_list_of_names_in_json_is_taken_as_names(tmp_path: Path) -> None:
    tree = json.loads(json_of("K01"))
    tree["bidder"]["members"] = ["Een", "Twee"]
    put_bid(tmp_path, "K01.json", json.dumps(tree).encode())
    assert read(tmp_path).bids[0].members == (Member(name="Een"), Member(name="Twee"))


def test_a_bid_in_a_folder_of_its_own_is_not_left_out_unseen(folder: Path) -> None:
    (folder / "bids/K03").mkdir()
    put_bid(folder, "K03/form.xlsx", filled("K03"))
    put_bid(folder, "plan.pdf", b"%PDF-1.7")
    found = read(folder)
    assert [(f.code, f.place, f.blocks) for f in found.findings] == [
        ("W191", Line("bids/K03"), True),
        ("W193", Line("bids/plan.pdf"), False),
    ]
