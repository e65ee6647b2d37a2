"""A little of each attack on packages; the full figures are a command of its own."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.assurance import package_attacks
from tests.assurance.false_packages import FALSE, built, false_packages
from tests.assurance.package_attacks import attacked, objections, put, turned
from tests.made_up import cases, long
from tests.secret_rounds import drawn, first

ROUNDS = first(12)


@pytest.mark.parametrize("number", range(cases(4)))
def test_every_attack_is_named(tmp_path: Path, number: int) -> None:
    seen: Counter[str] = Counter()
    assert list(attacked(tmp_path, number, 15, seen)) == []
    assert seen["forged"] == seen["bits turned"] == 15
    assert len(seen) > 20


@long
def test_every_kind_of_false_package_is_made_of_some_round() -> None:
    made = {name for one in ROUNDS for name, _, _ in false_packages(dict(one.record))}
    assert FALSE.keys() - made == set()


@pytest.mark.parametrize("number", range(len(ROUNDS)))
def test_a_package_that_is_true_has_nothing_against_it(tmp_path: Path, number: int) -> None:
    made = built(dict(ROUNDS[number].record))
    put(tmp_path, *made)
    assert objections(tmp_path, made.package["root"]) == []


def test_a_check_that_looks_at_nothing_misses_every_attack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_attacks, "objections", lambda *_: [])
    assert len(list(turned(tmp_path, drawn(0), 5, Random(0)))) == 5
