"""Made-up tenders of four sizes: ``python -m tests.benchmarks.provider_mix`` prints how large.

A region of about fourteen municipalities asks three levels of care in four segments, for three
years; a segment of a region is a lot. Providers bid on some segments of some regions, at some
levels and in few municipalities. At S and M lots share no rule; at L and XL one budget covers all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from aanbesteding.awarding.optimise import program_of
from aanbesteding.rules import STANDING
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.facts import Ask, BudgetFact, Facts, Fee, NeedFact, Pick, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share import Share
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting

YEARS = ("2027", "2028", "2029")
NEEDS = (
    NeedFact("zwaar", 1, True, 4),
    NeedFact("midden", 2, False, 10),
    NeedFact("licht", 3, False, 13),
)
LEVELS = (("zwaar", "midden", "licht"), ("zwaar", "midden"), ("midden", "licht"))
LEAST, MOST = Decimal("0.005"), Decimal("0.25")
CLIENTS = {"zwaar": 10, "midden": 30, "licht": 60}
CENTS = {"zwaar": 2_400_000, "midden": 800_000, "licht": 250_000}


@dataclass(frozen=True)
class Size:
    """How large a tender is, and how tight.

    Bidders serve in `reach` municipalities of a lot and can carry `room` times the demand there;
    a lot may have at most `most` contracts. One budget is `shared` by all lots or there is none.
    `goal` is what the benchmarks of one goal strive for.
    """

    providers: int
    municipalities: int
    regions: int
    segments: int
    bids: int
    reach: tuple[int, ...]
    room: tuple[float, float]
    most: int
    shared: bool
    goal: str


SIZES = {
    "S": Size(20, 7, 1, 1, 20, (2, 2, 3, 3), (0.8, 1.2), 10, False, "spend"),
    "M": Size(186, 14, 1, 4, 450, (1, 2, 2, 3), (0.8, 1.2), 20, False, "spend"),
    "L": Size(1_000, 100, 7, 4, 1_600, (1, 2, 2, 3), (0.5, 1.0), 24, True, "quality"),
    "XL": Size(3_000, 342, 24, 4, 5_000, (1, 2, 2, 3), (0.5, 1.0), 24, True, "quality"),
}


@dataclass(frozen=True)
class Mix:
    """A tender to choose a provider mix for: its numbers, its rules and its goals in order."""

    facts: Facts
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]


def provider_mix(name: str, seed: int = 0, divisible: bool = False) -> Mix:
    """Return the tender of that size, the same for the same seed on every machine."""
    size, random = SIZES[name], Random(f"{name} {seed}")
    areas = [f"g{number:03}" for number in range(size.municipalities)]
    lot_areas = dict(_lots(size, areas))
    demand = dict(_demand(random, lot_areas))
    picks = _picks(random, size, tuple(lot_areas))
    serves = dict(_serves(random, size, lot_areas, picks))
    points = {pick: Fraction(random.randint(500, 1000), 10) for pick in picks}
    capacity, price = _offers(random, size, demand, lot_areas, serves, points)
    facts = Facts(
        picks=picks,
        volumes=tuple(price),
        needs=NEEDS,
        demand=demand,
        capacity=capacity,
        price=price,
        budgets=tuple(_budgets(size, lot_areas, demand)),
        serves=serves,
        least={pick: random.randint(5, 15) for pick in picks},
        points=points,
        lots=tuple(lot_areas),
        areas=tuple(areas),
        lot_areas=lot_areas,
        fees={fee: random.randint(40, 160) * 100_000 for fee in _fees(picks, serves)},
        divisible=frozenset(CLIENTS) if divisible else frozenset(),
    )
    return Mix(facts, _rules(size), _goals())


def _lots(size: Size, areas: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for region in range(size.regions):
        first = region * size.municipalities // size.regions
        last = (region + 1) * size.municipalities // size.regions
        for segment in range(size.segments):
            yield f"r{region:02}s{segment}", tuple(areas[first:last])


def _demand(random: Random, lot_areas: dict[str, tuple[str, ...]]) -> Iterator[tuple[Ask, int]]:
    for lot, areas in lot_areas.items():
        for area in areas:
            inhabitants = random.lognormvariate(0, 0.5)
            for need, clients in CLIENTS.items():
                for year in YEARS:
                    asked = clients * inhabitants * random.uniform(0.9, 1.1)
                    yield Ask(lot, need, area, year), max(1, round(asked))


def _picks(random: Random, size: Size, lots: tuple[str, ...]) -> tuple[Pick, ...]:
    every = [Pick(f"a{n:04}", lot) for lot in lots for n in range(size.providers)]
    return tuple(sorted(random.sample(every, size.bids), key=lambda p: (p.lot, p.bidder)))


def _serves(
    random: Random, size: Size, lot_areas: dict[str, tuple[str, ...]], picks: tuple[Pick, ...]
) -> Iterator[tuple[Pick, frozenset[str]]]:
    """One to three neighbours; the first bids of a lot leave no municipality out."""
    bids = dict.fromkeys(lot_areas, 0)
    for pick in picks:
        areas = lot_areas[pick.lot]
        first, many = bids[pick.lot], random.choice(size.reach)
        bids[pick.lot] += 1
        yield pick, frozenset(areas[(first + step) % len(areas)] for step in range(many))


def _offers(
    random: Random,
    size: Size,
    demand: dict[Ask, int],
    lot_areas: dict[str, tuple[str, ...]],
    serves: dict[Pick, frozenset[str]],
    points: dict[Pick, Fraction],
) -> tuple[dict[tuple[Pick, str], int], dict[Volume, int]]:
    """Capacity and prices; the first bids of a lot offer every level, better care costs more."""
    capacity: dict[tuple[Pick, str], int] = {}
    price: dict[Volume, int] = {}
    bids = dict.fromkeys(lot_areas, 0)
    for pick, areas in serves.items():
        early = bids[pick.lot] < 2 * len(lot_areas[pick.lot])
        levels = random.choice(LEVELS[:1] if early else LEVELS)
        bids[pick.lot] += 1
        for need in levels:
            asks = [Ask(pick.lot, need, area, year) for area in sorted(areas) for year in YEARS]
            asked = sum(demand[ask] for ask in asks)
            capacity[pick, need] = max(1, round(asked / len(YEARS) * random.uniform(*size.room)))
            dear = random.uniform(0.6, 1.2) + float(points[pick]) / 500
            for ask in asks:
                price[Volume(pick.bidder, *ask)] = round(CENTS[need] * dear / 1000) * 1000
    return capacity, price


def _budgets(
    size: Size, lot_areas: dict[str, tuple[str, ...]], demand: dict[Ask, int]
) -> Iterator[BudgetFact]:
    def budget(name: str, lots: tuple[str, ...], per_cent: int) -> BudgetFact:
        cents = sum(CENTS[a.need] * n for a, n in demand.items() if a.lot in lots)
        areas = {area for lot in lots for area in lot_areas[lot]}
        return BudgetFact(
            name,
            cents * per_cent // 100,
            frozenset(lots),
            frozenset(CLIENTS),
            frozenset(areas),
            frozenset(YEARS),
        )

    yield from (budget(lot, (lot,), 125 if size.shared else 110) for lot in lot_areas)
    if size.shared:
        yield budget("all", tuple(lot_areas), 95)


def _fees(picks: tuple[Pick, ...], serves: dict[Pick, frozenset[str]]) -> Iterator[Fee]:
    for pick in picks:
        yield Fee(*pick, min(serves[pick]), YEARS[0])


def _rules(size: Size) -> tuple[Rule, ...]:
    return (
        *STANDING,
        NumberOfContracts(at_least=3, at_most=size.most),
        Coverage(at_least=2),
        Share(id="budget_share", of="budget", at_least=LEAST, at_most=MOST),
        Share(id="volume_share", of="volume", at_least=LEAST, at_most=MOST),
        UrgentServed(),
        Waiting(at_most=15, at_most_share=Decimal("0.10")),
        WaitNorm(),
    )


def _goals() -> tuple[Goal, ...]:
    needs = (Goal(kind="unmet", need=need.id) for need in NEEDS)
    return (*needs, Goal(kind="quality"), Goal(kind="spend"))


def main() -> None:
    """Print the sizes as a table."""
    print("| size | providers, municipalities, lots | lot bids | rows × columns |")
    for name, size in SIZES.items():
        mix = provider_mix(name)
        program = program_of(mix.facts, mix.rules)
        assert program.matrix is not None
        rows, columns = program.matrix.size
        lots = len(mix.facts.lots)
        print(
            f"| {name} | {size.providers:,}, {size.municipalities}, {lots} "
            f"| {size.bids:,} | {rows:,} × {columns:,} |"
        )


if __name__ == "__main__":
    main()
