"""What public bodies look for in a repository: who, under what licence, how to take part."""

import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml

import aanbesteding
from tests.house.tree import FILES, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REUSE = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))
LICENCES = {PurePosixPath(path).stem for path in FILES if path.startswith("LICENSES/")}
UNDER_ANOTHER = re.compile(r"\b(CC-BY(?:-SA)?-\d\.\d|CC0-1\.0|Apache-2\.0|MIT|BSD-3-Clause)\b")
# The mandatory keys of publiccode.yml 0.7, and the values that two of them may have.
MANDATORY = {
    *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"),
    *("description", "legal", "maintenance", "localisation"),
}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
PEOPLE = {"internal", "community"}


def wrong(card: dict[str, Any]) -> list[str]:
    """Return what publiccode.yml 0.7 asks for and this card lacks or has otherwise."""
    said = [key for key in sorted(MANDATORY) if not card.get(key)]
    if said:
        return said
    if card["publiccodeYmlVersion"] != "0.7" or card["developmentStatus"] not in STATUSES:
        said.append("version or status")
    for lang, text in card["description"].items():
        if not 0 < len(text.get("shortDescription", "")) <= 150:
            said.append(f"{lang}: shortDescription")
        if not 150 <= len(text.get("longDescription", "")) <= 10_000:
            said.append(f"{lang}: longDescription")
        if not text.get("features") or any(len(one) > 100 for one in text["features"]):
            said.append(f"{lang}: features")
    if not card["legal"].get("license"):
        said.append("license")
    contacts = card["maintenance"].get("contacts", ())
    if card["maintenance"].get("type") in PEOPLE and not any(one.get("name") for one in contacts):
        said.append("contacts")
    if not {"localisationReady", "availableLanguages"} <= card["localisation"].keys():
        said.append("localisation")
    if "organisation" in card and not card["organisation"].get("uri"):
        said.append("organisation")
    return said


def card() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8")))


def test_publiccode_has_every_mandatory_key_of_a_fitting_length() -> None:
    assert wrong(card()) == []


@pytest.mark.parametrize("key", sorted(MANDATORY))
def test_a_missing_key_of_publiccode_is_seen(key: str) -> None:
    assert wrong({name: value for name, value in card().items() if name != key}) == [key]


def test_a_long_short_description_and_a_short_long_one_are_seen() -> None:
    spoiled = card()
    spoiled["description"]["nl"] |= {"shortDescription": "x" * 151, "longDescription": "x" * 149}
    assert wrong(spoiled) == ["nl: shortDescription", "nl: longDescription"]


def test_publiccode_and_citation_say_what_the_package_says() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project, own = PROJECT["project"], card()
    for name, version, licence in (
        (own["name"], own["softwareVersion"], own["legal"]["license"]),
        (citation["title"], citation["version"], citation["license"]),
        (aanbesteding.__name__, aanbesteding.__version__, "EUPL-1.2"),
    ):
        assert (name, version, licence) == (project["name"], project["version"], project["license"])
    assert set(own["description"]) == set(own["localisation"]["availableLanguages"]) == {"nl", "en"}


def test_the_citation_has_what_version_1_2_0_of_its_format_asks() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["title"]
    assert citation["type"] in {"software", "dataset"}
    assert all(one.get("name") or one.get("family-names") for one in citation["authors"])
    assert citation["authors"]


def licence_of(path: str) -> str:
    """Return the licence of a file: that of the last annotation whose path fits."""
    found = ""
    for one in REUSE["annotations"]:
        paths = [one["path"]] if isinstance(one["path"], str) else one["path"]
        if any(given == "**" or fnmatchcase(path, given) for given in paths):
            assert one["SPDX-FileCopyrightText"]
            found = one["SPDX-License-Identifier"]
    return found


def test_every_file_has_a_licence_whose_text_is_there_and_no_text_is_idle() -> None:
    said = {name for path in FILES for name in licence_of(path).split(" AND ")}
    assert said == LICENCES == {"EUPL-1.2", "CC-BY-4.0"}


def test_what_was_taken_under_another_licence_is_listed_under_it() -> None:
    shipped = [path for path in FILES if path.startswith(("templates/", "examples/"))]
    found = {}
    for path in shipped:
        named = UNDER_ANOTHER.findall((ROOT / path).read_text("utf-8", "replace"))
        if named:
            found[path] = set(named) - set(licence_of(path).split(" AND "))
    assert found == {"templates/exchange/eforms.toml": set()}


def test_the_licence_at_the_top_is_the_one_of_the_list() -> None:
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES" / "EUPL-1.2.txt").read_bytes()


def test_the_source_distribution_leaves_nothing_of_the_tree_out() -> None:
    given = set(PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    # hatchling adds these two by itself.
    top = {f"/{path.split('/')[0]}" for path in FILES} - {"/pyproject.toml", "/.gitignore"}
    assert given == top


@pytest.mark.parametrize(
    "name", ["README", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "GOVERNANCE"]
)
def test_what_everybody_reads_speaks_dutch_and_english(name: str) -> None:
    text = (ROOT / f"{name}.md").read_text("utf-8")
    assert re.search(r"In het Nederlands|## Nederlands", text)
    assert re.search(r"\b(?:the|and|who)\b", text)


def test_contributing_names_the_costliest_mistake_and_its_heading_in_the_changelog() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    mistake = text.split("## The costliest mistake", 1)[1].split("\n## ", 1)[0]
    assert "**Outcomes**" in mistake
    assert "### Outcomes" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    guards = re.findall(r"`(tests/[\w/]+)`", mistake)
    assert guards
    assert [one for one in guards if not list(ROOT.glob(f"{one}*"))] == []
