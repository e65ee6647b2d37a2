"""Clashes and repairs by plain search: every award there is, and how far each breaks a rule."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import ceil, inf

from aanbesteding.awarding.clash import PHYSICAL
from aanbesteding.awarding.decision import Clash
from aanbesteding.awarding.question import Question
from aanbesteding.explanation.clashing import BIDDERS_OWN, Asked, Named, clashing
from aanbesteding.explanation.giving import by_number, in_parts
from aanbesteding.explanation.repair import NEVER, Combination, Repair, repairs
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.rule import Count, Row, Rule
from aanbesteding.rules.soft import gap
from aanbesteding.rules.wait_norm import WEEKS, WaitNorm
from tests.laws.agreement import Known
from tests.laws.plain_search import Looked

CENTS = {"budget", "framework_maximum"}
IN_PARTS = {
    *("all_or_nothing", "same_provider", "implies", "freeze", "one_role"),
    *("conditions", "least_size"),
}


class Searched:
    """A case, every award that capacity and demand allow, and how far each breaks its rules.

    `ranked`: its order drawn is a published ranking as well, by which every lot has a winner.
    """

    def __init__(self, one: Known, ranked: bool = False):
        self.name = f"{one.name} ranked" if ranked else one.name
        self.facts = one.looked.facts
        self.asked = Asked(_ranked(one) if ranked else Question(self.facts, one.case.rules))
        lots = set(self.facts.by_lot) if ranked else set()
        possible = _possible(one)
        self.awards = [a for a in possible if lots <= {pick.lot for pick in a.contracts}]
        self.named = self.asked.named

    @cached_property
    def broken(self) -> tuple[frozenset[Clash], ...]:
        """Per award the rules it breaks."""
        return tuple(frozenset(self._broken(award)) for award in self.awards)

    def _broken(self, award: Chosen) -> Iterator[Clash]:
        for atom, named in self.named.items():
            if any(True for _ in _breaches(named, self.facts, award)):
                yield atom

    def fits(self, atoms: Sequence[Clash]) -> bool:
        """Whether some award keeps all of these rules."""
        kept = set(atoms)
        return any(not kept & broken for broken in self.broken)

    def alone(self, atom: Clash) -> int | None:
        """The least that one rule must give way while all others hold; None when never."""
        within = [a for a, b in zip(self.awards, self.broken, strict=True) if b <= {atom}]
        if not within:
            return None
        least = min(far(self.named[atom], self.facts, award) for award in within)
        return 1 if least == inf else int(least)

    def fewest(self) -> int | None:
        """How few of the buyer's rules can be broken; None when a bidder's wish is in the way."""
        return min((len(broken) for broken in self._buyers()), default=None)

    def least(self) -> Fraction:
        """The least that as few rules give way together, each relative to its own limit."""
        few = self.fewest()
        groups: dict[frozenset[Clash], list[dict[Clash, float | int]]] = {}
        for award, broken in zip(self.awards, self.broken, strict=True):
            if broken in self._buyers() and len(broken) == few:
                way = {a: far(self.named[a], self.facts, award) for a in broken}
                groups.setdefault(broken, []).append(way)
        return min(self._relative(atoms, ways) for atoms, ways in groups.items())

    def _relative(
        self, atoms: frozenset[Clash], ways: Sequence[Mapping[Clash, float | int]]
    ) -> Fraction:
        finite = [way for way in ways if inf not in way.values()]
        if not finite:
            return Fraction(len(atoms))
        base = {atom: self._base(atom) for atom in atoms}
        return min(sum(Fraction(int(w[a])) / base[a] for a in atoms) for w in finite)  # type: ignore[return-value]

    def _base(self, atom: Clash) -> Fraction:
        named, tops = self.named[atom], self.asked.tops
        found = by_number(named, self.facts, tops) or in_parts(named, self.facts, tops)
        return found.base

    def _buyers(self) -> set[frozenset[Clash]]:
        own = {a for a, named in self.named.items() if named.rule.kind in BIDDERS_OWN}
        return {broken for broken in self.broken if not broken & own}


def _ranked(one: Known) -> Question:
    facts = one.looked.facts
    rules = [rule for rule in one.case.rules if rule.kind != "follow_ranking"]
    orders = {
        lot: [(pick.bidder,) for pick in one.case.order if pick.lot == lot] for lot in facts.by_lot
    }
    somebody = (
        Row("chosen", lot, dict.fromkeys(picks, 1), ">=", 1) for lot, picks in facts.by_lot.items()
    )
    return Question(facts, (*follow_rankings(facts, rules, orders), *rules), tuple(somebody))


_LAST: dict[tuple[int, tuple[Rule, ...]], tuple[Facts, tuple[Chosen, ...]]] = {}


def _possible(one: Known) -> tuple[Chosen, ...]:
    """The awards that capacity and demand allow; kept, for the cases of a tender share them."""
    physical = tuple(rule for rule in one.case.rules if rule.kind in PHYSICAL)
    key = id(one.looked.facts), physical
    if key not in _LAST:
        # The facts are kept beside them, so that no others ever have their id.
        _LAST[key] = one.looked.facts, Looked(one.looked.facts, physical).awards
    return _LAST[key][1]


def forget() -> None:
    """Let go of the awards that were kept."""
    _LAST.clear()


def _breaches(named: Named, facts: Facts, award: Chosen) -> Iterator[Count]:
    for count in named.rule.breaches(facts, award):
        if named.part in ("", count.part):
            yield count


def far(named: Named, facts: Facts, award: Chosen) -> float | int:
    """How far an award breaks a rule, from its counts alone: the limit must move by so much."""
    rule = named.rule
    broken = list(_breaches(named, facts, award))
    if not broken:
        return 0
    match rule:
        case WaitNorm():
            return _longer_waiting(rule, facts, award)
        case MeanQuality() | QualityShare():
            return ceil(max(_missing(rule, facts, award)))
        case LeastQuality() if rule.at_most_share is not None:
            return ceil(max(_too_low(rule, facts, award)))
    if rule.kind == "share_ladder" and any("/" not in count.part for count in broken):
        return inf
    if rule.kind == "follow_ranking":
        return int(broken[0].counted)
    if _is_in_parts(rule):
        return len({count.part for count in broken})
    unit = _unit(rule)
    sides: dict[str, int] = {}
    for count in broken:
        steps = ceil(Fraction(gap(count)) / unit)
        sides[count.sense] = max(steps, sides.get(count.sense, 0))
    return sum(sides.values())


def _is_in_parts(rule: Rule) -> bool:
    or_none = getattr(rule, "or_none", False) and getattr(rule, "at_least", None)
    return rule.kind in IN_PARTS or isinstance(rule, LeastQuality) or bool(or_none)


def _unit(rule: Rule) -> int:
    if rule.kind == "goal":
        return 100 if rule.goal.kind in ("spend", "stated_value") else 1  # type: ignore[attr-defined]
    return 100 if rule.kind in CENTS or getattr(rule, "in_money", False) else 1


def _longer_waiting(rule: WaitNorm, facts: Facts, award: Chosen) -> int:
    """How many more wait of an ask than the norm allows: as many as a whole number can be."""
    found = [0]
    for ask, asked in rule.asks(facts):
        weeks = facts.need[ask.need].longest_wait_weeks
        if weeks is not None:
            allowed = Fraction(weeks * asked, WEEKS + weeks)
            found.append(ceil(award.unmet(facts, ask) - allowed))
    return max(found)


def _missing(rule: MeanQuality | QualityShare, facts: Facts, award: Chosen) -> Iterator[Fraction]:
    """What is short of the mean, added up; or who is served beyond the share that may be low."""
    if isinstance(rule, MeanQuality):
        for _, picks in rule.by_part(facts, rule.given(facts, award)):
            yield sum((Fraction(rule.points) - facts.points[p] for p in picks), start=Fraction(0))
        return
    for lot in rule.in_scope(facts):
        served = [
            (facts.points[v.pick], n)
            for v, n in award.volumes.items()
            if v.lot == lot and rule.about(v)
        ]
        if rule.at_most_share is None:
            yield sum(((Fraction(rule.points) - p) * n for p, n in served), start=Fraction(0))
        else:
            low = sum(n for p, n in served if p < rule.points)
            yield low - Fraction(rule.at_most_share) * sum(n for _, n in served)


def _too_low(rule: LeastQuality, facts: Facts, award: Chosen) -> Iterator[Fraction]:
    for _, picks in rule.by_part(facts, rule.given(facts, award)):
        low = sum(1 for pick in picks if facts.points[pick] < rule.points)
        yield low - Fraction(rule.at_most_share or 0) * len(picks)


def infeasible(one: Known) -> Iterator[Searched]:
    """Yield the case if nothing fits, else the same with a ranking if then nothing does."""
    case = Searched(one, ranked=one.best is not None)
    if case.awards and not case.fits(tuple(case.named)):
        yield case


def objections(case: Searched, seen: set[str] | None = None) -> Iterator[str]:
    """Yield where clashes and repairs differ from plain search, in a few words.

    The units in which rules gave way are added to what was `seen`.
    """
    found = clashing(case.asked, most=8)
    if not found.groups:
        yield f"{case.name} no clash, search {case.fits(())}"
        return
    for group, atoms in zip(found.groups, found.atoms, strict=True):
        if not group.proven or case.fits(atoms):
            yield f"{case.name} {atoms} fits: {group.fits}"
        for atom in atoms:
            if not case.fits([other for other in atoms if other != atom]):
                yield f"{case.name} {atoms} not without {atom}"
    repaired = repairs(case.asked, found)
    if seen is not None:
        seen.update(repair.unit for repair in repaired.alone)
    yield from _repairs(case, repaired.alone, found.atoms)
    yield from _best(case, repaired.best)


def _repairs(
    case: Searched, alone: Sequence[Repair], groups: Sequence[Sequence[Clash]]
) -> Iterator[str]:
    involved = {atom for atoms in groups for atom in atoms}
    atoms = [atom for atom in case.named if atom in involved]
    for atom, repair in zip(atoms, alone, strict=True):
        expected = case.alone(atom)
        amount = None if repair.unit == NEVER else repair.amount
        if amount != expected or (amount is not None and not repair.proven):
            yield f"{case.name} {repair.rule} gives {amount} {repair.unit}, search {expected}"
    for atom in case.named:
        if atom not in involved and case.alone(atom) is not None:
            yield f"{case.name} {atom} repairs alone but is in no group"


def _best(case: Searched, best: Combination | None) -> Iterator[str]:
    few = case.fewest()
    if best is None or few is None:
        if best is not None or few is not None:
            yield f"{case.name} best {best}, search {few}"
        return
    if len(best.rules) != few or not best.proven:
        yield f"{case.name} {len(best.rules)} rules, search {few}"
    elif best.every and not best.bound <= best.relative == case.least():
        yield f"{case.name} relative {best.relative}, search {case.least()}"
