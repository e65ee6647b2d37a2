"""The award by rank order beside the award by the goals, on the same bids, marks and rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Decision, Outcome
from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.alternatives import best_by_goals
from aanbesteding.explanation.judged import Judged
from aanbesteding.rules.facts import Chosen, Pick
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.money import bills
from aanbesteding.rules.soft import worth_terms
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Figure:
    """What is counted of an award, in clients, points × clients, contracts or cents."""

    kind: str
    need: str
    by_rank: Exact | None
    by_goals: Exact | None


@dataclass(frozen=True)
class Contract:
    """A contract in one or both awards, with its clients and cents; None where it is not given."""

    bidder: str
    lot: str
    rank_clients: int | None
    rank_cents: Exact | None
    goals_clients: int | None
    goals_cents: Exact | None


@dataclass(frozen=True)
class Compared:
    """Two awards of one tender; `published` says which of the two modes decides it.

    `rank_outcome` and `goals_outcome` say how each ended. `equal`: other awards reach the same
    goals, and a draw or the tie ladder has yet to choose between them.
    """

    published: str
    rank_outcome: str
    goals_outcome: str
    equal: bool
    same: bool
    figures: tuple[Figure, ...]
    contracts: tuple[Contract, ...]


def compared(case: Judged) -> tuple[Compared | None, tuple[Finding, ...]]:
    """Return both awards side by side, or a finding where no bidder is chosen at all.

    Raises SolverFailedError, RecountError and TooFineError.
    """
    mode = case.tender.choice_mode
    if not case.facts.picks:
        return None, (Finding("R233", Weight.REPAIRABLE),)
    ranked = by_rank(case)
    best = best_by_goals(case)
    ended = Outcome.NOTHING_FITS if best is None else Outcome.AWARDED
    one = ranked.chosen if ranked.outcome is Outcome.AWARDED else None
    other = None if best is None else best.chosen
    return Compared(
        mode.value,
        ranked.outcome.value,
        ended.value,
        best is not None and best.equal,
        one is not None and other is not None and one.contracts == other.contracts,
        tuple(_figures(case, one, other)),
        tuple(_contracts(case, one, other)),
    ), ()


def by_rank(case: Judged) -> Decision:
    """Return the decision by the ranking, whatever mode was published."""
    if case.tender.choice_mode is AwardMode.RANK_ORDER:
        return case.decision
    return decide(ranked_tender(case.tender), case.bids, case.scoresheet, case.draws)


def ranked_tender(tender: Tender) -> Tender:
    """Return the tender with the ranking in place of its objective; an open house stays one."""
    mode = AwardMode.RANK_ORDER
    lots = tuple(
        lot.model_copy(update={"mode": mode})
        if tender.mode_of(lot.id) is AwardMode.PUBLISHED_OBJECTIVE
        else lot
        for lot in tender.lots
    )
    return tender.model_copy(update={"lots": lots})


def _figures(case: Judged, one: Chosen | None, other: Chosen | None) -> Iterator[Figure]:
    for goal in _counted(case):
        yield Figure(goal.kind, goal.need, *(_value(case, goal, side) for side in (one, other)))


def _counted(case: Judged) -> Iterator[Goal]:
    """Contracts, who waits per need level, quality, spend; who moves and what is valued, if any."""
    asked = {ask.need for ask in case.facts.demand}
    yield Goal(kind="contracts")
    yield from (Goal(kind="unmet", need=n.id) for n in case.facts.needs if n.id in asked)
    yield Goal(kind="quality")
    yield Goal(kind="spend")
    if any(case.facts.incumbent.values()):
        yield Goal(kind="moved")
    if worth_terms(case.facts, case.rules):
        yield Goal(kind="stated_value")


def _value(case: Judged, goal: Goal, chosen: Chosen | None) -> Exact | None:
    return None if chosen is None else goal.value(case.facts, chosen, case.rules)


def _contracts(case: Judged, one: Chosen | None, other: Chosen | None) -> Iterator[Contract]:
    for pick in case.facts.picks:
        sides = [_given(case, pick, side) for side in (one, other)]
        if any(clients is not None for clients, _ in sides):
            yield Contract(*pick, *sides[0], *sides[1])


def _given(case: Judged, pick: Pick, chosen: Chosen | None) -> tuple[int | None, Exact | None]:
    if chosen is None or pick not in chosen.contracts:
        return None, None
    bill = bills(case.facts, chosen).get(pick)
    clients = sum(chosen.clients(volume) for volume in case.facts.by_pick[pick])
    return clients, 0 if bill is None else bill.whole
