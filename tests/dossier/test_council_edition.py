"""A municipality's edition: what it pays can be read, and no small count worked out of it."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.dossier.editions.council import (
    coarse_step,
    council_edition,
    fits,
    municipalities_of,
    shown_money,
)
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.dossier.editions.small_counts import BELOW
from tests.report.sample import record as sample

BRANDS = [Random(f"money {seed}") for seed in range(40)]


def possible(
    prices: list[int], shown: int | None, step: int, ceiling: int, told: str
) -> list[set[int]]:
    """Return for each need level which counts below ten fit what is shown; by trying them all."""
    most = (12 * step if shown is None else shown + step) // min(prices) + 1
    found: list[set[int]] = [set() for _ in prices]
    for counts in product(range(most + 1), repeat=len(prices)):
        cents = sum(count * price for count, price in zip(counts, prices, strict=True))
        if shown_money(cents, step) == shown and fits(shown, step, ceiling) == told:
            for at, count in enumerate(counts):
                found[at].add(count)
    return [{count for count in one if count < BELOW} for one in found]


@pytest.mark.parametrize("r", BRANDS, ids=range(len(BRANDS)))
def test_every_small_count_stays_possible_behind_an_amount_of_two_need_levels(r: Random) -> None:
    prices = [r.randint(40_000, 300_000) for _ in range(2)]
    step = coarse_step(Fraction(max(prices)))
    counts = [r.randint(0, 9), r.randint(0, 60)]
    cents = sum(count * price for count, price in zip(counts, prices, strict=True))
    shown, ceiling = shown_money(cents, step), r.randint(1, 40) * 100_000
    told = fits(shown, step, ceiling)
    assert possible(prices, shown, step, ceiling, told) == [set(range(BELOW))] * 2


def test_an_amount_of_one_need_level_is_shown_from_ten_children_on() -> None:
    for price in (1, 99_999, 100_000, 219, 4_440_000):
        step = coarse_step(Fraction(price))
        for count in range(BELOW):
            assert shown_money(count * price, step) is None


def test_a_finer_step_would_give_a_small_count_away() -> None:
    prices, counts = [950_000, 4_200_000], (15, 3)
    cents = sum(count * price for count, price in zip(counts, prices, strict=True))
    assert possible(prices, shown_money(cents, 100_000), 100_000, 0, "over")[1] == {3}


@pytest.mark.parametrize("highest", [1, 100_000, 100_001, 200_001, 500_001, 4_440_000])
def test_a_step_is_one_two_or_five_and_at_least_the_highest_price(highest: int) -> None:
    step = coarse_step(Fraction(highest))
    assert step >= max(highest, 100_000)
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert step < 3 * max(highest, 100_000)


def test_the_verdict_follows_from_what_is_shown_alone() -> None:
    """At 100 in steps of 10 the truth lies from 95 up to 105."""
    assert [fits(100, 10, ceiling) for ceiling in (94, 95, 104, 105)] == [
        "over",
        "near",
        "near",
        "within",
    ]
    assert (fits(None, 10, 99), fits(None, 10, 100)) == ("", "within")


def test_a_true_verdict_is_never_turned_around() -> None:
    r = Random("true")
    for _ in range(2000):
        cents, ceiling, step = r.randint(0, 9000), r.randint(0, 9000), r.choice((10, 50, 200))
        told = fits(shown_money(cents, step), step, ceiling)
        assert told != "within" or cents <= ceiling
        assert told != "over" or cents > ceiling


def test_the_edition_holds_the_public_one_and_money_of_its_own_area() -> None:
    record = sample("regions")
    public = public_edition(record, "ab")
    for place in municipalities_of(record):
        own = council_edition(record, place, "ab")
        assert {row["area"] for row in own["coverage"]} == {place}
        for name in public.keys() - {"edition", "coverage"}:
            assert own[name] == public[name]
        assert own.keys() - public.keys() == {"area", "leaves", "money"}
        ceilings = [r for r in record["decision"]["municipalities"] if r["area"] == place]
        assert [r["ceiling_cents"] for r in own["money"]] == [r["ceiling_cents"] for r in ceilings]


def test_a_municipality_with_districts_has_the_coverage_of_each() -> None:
    own = council_edition(sample("awarded"), "amsterdam", "")
    assert own["leaves"] == ["C", "NW", "N", "O", "W", "Z", "ZO"]
    assert {row["area"] for row in own["coverage"]} == set(own["leaves"])


def test_no_exact_amount_of_the_record_is_in_an_edition() -> None:
    record = sample("regions")
    spend = {row["area"]: row["spend_cents"] for row in record["decision"]["municipalities"]}
    assert spend == {"g": 10_050_158, "h": 4_750_053}
    for place in municipalities_of(record):
        text = canonical(council_edition(record, place, "")).decode()
        assert not any(str(cents) in text for cents in spend.values())
