"""Thousands of mutants of a real form: whatever they are, reading them ends in words."""

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Cell
from aanbesteding.basis.texts import LANGUAGES, finding_text
from tests.hostile.form import LABEL, form, read, real
from tests.hostile.mutate import mutant
from tests.made_up import cases

PART = 250
PARTS = range(0, cases(3_000), PART)


def test_a_number_always_gives_the_same_mutant() -> None:
    assert [mutant(seed) for seed in range(50)] == [mutant(seed) for seed in range(50)]


def test_nearly_every_mutant_is_another_file() -> None:
    found = [mutant(seed) for seed in range(500)]
    assert len(set(found)) > 450
    assert found.count(real()) < 25


@pytest.mark.parametrize("first", PARTS)
def test_a_mutant_is_read_or_told_at_a_real_place_and_never_raises(first: int) -> None:
    paths = {slot.path for slot in form().slots}
    for seed in range(first, first + PART):
        try:
            reading = read(mutant(seed))
            said = [finding_text(f, lang) for f in reading.findings for lang in LANGUAGES]
        except Exception as error:
            raise AssertionError(f"mutant {seed}") from error
        assert all(said), seed
        assert reading.values or any(finding.blocks for finding in reading.findings), seed
        assert set(reading.values) <= paths, seed
        for finding in reading.findings:
            _stands_in_the_file(finding, seed)


def _stands_in_the_file(finding: Finding, seed: int) -> None:
    """What is told has a place in the file; where that is a cell, on a sheet that has a name."""
    assert finding.place is not None, seed
    assert finding.place.file == LABEL, seed
    if isinstance(finding.place, Cell):
        assert finding.place.sheet, seed
        assert finding.place.cell, seed
