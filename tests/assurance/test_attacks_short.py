"""A little of each attack on an award package; the full figures are commands of their own."""

from collections import Counter
from pathlib import Path

import pytest

from tests.assurance import engine_and_verifier, flips, manipulations
from tests.assurance.package import files, made


def test_every_turned_bit_is_named(tmp_path: Path) -> None:
    folder = made(tmp_path / "round")
    assert flips.named(folder, flips.head_of(folder)) == set()
    turned, missed = flips.missed(folder, 150)
    assert missed == []
    assert len(turned) == len(files(folder))


def test_a_check_that_looks_at_nothing_misses_turned_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path / "round")
    monkeypatch.setattr(flips, "named", lambda *_: set())
    assert len(flips.missed(folder, 5)[1]) == 5


@pytest.mark.parametrize("which", [0, 1])
def test_manipulations_are_named(tmp_path: Path, which: int) -> None:
    names = ("regels-die-botsen",)
    name, folder = list(manipulations.rounds(tmp_path, names))[which]
    assert manipulations.objections(folder) == []
    count, missed = manipulations.missed(name, folder, every=6)
    assert missed == []
    assert count > 10


def test_verification_has_nothing_against_awards_of_random_tenders(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    assert list(engine_and_verifier.objections(tmp_path, range(60), seen)) == []
    assert seen["verify.claim.goal by verify.how.search"] > 60
    assert seen["verify.claim.unique by verify.how.search"] > 20
