"""Findings over the whole of a round: what cannot be counted yet is not counted."""

from pathlib import Path

from aanbesteding.round.make import new
from aanbesteding.round.read import read_round


def test_a_tender_with_an_unknown_formula_is_told_and_its_prices_are_not_looked_at(
    tmp_path: Path,
) -> None:
    folder = new(tmp_path / "ronde", "gelijke-stand")
    asked = folder / "tender.toml"
    before = {finding.code for finding in read_round(folder).findings}
    text = asked.read_text("utf-8").replace("price.absolute_linear", "price.gok")
    asked.write_text(text, "utf-8")
    after = {finding.code for finding in read_round(folder).findings}
    assert "S133" in before
    assert "T331" in after
    assert not [code for code in after if code.startswith("S")]
