"""The order a seed draws: as anybody can redo it, and every order equally likely."""

import subprocess
from collections import Counter
from itertools import permutations

import pytest

from aanbesteding.awarding.draw_seed import commitment, fresh_seed, order_drawn

SEED = "0f3a" * 16


def sha256sum(text: str) -> str:
    """The hash as another program counts it."""
    said = subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True)
    return said.stdout.split()[0].decode()


@pytest.mark.programs("sha256sum")
@pytest.mark.parametrize("seed", [SEED, "geheim", "zó geheim"])
def test_the_order_can_be_redone_with_another_program(seed: str) -> None:
    hashes = {b: sha256sum(f"{seed}|ronde-1|C|K03,K05,K11|{b}") for b in ("K03", "K05", "K11")}
    by_hand = tuple(sorted(hashes, key=lambda bidder: hashes[bidder]))
    assert order_drawn(seed, "ronde-1", "C", ["K11", "K03", "K05"]) == by_hand
    assert commitment(seed) == sha256sum(seed)


def test_the_order_does_not_depend_on_the_order_of_the_question() -> None:
    orders = {order_drawn(SEED, "r", "1", asked) for asked in permutations("ABCD")}
    assert len(orders) == 1


def test_every_order_is_drawn_about_as_often() -> None:
    rounds = 6000
    drawn = Counter(order_drawn(SEED, f"r{number}", "1", "ABC") for number in range(rounds))
    assert len(drawn) == 6
    # Each of 6 orders: 1,000 expected, deviation 28.9; five deviations is one in two million.
    assert all(abs(times - 1000) < 145 for times in drawn.values())


def test_lot_tender_and_who_are_equal_each_change_the_draw() -> None:
    def differs(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
        pairs = [(order_drawn(f"{n}", *one), order_drawn(f"{n}", *other)) for n in range(64)]
        return any([b for b in a if b in "ABC"] != [b for b in z if b in "ABC"] for a, z in pairs)

    asked = ("r", "1", "ABC")
    assert differs(asked, ("r", "2", "ABC"))
    assert differs(asked, ("s", "1", "ABC"))
    assert differs(asked, ("r", "1", "ABCD"))


def test_a_fresh_seed_is_long_and_never_the_same() -> None:
    seeds = {fresh_seed() for _ in range(100)}
    assert len(seeds) == 100
    assert all(len(seed) == 64 for seed in seeds)
