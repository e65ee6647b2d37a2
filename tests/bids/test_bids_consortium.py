"""Consortia, smallest contracts, prices in twelfths and fixed tariffs: read as they were asked."""

from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import pytest

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line, Path
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.bids.accept import accept, reading_from_values
from aanbesteding.bids.bid import Bid, Member
from aanbesteding.bids.form import bid_form
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.opened import open_form
from aanbesteding.workbook.read import read_opened
from tests.bid_folder import codes, read, register
from tests.small_round import filled, price_slots, put_bid, slot, tender, values

NEEDS = [
    {"id": "licht", "label": "licht", "priority": 2, "unit": "cliënt", "monthly": True},
    {"id": "spoed.1", "label": "spoed", "priority": 1, "unit": "etmaal"},
]
FIXED = {"lot": "C", "need": "licht", "kind": "fixed", "amount": "1200"}


def accepted(asked: Tender | None = None, **changes: Any) -> tuple[Bid, tuple[Finding, ...]]:
    """A good bid in a CSV file, with changes; None leaves a field out."""
    asked = asked or tender()
    form = bid_form(asked, "nl")
    named: dict[str, Any] = {".".join(path): value for path, value in values().items()}
    named |= {name.replace("__", "."): value for name, value in changes.items()}
    given: dict[Path, object] = {(n,): value for n, value in named.items() if value is not None}
    bid, findings = accept(reading_from_values(given, form, "b.csv", Line("b.csv", 2)), asked, form)
    assert bid is not None
    for finding in findings:
        assert all(finding_text(finding, lang).startswith(finding.code) for lang in LANGUAGES)
    return bid, findings


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Een 60%; Twee 40%", [("Een", "0.6"), ("Twee", "0.4")]),
        ("Een 62,5 %\nTwee 37.5%", [("Een", "0.625"), ("Twee", "0.375")]),
        ("Een; Twee", [("Een", None), ("Twee", None)]),
        ("Zorg 2000 100%", [("Zorg 2000", "1")]),
        ("Huis 60; Tuin 40", [("Huis 60", None), ("Tuin 40", None)]),
        ("A 33,333333%;B 33,333333%;C 33,333334%",
         [("A", "0.33333333"), ("B", "0.33333333"), ("C", "0.33333334")]),
    ],
)  # fmt: skip
def test_members_come_with_their_shares(text: str, members: list[tuple[str, Any]]) -> None:
    bid, findings = accepted(bidder__members=text)
    wanted = (Member(name=name, share=share and Decimal(share)) for name, share in members)
    assert bid.members == tuple(wanted)
    assert findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Een 60%; 40%", "B113"),
        ("Een 60%; Twee40%", "B113"),
        ("Een zestig %; Twee 40%", "B113"),
        ("Een 60% en Twee 40%", "B113"),
        ("Een 160%", "B113"),
        ("Een -60%", "B113"),
        ("Een 60%; Twee", "B114"),
        ("Een 60%; Twee 39,9%", "B115"),
        ("Een 33,3%; Twee 33,3%; Drie 33,3%", "B115"),
        ("Een 60%; Twee 60%", "B115"),
    ],
)
def test_members_that_cannot_be_read_are_told(text: str, code: str) -> None:
    bid, findings = accepted(bidder__members=text)
    assert [(f.code, f.weight) for f in findings] == [(code, Weight.REPAIRABLE)]
    assert {member.share for member in bid.members} <= {None}


def test_wrong_shares_point_at_their_cell() -> None:
    form = bid_form(tender(), "nl")
    content = filled(bidder__members="Een 60%; Twee 30%")
    reading = read_opened(open_form(content, "bids/K01.xlsx"), form, form.slots)
    _, (finding,) = accept(reading, tender(), form)
    cell = slot(form, "bidder.members")
    assert finding.place == Cell("bids/K01.xlsx", cell.sheet, cell.cell)
    assert finding.values["total"] == Decimal("0.9")


def test_wrong_shares_can_be_corrected_in_the_register(tmp_path: FilePath) -> None:
    put_bid(tmp_path, "K01.xlsx", filled(bidder__members="Een 60%; Twee 30%"))
    register(
        tmp_path, "K01;corrected;2027-03-05;r;;bidder.members;Een 60%, Twee 40%;vraag;antwoord;ja"
    )
    assert "B113" in codes(read(tmp_path))
    register(
        tmp_path, 'K01;corrected;2027-03-05;r;;bidder.members;"Een 60%; Twee 40%";vraag;antw;ja'
    )
    bids = read(tmp_path)
    assert codes(bids) == []
    assert [member.share for member in bids.bids[0].members] == [Decimal("0.6"), Decimal("0.4")]


@pytest.mark.parametrize("members", ["Een; Twee", None])
def test_a_lead_who_is_no_member_is_a_notice(members: str | None) -> None:
    bid, findings = accepted(bidder__lead="Drie", bidder__members=members)
    assert [(f.code, f.weight) for f in findings] == [("B117", Weight.NOTICE)]
    assert bid.lead == "Drie"


def test_a_lead_is_known_by_name_whatever_the_case() -> None:
    assert accepted(bidder__lead="stichting  EEN", bidder__members="Stichting Een; B")[1] == ()


def test_the_smallest_contract_is_read() -> None:
    assert accepted(lots__C__least="15")[0].lots[0].least == 15
    assert accepted()[0].lots[0].least is None


def test_a_smallest_contract_above_what_is_offered_is_a_notice() -> None:
    (finding,) = accepted(lots__C__least="21")[1]
    assert (finding.code, finding.weight) == ("B118", Weight.NOTICE)
    assert accepted(lots__C__least="20")[1] == ()


def test_a_smallest_contract_is_asked_only_where_volume_is_promised() -> None:
    lots = [
        {"id": "C", "title": "Kiezen", "client_choice": True},
        {"id": "C+", "title": "Open", "mode": "admit_all", "needs": ["spoed.1"]},
        {"id": "D", "title": "Gunnen"},
    ]
    form = bid_form(tender(lots=lots), "nl")
    assert [s.path[1] for s in form.slots if s.path[-1] == "least"] == ["D"]


def test_a_smallest_contract_that_was_not_asked_is_told() -> None:
    lots = [
        {"id": "C", "title": "Kiezen", "client_choice": True},
        {"id": "C+", "title": "Meer", "needs": ["spoed.1"], "areas": ["noord"]},
    ]
    assert [f.code for f in accepted(tender(lots=lots), lots__C__least="3")[1]] == ["B109"]


def test_a_price_in_twelfths_has_whole_cents_a_month() -> None:
    asked = tender(needs=NEEDS)
    (finding,) = accepted(asked)[1]
    assert (finding.code, finding.weight) == ("B116", Weight.REPAIRABLE)
    assert finding.values["found"] == Decimal("1250.25")
    assert accepted(asked, lots__C__price__licht="1250.28")[1] == ()


def test_only_prices_of_a_lot_that_is_bid_for_are_divided() -> None:
    asked = tender(needs=[{**NEEDS[0], "monthly": False}, {**NEEDS[1], "monthly": True}])
    changes = {"lots__C+__price__spoed.1": "1.01"}
    assert [f.code for f in accepted(asked, **changes)[1]] == ["B110"]


def test_no_price_is_asked_where_the_tariff_is_fixed() -> None:
    asked = tender(tariffs=[FIXED])
    form = bid_form(asked, "nl")
    names = {found.name for found in price_slots(form)}
    assert names == {"lots.C.price.spoed.1", "lots.C+.price.spoed.1"}
    bid, findings = accepted(asked, lots__C__price__licht=None)
    assert findings == ()
    assert [offer.price for offer in bid.lots[0].offers] == [None, None]


def test_a_price_where_the_tariff_is_fixed_is_told() -> None:
    assert [f.code for f in accepted(tender(tariffs=[FIXED]))[1]] == ["B109"]


def test_a_form_with_fixed_tariffs_only_has_no_sheet_of_prices() -> None:
    pairs = (("C", "licht"), ("C", "spoed.1"), ("C+", "spoed.1"))
    fixed = [{**FIXED, "lot": lot, "need": need} for lot, need in pairs]
    form = bid_form(tender(tariffs=fixed), "nl")
    assert form.sheets[-1] == "Perceel C+"
    assert price_slots(form) == ()


def folder_of(tmp_path: FilePath, **changes: dict[str, Any]) -> FilePath:
    for bidder, change in changes.items():
        put_bid(tmp_path, f"{bidder}.xlsx", filled(bidder, **change))
    return tmp_path


def test_a_member_who_bids_alone_too_is_a_notice(tmp_path: FilePath) -> None:
    members = {"bidder__members": "stichting k02 50%; Ander 50%"}
    (finding,) = read(folder_of(tmp_path, K01=members, K02={})).findings
    assert (finding.code, finding.weight) == ("B123", Weight.NOTICE)
    assert finding.values["bidders"] == ("K01", "K02")
    assert finding.place == Line("bids/K01.xlsx")


def test_a_consortium_named_after_its_lead_does_not_bid_twice(tmp_path: FilePath) -> None:
    assert codes(read(folder_of(tmp_path, K01={"bidder__members": "Stichting K01; Ander"}))) == []


def test_a_member_whose_own_bid_is_out_bids_once(tmp_path: FilePath) -> None:
    folder = folder_of(tmp_path, K01={"bidder__members": "Stichting K02"}, K02={})
    register(folder, "K02;withdrawn;2027-03-02;samen verder;;;;;;")
    assert codes(read(folder)) == []


def test_a_subcontractor_of_two_bidders_is_a_notice(tmp_path: FilePath) -> None:
    folder = folder_of(
        tmp_path,
        K01={"bidder__subcontractors": "Vervoer BV; Taxi"},
        K02={"bidder__subcontractors": "vervoer bv"},
        K03={},
    )
    (finding,) = read(folder).findings
    assert (finding.code, finding.weight) == ("B124", Weight.NOTICE)
    assert finding.values["bidders"] == ("K01", "K02")
    assert finding.place == Line("bids/K02.xlsx")
    assert all(finding_text(finding, lang) for lang in LANGUAGES)
