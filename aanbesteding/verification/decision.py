"""The decision in the record against the recount, and what the ranking and the lots drawn ask."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.around import bridging, forecast, municipalities, offered
from aanbesteding.verification.choice import Choice, read_choice
from aanbesteding.verification.combined import combination, unearned
from aanbesteding.verification.compare import Step, compared, step
from aanbesteding.verification.draws import gives_order
from aanbesteding.verification.further import told_where_used
from aanbesteding.verification.ladder import Settled, settle
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.record import Json, shown
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.said import Stated
from aanbesteding.verification.unproven import NOT_PROVEN, found_again, goals_found, unsound

ORDER_OF_AREAS = "order_of_areas"
DRAW = ("lot", "bidders", "about", "outcome", "origin", "seed")


class Recounted(NamedTuple):
    """A decision counted again from its own choice."""

    recount: Recount
    rungs: Sequence[str]
    choice: Choice


def check_decision(stated: Stated, again: Recounted) -> Iterator[Step]:
    """Yield the checks on one decision."""
    recount, rungs, choice = again
    tender = recount.tender
    yield step(stated.key("choice"), choice.findings, number=_size(choice))
    if recount.outcome() == NOT_PROVEN:
        yield step(stated.key("not_proven"), unsound(stated, recount), number=_size(choice))
    counted = jsonable(_counted(stated, recount, rungs))
    yield compared(
        stated.key("decision"), "V501", stated.file, stated.pointer, stated.tree, counted
    )
    if "combination" in counted:
        yield step(stated.key("combination"), unearned(stated, recount, counted))
    yield step(stated.key("rules"), _broken(stated, counted), number=len(counted["counts"]))
    if stated.mode == "rank_order":
        yield step(
            stated.key("selection"), _selected(stated, recount), number=len(tender.open_lots)
        )


def _size(choice: Choice) -> int:
    return len(choice.chosen.contracts) + len(choice.chosen.volumes)


def recount_of(
    stated: Stated, tender: Tender, bids: Bids, facts: Facts, scores: Sequence[Counted]
) -> Recounted:
    """Return the decision counted again, taking over its contracts, volumes and lots drawn."""
    houses = {lot.id for lot in tender.open_lots if tender.mode_of(lot.id) is AwardMode.ADMIT_ALL}
    admitted = {Pick(s.bidder, s.lot) for s in scores if s.lot in houses and s.status == "in"}
    found = stated.tree.get("found")
    unproven = isinstance(found, dict)
    tree = found if isinstance(found, dict) else stated.tree
    pointer = f"{stated.pointer}/found" if unproven else stated.pointer
    choice = read_choice(tree, facts, admitted, stated.file, pointer)
    draws = stated.rows("draws")
    settled: dict[str, Settled] = {}
    for lot in tender.open_lots:
        drawn = [d["outcome"] for d in draws if d.get("lot") == lot.id and gives_order(d)]
        settled[lot.id] = settle(tender, facts, scores, lot.id, drawn)
    to_draw = any(not draw.get("outcome") for draw in draws)
    order = {lot: found.groups for lot, found in settled.items()}
    used = {rung for found in settled.values() for rung in found.rungs}
    rungs = [rung.value for rung in tender.award.tie_ladder if rung.value in used]
    nobody = stated.mode != "rank_order" and stated.tree.get("outcome") == "awarded"
    recount = Recount(
        tender, bids, facts, scores, choice.chosen, stated.mode, order, to_draw, unproven, nobody
    )
    return Recounted(recount, rungs, choice)


def _counted(stated: Stated, recount: Recount, rungs: Sequence[str]) -> dict[str, Any]:
    """The decision as it must read; only what a solver or people decide is taken over."""
    outcome = recount.outcome()
    ended, awarded = outcome in ("awarded", "admitted"), outcome == "awarded"
    volumes = list(recount.volumes()) if awarded else []
    needs = list(recount.needs()) if ended else []
    forecasts = list(forecast(recount)) if ended else []
    paid = [*volumes, *recount.fees_by_area(), *forecasts]
    goals = list(recount.goals() if awarded else _goals_before(stated, recount))
    return {
        "mode": stated.mode,
        "outcome": outcome,
        "lots": list(recount.lots()),
        "contracts": list(recount.contracts()) if ended else [],
        "volumes": volumes,
        "fees": list(recount.fees()) if ended else [],
        "needs": needs,
        "offered": list(offered(recount)) if ended else [],
        "forecast": forecasts,
        "bridging": list(bridging(recount, needs)) if ended else [],
        "municipalities": list(municipalities(recount, paid)) if ended else [],
        "budgets": list(recount.budgets()) if ended else [],
        "counts": list(recount.counts()) if awarded else [],
        "goals": goals,
        "found": found_again(recount) if outcome == NOT_PROVEN else None,
        "rungs": _rungs(stated, recount, rungs) if awarded else _rungs(stated, recount, ()),
        "draws": [{name: row.get(name, "") for name in DRAW} for row in stated.rows("draws")],
        "clashes": list(_clashes(stated, recount)),
        "unique": ended,
        "only_clash": bool(stated.tree.get("clashes")) and stated.tree.get("only_clash") is True,
        **combination(stated, recount, goals, outcome),
        **(told_where_used(recount) if awarded else {}),
    }


def _goals_before(stated: Stated, recount: Recount) -> Iterator[dict[str, Any]]:
    """Goals of the equally good awards to draw between, or of the best award that was found."""
    if recount.outcome() == NOT_PROVEN:
        yield from goals_found(stated, recount)
    if recount.outcome() == "draw_needed":
        for said, goal in zip(stated.rows("goals"), recount.goals(), strict=False):
            yield {**goal, "value": said.get("value"), "bound": said.get("value")}


def _rungs(stated: Stated, recount: Recount, ranking: Sequence[str]) -> list[str]:
    """The rungs of the ladder from the top: at least those the ranking needed.

    Whether more were needed, to choose between equally good awards, only a solver can tell.
    """
    ladder = [rung.value for rung in recount.tender.award.tie_ladder]
    said = stated.tree.get("rungs")
    rungs = list(said) if isinstance(said, list) else []
    spread = rungs[-1:] == [ORDER_OF_AREAS] and _several_areas(recount)
    needed = len(ranking) if stated.mode == "rank_order" else 0
    gone_down = ladder[: max(needed, len(rungs) - spread)]
    return [*gone_down, ORDER_OF_AREAS] if spread else gone_down


def _several_areas(recount: Recount) -> bool:
    """Whether some need is asked in several areas of a lot, so that a spread can be open."""
    asked = [(ask.lot, ask.need, ask.period) for ask in recount.facts.demand]
    return len(set(asked)) < len(asked)


def _clashes(stated: Stated, recount: Recount) -> Iterator[list[dict[str, Any]]]:
    """The clashes with the sentence of each rule; whether they clash needs a solver."""
    rules = recount.rules()
    clashes = stated.tree.get("clashes")
    for clash in clashes if isinstance(clashes, list) else []:
        found = []
        for said in clash if isinstance(clash, list) else []:
            row = said if isinstance(said, dict) else {}
            part = str(row.get("part", ""))
            named = (r for r in rules if r.name == row.get("rule"))
            rule = next((r for r in named if getattr(r, "lot", part) == part), None)
            if rule is not None:
                sentence = rule.sentence(part)
                values = {"key": sentence.key, "values": dict(sentence.values)}
                found.append({"rule": rule.name, "part": part, **values})
        yield found


def _broken(stated: Stated, counted: Json) -> Iterator[Finding]:
    """The rules that an award does not keep, but for soft ones, which may be broken at a price."""
    if counted["outcome"] not in ("awarded", "admitted"):
        return
    for index, row in enumerate(counted["counts"]):
        if not row["holds"] and row["fine_cents"] is None:
            says = f"{row['rule']} ({row['part']}): {row['counted']} {row['sense']}"
            yield stated.objection(
                "V504", f"counts/{index}", says=says, counted=shown(row["required"])
            )


def _split(stated: Stated, recount: Recount) -> Iterator[Finding]:
    """Equals of whom some won and others did not, and no lots were drawn: others could have won."""
    given = recount.chosen.contracts
    for rule in recount.rules():
        if not isinstance(rule, FollowRanking):
            continue
        for group in rule.order:
            won = [b for b in group if Pick(b, rule.lot) in given]
            lost = [b for b in group if b not in won and not rule.made_room(b, given)]
            if won and lost:
                row = f"{rule.lot}: {', '.join(lost)}"
                yield stated.objection("V524", "draws", row=row)


def _selected(stated: Stated, recount: Recount) -> Iterator[Finding]:
    """Winners whom the published selection does not let win."""
    yield from _split(stated, recount)
    threshold = recount.tender.award.threshold
    for lot in recount.tender.open_lots:
        winners = {p.bidder for p in recount.chosen.contracts if p.lot == lot.id}
        places = recount.places(lot)
        if places is not None and len(winners) > places:
            yield stated.objection("V505", "lots", row=lot.id, says=len(winners), counted=places)
        selection = recount.tender.selection_of(lot.id)
        if selection is not Selection.ABOVE_THRESHOLD or threshold is None:
            continue
        for score in recount.by_lot.get(lot.id, ()):
            if score.bidder in winners and score.total < threshold:
                values = {"says": str(score.total), "counted": str(threshold)}
                yield stated.objection("V505", "lots", row=f"{score.bidder}, {lot.id}", **values)
