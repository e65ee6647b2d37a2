"""A verifier by the written specification alone accepts our awards, and finds what was changed."""

import ast
import copy
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from tests.assurance.package import made
from tests.verification import second_verifier
from tests.verification.second_verifier import NOT_CHECKED, objections, rounded, spelled

SMALL = (
    *("combinaties", "een-perceel", "gelijke-stand", "panel", "prijs-en-kwaliteit"),
    *("randgevallen", "regels-die-botsen", "wageningen-2022", "zittende-aanbieders"),
)
SOURCE = Path(second_verifier.__file__)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("second")
    for name in SMALL:
        aanbesteding.award(aanbesteding.new(home / name, example=name))
    made(home / "envelopes")
    return home


def record(home: Path, name: str) -> Path:
    return home / name / "award" / "award.json"


@pytest.mark.parametrize("name", [*SMALL, "envelopes"])
def test_it_has_nothing_against_our_awards(home: Path, name: str) -> None:
    assert list(objections(record(home, name))) == []


def test_it_uses_the_standard_library_alone() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {one.name for node in found if isinstance(node, ast.Import) for one in node.names}
    names |= {str(node.module) for node in found if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.programs("python")
def test_it_runs_by_itself_and_says_what_it_does_not_check(home: Path) -> None:
    command = [sys.executable, "-I", str(SOURCE), str(record(home, "een-perceel"))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [f"not checked: {what}" for what in NOT_CHECKED]


def _put(tree: Any, place: str, value: Any) -> None:
    *above, last = (int(step) if step.isdigit() else step for step in place.split("/"))
    for step in above:
        tree = tree[step]
    tree[last] = value


PLANTED = {
    "tender/criteria/0/weight": "39",
    "tender_hash": "0" * 64,
    "inputs/0/sha256": "0" * 64,
    "bids/0/lots/0/offers/0/price": "0.01",
    "marks/0/mark": "9.5",
    "scores/0/points/0/inputs/mark": "3",
    "scores/0/points/0/exact": "1/3",
    "scores/0/points/0/rounded": "1.00",
    "scores/0/quality": "1.00",
    "scores/0/total": "99.00",
    "scores/1/rank": 3,
    "decision/contracts/0/clients": 1,
    "decision/contracts/0/spend_cents": 1,
    "decision/volumes/0/clients": 1,
    "decision/volumes/0/price_cents": 1,
    "decision/needs/0/served": 1,
    "decision/needs/0/waiting": 1,
    "decision/budgets/0/spend_cents": 1,
    "decision/budgets/0/left_cents": 1,
    "decision/goals/0/value": 1,
    "decision/lots/0/winners": ["C"],
    "journal/head": "0" * 64,
}


@pytest.mark.parametrize("place", PLANTED)
def test_it_finds_a_planted_error(home: Path, place: str) -> None:
    path = record(home, "prijs-en-kwaliteit")
    right = path.read_bytes()
    tree = copy.deepcopy(json.loads(right))
    _put(tree, place, PLANTED[place])
    try:
        path.write_bytes(spelled(tree))
        assert path.read_bytes() != right
        assert list(objections(path)) != []
    finally:
        path.write_bytes(right)


@pytest.mark.parametrize("spoil", [b" ", b"\n"])
def test_it_finds_another_spelling(home: Path, spoil: bytes, tmp_path: Path) -> None:
    (tmp_path / "award").mkdir()
    path = tmp_path / "award" / "award.json"
    path.write_bytes(record(home, "een-perceel").read_bytes() + spoil)
    assert "award.json: not in its one spelling" in list(objections(path))


def test_it_finds_a_broken_chain(home: Path) -> None:
    journal = home / "envelopes" / "journal.jsonl"
    right = journal.read_bytes()
    lines = right.splitlines(keepends=True)
    try:
        journal.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
        found = list(objections(record(home, "envelopes")))
        assert "journal.jsonl: line 1" in found
    finally:
        journal.write_bytes(right)


def test_halves_go_where_the_tender_says() -> None:
    halves = [Fraction(5, 2), Fraction(-5, 2), Fraction(7, 2)]
    assert [rounded(half, 0, "half_up") for half in halves] == [3, -3, 4]
    assert [rounded(half, 0, "half_even") for half in halves] == [2, -2, 4]
    assert [rounded(half, 0, "floor") for half in halves] == [2, -3, 3]
