"""A release read into a tender: what was written comes back, and nothing is made up."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.exchange.extension import KEY
from aanbesteding.exchange.hostile_json import MOST_LEVELS, MOST_PARTS, below, read_hostile
from aanbesteding.exchange.package import PLAIN, PROFILE, exchange_files
from aanbesteding.exchange.read_release import ReadTender, read_release
from aanbesteding.exchange.release import Terms
from tests.exchange import records

FOREIGN: dict[str, Any] = {
    "ocid": "ocds-213czf-77",
    "id": "1",
    "date": "2027-02-01T00:00:00Z",
    "tag": ["tender"],
    "initiationType": "tender",
    "buyer": {"id": "NL-1", "name": "Gemeente Elders"},
    "parties": [
        {"id": "NL-1", "name": "Gemeente Elders", "roles": ["buyer"]},
        {"id": "GM/9", "name": "Buurdorp", "roles": ["buyer"]},
    ],
    "planning": {"budget": {"amount": {"amount": 1000000, "currency": "EUR"}}},
    "tender": {
        "id": 77,
        "title": "Jeugdhulp",
        "tenderPeriod": {"startDate": "2027-01-10T23:30:00Z", "endDate": "2027-03-01T12:00:00Z"},
        "lots": [
            {
                "id": "LOT-0001",
                "title": "Ambulant",
                "contractPeriod": {
                    "startDate": "2028-01-01T00:00:00+01:00",
                    "endDate": "2029-12-31T23:59:59+01:00",
                },
                "awardCriteria": {
                    "criteria": [
                        {
                            "type": "quality",
                            "name": "Aanpak",
                            "numbers": [{"number": 0.6, "weight": "decimalExact"}],
                        },
                        {
                            "type": "price",
                            "numbers": [{"number": 40, "weight": "percentageExact"}],
                        },
                    ]
                },
            },
            {
                "id": "LOT-0002",
                "title": "Verblijf",
                "selectionCriteria": {
                    "criteria": [
                        {"type": "technical", "description": "Een bed vrij", "minimum": "4 bedden"},
                        {"type": "suitability", "name": "Ingeschreven"},
                        {"type": "suitability"},
                    ]
                },
            },
        ],
    },
}


def read(value: Any) -> ReadTender:
    return read_release(json.dumps(value).encode(), "release.json")


def codes(found: ReadTender) -> list[str]:
    return [finding.code for finding in found.findings]


def told(found: ReadTender) -> set[str]:
    return {f.values["what"] for f in found.findings if f.code == "T487"}


def leaves(tender: Any, lot: str) -> list[tuple[str, Decimal]]:
    """Titles and weights of what brings points in a lot, worked out of the record by itself."""
    rows = {row["id"]: row for row in tender["criteria"]}
    above = {row.get("parent") for row in tender["criteria"]}

    def holds(row: Any) -> bool:
        mine = not row.get("lots") or lot in row["lots"]
        return mine and (not row.get("parent") or holds(rows[row["parent"]]))

    found = [row for row in tender["criteria"] if row["id"] not in above and holds(row)]
    return [(row["title"], Decimal(row["weight"])) for row in found]


# What we wrote comes back


@pytest.mark.parametrize("file", [PLAIN, PROFILE])
@pytest.mark.parametrize("edition", records.EDITIONS)
@pytest.mark.parametrize("name", records.NAMES)
def test_our_release_gives_the_same_lots_criteria_and_weights(
    name: str, edition: str, file: str
) -> None:
    tender = records.record(name)["tender"]
    content = exchange_files(records.shown(name, edition), Terms())[file]
    found = read_release(content, file)
    tree = found.tree
    assert not {"T484", "T492", "T493", "T494", "T495", "T496"} & set(codes(found))
    assert [(lot["id"], lot["title"]) for lot in tree["lots"]] == [
        (lot["id"], lot["title"]) for lot in tender["lots"]
    ]
    for lot in tender["lots"]:
        assert leaves({"criteria": [], **tree}, lot["id"]) == leaves(tender, lot["id"])
    price = {"formula": "price.fixed_tariff", "weight": 0, **tree.get("price", {})}
    assert price["formula"] == tender["price"]["formula"]
    assert Decimal(price["weight"]) == Decimal(tender["price"]["weight"])
    days = {
        name: day.isoformat() for name, day in tree["schedule"].items() if name != "standstill_days"
    }
    assert days.items() <= tender["schedule"].items()


BARE = [name for name in records.NAMES if name not in ("admit_all", "on_value")]


@pytest.mark.parametrize("name", BARE)
def test_the_profile_alone_gives_the_same_lots_and_weights(name: str) -> None:
    """Without the extension of our own: only what OCDS for eForms itself has."""
    tender = records.record(name)["tender"]
    package = json.loads(exchange_files(records.shown(name), Terms())[PROFILE])
    del package["releases"][0][KEY]
    tree = read(package).tree
    assert [(lot["id"], lot["title"]) for lot in tree["lots"]] == [
        (lot["id"], lot["title"]) for lot in tender["lots"]
    ]
    for lot in tender["lots"]:
        if lot["mode"] != "admit_all":
            ours = leaves({"criteria": [], **tree}, lot["id"])
            assert sorted(ours) == sorted(leaves(tender, lot["id"]))
    counts = tender["price"]["formula"] != "price.fixed_tariff"
    weight = Decimal(tender["price"]["weight"]) if counts else 0
    assert tree.get("price", {}).get("weight", 0) == weight


def test_what_was_changed_beside_our_extension_is_told() -> None:
    package = json.loads(exchange_files(records.shown("lots"), Terms())[PROFILE])
    lots = package["releases"][0]["tender"]["lots"]
    lots[0]["title"] = "Anders"
    lots[1]["awardCriteria"]["criteria"][0]["numbers"][0]["number"] = 61
    found = read(package)
    differs = [f.values["what"] for f in found.findings if f.code == "T492"]
    assert differs == ["lots", "lots.L2"]
    assert found.tree["lots"][0]["title"] == "Ambulant"


def test_another_weight_of_the_price_beside_our_extension_is_told() -> None:
    package = json.loads(exchange_files(records.shown("lowest_share"), Terms())[PROFILE])
    criteria = package["releases"][0]["tender"]["lots"][0]["awardCriteria"]["criteria"]
    criteria[-1]["numbers"][0]["number"] = 24
    differs = [f.values["what"] for f in read(package).findings if f.code == "T492"]
    assert differs == ["price.weight"]


@pytest.mark.parametrize("spoiled", [{"tender": 1}, {"tender": {"lots": []}}, 5, {}])
def test_an_extension_that_cannot_be_read_is_skipped_and_told(spoiled: Any) -> None:
    package = json.loads(exchange_files(records.shown("lots"), Terms())[PROFILE])
    package["releases"][0][KEY] = spoiled
    found = read(package)
    assert "T493" in codes(found)
    assert [lot["id"] for lot in found.tree["lots"]] == ["L1", "L2", "L3"]


# What others wrote


def test_a_release_of_others_gives_what_it_says() -> None:
    tree = read(FOREIGN).tree
    assert tree["id"] == "77"
    assert tree["authority"] == "Gemeente Elders"
    assert tree["schedule"] == {
        "published": date(2027, 1, 11),
        "bids_due": date(2027, 3, 1),
        "contract_start": date(2028, 1, 1),
    }
    assert tree["lots"][0] == {"id": "LOT-0001", "title": "Ambulant", "term_years": 2}
    assert tree["criteria"] == [
        {"id": "k1", "title": "Aanpak", "weight": Decimal(60), "lots": ["LOT-0001"]}
    ]
    assert tree["price"] == {"weight": Decimal(40)}
    assert tree["areas"] == [{"id": "GM-9", "name": "Buurdorp"}]
    assert [row["id"] for row in tree["periods"]] == ["2028", "2029"]
    assert tree["budgets"] == [{"id": "budget", "amount": Decimal("1000000.00")}]


def test_what_others_ask_of_tenderers_is_asked_in_the_form_and_a_minimum_is_told() -> None:
    found = read(FOREIGN)
    lot = {"asked": True, "lots": ["LOT-0002"]}
    assert found.tree["requirements"] == [
        {"id": "e1", "title": "Een bed vrij", **lot},
        {"id": "e2", "title": "Ingeschreven", **lot},
    ]
    told = [finding for finding in found.findings if finding.code == "T498"]
    assert [finding.values["least"] for finding in told] == ["4 bedden"]


def test_what_every_lot_asks_is_one_requirement() -> None:
    tree = json.loads(json.dumps(FOREIGN))
    asked = {"criteria": [{"description": "Ingeschreven"}, {"description": "Ingeschreven"}]}
    for lot in tree["tender"]["lots"]:
        lot["selectionCriteria"] = asked
    rows = read(tree).tree["requirements"]
    assert rows == [{"id": "e1", "title": "Ingeschreven", "asked": True}]


def test_what_is_not_said_is_asked_for_and_not_made_up() -> None:
    found = read(FOREIGN)
    asked = {"region", "schedule.provisional_award", "award.mode", "needs", "demand"}
    assert told(found) == asked | {"price.formula", "scales"}
    assert "mode" not in found.tree.get("award", {})


@pytest.mark.parametrize(
    "wrapped",
    [
        {"releases": [FOREIGN]},
        {"records": [{"ocid": "x", "compiledRelease": FOREIGN}]},
        {"compiledRelease": FOREIGN},
        {"records": [{"ocid": "x", "releases": [FOREIGN]}]},
    ],
)
def test_packages_and_records_are_read_as_the_release_in_them(wrapped: Any) -> None:
    assert read(wrapped).tree == read(FOREIGN).tree


def test_of_several_releases_the_last_with_a_tender_is_read_and_told() -> None:
    other = {**FOREIGN, "tender": {**FOREIGN["tender"], "title": "Later"}}
    found = read({"releases": [FOREIGN, other, {"ocid": "x", "awards": []}]})
    assert found.tree["title"] == "Later"
    assert "T486" in codes(found)


@pytest.mark.parametrize("nothing", [{}, [], 1, "x", None, {"releases": []}, {"tender": 5}])
def test_without_a_tender_there_is_nothing_to_read(nothing: Any) -> None:
    found = read(nothing)
    assert (found.tree, codes(found)[-1]) == ({}, "T485")


def test_lots_that_weigh_the_price_differently_are_told() -> None:
    lots = [
        {
            "id": str(weight),
            "title": "x",
            "awardCriteria": {
                "criteria": [
                    {"type": "price", "numbers": [{"number": weight, "weight": "pointsExact"}]}
                ]
            },
        }
        for weight in (40, 60)
    ]
    found = read({**FOREIGN, "tender": {"id": "t", "title": "t", "lots": lots}})
    assert "T491" in codes(found)
    assert found.tree["price"] == {"weight": 40}


def test_an_id_no_tender_can_have_becomes_one_that_no_other_has() -> None:
    lots = [{"id": one, "title": "x"} for one in ("Perceel 1", "Perceel/1", "Perceel-1", "€", 5)]
    found = read({**FOREIGN, "tender": {"id": "t", "lots": lots}})
    assert [lot["id"] for lot in found.tree["lots"]] == [
        "Perceel-1", "Perceel-1-2", "Perceel-1-3", "perceel", "5",
    ]  # fmt: skip
    assert codes(found).count("T488") == 4 + 1


def test_an_amount_in_another_currency_is_not_read() -> None:
    budget = {"planning": {"budget": {"amount": {"amount": 5, "currency": "USD"}}}}
    found = read({**FOREIGN, **budget})
    assert "T490" in codes(found)
    assert "budgets" not in found.tree


@pytest.mark.parametrize("kind", ["order", "pointsRangeMiddle", "nonsense"])
def test_a_weight_that_is_no_exact_number_is_asked_for(kind: str) -> None:
    criterion = {"type": "quality", "name": "A", "numbers": [{"number": 1, "weight": kind}]}
    lot = {"id": "1", "title": "x", "awardCriteria": {"criteria": [criterion]}}
    found = read({**FOREIGN, "tender": {"id": "t", "lots": [lot]}})
    assert "T489" in codes(found)
    assert "criteria.k1.weight" in told(found)


# Hostile


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("tender", "title"), "T484"),
        (("tender", "lots"), "T495"),
        (("tender", "lots", 0), "T496"),
        (("tender", "lots", 0, "awardCriteria", "criteria", 0, "numbers", 0, "number"), "T494"),
        (("tender", "tenderPeriod", "startDate"), "T484"),
        (("tender", "tenderPeriod"), "T496"),
        (("parties",), "T495"),
        (("planning", "budget", "amount", "amount"), "T494"),
    ],
)
def test_a_value_of_another_kind_is_told_by_its_pointer(path: Any, code: str) -> None:
    tree = json.loads(json.dumps(FOREIGN))
    at = tree
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = True
    found = read(tree)
    pointers = {f.values.get("pointer") for f in found.findings if f.code == code}
    assert "/" + "/".join(map(str, path)) in pointers


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = b'{"tender": {"a": NaN, "b": 1, "b": 2, "c": [Infinity, 1e999], "d/e": -Infinity}}'
    tree, findings = read_hostile(text, "f.json")
    assert tree is None
    assert [(f.code, f.values["pointer"]) for f in findings] == [
        ("T481", "/tender"),
        ("T482", "/tender/a"),
        ("T482", "/tender/c/0"),
        ("T482", "/tender/c/1"),
        ("T482", "/tender/d~1e"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "T480"),
        (b"\xff\xfe{}", "T480"),
        (b"<html>", "T480"),
        (b'{"a": 1', "T480"),
        (b"[" * 100_000, "T483"),
        (b"[" * (MOST_LEVELS + 2) + b"]" * (MOST_LEVELS + 2), "T483"),
        (b"[" + b"1," * MOST_PARTS + b"1]", "T483"),
        (b'{"a": ' + b"9" * 5000 + b"}", "T482"),
        (b'{"a": 1e31}', "T482"),
        (b'{"a": 1e-31}', "T482"),
        (b'{"a": 1e99999999999999999999}', "T482"),
    ],
)
def test_json_that_is_no_plain_json_is_refused(content: bytes, code: str) -> None:
    found = read_release(content, "f.json")
    assert (found.tree, codes(found)) == ({}, [code])


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, width=16),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from([
        "tender", "lots", "id", "title", "releases", "records", "compiledRelease", "awardCriteria",
        "criteria", "numbers", "weight", "number", "parties", "roles", "planning", "budget",
        "amount", "currency", "tenderPeriod", "startDate", "endDate", "contractPeriod", KEY,
    ]), inner, max_size=6),
    max_leaves=40,
))  # fmt: skip
def test_whatever_a_release_holds_reading_ends_in_findings(tree: Any) -> None:
    read(tree)
    tender = tree if isinstance(tree, dict) else {"lots": tree}
    assert read({"tender": tender, "parties": tree, KEY: tree}).findings


@given(st.text())
def test_a_pointer_leads_back_to_the_name(name: str) -> None:
    written = below("", name)
    assert written[1:].replace("~1", "/").replace("~0", "~") == name
    assert written.count("/") == 1
