"""The runs of units of a discount, held against its definition: every way to buy is tried."""

from dataclasses import replace
from random import Random

import pytest

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick, Tier, Volume
from aanbesteding.rules.tiers import pieces, tiers_in_force
from tests import tiny

A = Pick("A", "1")
HEAVY, LIGHT = (Volume("A", "1", need, "a", "p") for need in ("n0", "n1"))


def facts(tiers: tuple[Tier, ...], most: int = 3) -> Facts:
    bare = tiny.facts(
        capacity={"A": (most, most)}, demand=(most, most), price={"A": (100, 60)}, points={"A": 8}
    )
    return replace(bare, tiers={A: tiers})


def drawn(r: Random) -> tuple[Tier, ...]:
    found = []
    for _ in range(r.randint(1, 4)):
        least = r.randint(0, 5)
        price = {"n0": r.choice((4, 5, 6)), "n1": r.choice((2, 3, 4))}
        found.append(Tier(least, r.randint(least, 7), price, r.choice((0, 0, 3, 7))))
    return tuple(found)


def costs(tier: Tier, heavy: int, light: int) -> Exact:
    return tier.price["n0"] * heavy + tier.price["n1"] * light + tier.fee


def ways(units: int) -> list[tuple[int, int]]:
    return [(heavy, units - heavy) for heavy in range(units + 1)]


def runs(tiers: tuple[Tier, ...], most: int) -> list[range]:
    """Units from one to the most, in runs over which the same tiers hold."""
    found: list[range] = []
    holding: list[list[bool]] = []
    for units in range(1, most + 1):
        here = [tier.least <= units <= tier.most for tier in tiers]
        ends = any(t.least == units or t.most == units - 1 for t in tiers)
        if holding and here == holding[-1] and not ends:
            found[-1] = range(found[-1].start, units + 1)
        else:
            found.append(range(units, units + 1))
            holding.append(here)
    return found


def kept(tiers: tuple[Tier, ...], run: range) -> set[int]:
    """The tiers of a run that some way to buy makes cheaper than every other; of equals the first.

    All of one need at an end of the run is as dear or as cheap as it gets.
    """
    here = [n for n, t in enumerate(tiers) if t.least <= run[0] and run[-1] <= t.most]
    tried = [way for units in run for way in ways(units)]

    def beaten(one: int, other: int) -> bool:
        mine = [costs(tiers[one], *way) for way in tried]
        others = [costs(tiers[other], *way) for way in tried]
        cheaper = all(b <= a for a, b in zip(mine, others, strict=True))
        return cheaper and (other < one or mine != others)

    return {one for one in here if not any(beaten(one, other) for other in here if other != one)}


@pytest.mark.parametrize("seed", range(150))
def test_each_run_has_the_tiers_that_can_be_the_cheapest_in_it(seed: int) -> None:
    tiers = drawn(Random(seed))
    found = [
        (units, tiers.index(piece.tier))
        for piece in pieces(facts(tiers), A)
        for units in range(piece.least, piece.most + 1)
    ]
    wanted = [(units, tier) for run in runs(tiers, 6) for tier in kept(tiers, run) for units in run]
    # Of equal tiers, `index` names the first, which is the one that stays.
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("seed", range(150))
def test_the_tier_that_counts_is_the_first_of_the_cheapest(seed: int) -> None:
    tiers = drawn(Random(seed))
    here = facts(tiers, most=4)
    for heavy, light in ((h, n) for h in range(5) for n in range(5)):
        bought = Chosen(frozenset([A]), {HEAVY: heavy, LIGHT: light})
        units = heavy + light
        hold = [tier for tier in tiers if units and tier.least <= units <= tier.most]
        cheapest = min(hold, key=lambda tier: costs(tier, heavy, light), default=None)
        counts = tiers_in_force(here, bought).get(A)
        assert counts == cheapest
        if counts is not None:
            assert tiers.index(counts) == tiers.index(cheapest or counts)


def test_of_tiers_that_cost_the_same_for_what_is_bought_the_first_counts() -> None:
    one, other = Tier(1, 6, {"n0": 5, "n1": 3}, 0), Tier(1, 6, {"n0": 4, "n1": 3}, 2)
    bought = Chosen(frozenset([A]), {HEAVY: 2, LIGHT: 1})
    assert tiers_in_force(facts((one, other)), bought) == {A: one}
    assert tiers_in_force(facts((other, one)), bought) == {A: other}
