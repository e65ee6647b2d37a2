"""The best award with one contract given or refused, beside the best of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aanbesteding.awarding.optimise import optimise, program_of
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Key, Row, Rule, Terms
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.matrix import Scaled, scaled
from aanbesteding.solving.solver import Session


@dataclass(frozen=True)
class Moved:
    """A goal before and after; in clients, points or cents.

    It can't become better than `bound`, which is `after` where that is proven.
    """

    goal: str
    before: Exact
    after: Exact
    bound: Exact


class Forced(NamedTuple):
    """What an award becomes with one contract given or refused: its goals, who goes, who comes.

    It is one of the best awards of that kind: where several are equally good, another may name
    others. Where time ran out the last goal named is not proven, and nothing is said of those after
    it or of who goes and comes.
    """

    goals: tuple[Moved, ...]
    out: tuple[Pick, ...]
    into: tuple[Pick, ...]

    @property
    def costs_nothing(self) -> bool:
        """Whether every goal keeps its value."""
        return all(goal.before == goal.after for goal in self.goals)

    @property
    def proven(self) -> bool:
        """Whether every goal named can be no better."""
        return all(goal.after == goal.bound for goal in self.goals)


class Reached(NamedTuple):
    """What a goal reaches, and the bound beyond which it can't."""

    value: Exact
    bound: Exact

    @property
    def proven(self) -> bool:
        """Whether it can be no better."""
        return self.value == self.bound


class Forcing:
    """A choice with its best award, solved again for one contract at a time.

    Lots that share no rule are apart, so only the part of the contract is solved.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], goals: Sequence[Goal | Objective]):
        self.facts = facts
        self.goals = tuple(goals)
        self._best = optimise(facts, rules, goals)
        self._program = program_of(facts, rules)
        self._terms = [goal.terms(facts) for goal in goals]
        self._free: dict[int, int] = {}
        """Per part how many goals kept their value for the contract before: a guess."""

    @property
    def chosen(self) -> Chosen | None:
        """The best award; None when nothing fits."""
        return None if self._best is None else self._best.chosen

    def forced(
        self, pick: Pick, given: bool, now: Chosen, effort: Effort = UNTIL_PROVEN
    ) -> Forced | None:
        """Return the best award with this contract given (or refused), beside the award `now`.

        None when no award fits with it. `now` is an award that reaches the goals as well as any.
        Raises SolverFailedError and TooFineError, and StoppedError when the effort is spent with
        nothing found.
        """
        if self._best is None:
            return None
        number = self._program.part_of[pick]
        session = self._program.sessions[number]
        shares = [_within(session, terms) for terms in self._terms]
        before = [self._value(terms) for terms in shares]
        one = Scaled((pick,), (1,), int(given), int(given))
        found = self._values(session, number, one, shares, before, effort)
        if found is None:
            return None
        after, values = found
        moved = zip(self._best.goals, before, after, strict=False)
        goals = tuple(
            Moved(goal.goal, goal.value, goal.value - old + new.value, goal.value - old + new.bound)
            for goal, old, new in moved
        )
        if not all(new.proven for new in after):
            return Forced(goals, (), ())
        inside = [one for one in self.facts.picks if one in values]
        return Forced(
            goals,
            tuple(p for p in inside if p in now.contracts and not values[p]),
            tuple(p for p in inside if p not in now.contracts and values[p]),
        )

    def _value(self, terms: Terms) -> Exact:
        values = self._best.program.values if self._best is not None else {}
        return sum(factor * values[key] for key, factor in terms.items())

    def _values(
        self,
        session: Session,
        number: int,
        forced: Scaled,
        shares: Sequence[Terms],
        before: Sequence[Exact],
        effort: Effort,
    ) -> tuple[list[Reached], Mapping[Key, int]] | None:
        """The goals of a part one after the other, first as if the leading ones keep their value.

        With a contract forced no goal can be better while those before it keep their value: so
        where the leading ones can all keep theirs together, they do.
        """
        last = len(shares) - 1
        for start in dict.fromkeys((max(min(self._free.get(number, last), last), 0), 0)):
            held = (self._kept(at, shares[at], before[at]) for at in range(start))
            rows = [forced, *(row for row in held if row.keys)]
            with_rows = Session(session.matrix.plus(rows, {}), effort)
            found = self._onwards(with_rows, shares, start)
            if found is not None:
                after, values = found
                goals = [*(Reached(value, value) for value in before[:start]), *after]
                pairs = zip(goals, before, strict=False)
                changed = (at for at, (new, old) in enumerate(pairs) if new.value != old)
                self._free[number] = next(changed, len(goals))
                return goals, values
        return None

    def _onwards(
        self, session: Session, shares: Sequence[Terms], start: int
    ) -> tuple[list[Reached], Mapping[Key, int]] | None:
        """The goals from `start` on, each held before the next, up to the first not proven."""
        if not shares and not session.possible():
            return None
        after: list[Reached] = []
        for goal, terms in zip(self.goals[start:], shares[start:], strict=True):
            answer = session.best(goal.name, terms, goal.larger_is_better)
            if answer is None:
                return None
            after.append(Reached(answer.value, answer.bound))
            if not answer.proven:
                break
            session.hold(goal.name, terms, goal.larger_is_better, answer.value)
        found = () if session.found is None else session.found
        return after, dict(zip(session.matrix.keys, map(int, found), strict=True))

    def _kept(self, at: int, terms: Terms, value: Exact) -> Scaled:
        sense = ">=" if self.goals[at].larger_is_better else "<="
        row = scaled(Row("forced", self.goals[at].name, terms, sense, value))
        if row is None:
            raise ValueError(f"{self.goals[at].name} cannot be {value}")
        return row


def _within(session: Session, terms: Terms) -> dict[Key, Exact]:
    return {key: factor for key, factor in terms.items() if key in session.matrix.at}
