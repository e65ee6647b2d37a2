"""A decision as the record shows it: volumes, needs, budgets, rules and goals, counted exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.awarding.decision import Clash, Decision, GoalResult, Outcome
from aanbesteding.awarding.fill import fills
from aanbesteding.awarding.problem import facts_of, goals_of, rules_of
from aanbesteding.awarding.ranking import ranking_of
from aanbesteding.basis.exact import Exact, rounded, simplest
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.around import bridging, forecast, municipalities, offered
from aanbesteding.dossier.further import further
from aanbesteding.rules.budget import ceiling
from aanbesteding.rules.facts import Ask, Chosen, Facts, Pick
from aanbesteding.rules.full import Orders, follow_rankings
from aanbesteding.rules.money import NOTHING, Bill, bills, charges, fees_paid, prices_paid, spent
from aanbesteding.rules.rule import Rule, Sentence
from aanbesteding.rules.soft import fine_of
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Funding
from aanbesteding.tender.needs import Demand
from aanbesteding.tender.tender import Tender

Entry = dict[str, Any]
WEEKS, MONTHS = 52, 12


def decided(
    tender: Tender, bids: Bids, scoresheet: Scoresheet, decision: Decision
) -> Mapping[str, Any]:
    """Return the section of the record that tells a decision; see docs/award-json.md."""
    facts = facts_of(tender, bids, scoresheet)
    stated = rules_of(tender)
    orders = _rankings(tender, facts, scoresheet, decision)
    rules = (*stated, *follow_rankings(facts, stated, orders))
    ended = decision.outcome in (Outcome.AWARDED, Outcome.ADMITTED)
    unproven = decision.outcome is Outcome.NOT_PROVEN
    volumes = [] if unproven else _volumes(facts, decision.chosen)
    needs = _needs(tender, facts, decision.chosen) if ended else []
    forecasts = forecast(tender, bids, decision) if ended else []
    return {
        "mode": decision.mode,
        "outcome": decision.outcome,
        "lots": decision.lots,
        "contracts": _contracts(tender, facts, decision) if ended else [],
        "volumes": volumes,
        "fees": [one._asdict() for one in charges(facts, decision.chosen)] if ended else [],
        "needs": needs,
        "offered": offered(tender, bids, decision) if ended else [],
        "forecast": forecasts,
        "bridging": bridging(tender, needs) if ended else [],
        "municipalities": municipalities(tender, [*volumes, *_fees(facts, decision), *forecasts])
        if ended
        else [],
        "budgets": _budgets(facts, decision.chosen) if ended else [],
        "counts": _counts(facts, rules, decision.chosen) if _awarded(decision) else [],
        "goals": [_goal(tender, result) for result in decision.goals],
        "found": _found(facts, decision.chosen) if unproven else None,
        "unique": decision.unique,
        "rungs": decision.rungs,
        "draws": decision.draws,
        "clashes": [_clash(rules, clash) for clash in decision.clashes],
        "only_clash": decision.only_clash,
        **further(facts, rules, decision),
    }


def _found(facts: Facts, chosen: Chosen) -> Entry:
    """The best award that a search found before it stopped; nobody has won by it."""
    given = (pick for pick in facts.picks if pick in chosen.contracts)
    contracts = [
        {**pick._asdict(), "clients": sum(chosen.clients(v) for v in facts.by_pick[pick])}
        for pick in given
    ]
    return {"contracts": contracts, "volumes": _volumes(facts, chosen)}


def _awarded(decision: Decision) -> bool:
    return decision.outcome is Outcome.AWARDED


def _rankings(tender: Tender, facts: Facts, scoresheet: Scoresheet, decision: Decision) -> Orders:
    """The ranking of each lot, when it was the ranking that decided."""
    if decision.mode != AwardMode.RANK_ORDER:
        return {}
    lots = (lot for lot in facts.lots if not fills(tender, lot))
    return {lot: ranking_of(tender, facts, scoresheet, lot, decision.draws) for lot in lots}


def _contracts(tender: Tender, facts: Facts, decision: Decision) -> list[Entry]:
    billed = bills(facts, decision.chosen)
    picks = (Pick(bidder, lot.lot) for lot in decision.lots for bidder in lot.winners)
    return [
        _contract(tender, facts, pick, decision.chosen, billed.get(pick, NOTHING)) for pick in picks
    ]


def _contract(tender: Tender, facts: Facts, pick: Pick, chosen: Chosen, bill: Bill) -> Entry:
    """A contract; paid monthly where it is a lump sum, the cents that remain in the last month."""
    volumes, spend = facts.by_pick.get(pick, ()), bill.whole
    clients = sum(chosen.clients(v) for v in volumes)
    monthly = spend // MONTHS if _lump_sum(tender, pick.lot) else None
    return {
        **pick._asdict(),
        "clients": clients,
        "spend_cents": spend,
        "fees_cents": bill.fees,
        "share": _share(facts, pick.lot, spend) if _promised(tender, pick.lot) else None,
        "monthly_cents": monthly,
        "last_month_cents": None if monthly is None else spend - monthly * (MONTHS - 1),
    }


def _share(facts: Facts, lot: str, spend: Exact) -> Fraction | None:
    try:
        return Fraction(spend) / ceiling(facts, lot)
    except (KeyError, ZeroDivisionError):
        return None


def _promised(tender: Tender, lot: str) -> bool:
    return any(one.id == lot and tender.promises_volume(one) for one in tender.lots)


def _lump_sum(tender: Tender, lot: str) -> bool:
    funding = next(one.funding for one in tender.lots if one.id == lot)
    return funding is Funding.TASK_LUMP_SUM


def _volumes(facts: Facts, chosen: Chosen) -> list[Entry]:
    paid = prices_paid(facts, chosen)
    return [
        {
            **volume._asdict(),
            "clients": chosen.clients(volume),
            "price_cents": paid[volume],
            "spend_cents": simplest(paid[volume] * chosen.clients(volume)),
        }
        for volume in facts.volumes
        if chosen.clients(volume)
    ]


def _fees(facts: Facts, decision: Decision) -> list[Entry]:
    """What contracts cost in themselves, per area and period; who pays for it is not listed."""
    paid = fees_paid(facts, decision.chosen)
    return [{**fee._asdict(), "spend_cents": cents} for fee, cents in paid]


def _needs(tender: Tender, facts: Facts, chosen: Chosen) -> list[Entry]:
    promised = {lot.id for lot in tender.open_lots if tender.promises_volume(lot)}
    return [_need(facts, d, chosen) for d in tender.demand if d.lot in promised]


def _need(facts: Facts, demand: Demand, chosen: Chosen) -> Entry:
    ask, asked = Ask(demand.lot, demand.need, demand.area, demand.period), demand.volume
    volumes = facts.by_ask.get(ask, ())
    served = sum(chosen.clients(v) for v in volumes)
    won = (v for v in volumes if v.pick in chosen.contracts)
    waiting = asked - served
    weeks = rounded(Fraction(waiting * WEEKS, served), 1) if served else None
    return {
        **ask._asdict(),
        "demand": asked,
        "in_care": demand.in_care,
        "offered": sum(facts.capacity[v.pick, v.need] for v in won),
        "served": served,
        "waiting": waiting,
        "wait_weeks": weeks,
        "longest_wait_weeks": facts.need[ask.need].longest_wait_weeks,
    }


def _budgets(facts: Facts, chosen: Chosen) -> list[Entry]:
    found = []
    for budget in facts.budgets:
        spend = spent(facts, chosen, budget.covers)
        found.append(
            {
                "id": budget.id,
                "ceiling_cents": budget.cents,
                "spend_cents": spend,
                "left_cents": budget.cents - spend,
            }
        )
    return found


def _counts(facts: Facts, rules: Sequence[Rule], chosen: Chosen) -> list[Entry]:
    found = []
    for rule in rules:
        for count in rule.counts(facts, chosen):
            sentence = rule.sentence(count.part)
            found.append(
                {
                    "rule": count.rule,
                    "kind": rule.kind,
                    "part": count.part,
                    "counted": count.counted,
                    "sense": count.sense,
                    "required": count.required,
                    "holds": count.holds,
                    "fine_cents": fine_of(rule, count),
                    **_said(sentence),
                }
            )
    return found


def _said(sentence: Sentence) -> Entry:
    return {"key": sentence.key, "values": sentence.values}


def _goal(tender: Tender, result: GoalResult) -> Entry:
    goal = next(goal for goal in goals_of(tender) if goal.name == result.goal)
    return {
        "goal": result.goal,
        "kind": goal.kind,
        "need": goal.need,
        "parts": [
            {"goal": part.goal.name, "weight": part.goal.weight, **_said(part.goal.sentence())}
            for part in (goal.parts if goal.weighted else ())
        ],
        "value": result.value,
        "bound": _alike(result.bound, result.value),
        "proven": result.proven,
        "gap": result.gap,
        **_said(goal.sentence()),
    }


def _alike(bound: Exact, value: Exact) -> Exact:
    """The bound as the same kind of number as the value, so that equal ones read the same."""
    whole = not isinstance(value, Fraction) and Fraction(bound).denominator == 1
    return int(bound) if whole else Fraction(bound)


def _clash(rules: Sequence[Rule], clash: Sequence[Clash]) -> list[Entry]:
    found = []
    for atom in clash:
        rule = next(r for r in rules if _speaks_of(r, atom))
        found.append({"rule": atom.rule, "part": atom.part, **_said(rule.sentence(atom.part))})
    return found


def _speaks_of(rule: Rule, atom: Clash) -> bool:
    return rule.name == atom.rule and getattr(rule, "lot", atom.part) == atom.part
