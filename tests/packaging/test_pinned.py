"""The pinned list fits the ranges and holds hashes; the oldest and the bill leave nothing out."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from requirements.lowest import lowest
from tests.packaging.check_sbom import missing

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
LISTS = sorted((TOP / "requirements").glob("*.txt"))
USED = ("test", "browser", "lint", "docs", "release")
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;]+)(?P<when> ; [^\\]+)? \\$")


def pins(path: Path) -> Mapping[str, list[str]]:
    """Versions by name; a name has more than one where Pythons differ."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        pin = PIN.match(line)
        if pin:
            found.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    return found


def needed() -> list[Requirement]:
    lines = [*PROJECT["dependencies"]]
    for extra in USED:
        lines += PROJECT["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("asked", needed(), ids=str)
def test_what_we_need_is_pinned_within_its_range(asked: Requirement) -> None:
    versions = pins(TOP / "requirements" / "ci.txt")[canonicalize_name(asked.name)]
    assert [one for one in versions if not asked.specifier.contains(one)] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_pin_has_a_hash_and_no_list_names_an_address(path: Path) -> None:
    text = path.read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(blocks) == sum(map(len, pins(path).values())) > 10
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|^-", text, re.MULTILINE)


def test_openpyxl_finds_lxml_in_the_tests_because_users_have_it_too() -> None:
    users = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    assert ("lxml" in users, "lxml" in pins(TOP / "requirements" / "ci.txt")) == (True, True)


def test_every_package_that_users_get_has_an_oldest_version() -> None:
    names = {canonicalize_name(line.split("==")[0]) for line in lowest(TOP / "pyproject.toml")}
    assert names == {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}


def test_a_dependency_without_an_oldest_version_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\ndependencies = ["click>=8.2", "babel<3"]\n')
    with pytest.raises(ValueError, match="babel<3"):
        lowest(project)


def test_a_bill_that_leaves_a_package_or_its_version_out_is_seen() -> None:
    bill = {"components": [{"name": "tomli_w", "version": "1.2"}, {"name": "numpy"}]}
    project = {"dependencies": ["tomli-w>=1.2,<2", "numpy>=1.26", "click>=8"]}
    assert missing(bill, project) == ["click", "numpy"]
