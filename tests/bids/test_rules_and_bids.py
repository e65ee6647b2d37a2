"""What a tender says of bidders, against the bids that came in."""

from pathlib import Path as FilePath
from typing import Any

import pytest

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.form import bid_form
from aanbesteding.bids.sources import read_bids
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Value
from aanbesteding.workbook.write import form_bytes
from tests.bids.shelf_round import BOTH_LOTS, NO_C_PLUS, named, tender
from tests.small_round import put_bid


def put(folder: FilePath, asked: Tender, *bidders: str, **changes: Value | None) -> list[Finding]:
    """The findings of a round in which these bidders make a bid for lot C."""
    form = bid_form(asked, "nl")
    for bidder in bidders:
        said = {**BOTH_LOTS, **NO_C_PLUS, **changes}
        said |= {"bidder.id": bidder, "bidder.name": f"Zorg {bidder}", "bidder.kvk": None}
        put_bid(folder, f"{bidder}.xlsx", form_bytes(form, named(form, said)))
    return list(read_bids(folder, asked).findings)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"kind": "freeze", "bidders": ["K01"]}, None),
        ({"kind": "freeze", "bidders": ["K3"]}, "B162"),
        ({"kind": "freeze", "contracts": ["K01/C"]}, None),
        ({"kind": "freeze", "contracts": ["K01/C+"]}, "B162"),
        ({"kind": "implies", "also_contracts": ["K3/C"]}, "B162"),
        ({"kind": "number_of_contracts", "at_least": 1, "attributes": ["klein"]}, None),
        ({"kind": "number_of_contracts", "at_least": 1, "attributes": ["lokaal"]}, "B164"),
        ({"kind": "number_of_contracts", "at_least": 1, "attributes": ["klein", "lokaal"]}, "B164"),
        (
            {"kind": "number_of_contracts", "at_least": 1, "attributes": ["klein"], "lots": ["C+"]},
            "B164",
        ),
    ],
)
def test_a_rule_about_bidders_who_are_not_there_is_told(
    tmp_path: FilePath, rule: dict[str, Any], code: str | None
) -> None:
    findings = put(tmp_path, tender(rules=[rule]), "K01", "K02")
    assert [(f.code, f.weight) for f in findings] == ([(code, Weight.NOTICE)] if code else [])


def test_providers_with_clients_who_made_no_bid_are_told_once_each(tmp_path: FilePath) -> None:
    row = {"lot": "C", "need": "licht", "area": "noord", "period": "2028", "clients": 3}
    names = ("zorg K01", "Ander", "Ander", "K02")
    findings = put(tmp_path, tender(incumbents=[{**row, "name": n} for n in names]), "K01", "K02")
    assert [(f.code, dict(f.values)) for f in findings] == [
        ("B163", {"provider": "Ander", "clients": 6})
    ]
    assert finding_text(findings[0], "nl") != finding_text(findings[0], "en")


def test_a_rule_for_attributes_looks_at_bids_that_still_take_part(tmp_path: FilePath) -> None:
    rule = {"kind": "number_of_contracts", "at_least": 1, "attributes": ["klein"]}
    (tmp_path / "register.csv").write_text(
        "bidder;event;date;reason\nK01;withdrawn;2027-03-02;zelf\n", "utf-8"
    )
    assert [f.code for f in put(tmp_path, tender(rules=[rule]), "K01")] == ["B164"]
