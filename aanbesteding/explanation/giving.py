"""How a rule gives way: its rows with room, in a unit a buyer knows, and how far that goes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from math import ceil

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.explanation.clashing import Named
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.framework_maximum import FrameworkMaximum
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.objectives import GoalBound
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.rule import Helper, Key, Row, Rule
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.share_of_bidder import ShareOfBidder
from aanbesteding.rules.soft import Soft, Softened, worst_breach
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm

PURPOSE = "give"
CENTS = 100
_UNITS = {
    "number_of_contracts": "contracts",
    "least_quality": "contracts",
    "coverage": "partners",
    "expertise": "partners",
    "single_provider": "partners",
    "lots_per_bidder": "lots",
    "free_capacity": "places",
    "substitution": "places",
    "mean_quality": "points",
    "budget": "euros",
    "framework_maximum": "euros",
}
_OF_GOALS = {
    "spend": "euros",
    "stated_value": "euros",
    "contracts": "contracts",
    "points": "points",
    "quality": "points_clients",
}
# Where the limit in the row is the number that was published, in the unit of the room.
_PUBLISHED = (
    "number_of_contracts",
    "coverage",
    "expertise",
    "lots_per_bidder",
    "budget",
    "framework_maximum",
    "free_capacity",
    "substitution",
)


@dataclass(frozen=True)
class Giving:
    """A rule with room: rows and helpers; how far it gives, per side; how much in all its parts.

    `base` is what the room is set against, in its own unit: the limit, or where that is nothing
    the most there could be of it. `limits` are the published limits, where they are one number.
    """

    unit: str
    rows: tuple[Row, ...]
    tops: Mapping[Key, int]
    sides: Mapping[str, tuple[Key, ...]]
    total: Mapping[Key, int]
    base: Fraction
    limits: Mapping[str, Exact] = field(default_factory=dict)

    @property
    def far(self) -> dict[Key, int]:
        """How far the rule gives, as a sum to make small."""
        return {key: 1 for keys in self.sides.values() for key in keys}


def room_of(rule: Rule, row: Row) -> Exact | None:
    """Return what one unit of room is in this row; None for a row that has no number to change."""
    match rule:
        case Softened():
            return None
        case Soft():
            return rule.unit() if rule.has_room(row) else None
        case Budget() | FrameworkMaximum():
            return CENTS
        case ShareOfBidder():
            return CENTS if rule.in_money else 1
        case GoalBound():
            return rule.goal.unit
        case UrgentServed() | MeanQuality() | QualityShare():
            return 1
        case LotsPerBidder():
            return None if rule.or_none and rule.at_least else 1
        case LeastQuality():
            return None if rule.at_most_share is None else 1
        case ShareLadder():
            return 1 if _is_size(row) else None
        case WaitNorm():
            return next(iter(row.terms.values()))
    return None


def _is_size(row: Row) -> bool:
    """Whether a row of the ladder bounds the size of a contract; the others put them in order."""
    return "/" in row.part and not any(isinstance(key, Pick) for key in row.terms)


def unit_of(rule: Rule) -> str:
    """Return in what a rule gives way: a key of the texts ``clash.unit``."""
    if isinstance(rule, GoalBound):
        return _OF_GOALS.get(rule.goal.kind, "clients")
    if getattr(rule, "in_money", False):
        return "euros"
    if isinstance(rule, QualityShare) and rule.at_most_share is None:
        return "points_clients"
    return _UNITS.get(rule.kind, "clients")


def by_number(named: Named, facts: Facts, tops: Mapping[Key, int]) -> Giving | None:
    """Return the rule with room around its numbers; None when it has no number to change.

    `tops` are the greatest values of every number in the rows.
    """
    rows: list[Row] = []
    helpers: dict[Key, int] = {}
    sides: dict[str, tuple[Key, ...]] = {}
    total: dict[Key, int] = {}
    limits: dict[str, set[Fraction]] = {}
    base = Fraction(0)
    for number, (row, side) in enumerate(_one_sided(named.rows)):
        each = room_of(named.rule, row)
        most = ceil(Fraction(worst_breach(facts, tops, row)) / Fraction(each)) if each else 0
        if not each or not most:
            rows.append(row)
            continue
        far: Key = _helper(named, side)
        slack: Key = _helper(named, f"{number}{side}")
        wider: dict[Key, Exact] = {**row.terms, slack: -each if side == "<=" else each}
        rows += [
            row._replace(terms=wider),
            Row(PURPOSE, row.part, {far: 1, slack: -1}, ">=", 0),
        ]
        sides[side], total[slack] = (far,), 1
        helpers[slack], helpers[far] = most, max(most, helpers.get(far, 0))
        limit = Fraction(row.right) / Fraction(each)
        limits.setdefault(side, set()).add(limit)
        base = max(base, abs(limit) or Fraction(most))
    if not sides:
        return None
    published = {side: simplest(*ones) for side, ones in limits.items() if len(ones) == 1}
    told = published if named.rule.kind in _PUBLISHED else {}
    return Giving(unit_of(named.rule), tuple(rows), helpers, sides, total, base, told)


def in_parts(named: Named, facts: Facts, tops: Mapping[Key, int]) -> Giving:
    """Return the rule so that any part of it can be left out; what is counted is those parts.

    Of the ranking any bidder can be passed over, and those are counted. A rule with numbers is
    left out as a whole.
    """
    if isinstance(named.rule, FollowRanking):
        return _counted("passed", tuple(_passing(named, named.rule)), named)
    if any(room_of(named.rule, row) for row in named.rows):
        return _counted("rule", tuple(_apart(named, facts, tops, True)), named)
    return _counted("parts", tuple(_apart(named, facts, tops, False)), named)


def _counted(unit: str, rows: tuple[Row, ...], named: Named) -> Giving:
    ours = (key for row in rows for key in row.terms if key[:2] == (PURPOSE, _detail(named)))
    out: dict[Key, int] = dict.fromkeys(ours, 1)
    # Whoever is passed over breaks the whole ranking; of other rules each part is a part.
    base = Fraction(1 if unit == "passed" else max(1, len(out)))
    return Giving(unit, rows, out, {unit: tuple(out)}, out, base)


def _apart(named: Named, facts: Facts, tops: Mapping[Key, int], whole: bool) -> Iterator[Row]:
    """The rows, each with a yes or no by which all rows of its part hold no more."""
    for row, side in _one_sided(named.rows):
        most = worst_breach(facts, tops, row)
        gone: Key = _helper(named, "rule" if whole else f"part {row.part}")
        wider: dict[Key, Exact] = {**row.terms, gone: -most if side == "<=" else most}
        yield row._replace(terms=wider) if most > 0 else row


def _passing(named: Named, rule: FollowRanking) -> Iterator[Row]:
    """The ranking, every bidder before every worse one, with a yes or no that it is passed over."""
    for row in named.rows if rule.room else _pairs(rule):
        picks = [(key, each) for key, each in row.terms.items() if isinstance(key, Pick)]
        if all(each > 0 for _, each in picks):
            yield row
            continue
        first = next(key for key, each in picks if each > 0)
        over: Key = _helper(named, f"passed {first.bidder}")
        yield row._replace(terms={**row.terms, over: 1})


def _pairs(rule: FollowRanking) -> Iterator[Row]:
    for better, worse in combinations(rule.order, 2):
        for first, second in product(better, worse):
            terms: dict[Key, Exact] = {Pick(first, rule.lot): 1, Pick(second, rule.lot): -1}
            yield Row(rule.name, rule.lot, terms, ">=", 0)


def _one_sided(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """The rows with their sense; an equation as two."""
    for row in rows:
        for side in ("<=", ">=") if row.sense == "==" else (row.sense,):
            yield row._replace(sense=side), side


def _detail(named: Named) -> str:
    return f"{named.atom.rule}/{named.atom.part}"


def _helper(named: Named, number: str) -> Helper:
    return Helper(PURPOSE, _detail(named), number)
