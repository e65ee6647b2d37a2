"""Who serves which area: the best ranked fills the first areas, and nothing else passes."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from aanbesteding.rules.facts import Ask, Chosen, Facts, Pick, Volume
from aanbesteding.verification.spread import laid_down, spread_order
from tests.volume_facts import facts_of

A, B = Pick("A", "1"), Pick("B", "1")


def two_areas(north: int = 3, south: int = 4) -> Facts:
    """A before B in rank; care is asked in the north first, and then in the south."""
    asks = {Ask("1", "zwaar", "n", "p"): north, Ask("1", "zwaar", "s", "p"): south}
    volumes = tuple(Volume(pick.bidder, *ask) for pick in (A, B) for ask in asks)
    return facts_of("AB", {"zwaar": 7}, demand=asks, volumes=volumes, areas=("n", "s"))


def served(units: Mapping[str, int]) -> Chosen:
    """Clients by bidder and area, as in ``An``."""
    volumes = {Volume(who[0], "1", "zwaar", who[1], "p"): n for who, n in units.items()}
    return Chosen(frozenset((A, B)), volumes)


def order_of(facts: Facts, chosen: Chosen) -> list[str]:
    return [one.bidder + one.area for one in spread_order(facts, chosen)]


def test_the_best_ranked_comes_first_and_each_fills_the_areas_as_they_are_asked() -> None:
    assert order_of(two_areas(), served({"An": 3, "As": 1, "Bs": 3})) == ["An", "As", "Bn", "Bs"]


def test_a_bidder_that_serves_nobody_has_no_place_in_the_order() -> None:
    assert order_of(two_areas(), served({"An": 3, "As": 1})) == ["An", "As"]


def test_a_bidder_that_serves_one_area_and_could_serve_another_has_both_in_the_order() -> None:
    assert order_of(two_areas(), served({"Bs": 2})) == ["Bn", "Bs"]


def test_a_need_that_comes_in_one_area_has_nothing_to_spread() -> None:
    facts = facts_of("AB", {"zwaar": 7})
    assert (
        spread_order(facts, Chosen(frozenset((A,)), {Volume("A", "1", "zwaar", "a", "p"): 3})) == ()
    )


# A has four clients and B three, of three in the north and four in the south: A takes the north
# whole and has one left for the south, where B finds three places.
@pytest.mark.parametrize(
    ("units", "right"),
    [
        ({"An": 3, "As": 1, "Bs": 3}, True),
        ({"An": 2, "As": 2, "Bn": 1, "Bs": 2}, False),
        ({"As": 4, "Bn": 3}, False),
        ({"An": 3, "Bs": 2}, True),
        ({"An": 2, "As": 1}, False),
    ],
)
def test_only_one_division_over_the_areas_is_as_laid_down(
    units: Mapping[str, int], right: bool
) -> None:
    facts, chosen = two_areas(), served(units)
    assert laid_down(facts, chosen, spread_order(facts, chosen)) is right


def test_who_can_serve_only_one_area_takes_its_places_before_the_others_are_spread() -> None:
    facts = two_areas()
    only_south = tuple(v for v in facts.volumes if (v.bidder, v.area) != ("A", "n"))
    points = {A: Fraction(90), B: Fraction(80)}
    facts = facts_of(
        "AB", {"zwaar": 7}, demand=facts.demand, volumes=only_south, areas=("n", "s"), points=points
    )
    # A's four clients fill the south, so B, that could serve both, has the north.
    chosen = served({"As": 4, "Bn": 3})
    assert order_of(facts, chosen) == ["Bn", "Bs"]
    assert laid_down(facts, chosen, spread_order(facts, chosen))
    other = served({"As": 2, "Bn": 1, "Bs": 2})
    assert not laid_down(facts, other, spread_order(facts, other))


def test_places_taken_by_who_can_serve_nowhere_else_are_not_there_for_the_others() -> None:
    """B takes two of the three places in the north, so A has one there and the rest elsewhere."""
    facts = two_areas()
    points = {A: Fraction(90), B: Fraction(80)}
    only_north = tuple(v for v in facts.volumes if (v.bidder, v.area) != ("B", "s"))
    facts = facts_of(
        "AB", {"zwaar": 7}, demand=facts.demand, volumes=only_north, areas=("n", "s"), points=points
    )
    chosen = served({"An": 1, "As": 3, "Bn": 2})
    assert order_of(facts, chosen) == ["An", "As"]
    assert laid_down(facts, chosen, spread_order(facts, chosen))
