"""The cheapest repair of rules that clash: how far each alone must give way, and the best few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

from aanbesteding.awarding.clash import smallest_clash
from aanbesteding.awarding.decision import Clash
from aanbesteding.awarding.optimise import chosen_of
from aanbesteding.basis.errors import RecountError
from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.explanation.clashing import BIDDERS_OWN, Asked, Clashing
from aanbesteding.explanation.giving import PURPOSE, Giving, by_number, in_parts
from aanbesteding.rules.facts import Chosen
from aanbesteding.rules.rule import Count, Helper, Key, Row
from aanbesteding.solving.program import Aim, Program

MOST_CHOICES = 12
NEVER, PASSED = "never", "passed"


@dataclass(frozen=True)
class Short:
    """A count of the rule as published that does not hold in the award of the repair."""

    part: str
    counted: Exact
    sense: str
    required: Exact


@dataclass(frozen=True)
class Repair:
    """How far one rule gives way while the others stay; `unit` ``never`` when that can't help.

    `amount` is by how much the limit must move, or how many parts (``parts``) or better ranked
    bidders (``passed``) must be let go of; `in_all` adds it up over everything the rule counts.
    `limit` is what was published and `becomes` what it must be, where it is one number. `relative`
    is the amount as a part of `base`. With the amount it fits, with one less it doesn't: `proven`.
    """

    rule: str
    kind: str
    part: str
    key: str
    values: Mapping[str, Any]
    unit: str
    amount: int = 0
    in_all: int = 0
    base: Exact = 0
    relative: Fraction = Fraction(0)
    limit: Exact | None = None
    becomes: Exact | None = None
    short: tuple[Short, ...] = ()
    bidders_own: bool = False
    proven: bool = False


@dataclass(frozen=True)
class Combination:
    """The fewest rules that must give way together, and of those the least in all.

    `relative` is the sum of what they give as parts of their limits; less than `bound` is never
    enough, whichever rules give way: the two differ only where a solver's own figures must do.
    `choices` is how many groups of as few rules there are, `every` whether all were compared.
    """

    rules: tuple[Repair, ...]
    relative: Fraction
    bound: Fraction
    choices: int
    every: bool
    proven: bool


@dataclass(frozen=True)
class Repairs:
    """What each rule of a clash can do alone, and the best combination; None when there is none."""

    alone: tuple[Repair, ...]
    best: Combination | None


class _Ways(NamedTuple):
    """How rules give way together, and below which sum of their relative room nothing fits."""

    rules: tuple[Repair, ...]
    bound: Exact

    @property
    def relative(self) -> Fraction:
        """What they give together, each as a part of its own limit."""
        return sum((one.relative for one in self.rules), start=Fraction(0))


def repairs(asked: Asked, found: Clashing) -> Repairs:
    """Return the repairs of a clash; raises RecountError, TooFineError, StoppedError."""
    involved = {atom for atoms in found.atoms for atom in atoms}
    every = [atom for atom in asked.named if atom in involved]
    alone = {atom: _alone(asked, found, atom) for atom in every}
    return Repairs(tuple(alone.values()), _best(asked, found, alone))


def _alone(asked: Asked, found: Clashing, atom: Clash) -> Repair:
    """A rule that is missing from some group can't repair that group."""
    if all(atom in atoms for atoms in found.atoms) and asked.fits(asked.without(atom)):
        ways = _together(asked, (atom,))
        if ways is not None:
            return ways.rules[0]
    return _said(asked, atom, NEVER)


def _said(asked: Asked, atom: Clash, unit: str, **more: Any) -> Repair:
    rule, part = asked.named[atom].rule, asked.named[atom].part
    said, own = rule.sentence(part), rule.kind in BIDDERS_OWN
    return Repair(rule.name, rule.kind, part, said.key, said.values, unit, bidders_own=own, **more)


def _best(asked: Asked, found: Clashing, alone: Mapping[Clash, Repair]) -> Combination | None:
    """The buyer's own rules only: what a bidder asked for is not the buyer's to change.

    Where it is all the same, the ranking stays.
    """
    choices, every = fewest(asked, found.atoms)
    ways = [ways for atoms in choices if (ways := _ways(asked, atoms, alone)) is not None]
    if not ways:
        return None
    best = min(ways, key=lambda one: (one.relative, any(r.unit == PASSED for r in one.rules)))
    proven = all(one.proven for one in best.rules)
    bound = min(Fraction(one.bound) for one in ways)
    return Combination(best.rules, best.relative, bound, len(choices), every, proven)


def _ways(asked: Asked, atoms: Sequence[Clash], alone: Mapping[Clash, Repair]) -> _Ways | None:
    one = alone.get(atoms[0])
    if len(atoms) == 1 and one is not None and one.unit != NEVER:
        return _Ways((one,), one.relative)
    return _together(asked, atoms)


def fewest(
    asked: Asked, known: Sequence[Sequence[Clash]]
) -> tuple[tuple[tuple[Clash, ...], ...], bool]:
    """Return the groups of as few of the buyer's rules as can be, without which the rest fits.

    And whether those are all of them. Each clash loses a rule; what is left over and does not fit
    holds a further clash, until it does (Reiter 1987).
    """
    buyers = {a: _key(a) for a, n in asked.named.items() if n.rule.kind not in BIDDERS_OWN}
    rows = [_hit(buyers, atoms) for atoms in known]
    found: list[tuple[Clash, ...]] = []
    while len(found) < MOST_CHOICES:
        tops: dict[Key, int] = dict.fromkeys(buyers.values(), 1)
        least = Program.of(rows, tops).best(Aim("fewest", dict(tops), False))
        if least is None or (found and least.value > len(found[0])):
            return tuple(sorted(found, key=_in_order)), True
        gone = tuple(atom for atom, key in buyers.items() if least.values[key])
        kept = asked.without(*gone)
        if asked.fits(kept):
            found.append(gone)
            keys: dict[Key, Exact] = {buyers[atom]: 1 for atom in gone}
            rows.append(Row("fewest", "other", keys, "<=", len(gone) - 1))
        else:
            rows.append(_hit(buyers, smallest_clash(kept, asked.fits)))
    return tuple(sorted(found, key=_in_order)), False


def _key(atom: Clash) -> Key:
    return Helper(PURPOSE, atom.rule, atom.part)


def _in_order(atoms: Sequence[Clash]) -> list[tuple[str, str]]:
    return [(atom.rule, atom.part) for atom in atoms]


def _hit(buyers: Mapping[Clash, Key], atoms: Sequence[Clash]) -> Row:
    terms: dict[Key, Exact] = {buyers[atom]: 1 for atom in atoms if atom in buyers}
    return Row("fewest", "clash", terms, ">=", 1)


def _together(asked: Asked, atoms: Sequence[Clash]) -> _Ways | None:
    """How far these rules give way together: the least in all, relative to their own limits.

    By their numbers where that helps, else by leaving out parts of them.
    """
    facts, tops = asked.question.facts, asked.tops
    numbers = {atom: by_number(asked.named[atom], facts, tops) for atom in atoms}
    parts = {atom: in_parts(asked.named[atom], facts, tops) for atom in atoms}
    first = {atom: numbers[atom] or parts[atom] for atom in atoms}
    return _least(asked, first) or (_least(asked, parts) if any(numbers.values()) else None)


def _least(asked: Asked, giving: Mapping[Clash, Giving]) -> _Ways | None:
    found = _far(asked, giving)
    if found is None:
        return None
    most, bound = found
    program = _program(asked, giving, _held(giving, most))
    for give in giving.values():
        for aim in (Aim("far", give.far, False), Aim("in all", give.total, False)):
            if program.reach(aim) is None:
                raise RecountError(f"{give.unit}: what was reached does not fit its own rows")
    values = program.values
    chosen = chosen_of(asked.question.facts, values)
    _recount(asked, giving, chosen)
    used = _used(giving, values)
    proven = not any(
        _program(asked, giving, _held(giving, {**used, atom: far - 1})).possible()
        for atom, far in used.items()
        if far
    )
    every = giving.items()
    rules = tuple(_repair(asked, atom, give, values, chosen, proven) for atom, give in every)
    return _Ways(rules, bound)


def _far(asked: Asked, giving: Mapping[Clash, Giving]) -> tuple[dict[Clash, int], Exact] | None:
    """How far each gives where they give least together, and the bound on what they give.

    None where no room is enough. The sum is in steps of the finest limit: a euro on a budget of
    millions is a small part of it, but for a solver no small number.
    """
    finest = max(give.base for give in giving.values())
    steps: dict[Key, Exact] = {
        key: simplest(finest / give.base) for give in giving.values() for key in give.far
    }
    program = _program(asked, giving)
    reached = program.best(Aim("relative", steps, False))
    if reached is None:
        return None
    return _used(giving, reached.values), Fraction(reached.bound) / finest


def _used(giving: Mapping[Clash, Giving], values: Mapping[Key, int]) -> dict[Clash, int]:
    return {atom: sum(values[key] for key in give.far) for atom, give in giving.items()}


def _held(giving: Mapping[Clash, Giving], room: Mapping[Clash, int]) -> list[Row]:
    return [Row(PURPOSE, "held", g.far, "<=", room[atom]) for atom, g in giving.items()]


def _program(asked: Asked, giving: Mapping[Clash, Giving], held: Sequence[Row] = ()) -> Program:
    rows = (row for give in giving.values() for row in give.rows)
    tops = {key: top for give in giving.values() for key, top in give.tops.items()}
    others = asked.rows_of(asked.without(*giving))
    return Program.of(chain(others, rows, held), {**asked.tops, **tops}, asked.effort)


def _recount(asked: Asked, giving: Mapping[Clash, Giving], chosen: Chosen) -> None:
    """Count every other rule on the award of the repair; raises RecountError for a breach."""
    facts = asked.question.facts
    for place, rule in enumerate(asked.question.rules):
        for breach in rule.breaches(facts, chosen):
            whole, apart = Clash(f"{place:04}", ""), Clash(f"{place:04}", breach.part)
            if whole not in giving and apart not in giving:
                raise RecountError(f"{breach.rule}/{breach.part} {breach.counted}")


def _repair(
    asked: Asked,
    atom: Clash,
    give: Giving,
    values: Mapping[Key, int],
    chosen: Chosen,
    proven: bool,
) -> Repair:
    moved = {side: sum(values[key] for key in keys) for side, keys in give.sides.items()}
    amount = sum(moved.values())
    (side, *others) = [side for side, by in moved.items() if by] or list(moved)
    limit = None if others else give.limits.get(side)
    by = moved[side] if side == "<=" else -moved[side]
    named = asked.named[atom]
    counted = named.rule.breaches(asked.question.facts, chosen)
    return _said(
        asked,
        atom,
        give.unit,
        amount=amount,
        in_all=sum(values[key] for key in give.total),
        base=simplest(give.base),
        relative=amount / give.base,
        limit=limit,
        becomes=None if limit is None else limit + by,
        short=tuple(_short(one) for one in counted if named.part in ("", one.part)),
        proven=proven,
    )


def _short(count: Count) -> Short:
    return Short(count.part, count.counted, count.sense, count.required)
