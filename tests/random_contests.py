"""Random contests on every formula of the shelf, and the plain search they are held against."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from random import Random

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import RoundingMode, Step
from aanbesteding.contest.certificate import Kind
from aanbesteding.contest.contest import Contest, Entry, Pricing, Rounding, Weighed
from aanbesteding.contest.count import count
from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.tender.decision import Clip

Set = tuple[str, ...]
Found = dict[Kind, Set]

PARAMETERS = {
    "floor_price": Fraction(60),
    "ceiling_price": Fraction(160),
    "estimate": Fraction(100),
    "low_price": Fraction(90),
    "span": Fraction(1, 2),
    "multiple": Fraction(3, 2),
    "exponent": Fraction(1, 2),
    "benchmark_share": Fraction(19, 20),
    "euro_per_point": Fraction(2),
}
RELATIVE = tuple(card.id for card in SHELF if card.relative)
MARKS = BY_ID["quality.scale_share"]


def contest_of(
    formula: str,
    *offers: tuple[str, object, object],
    price: object = 50,
    quality: object = 50,
    clip: Clip = Clip.NONE,
    rounding: Rounding | None = None,
    late: tuple[str, ...] = (),
    **parameters: object,
) -> Contest:
    """A contest of bidder, price and quality (a share of one), with the weights of both."""
    weighed = Weighed("k", MARKS, Fraction(str(quality)), {"top_mark": Fraction(1)})
    given = {name: Fraction(str(value)) for name, value in parameters.items()}
    pricing = Pricing(BY_ID[formula], Fraction(str(price)), given, clip)
    entries = tuple(
        Entry(bidder, (Fraction(str(mark)),), Fraction(str(asked)), ranked=bidder not in late)
        for bidder, asked, mark in offers
    )
    return Contest((weighed,), pricing, rounding or Rounding(), entries)


def random_contest(random: Random, formula: str, most: int = 6, fine: bool = False) -> Contest:
    """A contest of three or more bids that has an order; on a coarse grid ties are likely."""
    while True:
        found = _drawn(random, formula, most, fine)
        try:
            count(found)
        except FormulaDomainError:
            continue
        return found


def _drawn(random: Random, formula: str, most: int, fine: bool) -> Contest:
    of_answers = BY_ID[formula].measures == "quality"
    criteria = [Weighed("k", MARKS, Fraction(random.choice((30, 40))), {"top_mark": Fraction(10)})]
    if of_answers:
        criteria.append(Weighed("t", BY_ID[formula], Fraction(30), {}))
    card = BY_ID["price.absolute_linear" if of_answers else formula]
    pricing = Pricing(card, Fraction(random.choice((40, 60))), PARAMETERS, random.choice([*Clip]))
    entries = tuple(
        Entry(f"K{at}", _values(random, of_answers, fine), _price(random, fine), _stays(random, at))
        for at in random.sample(range(1, 30), random.randint(3, most))
    )
    priceless = of_answers and random.random() < 0.3
    return Contest(tuple(criteria), None if priceless else pricing, _rounding(random), entries)


def _values(random: Random, of_answers: bool, fine: bool) -> tuple[Fraction, ...]:
    mark = Fraction(random.randint(200, 1000), 100) if fine else Fraction(random.randint(2, 10))
    return (mark, Fraction(random.randint(0, 6))) if of_answers else (mark,)


def _price(random: Random, fine: bool) -> Fraction:
    if fine:
        return Fraction(random.randint(7000, 14000), 100)
    return Fraction(random.randrange(70, 141, 5))


def _stays(random: Random, at: int) -> bool:
    """Now and then a bid dropped out late: it counts and isn't ranked."""
    return at % 7 != 0 or random.random() < 0.5


def _rounding(random: Random) -> Rounding:
    if random.random() < 0.4:
        return Rounding()
    steps = [_step(random) if random.random() < 0.4 else None for _ in range(4)]
    return Rounding(*steps)


def _step(random: Random) -> Step:
    return Step(random.randint(0, 2), random.choice([*RoundingMode]))


def smallest_sets(contest: Contest, places: int) -> Found:
    """The smallest set of losing bids that changes each kind of thing, by trying every set."""
    before = _ranks(contest, ())
    losers = sorted(bidder for bidder, rank in before.items() if rank > places)
    found: Found = {}
    for size in range(1, len(before) - 1):
        for left_out in combinations(losers, size):
            for kind in _changed(before, _tried(contest, left_out), places):
                found.setdefault(kind, left_out)
    return found


def _ranks(contest: Contest, left_out: Set) -> dict[str, int]:
    kept = tuple(entry for entry in contest.entries if entry.bidder not in left_out)
    counted = count(Contest(contest.criteria, contest.pricing, contest.rounding, kept))
    return {one.bidder: one.rank for one in counted if one.rank is not None}


def _tried(contest: Contest, left_out: Set) -> dict[str, int] | None:
    try:
        return _ranks(contest, left_out)
    except FormulaDomainError:
        return None


def _changed(before: dict[str, int], after: dict[str, int] | None, places: int) -> Iterator[Kind]:
    if after is None:
        return
    for kind, worst in ((Kind.FIRST, 1), (Kind.AWARDED, places)):
        if {b for b, r in before.items() if r <= worst} != {
            b for b, r in after.items() if r <= worst
        }:
            yield kind
    for one, other in combinations(after, 2):
        had, has = before[one] - before[other], after[one] - after[other]
        if had * has < 0:
            yield Kind.SWAP
        if (had == 0) != (has == 0):
            yield Kind.TIE
