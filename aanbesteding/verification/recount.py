"""A decision counted again: everything in it that follows from the choice."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import Exact, cents, rounded, simplest
from aanbesteding.rules import STANDING
from aanbesteding.rules.budget import ceiling
from aanbesteding.rules.facts import Ask, Pick
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.money import NOTHING, bills, charges, fees_paid, prices_paid, spent
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.objectives import Objective, goals_in_order, rules_of_goals
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import fine_of, softened
from aanbesteding.tender.decision import Selection
from aanbesteding.tender.lots import Funding, Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.ended import Ended

WEEKS, MONTHS = 52, 12


@dataclass(frozen=True)
class Recount(Ended):
    """A decision with everything that is counted on its choice."""

    def contracts(self) -> Iterator[dict[str, Any]]:
        """Yield the total of each contract, and its months where it is a lump sum."""
        filled: dict[Pick, int] = {}
        for volume, clients in self.chosen.volumes.items():
            filled[volume.pick] = filled.get(volume.pick, 0) + clients
        billed = bills(self.facts, self.chosen)
        for lot in self.tender.lots:
            for bidder in self.winners(lot):
                pick = Pick(bidder, lot.id)
                bill = billed.get(pick, NOTHING)
                yield {
                    "bidder": bidder,
                    "lot": lot.id,
                    "clients": filled.get(pick, 0),
                    "spend_cents": bill.whole,
                    "fees_cents": bill.fees,
                    "share": self._share(lot, bill.whole),
                    **_months(lot, bill.whole),
                }

    def fees(self) -> Iterator[dict[str, Any]]:
        """Yield what contracts cost in themselves, and under which budgets that counts."""
        yield from (one._asdict() for one in charges(self.facts, self.chosen))

    def fees_by_area(self) -> Iterator[dict[str, Any]]:
        """Yield the same as areas pay for it, by period."""
        for fee, cents_paid in fees_paid(self.facts, self.chosen):
            yield {**fee._asdict(), "spend_cents": cents_paid}

    def _share(self, lot: Lot, spend: Exact) -> Fraction | None:
        if not self.tender.promises_volume(lot):
            return None
        try:
            whole = ceiling(self.facts, lot.id)
        except KeyError:
            return None
        return Fraction(spend) / whole if whole else None

    def volumes(self) -> Iterator[dict[str, Any]]:
        """Yield price and spend of each volume, in the order of contracts and demand."""
        paid = prices_paid(self.facts, self.chosen)
        for volume in self.facts.volumes:
            clients = self.chosen.clients(volume)
            if clients:
                yield {
                    **volume._asdict(),
                    "clients": clients,
                    "price_cents": paid[volume],
                    "spend_cents": simplest(paid[volume] * clients),
                }

    def needs(self) -> Iterator[dict[str, Any]]:
        """Yield who is served and who waits, per demand where volume is promised."""
        lots = {lot.id for lot in self.tender.open_lots if self.tender.promises_volume(lot)}
        for row in self.tender.demand:
            if row.lot not in lots:
                continue
            ask, asked = Ask(row.lot, row.need, row.area, row.period), row.volume
            served = sum(self.chosen.clients(v) for v in self.facts.by_ask.get(ask, ()))
            waiting = asked - served
            weeks = rounded(Fraction(waiting * WEEKS, served), 1) if served else None
            yield {
                **ask._asdict(),
                "demand": asked,
                "in_care": row.in_care,
                "offered": self._offered(ask),
                "served": served,
                "waiting": waiting,
                "wait_weeks": weeks,
                "longest_wait_weeks": self.facts.need[ask.need].longest_wait_weeks,
            }

    def _offered(self, ask: Ask) -> int:
        winners = [
            v.pick for v in self.facts.by_ask.get(ask, ()) if v.pick in self.chosen.contracts
        ]
        return sum(self.facts.capacity[pick, ask.need] for pick in winners)

    def budgets(self) -> Iterator[dict[str, Any]]:
        """Yield what is spent under each ceiling."""
        for budget, asked in zip(self.facts.budgets, self.tender.budgets, strict=True):
            whole = cents(asked.amount) - cents(asked.committed)
            spend = spent(self.facts, self.chosen, budget.covers)
            yield {
                "id": asked.id,
                "ceiling_cents": whole,
                "spend_cents": spend,
                "left_cents": whole - spend,
            }

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule of this decision, in the order of the record."""
        rules = stated_rules(self.tender, self.single)
        if self.mode == "rank_order":
            lots = [lot for lot in self.tender.open_lots if not self.filled(lot)]
            orders = {lot.id: self.order[lot.id] for lot in lots if self.order.get(lot.id)}
            rules += follow_rankings(self.facts, rules, orders)
        return tuple(rules)

    def counts(self) -> Iterator[dict[str, Any]]:
        """Yield every rule counted on the choice."""
        for rule in self.rules():
            for count in rule.counts(self.facts, self.chosen):
                sentence = rule.sentence(count.part)
                yield {
                    "rule": count.rule,
                    "kind": rule.kind,
                    "part": count.part,
                    "counted": count.counted,
                    "sense": count.sense,
                    "required": count.required,
                    "holds": count.holds,
                    "fine_cents": fine_of(rule, count),
                    "key": sentence.key,
                    "values": dict(sentence.values),
                }

    def goals(self) -> Iterator[dict[str, Any]]:
        """Yield the value of each goal; a proven bound equals it."""
        for goal in goals_of(self.tender):
            sentence = goal.sentence()
            value = goal.value(self.facts, self.chosen)
            yield {
                "goal": goal.name,
                "kind": goal.kind,
                "need": goal.need,
                "parts": list(_parts(goal)),
                "value": value,
                "bound": value,
                "proven": True,
                "gap": Fraction(0),
                "key": sentence.key,
                "values": dict(sentence.values),
            }


def _parts(goal: Objective) -> Iterator[dict[str, Any]]:
    """The goals that are weighed together, each with its weight."""
    for part, _ in goal.parts if goal.weighted else ():
        sentence = part.sentence()
        named = {"key": sentence.key, "values": dict(sentence.values)}
        yield {"goal": part.name, "weight": part.weight, **named}


def _months(lot: Lot, spend: Exact) -> dict[str, Exact | None]:
    """A lump sum in twelfths: eleven equal months in whole cents, the rest in the last."""
    if lot.funding is not Funding.TASK_LUMP_SUM:
        return {"monthly_cents": None, "last_month_cents": None}
    month = spend // MONTHS
    return {"monthly_cents": month, "last_month_cents": spend - month * (MONTHS - 1)}


def stated_rules(tender: Tender, single: tuple[str, ...]) -> list[Rule]:
    """Return the rules that hold whoever is ranked first; those with a penalty may be broken.

    After the standing rules and the tender's own comes a single winner, and then what goals ask.
    """
    rules: list[Rule] = [*STANDING, *tender.rules]
    if single:
        name = Selection.SINGLE_WINNER.value
        rules.append(NumberOfContracts(id=name, lots=single, at_most=1))
    working = softened(rules)
    return [*working, *rules_of_goals(tender.goals, working)]


def goals_of(tender: Tender) -> tuple[Objective, ...]:
    """Return what the tender strives for, or the default order when it states nothing.

    The default: unmet need by priority, then quality, then spend.
    """
    goals = tender.goals
    if not goals:
        needs = sorted(tender.needs, key=lambda need: need.priority)
        unmet = (Goal(kind="unmet", need=need.id) for need in needs)
        goals = (*unmet, Goal(kind="quality"), Goal(kind="spend"))
    return goals_in_order(goals, softened((*STANDING, *tender.rules)))
