"""Why nothing fits: the smallest sets of named rules that cannot hold together.

The sets are listed by looking for rules not yet known to clash (the map), then taking rules away
from a set that does not fit until none can be missed (Liffiton & others, MARCO, 2016).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from aanbesteding.awarding.decision import Clash
from aanbesteding.awarding.optimise import tops_of
from aanbesteding.rules.facts import Facts
from aanbesteding.rules.rule import Helper, Key, Row, Rule
from aanbesteding.rules.soft import Softened
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.program import Aim, Program

PHYSICAL = ("capacity", "demand", "discounts", "moving")
MOST_STEPS = 60
MOST_CLASHES = 5
Fits = Callable[[Sequence[Clash]], bool]


@dataclass(frozen=True)
class Clashes:
    """Smallest clashing sets, shortest first; `complete` when there are no others."""

    sets: tuple[tuple[Clash, ...], ...]
    complete: bool


def clashes(
    facts: Facts,
    rules: Sequence[Rule],
    extra: Sequence[Row] = (),
    effort: Effort = UNTIL_PROVEN,
    most: int = MOST_CLASHES,
) -> Clashes:
    """Return the smallest sets of rules that exclude each other; what forbids nothing stays.

    No set at all: nothing fits even without the rules, because nobody offers what is asked. With
    limits on the effort it may raise StoppedError.
    """
    hard = list(extra)
    named: dict[Clash, list[Row]] = {}
    for rule in rules:
        for row in rule.rows(facts):
            if forbids_nothing(rule):
                hard.append(row)
            else:
                named.setdefault(Clash(row.rule, row.part), []).append(row)
    tops = tops_of(facts, rules)

    def fits(kept: Sequence[Clash]) -> bool:
        rows = chain(hard, *(named[rule] for rule in kept))
        return Program.of(rows, tops, effort).possible()

    return smallest_clashes(tuple(named), fits, most)


def forbids_nothing(rule: Rule) -> bool:
    """Return whether a rule only says what can be, or what a breach of it costs.

    Without the rows of a soft rule a breach would cost nothing, which is no award as published.
    """
    return rule.kind in PHYSICAL or isinstance(rule, Softened)


def smallest_clashes(atoms: Sequence[Clash], fits: Fits, most: int = MOST_CLASHES) -> Clashes:
    """Return the smallest sets of atoms that do not fit together; at most so many of them."""
    found: list[tuple[Clash, ...]] = []
    seen: list[Row] = []
    for _ in range(MOST_STEPS):
        seed = _unexplored(atoms, seen)
        if seed is None or len(found) >= most:
            return Clashes(_shortest_first(found), seed is None)
        if fits(seed):
            outside = [a for a in atoms if a not in seed]
            seen.append(Row("map", "fits", dict.fromkeys(map(_key, outside), 1), ">=", 1))
        else:
            smallest = smallest_clash(seed, fits)
            if not smallest:
                return Clashes((), True)
            found.append(smallest)
            keys: list[Key] = [_key(atom) for atom in smallest]
            seen.append(Row("map", "clash", dict.fromkeys(keys, 1), "<=", len(keys) - 1))
    return Clashes(_shortest_first(found), False)


def _unexplored(atoms: Sequence[Clash], seen: Sequence[Row]) -> tuple[Clash, ...] | None:
    """The largest set of rules of which it is not yet known whether they fit together."""
    tops: dict[Key, int] = {_key(atom): 1 for atom in atoms}
    found = Program.of(seen, tops).best(Aim("map", dict(tops), True))
    if found is None:
        return None
    return tuple(atom for atom in atoms if found.values[_key(atom)])


def _key(atom: Clash) -> Key:
    return Helper("rule", atom.rule, atom.part)


def smallest_clash(rules: Sequence[Clash], fits: Fits) -> tuple[Clash, ...]:
    """Return rules that cannot all hold, of which none can be missed."""
    kept = tuple(rules)
    size = max(1, len(kept) // 2)
    while size:
        for block in tuple(_blocks(kept, size)):
            without = tuple(rule for rule in kept if rule not in block)
            if not fits(without):
                kept = without
        size //= 2
    return kept


def _blocks(rules: Sequence[Clash], size: int) -> Iterator[tuple[Clash, ...]]:
    for start in range(0, len(rules), size):
        yield tuple(rules[start : start + size])


def _shortest_first(found: Sequence[tuple[Clash, ...]]) -> tuple[tuple[Clash, ...], ...]:
    return tuple(sorted(found, key=lambda one: (len(one), [(c.rule, c.part) for c in one])))
