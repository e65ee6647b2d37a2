"""Every release holds to the schemas of OCDS, in known fields only; a wrong name is found."""

import json
import os
import xml.etree.ElementTree as Tree
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.exchange.codes import eforms
from aanbesteding.exchange.package import PLAIN, PROFILE, exchange_files
from aanbesteding.exchange.release import Terms
from tests.exchange import ocds_schema, records
from tests.exchange.ocds_schema import CORE, EFORMS

pytestmark = pytest.mark.outside
KINDS = {PLAIN: CORE, PROFILE: EFORMS}
BASE = "https://www.example.org/open-data/"


def made(name: str, edition: str, file: str, **terms: Any) -> Any:
    files = exchange_files(records.shown(name, edition), Terms(**terms))
    return json.loads(files[file])


@pytest.mark.parametrize("file", KINDS)
@pytest.mark.parametrize("edition", records.EDITIONS)
@pytest.mark.parametrize("name", records.NAMES)
def test_a_release_holds_to_its_schema_in_known_fields(name: str, edition: str, file: str) -> None:
    for terms in ({}, {"lang": "en", "base": BASE, "ocid": "ocds-213czf-1", "final": True}):
        package = made(name, edition, file, **terms)
        assert ocds_schema.errors(KINDS[file], package) == []
        assert ocds_schema.unknown(KINDS[file], package) == []


@pytest.mark.parametrize("file", KINDS)
def test_a_profile_release_is_a_release_of_ocds_as_well(file: str) -> None:
    assert ocds_schema.errors(CORE, made("lots", "internal", file)) == []


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("tender",),
        ("tender", "lots", 0),
        ("tender", "lots", 0, "awardCriteria"),
        ("tender", "lots", 0, "awardCriteria", "criteria", 0, "numbers", 0),
        ("bids", "details", 0),
        ("bids", "details", 0, "value"),
        ("bids", "statistics", 0),
        ("awards", 0, "suppliers", 0),
        ("contracts", 0, "period"),
        ("parties", 0),
    ],
)
def test_a_planted_wrong_name_is_found(path: tuple[str | int, ...]) -> None:
    package = made("lots", "internal", PROFILE)
    at = package["releases"][0]
    for step in path:
        at = at[step]
    at["rnak"] = 1
    pointer = "/".join(map(str, ("", "releases", 0, *path, "rnak")))
    assert ocds_schema.unknown(EFORMS, package) == [pointer]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("date",), "2024-03-08"),
        (("tender", "status"), "done"),
        (("bids", "details", 0, "status"), "won"),
        (("awards", 0, "value", "amount"), "100"),
        (("tender", "lots", 0, "awardCriteria", "criteria", 0, "numbers", 0, "weight"), "points"),
    ],
)
def test_a_planted_wrong_value_is_found(path: tuple[str | int, ...], value: str) -> None:
    package = made("lots", "internal", PROFILE)
    at = package["releases"][0]
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert len(ocds_schema.errors(EFORMS, package)) == 1


@pytest.mark.parametrize("codes", eforms()["codes"])
def test_the_labels_of_the_codes_are_the_official_ones(codes: str) -> None:
    folder = Path(os.environ["AANBESTEDING_TESTDATA"]) / "eforms"
    official = {}
    for row in Tree.parse(folder / f"{codes}.gc").getroot().iter("Row"):  # noqa: S314
        cells = {
            cell.get("ColumnRef"): (cell.findtext("SimpleValue") or "").strip()
            for cell in row.findall("Value")
        }
        official[cells["code"]] = {"nl": cells["nld_label"], "en": cells["eng_label"]}
    ours = eforms()["codes"][codes]
    assert {code: official[code] for code in ours} == ours


def test_every_field_of_the_worksheet_is_a_business_term() -> None:
    folder = Path(os.environ["AANBESTEDING_TESTDATA"]) / "eforms"
    text = (folder / "ocds_mapping.md").read_text("utf-8")
    ours = eforms()["fields"]
    assert [field for field in ours if f'<tr id="{field}' not in text] == []


def test_measures_and_roles_are_of_lists_that_anyone_may_add_to() -> None:
    """The lists of measures and roles are open: another word in them is no error."""
    definitions = ocds_schema.schema(EFORMS)["definitions"]
    assert definitions["Statistic"]["properties"]["measure"]["openCodelist"] is True
    assert definitions["Organization"]["properties"]["roles"]["openCodelist"] is True
