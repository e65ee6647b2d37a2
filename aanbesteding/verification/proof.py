"""The claims of a decision that take more than counting, each proven, refuted or left open."""

from collections.abc import Iterator, Sequence

from aanbesteding.rules.facts import Pick
from aanbesteding.rules.rule import Row
from aanbesteding.verification.claims import Claim, Told
from aanbesteding.verification.clashing import clashing
from aanbesteding.verification.climb import Climb
from aanbesteding.verification.combined import number, per_lot_goals, wanted_together
from aanbesteding.verification.followed import longest
from aanbesteding.verification.model import chosen_of, frame_of, whole
from aanbesteding.verification.optimal import BEST, ROWS, Said, best_of_all, goals_said, told
from aanbesteding.verification.prover import Prover
from aanbesteding.verification.recount import Recount, goals_of, stated_rules
from aanbesteding.verification.said import Stated

DRAW, STOPPED = "verify.why.draw", "verify.why.stopped"


def proofs(prover: Prover, stated: Stated, recount: Recount, drawn: bool) -> Iterator[Told]:
    """Yield what became of each claim of a decision; `drawn`: the round keeps lots drawn.

    A decision by which nothing fits does not tell which of these lots it looked at.
    """
    outcome = recount.outcome()
    if outcome == "awarded":
        yield from _awarded(prover, stated, recount)
    elif outcome == "nothing_fits":
        equals = any(len(group) > 1 for groups in recount.order.values() for group in groups)
        if recount.mode == "rank_order" and equals and drawn:
            yield Claim("nothing_fits", {}).open(DRAW)
        else:
            yield from clashing(prover, stated, recount)
    elif outcome == "draw_needed":
        if recount.mode == "rank_order" or "combination" in stated.tree:
            yield Claim(BEST, {}).open(DRAW)
        else:
            yield from _best_values(prover, stated, recount, (), "goals")
    elif outcome == "not_proven":
        yield Claim(BEST, {}).open(STOPPED)


def _awarded(prover: Prover, stated: Stated, recount: Recount) -> Iterator[Told]:
    yield from longest(prover, stated, recount)
    apart: Sequence[Pick] = ()
    compared = stated.tree.get("combination")
    if isinstance(compared, dict):
        wanted = wanted_together(recount)
        if compared.get("won") is True:
            yield from _lot_by_lot(prover, stated, recount, wanted)
        else:
            apart = wanted
    yield from best_of_all(prover, stated, recount, apart)


def _lot_by_lot(
    prover: Prover, stated: Stated, recount: Recount, wanted: Sequence[Pick]
) -> Iterator[Told]:
    """What the record says of the best award lot by lot, which lost."""
    if per_lot_goals(stated):
        yield from _best_values(prover, stated, recount, wanted, "combination/per_lot")
        return
    claim = Claim("per_lot_none", {})
    rules = stated_rules(recount.tender, recount.single)
    asked = whole(prover, frame_of(recount.facts, rules, _without(wanted)))
    if asked.values is not None:
        yield claim.wrong(stated.objection("V531", "combination/per_lot"))
    else:
        yield claim.proven([asked]) if asked.none else claim.open(asked.why)


def _without(wanted: Sequence[Pick]) -> list[Row]:
    return [Row("apart", "", {pick: 1}, "==", 0) for pick in wanted]


def _best_values(
    prover: Prover, stated: Stated, recount: Recount, wanted: Sequence[Pick], place: str
) -> Iterator[Told]:
    """Whether some award reaches the goals' values as the record says them, and none better."""
    facts, goals = recount.facts, goals_of(recount.tender)
    rules = stated_rules(recount.tender, recount.single)
    rows = stated.rows("goals") if place == "goals" else per_lot_goals(stated)
    values = [number(row.get("value")) for row in rows]
    claim = Claim("reached", {"place": place})
    frame = frame_of(facts, rules, _without(wanted))
    reach = [
        Row("reached", "", goal.terms(facts), "==", value)
        for goal, value in zip(goals, values, strict=False)
        if value is not None
    ]
    asked = whole(prover, frame, reach)
    if asked.values is None:
        unreached = stated.objection("V521", place)
        yield claim.wrong(unreached) if asked.none else claim.open(asked.why)
        return
    chosen = chosen_of(facts, asked.values)
    counted = [goal.value(facts, chosen) for goal in goals]
    if counted != values or any(rule.breaches(facts, chosen) for rule in rules):
        yield claim.open(ROWS)
        return
    yield claim.proven([asked])
    climb = Climb(prover, facts, rules, frame, asked.values)
    for said in goals_said(recount):
        yield _at_best(stated, climb, said, place)


def _at_best(stated: Stated, climb: Climb, said: Said, place: str) -> Told:
    here = said.place.replace("goals", place, 1)
    return told(stated, climb, said._replace(place=here))
