"""Per bid and lot: why it won or not, what giving it a contract would cost, what would have won."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from aanbesteding.awarding.decision import Outcome
from aanbesteding.basis.errors import StoppedError
from aanbesteding.basis.exact import Exact
from aanbesteding.explanation.again import Again
from aanbesteding.explanation.changed import Figure, Lever, Offered, levers_of
from aanbesteding.explanation.forced import Forced, Forcing, Moved
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.least import least
from aanbesteding.explanation.reasons import Compared, Reason, reasons
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.objectives import Objective
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.decision import AwardMode

STATUS: Mapping[str, str] = {
    "reason.won": "won",
    "reason.chosen": "won",
    "reason.admitted": "admitted",
    "reason.not_chosen": "passed_over",
    "reason.outranked": "outranked",
    "reason.filled": "outranked",
    "reason.tie_lost": "outranked",
    "reason.made_room": "made_room",
    "reason.company_made_room": "made_room",
    "reason.draw": "draw",
    "reason.nothing_fits": "nothing_fits",
    "reason.not_proven": "open",
}
WINS, NEVER, TOP, OPEN = "wins", "never", "top", "open"
BOUNDED = "bounded"
AWARD, SAME, NOTHING_FITS, NOBODY, DRAW = "award", "same", "nothing_fits", "nobody", "draw"


@dataclass(frozen=True)
class Least:
    """The least change of one thing that would have won, or that no such change would have.

    `kind` is price (cents off every price), mark or capacity; `about` its criterion or need level.
    With `steps` it wins and with one less it does not (`result` wins); with all there are, `most`,
    it does not (never); or there is no step to take (top). The figures are those after that. Open
    where the time ran out before that was known.
    """

    kind: str
    about: str
    result: str
    steps: int
    most: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Turned:
    """The award with a contract forced in or out: goals before and after, who goes and who comes.

    `result` is award, same (no goal changes), nothing_fits, draw (lots must be drawn first) or
    nobody (no bid is left in the lot). Where the time ran out it is open, or bounded: then the last
    goal ends between its value after and its bound.
    """

    result: str
    goals: tuple[Moved, ...] = ()
    out: tuple[Pick, ...] = ()
    into: tuple[Pick, ...] = ()


@dataclass(frozen=True)
class Served:
    """Units of a need level that a contract serves, of all that is asked in the lot."""

    need: str
    units: int
    asked: int


@dataclass(frozen=True)
class WhyWon:
    """What a contract is for, and what the award would be without it."""

    bidder: str
    lot: str
    serves: tuple[Served, ...]
    without: Turned


@dataclass(frozen=True)
class WhyNot:
    """How a bid for a lot ended, and why; `forced` and `least` where they say something."""

    bidder: str
    lot: str
    status: str
    key: str
    values: Mapping[str, Any]
    compared: tuple[Compared, ...]
    forced: Turned | None
    least: tuple[Least, ...]


@dataclass(frozen=True)
class GoalSaid:
    """A goal with its sentence and what the award reached."""

    goal: str
    kind: str
    need: str
    key: str
    values: Mapping[str, Any]
    value: Exact


@dataclass(frozen=True)
class Why:
    """The answer for the bids that were asked about; empty: all."""

    bidder: str
    lot: str
    goals: tuple[GoalSaid, ...]
    bids: tuple[WhyNot, ...]
    winners: tuple[WhyWon, ...]


def why(
    case: Judged,
    bidder: str = "",
    lot: str = "",
    executor: Executor | None = None,
    effort: Effort = UNTIL_PROVEN,
) -> Why:
    """Return why each bid ended as it did, of one bidder or lot where one is named.

    An executor gets the bids lot by lot; the answer is the same. With a limit on the effort for
    every thing that is tried about a bid, what is not settled by then is left open. Raises as
    `judged` does.
    """
    found = [
        reason
        for reason in reasons(case.tender, case.scoresheet, case.decision)
        if bidder in ("", reason.bidder) and lot in ("", reason.lot)
    ]
    by_lot: dict[str, list[Reason]] = {}
    for reason in found:
        by_lot.setdefault(reason.lot if executor else "", []).append(reason)
    work = partial(_answered, case, effort)
    told = executor.map(work, by_lot.values()) if executor else map(work, by_lot.values())
    answers = {(one.bidder, one.lot): (one, won) for batch in told for one, won in batch}
    ordered = [answers[reason.bidder, reason.lot] for reason in found]
    winners = tuple(won for _, won in ordered if won is not None)
    return Why(bidder, lot, tuple(_goals(case)), tuple(one for one, _ in ordered), winners)


def _answered(
    case: Judged, effort: Effort, found: Sequence[Reason]
) -> list[tuple[WhyNot, WhyWon | None]]:
    """The answers for some bids, which share what is worked out for them."""
    asking = _Asking(case, effort)
    return [
        (asking.why_not(one), asking.why_won(one) if status_of(one) == "won" else None)
        for one in found
    ]


def status_of(reason: Reason) -> str:
    """Return how a bid ended, in one word."""
    return "out" if reason.result == "out" else STATUS[reason.key]


def least_change(again: Again, lever: Lever, effort: Effort = UNTIL_PROVEN) -> Least:
    """Return the least change of one thing with which its bid wins.

    Scored and decided again on both sides: with it the bid wins, with one step less it does not.
    Raises as `judged` does.
    """
    case = again.case
    offered = Offered(case.bids, case.marks)
    guesses = again.contests.guesses(lever)
    try:
        steps = least(lambda step: again.wins(lever, step, effort), lever.most, guesses)
    except StoppedError:
        return Least(lever.kind, lever.about, OPEN, 0, lever.most, lever.figures(offered, 0))
    result = TOP if not lever.most else NEVER if steps is None else WINS
    shown = lever.most if steps is None else steps
    figures = lever.figures(offered, shown)
    return Least(lever.kind, lever.about, result, shown, lever.most, figures)


class _Asking:
    """A round with what its answers share."""

    def __init__(self, case: Judged, effort: Effort):
        self.case = case
        self.effort = effort
        self.again = Again(case)

    @cached_property
    def forcing(self) -> Forcing:
        return Forcing(self.case.facts, self.case.rules, self.case.goals)

    def why_not(self, reason: Reason) -> WhyNot:
        status, pick = status_of(reason), Pick(reason.bidder, reason.lot)
        forced = self._forced(pick, given=True) if status == "passed_over" else None
        return WhyNot(
            reason.bidder,
            reason.lot,
            status,
            reason.key,
            reason.values,
            reason.compared,
            forced,
            tuple(self._least(pick)) if self._could_win(status, pick) else (),
        )

    def _could_win(self, status: str, pick: Pick) -> bool:
        """Whether a better bid might help: not where the register put it out, or the rules clash.

        Where lots must be drawn it can help those who are to be drawn.
        """
        match status:
            case "outranked" | "passed_over":
                return True
            case "out":
                return self.case.bids.out(pick.bidder, pick.lot) is None
            case "draw":
                open_draws = (draw for draw in self.case.decision.draws if not draw.outcome)
                return any(d.lot == pick.lot and pick.bidder in d.bidders for d in open_draws)
        return False

    def _least(self, pick: Pick) -> Iterator[Least]:
        offered = Offered(self.case.bids, self.case.marks)
        for lever in levers_of(self.case.tender, offered, pick):
            yield least_change(self.again, lever, self.effort.anew())

    def why_won(self, reason: Reason) -> WhyWon:
        pick, facts = Pick(reason.bidder, reason.lot), self.case.facts
        served: dict[str, int] = {}
        for volume in facts.by_pick[pick]:
            units = self.case.decision.chosen.clients(volume)
            served[volume.need] = served.get(volume.need, 0) + units
        asked: dict[str, int] = {}
        for ask in facts.asks_of.get(pick.lot, ()):
            asked[ask.need] = asked.get(ask.need, 0) + facts.demand[ask]
        serves = tuple(
            Served(need.id, served[need.id], asked[need.id])
            for need in facts.needs
            if served.get(need.id)
        )
        ranked = self.case.decision.mode == AwardMode.RANK_ORDER
        without = self._left(pick) if ranked else self._forced(pick, given=False)
        return WhyWon(pick.bidder, pick.lot, serves, without)

    def _forced(self, pick: Pick, given: bool) -> Turned:
        if not given and len(self.case.facts.by_lot[pick.lot]) == 1:
            return Turned(NOBODY)
        forcing, now = self.forcing, self.case.decision.chosen
        try:
            found = forcing.forced(pick, given, now, self.effort.anew())
        except StoppedError:
            return Turned(OPEN)
        return Turned(NOTHING_FITS) if found is None else _turned(found)

    def _left(self, pick: Pick) -> Turned:
        """The award by the ranking, as if the bid had never been made."""
        if len(self.case.facts.by_lot[pick.lot]) == 1:
            return Turned(NOBODY)
        part, left = self.again.part(pick), self.again.without(pick)
        if left is None or left.decision.outcome is Outcome.NOTHING_FITS:
            return Turned(NOTHING_FITS)
        if left.decision.outcome is not Outcome.AWARDED:
            return Turned(DRAW)
        return _turned(_between(self.case, part, left))


def _turned(found: Forced) -> Turned:
    result = BOUNDED if not found.proven else SAME if found.costs_nothing else AWARD
    return Turned(result, found.goals, found.out, found.into)


def _between(case: Judged, part: Judged, left: Judged) -> Forced:
    """What differs between the round and what it becomes when a part of it becomes another."""
    old, new = part.decision, left.decision
    goals = tuple(
        Moved(whole.goal, whole.value, value, value)
        for whole, one, other in zip(case.decision.goals, old.goals, new.goals, strict=True)
        for value in (whole.value - one.value + other.value,)
    )
    before, after = old.chosen.contracts, new.chosen.contracts
    return Forced(goals, _sorted(case, before - after), _sorted(case, after - before))


def _sorted(case: Judged, picks: frozenset[Pick]) -> tuple[Pick, ...]:
    return tuple(pick for pick in case.facts.picks if pick in picks)


def _goals(case: Judged) -> Iterator[GoalSaid]:
    goals: Sequence[Objective] = case.goals
    for goal, reached in zip(goals, case.decision.goals, strict=False):
        said = goal.sentence()
        yield GoalSaid(goal.name, goal.kind, goal.need, said.key, said.values, reached.value)
