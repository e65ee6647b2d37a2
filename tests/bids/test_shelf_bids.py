"""What a bidder offers beside price and capacity: attributes, free places, discounts, terms."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.findings import Finding, Weight, blocking
from aanbesteding.basis.places import Cell, Line, Path
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.accept import accept, reading_from_values
from aanbesteding.bids.bid import Bid
from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.bids.sources import read_bids
from aanbesteding.bids.terms import Discount, Terms, discounted
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.slots import Slot, Value
from aanbesteding.workbook.write import form_bytes
from tests.bids.shelf_round import BOTH_LOTS, FORM, LOTS, NO_C_PLUS, TENDER, named, tender
from tests.small_round import price_slots, put_bid, slot
from tests.small_round import tender as plain_tender

NEW = ("attributes", "terms")


def read(said: Mapping[str, Value | None], asked: Tender = TENDER) -> tuple[Bid, list[Finding]]:
    """The bid of a filled-in workbook, and its findings."""
    form = bid_form(asked, "nl")
    content = form_bytes(form, named(form, {**BOTH_LOTS, **said}))
    reading = read_form(content, form, form.slots, "bids/K01.xlsx")
    bid, findings = accept(reading, asked, form)
    assert bid is not None
    return bid, list(findings)


def is_new(found: Slot) -> bool:
    """Whether a slot is there only because the tender asks for the shelf's inputs."""
    return found.path[0] in NEW or (
        found.path[0] == "lots" and found.path[2] in ("free", "discount")
    )


def test_a_tender_that_uses_nothing_of_it_has_the_form_it_had() -> None:
    """Every slot and text of the full form, less what is new, stands in the plain one."""
    full, plain = bid_form(TENDER, "nl"), bid_form(plain_tender(needs=TENDER.needs), "nl")
    assert not [s.name for s in plain.slots if is_new(s)]
    assert [s.path for s in full.slots if not is_new(s)] == [s.path for s in plain.slots]
    assert {cell.text for cell in plain.fixed} <= {cell.text for cell in full.fixed}
    assert "Voorwaarden" in full.sheets
    assert plain.sheets == ("Toelichting", "Inschrijver", "Perceel C", "Perceel C+", "Prijzen")


def test_a_bid_says_everything_it_was_asked() -> None:
    bid, findings = read(
        {
            "terms.package.C": True,
            "terms.package.C+": True,
            "terms.least_lots": 1,
            "terms.most_lots": 2,
            "terms.most_units": 25,
            "lots.C.discount.1.from": 10,
            "lots.C.discount.1.off": Decimal("2.5"),
            "lots.C.discount.3.from": 20,
            "lots.C.discount.3.off": Decimal(5),
        }
    )
    assert findings == []
    assert bid.attributes == ("klein",)
    assert bid.terms == Terms(package=("C", "C+"), least_lots=1, most_lots=2, most_units=25)
    assert bid.lots[0].discounts == (
        Discount(least=10, percent=Decimal("2.5")),
        Discount(least=20, percent=Decimal(5)),
    )
    assert [offer.free for offer in bid.lots[0].offers] == [5, None]
    assert (bid.lots[1].discounts, bid.lots[1].offers[0].free) == ((), None)


def test_what_may_stay_empty_stays_nothing() -> None:
    bid, findings = read({})
    assert findings == []
    assert (bid.terms, bid.lots[0].discounts) == (Terms(), ())


ROWS: list[tuple[dict[str, Value | None], str, str]] = [
    ({"lots.C.free.licht": 21}, "B151", "lots.C.free.licht"),
    ({"lots.C.free.licht": -1}, "W204", "lots.C.free.licht"),
    ({"lots.C.free.licht": None}, "W201", "lots.C.free.licht"),
    ({"attributes.klein": None}, "W201", "attributes.klein"),
    ({"lots.C.discount.1.from": 5}, "B152", "lots.C.discount.1.off"),
    ({"lots.C.discount.2.off": Decimal(5)}, "B152", "lots.C.discount.2.from"),
    (
        {
            "lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal(1),
            "lots.C.discount.2.from": 5, "lots.C.discount.2.off": Decimal(2),
        },
        "B153",
        "lots.C.discount.2.from",
    ),
    (
        {
            "lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal(2),
            "lots.C.discount.2.from": 6, "lots.C.discount.2.off": Decimal(1),
        },
        "B154",
        "lots.C.discount.2.off",
    ),
    (
        {"lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal(60)},
        "B155",
        "lots.C.discount.1.off",
    ),
    (
        {"lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal("100.5")},
        "W206",
        "lots.C.discount.1.off",
    ),
    (
        {"lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal(-1)},
        "W204",
        "lots.C.discount.1.off",
    ),
    (
        {"lots.C.discount.1.from": 0, "lots.C.discount.1.off": Decimal(1)},
        "W205",
        "lots.C.discount.1.from",
    ),
    ({"terms.package.C": True}, "B157", "terms.package.C"),
    ({"terms.least_lots": 2, "terms.most_lots": 1}, "B158", "terms.least_lots"),
    ({"terms.least_lots": 3}, "W206", "terms.least_lots"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code", "where"), ROWS)
def test_what_does_not_fit_is_found_at_its_own_cell(
    said: dict[str, Value | None], code: str, where: str
) -> None:
    _, findings = read(said)
    at = slot(FORM, where)
    assert [(f.code, f.place) for f in findings] == [
        (code, Cell("bids/K01.xlsx", at.sheet, at.cell))
    ]
    for lang in ("nl", "en"):
        assert at.sheet in finding_text(findings[0], lang)


@pytest.mark.parametrize(
    "said",
    [
        {"lots.C.free.licht": 20},
        {"terms.least_lots": 2, "terms.most_lots": 2},
        {
            "lots.C.price.licht": Decimal("1001.00"),
            "lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal(50),
        },
    ],
)  # fmt: skip
def test_what_just_fits_is_good(said: dict[str, Value | None]) -> None:
    """All capacity free, exactly as many lots as are bid for, a price at the floor of 500.50."""
    assert read(said)[1] == []


@pytest.mark.parametrize(
    ("said", "code", "where"),
    [
        ({"terms.package.C": True, "terms.package.C+": True}, "B156", "terms.package.C+"),
        ({"terms.least_lots": 2}, "B159", "terms.least_lots"),
    ],
)
def test_terms_over_lots_that_are_not_bid_for_are_found(
    said: dict[str, Value | None], code: str, where: str
) -> None:
    _, findings = read({**NO_C_PLUS, **said})
    at = slot(FORM, where)
    assert [(f.code, f.place) for f in findings] == [
        (code, Cell("bids/K01.xlsx", at.sheet, at.cell))
    ]


FALLING: dict[str, Value | None] = {
    "lots.C+.discount.1.from": 2, "lots.C+.discount.1.off": Decimal(5),
    "lots.C+.discount.2.from": 4, "lots.C+.discount.2.off": Decimal(1),
}  # fmt: skip


@pytest.mark.parametrize("counts", ["whole_quantity", "incremental"])
def test_a_falling_discount_blocks_only_where_it_makes_further_units_dearer(counts: str) -> None:
    _, findings = read(FALLING, tender(award={"discounts": counts}))
    weight = Weight.NOTICE if counts == "whole_quantity" else Weight.REPAIRABLE
    assert [(f.code, f.weight) for f in findings] == [("B154", weight)]


def test_of_a_discount_with_a_fault_nothing_counts() -> None:
    bid, _ = read({"lots.C.discount.1.from": 5, "lots.C.discount.2.off": Decimal(5)})
    assert bid.lots[0].discounts == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("attributes.groot", "B160"),
        ("terms.package.X", "B161"),
        ("terms.most", "B109"),
        ("lots.C.free.zwaar", "B105"),
        ("lots.C+.free.spoed.1", "B109"),
        ("lots.C.discount.5.from", "B109"),
        ("lots.D.discount.1.from", "B103"),
    ],
)
def test_what_was_not_asked_is_unknown(name: str, code: str) -> None:
    given_values: dict[Path, object] = {**named(FORM, BOTH_LOTS), (name,): "1"}
    reading = reading_from_values(given_values, FORM, "bids.csv", Line("bids.csv", 2))
    _, findings = accept(reading, TENDER, FORM)
    assert [f.code for f in findings] == [code]
    assert finding_text(findings[0], "nl") != finding_text(findings[0], "en")


@pytest.mark.parametrize(
    ("changes", "absent"),
    [
        ({"award": {"discounts": "none"}}, "discount"),
        ({"price": {"asked": "none"}}, "discount"),
        ({"award": {"conditions": False}}, "terms"),
        ({"lots": LOTS[:1]}, "terms"),
        ({"lots": [{"id": "C", "title": "C"}, LOTS[1]]}, "free"),
        ({"attributes": []}, "attributes"),
        ({"needs": [{"id": "licht", "label": "l", "priority": 1, "unit": "minuut"},
                    {"id": "spoed.1", "label": "s", "priority": 2, "unit": "dag"}]}, "most_units"),
    ],
)  # fmt: skip
def test_what_the_tender_does_not_use_is_not_asked(changes: dict[str, Any], absent: str) -> None:
    asked = {part for s in FORM.slots for part in s.path}
    without = {part for s in bid_form(tender(**changes), "nl").slots for part in s.path}
    assert absent in asked - without


def test_no_discount_is_asked_where_the_buyer_has_fixed_every_tariff_or_promises_nothing() -> None:
    fixed = [{"lot": "C+", "need": "spoed.1", "kind": "fixed", "amount": "10"}]
    free_choice = [{**LOTS[0], "client_choice": True}, LOTS[1]]
    form = bid_form(tender(tariffs=fixed, lots=free_choice), "nl")
    assert not [s.name for s in form.slots if "discount" in s.path]


def test_discounts_stay_sealed_with_the_prices(tmp_path: FilePath) -> None:
    said = {**BOTH_LOTS, "lots.C.discount.1.from": 5, "lots.C.discount.1.off": Decimal(1)}
    put_bid(tmp_path, "K01.xlsx", form_bytes(FORM, named(FORM, said)))
    opened, closed = (read_bids(tmp_path, TENDER, prices) for prices in (True, False))
    assert opened.bid("K01").lots[0].discounts == (Discount(least=5, percent=Decimal(1)),)
    assert closed.bid("K01").lots[0].discounts == ()
    assert closed.bid("K01").terms == opened.bid("K01").terms
    assert blocking(closed.findings) == ()
    assert {s.sheet for s in price_slots(FORM)} == {"Prijzen"}
    assert "Prijzen" not in {s.sheet for s in other_slots(FORM)}


def value_of(found: Slot) -> st.SearchStrategy[Value]:
    match found.shows:
        case "yes_no":
            return st.booleans()
        case "integer":
            return st.integers(int(found.least or 0), int(found.most or 0))
        case "number":
            return st.decimals(0, 100, places=3, allow_nan=False).map(Decimal)
    raise ValueError(found.shows)


@pytest.mark.parametrize("lang", ["nl", "en"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_back(lang: str, data: st.DataObject) -> None:
    form = bid_form(TENDER, lang)
    drawn = {s.path: data.draw(value_of(s)) for s in form.slots if is_new(s)}
    said = {**named(form, BOTH_LOTS), **drawn}
    reading = read_form(form_bytes(form, said), form, form.slots, "bids/K01.xlsx")
    assert reading.findings == ()
    assert dict(reading.values) == said
    bid, _ = accept(reading, TENDER, form)
    assert bid is not None
    assert bid.attributes == tuple(a for a in ("klein", "lokaal") if drawn[("attributes", a)])
    package = tuple(lot for lot in ("C", "C+") if drawn[("terms", "package", lot)])
    assert bid.terms.package == package
    assert bid.terms.most_units == drawn[("terms", "most_units")]


@settings(max_examples=60)
@given(
    starts=st.lists(st.integers(1, 10**9), min_size=1, max_size=4, unique=True).map(sorted),
    off=st.lists(st.decimals(0, 100, places=2), min_size=4, max_size=4),
)
def test_tiers_that_rise_are_the_bids_own(starts: list[int], off: list[Decimal]) -> None:
    said: dict[str, Value] = {}
    for tier, (start, percent) in enumerate(zip(starts, off, strict=False), 1):
        said[f"lots.C+.discount.{tier}.from"] = start
        said[f"lots.C+.discount.{tier}.off"] = percent
    reading = reading_from_values(named(FORM, {**BOTH_LOTS, **said}), FORM, "x", Line("x"))
    bid, findings = accept(reading, TENDER, FORM)
    assert bid is not None
    assert blocking(findings) == ()
    found = [(d.least, d.percent) for d in bid.lots[1].discounts]
    assert found == list(zip(starts, off, strict=False))


@pytest.mark.parametrize(
    ("step", "left"),
    [
        (None, "975.05"),
        ({"step": "discount", "decimals": 2, "mode": "floor"}, "975.04"),
        ({"step": "discount", "decimals": 4}, "975.0488"),
        ({"step": "discount", "decimals": 0}, "975"),
    ],
)
def test_a_price_less_its_discount_is_rounded_to_cents_or_as_published(
    step: dict[str, Any] | None, left: str
) -> None:
    """1000.05 less 2.5 % is 975.04875."""
    asked = tender(rounding=[step] if step else [])
    assert discounted(asked, Decimal("1000.05"), Decimal("2.5")) == Decimal(left)
