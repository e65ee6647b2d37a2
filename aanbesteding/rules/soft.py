"""Rules that may be broken at a stated price, and what else a tender states a value for."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Annotated

from pydantic import AfterValidator, Field

from aanbesteding.basis.exact import Exact, cents
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import Ask, Chosen, Facts, Volume
from aanbesteding.rules.rule import (
    Count,
    Helper,
    Key,
    Row,
    Rule,
    Sentence,
    Terms,
    Tiered,
    Unmet,
)


def _whole_cents(value: Decimal) -> Decimal:
    if not value.is_finite() or value != value.quantize(Decimal("0.01")):
        raise ValueError("whole cents")
    return value.quantize(Decimal("0.01"))


Amount = Annotated[Decimal, Field(ge=-(10**9), le=10**9), AfterValidator(_whole_cents)]


class Soft(Rule):
    """A rule that a tender may make soft: what is broken of it costs `penalty` per unit.

    For rules in which each count has one row, and a unit of the row is a unit of the count.
    """

    penalty: Amount | None = Field(
        default=None, gt=0, description="Euros per unit of breach, or part of one; makes it soft."
    )

    def unit(self) -> int:
        """Return what one unit of breach is in the numbers of its counts: 100 for cents."""
        return 1

    def has_room(self, row: Row) -> bool:
        """Return whether this row is the one of a count, which may be broken."""
        return True


class Valued(Rule):
    """A rule that adds to the stated value of an award, in cents; it forbids nothing."""

    @abstractmethod
    def worth_terms(self, facts: Facts) -> Terms:
        """Return the value as an exact sum, for the solver."""

    @abstractmethod
    def worth(self, facts: Facts, chosen: Chosen) -> Exact:
        """Return the value of a finished award, without looking at the terms."""


class Softened(Valued):
    """A soft rule at work: its rows have room, and what is broken is paid for in stated value.

    The room of a row is a whole number of units; a breach is rounded up to whole units. `place`
    keeps the room of two rules of one name apart.
    """

    rule: Soft
    place: int

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield the rule's own helpers and the room of each row."""
        own = dict(self.rule.helpers(facts))
        yield from own.items()
        for row, room in self._rooms(facts):
            most = ceil(Fraction(worst_breach(facts, own, row), self.rule.unit()))
            yield from dict.fromkeys(room, most).items()

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the rule's rows, each with its room."""
        for row, room in self._rooms(facts):
            wider = {key: way * self.rule.unit() for key, way in room.items()}
            yield row._replace(terms={**row.terms, **wider})

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the rule's own counts."""
        return self.rule.counts(facts, chosen)

    def breaches(self, facts: Facts, chosen: Chosen) -> tuple[Count, ...]:
        """Return nothing: no breach of it makes an award impossible."""
        return ()

    def sentence(self, part: str) -> Sentence:
        """Return what the rule says of that part."""
        return self.rule.sentence(part)

    def fine(self, count: Count) -> int:
        """Return the cents that one count costs: nothing where it holds."""
        return ceil(Fraction(gap(count), self.rule.unit())) * cents(self.rule.penalty or Decimal(0))

    def worth_terms(self, facts: Facts) -> Terms:
        """Return minus the penalty times the room used."""
        each = -cents(self.rule.penalty or Decimal(0))
        return {key: each for _, room in self._rooms(facts) for key in room}

    def worth(self, facts: Facts, chosen: Chosen) -> Exact:
        """Return minus the penalties of every count that does not hold, in cents."""
        return -sum(self.fine(count) for count in self.rule.counts(facts, chosen))

    def _rooms(self, facts: Facts) -> Iterator[tuple[Row, dict[Key, int]]]:
        """Each row with its room, if any, and which way the room goes."""
        for number, row in enumerate(self.rule.rows(facts)):
            if not self.rule.has_room(row):
                yield row, {}
                continue
            up, down = (
                Helper(row.rule, row.part, f"slack/{self.place}.{number}{way}") for way in "+-"
            )
            ways: dict[str, dict[Key, int]] = {"<=": {down: -1}, ">=": {up: 1}}
            yield row, ways.get(row.sense, {up: 1, down: -1})


def softened(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules as they work: those with a penalty with room, the others as they are."""
    return tuple(
        Softened(kind=rule.kind, id=rule.name, lots=rule.lots, rule=rule, place=place)
        if isinstance(rule, Soft) and rule.penalty is not None
        else rule
        for place, rule in enumerate(rules)
    )


def gap(count: Count) -> Exact:
    """Return how far a count is from what is required; nothing where it holds."""
    more = count.counted - count.required
    return 0 if count.holds else max(more, -more)


def fine_of(rule: Rule, count: Count) -> int | None:
    """Return the cents a count of this rule costs; None for a rule that is not soft."""
    return rule.fine(count) if isinstance(rule, Softened) else None


def worth_terms(facts: Facts, rules: Iterable[Rule]) -> dict[Key, Exact]:
    """Return the stated value of an award as an exact sum, in cents."""
    found: dict[Key, Exact] = {}
    for rule in rules:
        for key, cents_each in rule.worth_terms(facts).items() if isinstance(rule, Valued) else ():
            found[key] = found.get(key, 0) + cents_each
    return found


def stated_value(facts: Facts, rules: Iterable[Rule], chosen: Chosen) -> Exact:
    """Return bonuses less maluses and penalties on a finished award, in cents."""
    return sum(rule.worth(facts, chosen) for rule in rules if isinstance(rule, Valued))


def worst_breach(facts: Facts, helpers: Mapping[Key, int], row: Row) -> Exact:
    """Return the greatest breach of a row there can be, by the greatest value of each number."""
    sizes: list[Exact] = [each * _top(facts, helpers, key) for key, each in row.terms.items()]
    over = sum(size for size in sizes if size > 0) - row.right
    under = row.right - sum(size for size in sizes if size < 0)
    return max(0, {"<=": over, ">=": under}.get(row.sense, max(over, under)))


def _top(facts: Facts, helpers: Mapping[Key, int], key: Key) -> int:
    if isinstance(key, Volume):
        return most_units(facts, key)
    if isinstance(key, Unmet):
        return facts.demand[Ask(*key)]
    return (
        helpers.get(key, 1) if not isinstance(key, Tiered) else most_units(facts, Volume(*key[:5]))
    )
