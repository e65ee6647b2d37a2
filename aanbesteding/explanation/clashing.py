"""Nothing fits: the smallest groups of named rules that exclude each other, each group proven."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from aanbesteding.awarding.clash import (
    MOST_CLASHES,
    forbids_nothing,
    smallest_clash,
    smallest_clashes,
)
from aanbesteding.awarding.decision import Clash
from aanbesteding.awarding.optimise import tops_of
from aanbesteding.awarding.question import Question
from aanbesteding.rules.rule import Key, Row, Rule
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.program import Program

# Each part of these is stated apart: every budget, every lot's ranking, every bidder's own wish.
APART = ("budget", "framework_maximum", "conditions", "least_size", "follow_ranking")
BIDDERS_OWN = ("conditions", "least_size")


class Named(NamedTuple):
    """A rule people can name, or the part of it that is stated apart, with its rows."""

    atom: Clash
    rule: Rule
    part: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Asked:
    """What an award had to satisfy, rule by rule; and how long a solver may look for it."""

    question: Question
    effort: Effort = UNTIL_PROVEN

    @cached_property
    def named(self) -> Mapping[Clash, Named]:
        """Every rule with rows, in the order of the question."""
        found: dict[Clash, Named] = {}
        for place, rule in enumerate(self.question.rules):
            by_part: dict[str, list[Row]] = {}
            for row in () if forbids_nothing(rule) else rule.rows(self.question.facts):
                by_part.setdefault(row.part if rule.kind in APART else "", []).append(row)
            for part, rows in by_part.items():
                atom = Clash(f"{place:04}", part)
                found[atom] = Named(atom, rule, part, tuple(rows))
        return found

    @cached_property
    def hard(self) -> tuple[Row, ...]:
        """The rows nobody can let go of: capacity, demand, penalties, that there are winners."""
        physical = (rule for rule in self.question.rules if forbids_nothing(rule))
        rows = (row for rule in physical for row in rule.rows(self.question.facts))
        return (*self.question.extra, *rows)

    @cached_property
    def tops(self) -> dict[Key, int]:
        """The greatest value of every number in the rows."""
        return tops_of(self.question.facts, self.question.rules)

    def rows_of(self, atoms: Iterable[Clash]) -> Iterator[Row]:
        """Yield what nobody can let go of, and the rows of these rules."""
        yield from chain(self.hard, *(self.named[atom].rows for atom in atoms))

    def fits(self, atoms: Sequence[Clash]) -> bool:
        """Return whether these rules fit together; raises StoppedError when out of time."""
        return Program.of(self.rows_of(atoms), self.tops, self.effort).possible()

    def without(self, *gone: Clash) -> tuple[Clash, ...]:
        """Return every rule but these."""
        return tuple(atom for atom in self.named if atom not in gone)


@dataclass(frozen=True)
class Member:
    """A rule of a group that clashes: what it says, and in which of its parts it clashes.

    `without_fits`: the group fits once this rule is left out.
    """

    rule: str
    kind: str
    part: str
    parts: tuple[str, ...]
    key: str
    values: Mapping[str, Any]
    without_fits: bool


@dataclass(frozen=True)
class ClashGroup:
    """A smallest group of rules that exclude each other; `fits` is whether they do together."""

    members: tuple[Member, ...]
    fits: bool

    @property
    def proven(self) -> bool:
        """Whether the group does not fit, and does without any one of its rules."""
        return not self.fits and all(member.without_fits for member in self.members)


@dataclass(frozen=True)
class Clashing:
    """The smallest groups, shortest first; `complete` when there are no others."""

    groups: tuple[ClashGroup, ...]
    atoms: tuple[tuple[Clash, ...], ...]
    complete: bool


def clashing(asked: Asked, most: int = MOST_CLASHES) -> Clashing:
    """Return the smallest groups of rules that exclude each other, at most so many.

    Without any group either everything fits, or nothing does whatever rule is left out. Raises
    StoppedError when the effort is spent before that is known.
    """
    found = smallest_clashes(tuple(asked.named), asked.fits, most)
    groups = tuple(_group(asked, atoms) for atoms in found.sets)
    return Clashing(groups, found.sets, found.complete)


def _group(asked: Asked, atoms: Sequence[Clash]) -> ClashGroup:
    parts = _parts(asked, atoms)
    members = (
        _member(
            asked.named[atom],
            parts[atom],
            asked.fits([other for other in atoms if other != atom]),
        )
        for atom in atoms
    )
    return ClashGroup(tuple(members), asked.fits(atoms))


def _member(named: Named, parts: tuple[str, ...], without_fits: bool) -> Member:
    said = named.rule.sentence(named.part)
    return Member(
        named.rule.name, named.rule.kind, named.part, parts, said.key, said.values, without_fits
    )


def _parts(asked: Asked, atoms: Sequence[Clash]) -> Mapping[Clash, tuple[str, ...]]:
    """In which parts the rules of a group clash: as few parts as exclude each other already."""
    by_part: dict[Clash, tuple[Clash, list[Row]]] = {}
    for atom in atoms:
        for row in asked.named[atom].rows:
            by_part.setdefault(Clash(atom.rule, row.part), (atom, []))[1].append(row)

    def fits(kept: Sequence[Clash]) -> bool:
        rows = chain(asked.hard, *(by_part[one][1] for one in kept))
        return Program.of(rows, asked.tops, asked.effort).possible()

    found: dict[Clash, list[str]] = {atom: [] for atom in atoms}
    for one in smallest_clash(tuple(by_part), fits):
        found[by_part[one][0]].append(one.part)
    return {atom: tuple(parts) for atom, parts in found.items()}
