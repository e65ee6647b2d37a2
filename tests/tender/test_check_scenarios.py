"""What must hold for scenarios and spreads, and where a finding about them stands."""

from collections.abc import Mapping
from pathlib import Path as File
from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.checks import check
from aanbesteding.tender.load import load
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.tender.tender import Tender
from tests import tiny

FIELDS = ("what", "factor", "needs", "bidders", "rule", "field", "step", "low", "high")
OURS = {f"T{number}" for number in range(451, 460)}
RULES = [
    {"kind": "number_of_contracts", "id": "hoogstens", "at_most": 2},
    {"kind": "share", "id": "deel", "of": "volume", "at_most": "0.95"},
]
FIXED = [
    {"lot": "1", "need": need, "kind": "fixed", "amount": "100"} for need in ("zwaar", "licht")
]


def tender(*changes: Mapping[str, Any], **other: Any) -> Tender:
    """The tiny tender with one scenario of these changes."""
    rows = [{"scenario": "s", **change} for change in changes]
    scenarios = [{"id": "s", "title": "Straks"}] if changes else []
    return tiny.tender(scenarios=scenarios, changes=rows, rules=RULES, **other)


def found(asked: Tender) -> list[tuple[str, str]]:
    """The codes of this subject and the fields they are about; each can be said."""
    places: dict[Path, Place] = {
        (table, "0", field): Line(field, 1) for table in ("changes", "spreads") for field in FIELDS
    }
    ours = [finding for finding in check(asked, places) if finding.code in OURS]
    assert all(finding_text(one, lang).startswith(one.code) for one in ours for lang in LANGUAGES)
    return [(one.code, one.place.file) for one in ours if isinstance(one.place, Line)]


GOOD: list[dict[str, Any]] = [
    {"what": "demand", "factor": "1.1"},
    {"what": "capacity", "factor": "0.9", "bidders": ["A"]},
    {"what": "price", "factor": "1.1", "bidders": ["A"], "needs": ["zwaar"]},
    {"what": "rule", "rule": "hoogstens"},
    {"what": "rule", "rule": "hoogstens", "field": "at_most", "step": "-1"},
    {"what": "rule", "rule": "deel", "field": "at_most", "step": "0.05"},
    {"what": "drop_out"},
    {"what": "drop_out", "bidders": ["A"], "lots": ["1"]},
]


@pytest.mark.parametrize("change", GOOD)
def test_a_change_with_what_it_needs_is_no_finding(change: dict[str, Any]) -> None:
    assert found(tender(change)) == []


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"what": "demand"}, "T451", "factor"),
        ({"what": "price", "bidders": ["A"]}, "T451", "factor"),
        ({"what": "rule", "rule": "weg"}, "T452", "rule"),
        ({"what": "rule"}, "T452", "rule"),
        ({"what": "rule", "rule": "hoogstens", "field": "lots", "step": "1"}, "T453", "field"),
        ({"what": "rule", "rule": "hoogstens", "field": "at_least", "step": "1"}, "T453", "field"),
        ({"what": "rule", "rule": "hoogstens", "field": "at_most", "step": "-3"}, "T454", "step"),
        ({"what": "rule", "rule": "hoogstens", "field": "at_most", "step": "0.5"}, "T454", "step"),
        ({"what": "rule", "rule": "deel", "field": "at_most", "step": "0.06"}, "T454", "step"),
        ({"what": "rule", "rule": "hoogstens", "step": "1"}, "T459", "field"),
        ({"what": "rule", "rule": "hoogstens", "factor": "2"}, "T455", "factor"),
        ({"what": "demand", "factor": "2", "bidders": ["A"]}, "T455", "bidders"),
        ({"what": "tariff", "factor": "2", "bidders": ["A"]}, "T455", "bidders"),
        ({"what": "drop_out", "needs": ["zwaar"]}, "T455", "needs"),
        ({"what": "drop_out", "factor": "0"}, "T455", "factor"),
        ({"what": "demand", "factor": "2", "rule": "deel"}, "T455", "rule"),
    ],
)
def test_a_change_without_what_it_needs_or_with_more_is_a_finding_at_its_field(
    change: dict[str, Any], code: str, field: str
) -> None:
    assert found(tender(change)) == [(code, field)]


def test_a_change_of_prices_that_are_all_fixed_is_noticed_and_blocks_nothing() -> None:
    asked = tender({"what": "price", "factor": "1.1"}, tariffs=FIXED)
    assert found(asked) == [("T457", "what")]
    weights = {one.weight for one in check(asked) if one.code == "T457"}
    assert weights == {Weight.NOTICE}
    assert found(tender({"what": "price", "factor": "1.1"}, tariffs=FIXED[:1])) == []


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0.9", "1.1", []),
        ("1", "1", []),
        ("1.1", "0.9", [("T456", "low")]),
        ("0.9995", "1", [("T458", "low")]),
        ("0.999", "1.0001", [("T458", "high")]),
    ],
)
def test_a_spread_has_two_ends_in_thousandths(
    low: str, high: str, expected: list[tuple[str, str]]
) -> None:
    assert found(tender(spreads=[{"what": "demand", "low": low, "high": high}])) == expected


@pytest.mark.parametrize("way", ["toml", "xlsx"])
def test_scenarios_and_spreads_survive_file_and_workbook(way: str, tmp_path: File) -> None:
    spreads = [{"what": "tariff", "low": "1", "high": "1.05", "together": True, "lots": ["1"]}]
    asked = tender(*GOOD, spreads=spreads)
    if way == "toml":
        save_toml(asked, tmp_path)
    else:
        save_workbook(asked, tmp_path / "tender.xlsx")
    loaded, _ = load(tmp_path)
    assert loaded is not None
    assert (loaded.changes, loaded.spreads) == (asked.changes, asked.spreads)


def test_scenarios_leave_the_identity_that_a_bid_form_carries_alone() -> None:
    """They decide nothing, and those about a bidder can only be written when bids are in."""
    spreads = [{"what": "demand", "low": "0.9", "high": "1"}]
    assert tender(*GOOD, spreads=spreads).hash == tender().hash
