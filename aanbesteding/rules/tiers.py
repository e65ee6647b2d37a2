"""The tiers of a volume discount: which prices hold at how many units.

Units of a contract are counted over its need levels, areas and periods. Tiers may overlap, also at
a border only; where they do, the one that costs least for what is bought counts, and of equals the
first. Units between tiers cannot be bought. Nothing bought lies in no tier and costs nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import Chosen, Facts, Pick, Tier, Volume
from aanbesteding.rules.rule import Helper, Key, Tiered

NAME = "discounts"
Rounding = Callable[[Fraction], Decimal]


class Piece(NamedTuple):
    """A run of units in which one tier counts, unless a rival is cheaper for what is bought."""

    number: int
    tier: Tier
    least: int
    most: int
    rivals: tuple[Tier, ...]


class _Cut(NamedTuple):
    """Tiers, by place in the list, that hold for these units and are not dearer than another."""

    least: int
    most: int
    tiers: tuple[int, ...]


def reach(facts: Facts, pick: Pick) -> int:
    """Return the most units a contract can have, by what was offered and what is asked."""
    return sum(most_units(facts, volume) for volume in facts.by_pick[pick])


def pieces(facts: Facts, pick: Pick) -> tuple[Piece, ...]:
    """Return the runs of units a contract can end in; only pieces with rivals share units."""
    tiers = facts.tiers.get(pick, ())
    needs = {volume.need for volume in facts.by_pick[pick]}
    found: list[Piece] = []
    for cut in _merged(_cuts(tiers, reach(facts, pick), needs)):
        for place in cut.tiers:
            rivals = tuple(tiers[other] for other in cut.tiers if other != place)
            found.append(Piece(len(found), tiers[place], cut.least, cut.most, rivals))
    return tuple(found)


def _cuts(tiers: Sequence[Tier], most: int, needs: Set[str]) -> Iterator[_Cut]:
    """The units from one to the most, cut wherever a tier begins or ends."""
    marks = {max(tier.least, 1) for tier in tiers} | {tier.most + 1 for tier in tiers} | {most + 1}
    for first, after in pairwise(sorted(mark for mark in marks if 1 <= mark <= most + 1)):
        here = [n for n, t in enumerate(tiers) if t.least <= first and after - 1 <= t.most]
        kept = tuple(n for n in here if not _beaten(tiers, n, here, (first, after - 1), needs))
        if kept:
            yield _Cut(first, after - 1, kept)


def _beaten(
    tiers: Sequence[Tier], one: int, here: Sequence[int], ends: tuple[int, int], needs: Set[str]
) -> bool:
    """Whether another tier costs no more, whatever is bought; of equal tiers the first stays."""
    for other in here:
        no_dearer = _dearer_by(tiers[other], tiers[one], ends, needs) <= 0
        as_cheap = _dearer_by(tiers[one], tiers[other], ends, needs) <= 0
        if other != one and no_dearer and (other < one or not as_cheap):
            return True
    return False


def _dearer_by(one: Tier, other: Tier, ends: tuple[int, int], needs: Set[str]) -> Exact:
    """How much more the one can cost than the other: at an end of the run, all of one need."""
    each = max((one.price[need] - other.price[need] for need in needs), default=0)
    return max(each * units for units in ends) + one.fee - other.fee


def _merged(cuts: Iterator[_Cut]) -> list[_Cut]:
    found: list[_Cut] = []
    for cut in cuts:
        last = found[-1] if found else None
        if last and len(cut.tiers) == 1 and (last.most + 1, last.tiers) == (cut.least, cut.tiers):
            found[-1] = _Cut(last.least, cut.most, cut.tiers)
        else:
            found.append(cut)
    return found


def choice(pick: Pick, piece: Piece) -> Helper:
    """Return the yes or no: the units of this contract lie in this piece."""
    return Helper(NAME, f"{pick.bidder}/{pick.lot}", str(piece.number))


def tier_terms(facts: Facts, pick: Pick, volumes: Sequence[Volume]) -> dict[Key, Exact]:
    """Return the spend on these volumes of a contract with tiers, and its tier's fee, in cents."""
    terms: dict[Key, Exact] = {}
    for piece in pieces(facts, pick) if volumes else ():
        terms.update({Tiered.of(v, piece.number): piece.tier.price[v.need] for v in volumes})
        terms[choice(pick, piece)] = piece.tier.fee
    return terms


def tiers_in_force(facts: Facts, chosen: Chosen) -> Mapping[Pick, Tier]:
    """Return the tier that counts for each contract, from its units alone.

    Contracts without units, and those whose units lie in no tier, are absent.
    """
    found: dict[Pick, Tier] = {}
    for pick, tiers in facts.tiers.items():
        bought = [(v.need, chosen.clients(v)) for v in facts.by_pick.get(pick, ())]
        units = sum(number for _, number in bought)
        best: tuple[Exact, Tier] | None = None
        for tier in tiers:
            if units > 0 and tier.least <= units <= tier.most:
                cost = tier.fee + sum(tier.price[need] * number for need, number in bought)
                best = (cost, tier) if best is None or cost < best[0] else best
        if best is not None:
            found[pick] = best[1]
    return found


def whole_quantity(
    steps: Sequence[tuple[int, int, Mapping[str, Exact]]],
) -> tuple[Tier, ...]:
    """Return tiers in which the price of the tier holds for every unit of the contract.

    A step is its least and greatest units, and cents per need level.

    >>> [tier.fee for tier in whole_quantity([(0, 10, {"zwaar": 500}), (10, 20, {"zwaar": 450})])]
    [0, 0]
    """
    return tuple(Tier(least, most, dict(price)) for least, most, price in steps)


def incremental(
    steps: Sequence[tuple[int, Mapping[str, Exact]]], rounding: Rounding | None = None
) -> tuple[Tier, ...]:
    """Return tiers in which a price holds only for the units above the step before.

    A step is its greatest units, and the cents per need level of the units in it. A tier asks its
    price for all units, and as fee what the units below it cost more. `rounding` is applied to
    each price once, where the tender says so. Raises ValueError when a step does not go up, or
    makes units dearer, or changes the need levels by different amounts: then it would matter which
    unit came first.

    >>> [(tier.least, tier.fee) for tier in incremental([(10, {"a": 500}), (20, {"a": 450})])]
    [(0, 0), (10, 500)]
    """
    found: list[Tier] = []
    for most, given in steps:
        price = {need: _rounded(cents, rounding) for need, cents in given.items()}
        before = found[-1] if found else None
        if before is None:
            found.append(Tier(0, most, price))
            continue
        if most <= before.most or price.keys() != before.price.keys():
            raise ValueError("a step must go up, and price the same need levels")
        cheaper = {before.price[need] - cents for need, cents in price.items()}
        if len(cheaper) != 1:
            raise ValueError("a step must change the price of every need level by the same amount")
        less = cheaper.pop()
        if less < 0:
            raise ValueError("a step must not be dearer than the one before")
        found.append(Tier(before.most, most, price, before.fee + before.most * less))
    return tuple(found)


def _rounded(cents: Exact, rounding: Rounding | None) -> Exact:
    return cents if rounding is None else simplest(Fraction(rounding(Fraction(cents))))
