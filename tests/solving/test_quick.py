"""Large models are searched with presolve, and where that finds nothing, a second time without."""

import pytest

from aanbesteding.solving import handed
from tests.laws.agreement import disagreement, known
from tests.made_up import cases

SEEDS = range(cases(30))


def test_presolve_and_a_second_look_agree_with_plain_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(handed, "LARGE", 0)
    cases = [one for seed in SEEDS for one in known(seed)]
    assert [found for one in cases if (found := disagreement(one))] == []
