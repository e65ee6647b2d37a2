"""Many cases put to the second solver as one: they share no row, so each is solved as if alone."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.awarding.optimise import chosen_of, rows_of, tops_of
from aanbesteding.awarding.ties import drawn_aims
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.second import second_opinion
from tests.laws.plain_search import spread_order
from tests.laws.random_tenders import Case

BASE = 16
AT_ONCE = 4
Terms = Mapping[Key, Exact]


class Asked(NamedTuple):
    """A case of a tender."""

    facts: Facts
    case: Case


class Answer(NamedTuple):
    """What the second solver makes of a case: the value of each goal, and one award."""

    worth: tuple[Exact, ...]
    chosen: Chosen


def answers(asked: Sequence[Asked], drawn: bool = False) -> list[Answer]:
    """Return the second solver's answer to each case, none of which may be without award.

    With `drawn` the order drawn and the spread over areas are followed, so that one award is left.
    """
    rows = [row for number, one in enumerate(asked) for row in _rows(number, one)]
    tops = {
        _at(number, key): top
        for number, one in enumerate(asked)
        for key, top in tops_of(one.facts, one.case.rules).items()
    }
    stages = [[*_goals(one), *(_order(one) if drawn else ())] for one in asked]
    worth: list[list[Exact]] = [[] for _ in asked]
    values: Mapping[Key, int] = {}
    for stage in range(max(len(one) for one in stages)):
        here = {n: terms[stage] for n, terms in enumerate(stages) if stage < len(terms)}
        best = {_at(n, k): x for n, terms in here.items() for k, x in _scaled(terms).items()}
        found = second_opinion(rows, tops, best, True)
        if found is None:
            raise AssertionError(f"stage {stage}: no award at all")
        values = found.values
        for number, terms in here.items():
            value = sum(x * values[_at(number, key)] for key, x in terms.items())
            worth[number].append(value)
            held = {_at(number, key): x for key, x in terms.items()}
            rows.append(Row("held", str(number), held, ">=", value))
    return [_answer(n, one, worth[n], values) for n, one in enumerate(asked)]


def _at(number: int, key: Key) -> Key:
    return (str(number), *key)


def _rows(number: int, one: Asked) -> Iterator[Row]:
    for row in rows_of(one.facts, one.case.rules):
        terms = {_at(number, key): factor for key, factor in row.terms.items()}
        yield Row(row.rule, f"{number}/{row.part}", terms, row.sense, row.right)


def _goals(one: Asked) -> Iterator[Terms]:
    """The goals as sums to make large."""
    for goal in one.case.pursued:
        sign = 1 if goal.larger_is_better else -1
        yield {key: sign * factor for key, factor in goal.terms(one.facts).items()}


def _order(one: Asked) -> Iterator[Terms]:
    """The order drawn and the spread, several steps at once: what comes first weighs most."""
    steps: list[Terms] = [aim.terms for aim in drawn_aims(one.facts, one.case.order)]
    steps += [{volume: 1} for volume in spread_order(one.facts)]
    for start in range(0, len(steps), AT_ONCE):
        together: dict[Key, Exact] = {}
        for place, terms in enumerate(reversed(steps[start : start + AT_ONCE])):
            for key, factor in terms.items():
                together[key] = together.get(key, 0) + factor * BASE**place
        yield together


def _scaled(terms: Terms) -> Terms:
    """The sum in whole numbers, so that no case needs finer numbers than another."""
    scale = math.lcm(*(Fraction(factor).denominator for factor in terms.values()), 1)
    return {key: factor * scale for key, factor in terms.items()}


def _answer(number: int, one: Asked, worth: list[Exact], values: Mapping[Key, int]) -> Answer:
    mine = {key[1:]: value for key, value in values.items() if key[0] == str(number)}
    goals = one.case.pursued
    signed = zip(goals, worth, strict=False)
    told = tuple(value if goal.larger_is_better else -value for goal, value in signed)
    return Answer(told, chosen_of(one.facts, mine))
