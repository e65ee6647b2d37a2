"""A published bid evaluation with volume discounts: Bracken and McCormick 1968, chapter 3.

Five vendors, their segments with a set-up, a price and quantities from and to; 239,600.480 units
are bought. Published least cost: 15,210,109.512.
"""

from fractions import Fraction

from aanbesteding.awarding.optimise import chosen_of, program_of
from aanbesteding.basis.exact import Exact
from aanbesteding.rules import STANDING
from aanbesteding.rules.discounts import Discounts
from aanbesteding.rules.facts import Ask, Chosen, Facts, NeedFact, Pick, Tier, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.money import spent
from aanbesteding.rules.rule import Row, Unmet
from aanbesteding.solving.program import Aim

# Per segment: set-up (none: that of the segment before and what its units cost more), price, from,
# to; in dollars and whole units.
SEGMENTS: dict[str, list[tuple[str | None, str, int, int]]] = {
    "a": [("3855.84", "61.150", 0, 33000)],
    "b": [
        ("125804.84", "68.099", 22000, 70000),
        (None, "66.049", 70000, 100000),
        (None, "64.099", 100000, 150000),
        (None, "62.119", 150000, 160000),
    ],
    "c": [("13456.00", "62.190", 0, 165600)],
    "d": [("6583.98", "72.488", 0, 12000)],
    "e": [("0", "70.150", 0, 42000), (None, "68.150", 42000, 77000)],
}
REQUIRED, LEAST_COST = 239_600_480, Fraction("15210109.512")
ASK = Ask("1", "unit", "all", "once")


def tiers(vendor: str) -> tuple[Tier, ...]:
    """The segments in thousandths of a unit and of a dollar."""
    found: list[Tier] = []
    for setup, price, least, most in SEGMENTS[vendor]:
        each: Exact = Fraction(price)
        if setup is None:
            last = found[-1]
            fee = last.fee + last.most * (last.price["unit"] - each)
        else:
            fee = Fraction(setup) * 1000
        found.append(Tier(least * 1000, most * 1000, {"unit": each}, fee))
    return tuple(found)


PICKS = tuple(Pick(vendor, "1") for vendor in SEGMENTS)
FACTS = Facts(
    picks=PICKS,
    volumes=tuple(Volume(vendor, *ASK) for vendor in SEGMENTS),
    needs=(NeedFact("unit", 1, False, None),),
    demand={ASK: REQUIRED},
    capacity={(p, "unit"): SEGMENTS[p.bidder][-1][3] * 1000 for p in PICKS},
    price={Volume(vendor, *ASK): 0 for vendor in SEGMENTS},
    lots=("1",),
    tiers={pick: tiers(pick.bidder) for pick in PICKS},
)


def bought(**units: int) -> Chosen:
    volumes = {Volume(vendor, *ASK): n for vendor, n in units.items()}
    return Chosen(frozenset(volume.pick for volume in volumes), volumes)


def test_the_least_cost_is_the_published_one() -> None:
    nobody_waits = Row("all", "", {Unmet.of(ASK): 1}, "==", 0)
    program = program_of(FACTS, STANDING, [nobody_waits])
    reached = program.best(Aim("spend", Goal(kind="spend").terms(FACTS), False))
    assert reached is not None
    assert reached.value == reached.bound == LEAST_COST * 1000
    assert spent(FACTS, chosen_of(FACTS, program.values)) == LEAST_COST * 1000


def test_the_published_choice_is_counted_at_the_published_cost() -> None:
    """All that a and c offer, and what is still needed from e."""
    choice = bought(a=33_000_000, c=165_600_000, e=41_000_480)
    assert spent(FACTS, choice) == LEAST_COST * 1000
    assert not Discounts().breaches(FACTS, choice)


def test_fewer_units_than_the_first_segment_of_a_vendor_cannot_be_bought() -> None:
    assert Discounts().breaches(FACTS, bought(b=21_999_999))
    assert not Discounts().breaches(FACTS, bought(b=22_000_000))
