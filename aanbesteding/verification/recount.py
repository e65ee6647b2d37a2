"""A decision counted again: everything in it that follows from the choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import cents, rounded
from aanbesteding.rules import STANDING
from aanbesteding.rules.budget import ceiling
from aanbesteding.rules.facts import Ask, Pick, Volume
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.rule import Rule
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
        filled: dict[Pick, dict[Volume, int]] = {}
        for volume, clients in self.chosen.volumes.items():
            filled.setdefault(volume.pick, {})[volume] = clients
        for lot in self.tender.lots:
            for bidder in self.winners(lot):
                mine = filled.get(Pick(bidder, lot.id), {})
                spend = self._spend(mine)
                yield {
                    "bidder": bidder,
                    "lot": lot.id,
                    "clients": sum(mine.values()),
                    "spend_cents": spend,
                    "share": self._share(lot, spend),
                    **_months(lot, spend),
                }

    def _spend(self, volumes: Mapping[Volume, int]) -> int:
        return sum(self.facts.price[volume] * clients for volume, clients in volumes.items())

    def _share(self, lot: Lot, spend: int) -> Fraction | None:
        if not self.tender.promises_volume(lot):
            return None
        try:
            whole = ceiling(self.facts, lot.id)
        except KeyError:
            return None
        return Fraction(spend, whole) if whole else None

    def volumes(self) -> Iterator[dict[str, Any]]:
        """Yield price and spend of each volume, in the order of contracts and demand."""
        for volume in self.facts.volumes:
            clients = self.chosen.clients(volume)
            if clients:
                price = self.facts.price[volume]
                yield {
                    **volume._asdict(),
                    "clients": clients,
                    "price_cents": price,
                    "spend_cents": price * clients,
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
            under = {v: n for v, n in self.chosen.volumes.items() if budget.covers(v)}
            whole, spend = cents(asked.amount) - cents(asked.committed), self._spend(under)
            yield {
                "id": asked.id,
                "ceiling_cents": whole,
                "spend_cents": spend,
                "left_cents": whole - spend,
            }

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule of this decision, in the order of the record."""
        rules: list[Rule] = [*STANDING, *self.tender.rules]
        if self.single:
            name = Selection.SINGLE_WINNER.value
            rules.append(NumberOfContracts(id=name, lots=self.single, at_most=1))
        if self.mode == "rank_order":
            rules += [
                FollowRanking(lot=lot.id, order=self.order[lot.id])
                for lot in self.tender.open_lots
                if self.order.get(lot.id) and not self.filled(lot)
            ]
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
                "value": value,
                "bound": value,
                "proven": True,
                "key": sentence.key,
                "values": dict(sentence.values),
            }


def _months(lot: Lot, spend: int) -> dict[str, int | None]:
    """A lump sum in twelfths: eleven equal months in whole cents, the rest in the last."""
    if lot.funding is not Funding.TASK_LUMP_SUM:
        return {"monthly_cents": None, "last_month_cents": None}
    month = spend // MONTHS
    return {"monthly_cents": month, "last_month_cents": spend - month * (MONTHS - 1)}


def goals_of(tender: Tender) -> tuple[Goal, ...]:
    """Return the goals of the tender, or the default order when it states none.

    The default: unmet need by priority, then quality, then spend.
    """
    if tender.goals:
        return tender.goals
    unmet = [Goal(kind="unmet", need=n.id) for n in sorted(tender.needs, key=lambda n: n.priority)]
    return (*unmet, Goal(kind="quality"), Goal(kind="spend"))
