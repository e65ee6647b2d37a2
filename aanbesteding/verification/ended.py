"""How each lot ended, worked out again from the choice and the published selection."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aanbesteding.bids.bid import Bids
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.full import Limit, is_full, limits_of
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.ladder import Group
from aanbesteding.verification.lot_scores import Counted

FILLING = (Selection.FILL_CAPACITY_BY_RANK, Selection.FILL_BUDGET_BY_RANK)


@dataclass(frozen=True)
class Ended:
    """What a decision is counted from; `mode` is the one of this decision.

    `chosen` holds the contracts that were chosen; who is admitted to an open house is not. When the
    search stopped `unproven`, nobody has won by it. `nobody` says that an award to nobody is the
    award: the goals may like none better.
    """

    tender: Tender
    bids: Bids
    facts: Facts
    scores: Sequence[Counted]
    chosen: Chosen
    mode: str
    order: Mapping[str, tuple[Group, ...]]
    to_draw: bool
    unproven: bool
    nobody: bool

    def lots(self) -> Iterator[dict[str, Any]]:
        """Yield how each lot ended."""
        for lot in self.tender.lots:
            taking_part, winners = self.taking_part(lot), self.winners(lot)
            house = self.open_house(lot)
            places = None if house else self.places(lot)
            waiting = [b for b in taking_part if b not in set(winners) and not self._full(b, lot)]
            yield {
                "lot": lot.id,
                "outcome": self._outcome(lot, taking_part, winners),
                "winners": winners,
                "reserve": waiting if winners and not house else [],
                "made_room": self.made_room(lot),
                "bids": len(taking_part),
                "places": places,
                "selection_applied": places is not None and len(taking_part) > places,
            }

    @cached_property
    def _limits(self) -> tuple[Limit, ...]:
        return limits_of(self.facts, (*STANDING, *self.tender.rules))

    def made_room(self, lot: Lot) -> list[str]:
        """Return who stands above a winner of the lot without a contract, by rank."""
        if self.mode != "rank_order" or not lot.in_scope or self.filled(lot):
            return []
        winners, taking_part = set(self.winners(lot)), self.taking_part(lot)
        if self._outcome(lot, taking_part, list(winners)) == "nobody_left":
            return taking_part
        below = next((n for n, b in enumerate(reversed(taking_part)) if b in winners), None)
        above = [] if below is None else taking_part[: len(taking_part) - below]
        return [bidder for bidder in above if bidder not in winners]

    def _full(self, bidder: str, lot: Lot) -> bool:
        """Whether a bidder has all the contracts it may have, and so is no reserve."""
        return is_full(self._limits, Pick(bidder, lot.id), self.chosen.contracts)

    @cached_property
    def by_lot(self) -> Mapping[str, tuple[Counted, ...]]:
        """The scores of each lot, in their order."""
        found: dict[str, list[Counted]] = {}
        for score in self.scores:
            found.setdefault(score.lot, []).append(score)
        return {lot: tuple(scores) for lot, scores in found.items()}

    def open_house(self, lot: Lot) -> bool:
        """Whether everyone who qualifies for the lot is admitted."""
        return lot.in_scope and self.tender.mode_of(lot.id) is AwardMode.ADMIT_ALL

    def filled(self, lot: Lot) -> bool:
        """Whether the ranking of the lot is filled, rank by rank."""
        ranked = self.tender.mode_of(lot.id) is AwardMode.RANK_ORDER
        return lot.in_scope and ranked and self.tender.selection_of(lot.id) in FILLING

    def taking_part(self, lot: Lot) -> list[str]:
        """Return the bidders that take part in a lot, by rank and tie ladder where there is one."""
        inside = [s.bidder for s in self.by_lot.get(lot.id, ()) if s.status == "in"]
        ranked = [bidder for group in self.order.get(lot.id, ()) for bidder in group]
        return inside if self.open_house(lot) else ranked

    def winners(self, lot: Lot) -> list[str]:
        """Return who has a contract in a lot; nobody where lots must still be drawn."""
        taking_part = self.taking_part(lot)
        if self.open_house(lot):
            return taking_part
        if self.to_draw or self.unproven:
            return []
        return [b for b in taking_part if Pick(b, lot.id) in self.chosen.contracts]

    @cached_property
    def single(self) -> tuple[str, ...]:
        """The lots for which the published ranking selects one winner."""
        return tuple(
            lot.id
            for lot in self.tender.open_lots
            if self.tender.mode_of(lot.id) is AwardMode.RANK_ORDER
            and self.tender.selection_of(lot.id) is Selection.SINGLE_WINNER
        )

    def places(self, lot: Lot) -> int | None:
        """Return the most contracts that were published for a lot."""
        if not lot.in_scope:
            return None
        counting = (rule for rule in self.tender.rules if isinstance(rule, NumberOfContracts))
        bounds = (rule.places(lot.id) for rule in counting)
        most = [bound for bound in bounds if bound is not None]
        if lot.id in self.single:
            most.append(1)
        return min(most, default=None)

    def _outcome(self, lot: Lot, taking_part: list[str], winners: list[str]) -> str:
        if not lot.in_scope:
            return "out_of_scope"
        if not taking_part:
            statuses = {score.status for score in self.by_lot.get(lot.id, ())}
            return "withdrawn" if statuses == {"withdrawn"} else "no_valid_bid"
        if self.open_house(lot):
            return "admitted"
        if self.outcome() == "awarded" and not winners and self._nobody_left(lot, taking_part):
            return "nobody_left"
        if len(taking_part) == 1:
            return "one_bid"
        if self.to_draw:
            return "draw_needed"
        if self.unproven:
            return "not_proven"
        return "awarded" if winners else "nothing_fits"

    def _nobody_left(self, lot: Lot, taking_part: Sequence[str]) -> bool:
        """Whether all who take part have as many contracts as they may have."""
        if self.mode != "rank_order" or not self.chosen.contracts or self.filled(lot):
            return False
        return all(self._full(bidder, lot) for bidder in taking_part)

    def outcome(self) -> str:
        """Return how the decision ended as a whole."""
        if not self.facts.picks:
            houses = (lot for lot in self.tender.open_lots if self.open_house(lot))
            return "admitted" if any(map(self.winners, houses)) else "no_valid_bid"
        if self.to_draw:
            return "draw_needed"
        if self.unproven:
            return "not_proven"
        return "awarded" if self.chosen.contracts or self.nobody else "nothing_fits"
