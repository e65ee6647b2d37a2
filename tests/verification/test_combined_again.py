"""Awards in two steps are counted again: which of the two won, and by what."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.verification.verify import verify
from tests import combinations
from tests.verification.small_round import recorded
from tests.verification.tampering import unnamed

CHEAPER, EQUAL = ("60", "110"), ("90", "90")


def record_of(folder: Path, patch: pytest.MonkeyPatch, package: tuple[str, str]) -> Path:
    offered = combinations.bids(package)
    asked = combinations.tender()
    return recorded(folder, patch, asked, offered, combinations.marks(offered))


def objections(path: Path) -> set[str]:
    return {str(f.values.get("pointer")) for f in verify(path).findings if f.blocks}


@pytest.mark.parametrize("package", [CHEAPER, EQUAL])
def test_an_award_in_two_steps_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: tuple[str, str]
) -> None:
    path = record_of(tmp_path, monkeypatch, package)
    assert "combination" in read_json(path.read_bytes())["decision"]
    assert objections(path) == set()


@pytest.mark.parametrize("package", [CHEAPER, EQUAL])
def test_every_figure_is_counted_again_but_those_of_an_award_that_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: tuple[str, str]
) -> None:
    """Only a solver can tell by how much it lost."""
    missed = unnamed(record_of(tmp_path, monkeypatch, package), step=1)
    lost = "decision/combination/per_lot/"
    assert [place for place in missed if not place.startswith(lost)] == []
    assert missed == [] or package == CHEAPER


def _turn(found: dict[str, Any]) -> None:
    found["won"] = not found["won"]


def _as_good(found: dict[str, Any]) -> None:
    found["per_lot"] = found["together"]


def _better(found: dict[str, Any]) -> None:
    found["per_lot"][1]["value"] = 1


def _nobody(found: dict[str, Any]) -> None:
    found["combined"] = []


@pytest.mark.parametrize("change", [_turn, _as_good, _better, _nobody])
def test_combinations_that_won_without_being_better_are_objected_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None]
) -> None:
    path = record_of(tmp_path, monkeypatch, CHEAPER)
    tree = copy.deepcopy(read_json(path.read_bytes()))
    change(tree["decision"]["combination"])
    path.write_bytes(canonical(tree))
    assert any(place.startswith("decision/combination") for place in objections(path))


@pytest.mark.parametrize("package", [CHEAPER, EQUAL])
def test_a_comparison_that_is_left_out_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: tuple[str, str]
) -> None:
    path = record_of(tmp_path, monkeypatch, package)
    tree = read_json(path.read_bytes())
    del tree["decision"]["combination"]
    path.write_bytes(canonical(tree))
    assert "decision/combination" in objections(path)
