"""Whether an award is the best: on every goal, down the tie ladder, and whether it is the only."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.rule import Key, Row
from aanbesteding.tender.decision import TieRung
from aanbesteding.verification.claims import Claim, Told
from aanbesteding.verification.climb import Aim, Better, Climb
from aanbesteding.verification.compare import Step
from aanbesteding.verification.ladder import WORTH
from aanbesteding.verification.lots_drawn import (
    between_all,
    draws_held,
    first_drawn,
    sums_served,
)
from aanbesteding.verification.model import (
    frame_of,
    given,
    only_who_serves,
    ranked_lots,
    values_of,
)
from aanbesteding.verification.prover import SEARCHED, Asked, Prover
from aanbesteding.verification.record import shown
from aanbesteding.verification.recount import Recount, goals_of, stated_rules
from aanbesteding.verification.said import Stated
from aanbesteding.verification.spread import laid_down, spread_order

ROWS = "verify.why.rows"
BEST = "best"


class Said(NamedTuple):
    """A claim with the sums that prove it, and the finding when one of them could be better."""

    claim: Claim
    code: str
    place: str
    row: str
    aims: tuple[Aim, ...]


def best_of_all(
    prover: Prover, stated: Stated, recount: Recount, apart: Sequence[Pick] = ()
) -> Iterator[Told]:
    """Yield what became of each claim on an award that was given.

    `apart` are contracts that stayed out when the award was made lot by lot; the goals are held
    against awards with them too. Of an award that is not the best nothing more is asked.
    """
    facts, goals = recount.facts, goals_of(recount.tender)
    rules = stated_rules(recount.tender, recount.single)
    extra = [*only_who_serves(recount), *given(recount, ranked_lots(recount))]
    frame = frame_of(facts, rules, extra)
    now = values_of(prover, frame, facts, recount.chosen, goals)
    if now.values is None:
        yield Claim(BEST, {}).open(ROWS if now.none else now.why)
        return
    climb = Climb(prover, facts, rules, frame, now.values)
    by_goal = [told(stated, climb, said) for said in (*_filled(recount), *goals_said(recount))]
    yield from by_goal
    if _refuted(by_goal):
        return
    if apart:
        out = [Row("apart", "", {pick: 1}, "==", 0) for pick in apart]
        climb = _narrowed(climb, [*extra, *out])
    by_rung = [told(stated, climb, said) for said in _rungs(stated, recount)]
    yield from by_rung
    by_lot = [] if _refuted(by_rung) else list(_by_lot(stated, climb, recount))
    yield from by_lot
    if _refuted((*by_rung, *by_lot)):
        return
    yield _only_one(stated, climb, recount)
    yield from _areas(stated, climb, recount)


def _by_lot(stated: Stated, climb: Climb, recount: Recount) -> Iterator[Told]:
    """What became of each draw: held between all who were equal, and its order followed."""
    for drawn in draws_held(stated, recount):
        yield between_all(stated, climb, drawn)
        aims = tuple(first_drawn(recount.facts, drawn))
        claim = Claim("drawn", {"lot": drawn.lot})
        yield told(stated, climb, Said(claim, "V525", drawn.place, drawn.lot, aims))


def _refuted(answers: Sequence[Told]) -> bool:
    return any(isinstance(one, Step) and not one.check.ok for one in answers)


def _narrowed(climb: Climb, rows: Sequence[Row]) -> Climb:
    """The same award among fewer others, as good on the same sums."""
    frame = frame_of(climb.facts, climb.rules, rows)
    other = Climb(climb.prover, climb.facts, climb.rules, frame, climb.now)
    for aim in climb.held:
        other.hold(aim)
    return other


def told(stated: Stated, climb: Climb, said: Said) -> Told:
    """Return what became of a claim; what it says is held afterwards, proven or not."""
    answers: list[Asked] = []
    for aim in said.aims:
        for answer in climb.best_on(aim):
            if isinstance(answer, Better):
                return said.claim.wrong(_objection(stated, climb, said, aim, answer))
            if not answer.none:
                _hold(climb, said.aims)
                return said.claim.open(answer.why)
            answers.append(answer)
        climb.hold(aim)
    return said.claim.proven(answers)


def _hold(climb: Climb, aims: Sequence[Aim]) -> None:
    for aim in aims:
        if aim not in climb.held:
            climb.hold(aim)


def _objection(stated: Stated, climb: Climb, said: Said, aim: Aim, found: Better) -> Finding:
    says = aim.value(climb.facts, climb.now)
    values = {"row": said.row, "says": shown(_plain(says)), "counted": shown(_plain(found.value))}
    return stated.objection(said.code, said.place, **values)


def _plain(value: Exact) -> int | str:
    return value if isinstance(value, int) else str(value)


def goals_said(recount: Recount) -> Iterator[Said]:
    """Yield the claim on each goal, in order."""
    for index, goal in enumerate(goals_of(recount.tender)):
        aim = Aim(goal.terms(recount.facts), goal.larger_is_better, goal)
        claim = Claim("goal", {"goal": goal.name})
        yield Said(claim, "V520", f"goals/{index}/value", goal.name, (aim,))


def _filled(recount: Recount) -> Iterator[Said]:
    """Rank by rank as many clients as possible, the heaviest need first."""
    if recount.mode != "rank_order":
        return
    facts = recount.facts
    needs = sorted(facts.needs, key=lambda need: need.priority)
    for lot in recount.tender.open_lots:
        if not recount.filled(lot) or lot.id not in facts.by_lot:
            continue
        aims = []
        for group in recount.order.get(lot.id, ()):
            mine = [v for b in group for v in facts.by_pick.get(Pick(b, lot.id), ())]
            for need in needs:
                terms: dict[Key, Exact] = {v: 1 for v in mine if v.need == need.id}
                aims += [Aim(terms, True)] if terms else []
        yield Said(Claim("filled", {"lot": lot.id}), "V523", "volumes", lot.id, tuple(aims))


def _rungs(stated: Stated, recount: Recount) -> Iterator[Said]:
    """The rungs of the ladder that were gone down, each from its first figure."""
    said = stated.tree.get("rungs")
    gone = said if isinstance(said, list) else []
    for rung in recount.tender.award.tie_ladder:
        if rung is TieRung.DRAW or rung.value not in gone:
            return
        worth = {
            Pick(s.bidder, s.lot): WORTH[rung](recount.tender, recount.facts, s)
            for s in recount.scores
            if Pick(s.bidder, s.lot) in recount.facts.points
        }
        steps = max((len(one) for one in worth.values()), default=0)
        aims = tuple(
            Aim({pick: one[step] for pick, one in worth.items()}, True) for step in range(steps)
        )
        yield Said(Claim("rung", {"rung": rung.value}), "V525", "rungs", rung.value, aims)


def _only_one(stated: Stated, climb: Climb, recount: Recount) -> Told:
    """No other award is as good: no other contract, nor another number served by anyone."""
    facts = recount.facts
    claim, answers = Claim("unique", {}), []
    for answer in climb.alike([*([pick] for pick in facts.picks), *sums_served(facts)]):
        if isinstance(answer, Better):
            return claim.wrong(stated.objection("V524", "unique", row=_other(recount, answer)))
        if not answer.none:
            return claim.open(answer.why)
        answers.append(answer)
    return claim.proven(answers)


def _other(recount: Recount, found: Better) -> str:
    """The contracts of another award, as people read them."""
    given = [pick for pick in recount.facts.picks if pick in found.chosen.contracts]
    return "; ".join(", ".join(pick) for pick in given)


def _areas(stated: Stated, climb: Climb, recount: Recount) -> Iterator[Told]:
    """The best ranked bidder serves the first areas first, need by need."""
    order = spread_order(recount.facts, recount.chosen)
    if not order:
        return
    claim = Claim("areas", {})
    if laid_down(recount.facts, recount.chosen, order):
        yield claim.proven([Asked(None, SEARCHED, steps=len(order))])
        return
    aims = tuple(Aim({volume: 1}, True) for volume in order)
    yield told(stated, climb, Said(claim, "V526", "volumes", "", aims))
