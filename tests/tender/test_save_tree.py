"""Plain values written as a tender folder: also where they are no whole tender, or say nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from aanbesteding.tender.load import load
from aanbesteding.tender.save import save_toml, save_tree
from tests import tiny


def test_a_tender_that_is_rounded_nowhere_comes_back_so(tmp_path: Path) -> None:
    """Without a word on it the total is rounded, so nothing must be written as nothing."""
    asked = tiny.tender(rounding=[])
    save_toml(asked, tmp_path)
    again, _ = load(tmp_path)
    assert again == asked


def test_half_a_tender_is_written_and_told_to_be_half(tmp_path: Path) -> None:
    half = {
        "title": "Half",
        "lots": [{"id": "1", "title": "Perceel 1"}],
        "criteria": [{"id": "k", "title": "Aanpak", "weight": Decimal("12.50")}],
    }
    save_tree(half, tmp_path)
    again, findings = load(tmp_path)
    assert again is None
    assert (tmp_path / "criteria.csv").read_text("utf-8") == "id;title;weight\nk;Aanpak;12.50\n"
    missing = {f.values["field"] for f in findings if f.code == "T101"}
    assert {"id", "needs", "schedule"} <= missing
    assert "lots" not in missing


@pytest.mark.parametrize("again", [1, 2])
def test_the_same_values_give_the_same_files(tmp_path: Path, again: int) -> None:
    for folder in ("a", "b"):
        for _ in range(again):
            save_tree({"title": "x", "areas": [{"id": "g", "name": "G"}]}, tmp_path / folder)
    files = [sorted((p.name, p.read_bytes()) for p in (tmp_path / f).iterdir()) for f in "ab"]
    assert files[0] == files[1]
