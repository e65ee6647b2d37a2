"""A checker by the written specification alone accepts our packages, and finds what was changed."""

import ast
import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.dossier.editions.package import opened_of, package_of
from tests.assurance.false_packages import false_packages
from tests.made_up import one_in
from tests.secret_rounds import first
from tests.verification import package_verifier
from tests.verification.package_verifier import NOT_CHECKED, objections, spelled

SOURCE = Path(package_verifier.__file__)
SECRET = bytes(range(32))
ROUNDS = first(8)


def files(folder: Path, number: int = 0) -> tuple[str, list[Path]]:
    """The root of a package, and its file with that of an opened place."""
    secret = ROUNDS[number]
    made = package_of(secret.record, secret.record_hash, SECRET)
    opened = opened_of(secret.record, secret.record_hash, SECRET, ["/scores", "/bids/0/lots"])
    paths = [folder / "package.json", folder / "opened.json"]
    for path, said in zip(paths, (made, opened), strict=True):
        path.write_bytes(canonical(said))
    return made["root"], paths


@pytest.mark.parametrize("number", range(len(ROUNDS)))
def test_it_has_nothing_against_our_packages(tmp_path: Path, number: int) -> None:
    root, paths = files(tmp_path, number)
    assert list(objections(root, paths[:1])) == []
    assert list(objections(root, paths)) == []


def test_it_uses_the_standard_library_alone() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {one.name for node in found if isinstance(node, ast.Import) for one in node.names}
    names |= {str(node.module) for node in found if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.programs("python")
def test_it_runs_by_itself_and_says_what_it_does_not_check(tmp_path: Path) -> None:
    root, paths = files(tmp_path)
    command = [sys.executable, "-I", str(SOURCE), root, *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines() == [f"not checked: {what}" for what in NOT_CHECKED]


def _leaves(node: Any) -> list[dict[str, Any]]:
    """Every place of a tree that is shown."""
    if isinstance(node, dict) and set(node) == {"salt", "value"}:
        return [node]
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [leaf for one in inside for leaf in _leaves(one)]


def test_it_finds_every_value_that_was_changed(tmp_path: Path) -> None:
    root, (path, _) = files(tmp_path)
    right: dict[str, Any] = json.loads(path.read_bytes())
    for at in range(0, len(_leaves(right["tree"])), one_in(1)):
        said = copy.deepcopy(right)
        leaf = _leaves(said["tree"])[at]
        leaf["value"] = "anders" if leaf["value"] != "anders" else "nog anders"
        path.write_bytes(spelled(said))
        (found,) = objections(root, [path])
        assert found.startswith(("package.json: root", "package.json: count")), leaf


@pytest.mark.parametrize("key", ["care", "coverage", "bids", "decision", "tender", "schedule"])
def test_it_finds_an_edition_that_says_something_else(tmp_path: Path, key: str) -> None:
    root, (path, _) = files(tmp_path)
    said = read_json(path.read_bytes())
    said["edition"][key] = "anders"
    path.write_bytes(spelled(said))
    assert "edition_sha256" in list(objections(root, [path]))


def test_it_finds_a_salt_that_stands_twice(tmp_path: Path) -> None:
    root, (path, _) = files(tmp_path)
    said = read_json(path.read_bytes())
    one, other = _leaves(said["tree"])[:2]
    one["salt"] = other["salt"]
    path.write_bytes(spelled(said))
    (found,) = objections(root, [path])
    assert found.startswith("package.json: salt or value")


def test_it_finds_what_was_hidden_and_left_unsaid(tmp_path: Path) -> None:
    path, found = tmp_path / "package.json", []
    for name, _, false in false_packages(dict(ROUNDS[0].record)):
        if name.endswith("unsaid"):
            path.write_bytes(canonical(false.package))
            found += list(objections(false.package["root"], [path]))
    assert found == [
        "left out: tender rules",
        "left out: tender criteria",
        "left out: decision lots",
        "left out: decision lots winners",
        "left out: decision lots outcome",
    ]
