"""What random rules cost on tiny tenders, and plain search over every award: the same.

Every variant of every rule and budget: whether an award fits, the value of every goal, how much
more that is, and whether the award as it is stays one of the best.
`python -m tests.benchmarks.rules_brute_force` does more.
"""

from collections import Counter
from functools import cache

import pytest

from aanbesteding.basis.errors import RecountError
from aanbesteding.explanation import steps_of_rules
from aanbesteding.explanation.rule_prices import Pricing, Variant
from tests.laws.changed_rules import wrong_prices

TENDERS, CASES = 24, 6


@cache
def priced() -> tuple[tuple[str, ...], tuple[Variant, ...]]:
    told: list[Variant] = []
    wrong = [said for seed in range(TENDERS) for said in wrong_prices(seed, CASES, told)]
    return tuple(wrong), tuple(told)


def test_every_variant_is_what_plain_search_finds() -> None:
    wrong, told = priced()
    assert wrong == ()
    assert len(told) > 600


def test_the_variants_fit_and_do_not_cost_and_do_not_and_are_solved_and_counted() -> None:
    _, told = priced()
    ways = Counter((one.way, one.found) for one in told)
    assert min(ways[pair] for pair in ways if pair != ("without", "counted")) > 20
    assert ways["without", "counted"] == 0
    assert {one.status for one in told} == {"fits", "nothing_fits"}
    assert {one.compared for one in told} == {"same", "better", "worse", ""}
    changed = {one.field for one in told}
    assert changed >= {"at_least", "at_most", "at_most_share", "points", "tolerance", "amount"}


def _always_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Pricing, "_keeps", lambda self, problem: self.base.status == "fits")


def _looser_is_always_between(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Pricing, "_as_it_is", lambda self, other: self.base.status == "fits")


@pytest.mark.parametrize("plant", [_always_kept, _looser_is_always_between])
def test_a_planted_mistake_is_caught(plant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)  # type: ignore[operator]
    told: list[Variant] = []
    assert any(said for seed in range(TENDERS) for said in wrong_prices(seed, CASES, told))


def test_a_step_that_goes_the_wrong_way_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    turned = {field: -up for field, up in steps_of_rules.LOOSER.items()}
    monkeypatch.setattr(steps_of_rules, "LOOSER", turned)
    told: list[Variant] = []
    every = (said for seed in range(TENDERS) for said in wrong_prices(seed, CASES, told))
    with pytest.raises(RecountError, match="than with the rule"):
        tuple(every)
