"""How each lot ended, worked out again from the choice and the published selection."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.tender.decision import Selection
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.ladder import Group
from aanbesteding.verification.scores import Counted


@dataclass(frozen=True)
class Ended:
    """What a decision is counted from; `mode` is the one of this decision."""

    tender: Tender
    facts: Facts
    scores: Sequence[Counted]
    chosen: Chosen
    mode: str
    order: Mapping[str, tuple[Group, ...]]
    to_draw: bool = False

    def lots(self) -> Iterator[dict[str, Any]]:
        """Yield how each lot ended."""
        for lot in self.tender.lots:
            taking_part = self._in_order(lot)
            winners = [b for b in taking_part if Pick(b, lot.id) in self.chosen.contracts]
            waiting = [b for b in taking_part if b not in winners]
            places = self.places(lot)
            yield {
                "lot": lot.id,
                "outcome": self._outcome(lot, taking_part, winners),
                "winners": winners,
                "reserve": waiting if winners and self.mode != "admit_all" else [],
                "bids": len(taking_part),
                "places": places,
                "selection_applied": places is not None and len(taking_part) > places,
            }

    def _in_order(self, lot: Lot) -> list[str]:
        """Bidders that take part in a lot, by rank where there is one."""
        if self.mode == "rank_order":
            return [bidder for group in self.order.get(lot.id, ()) for bidder in group]
        return [s.bidder for s in self.scores if s.lot == lot.id and s.status == "in"]

    @property
    def single(self) -> bool:
        """Whether the published ranking selects one winner per lot."""
        award = self.tender.award
        return award.mode == "rank_order" and award.selection is Selection.SINGLE_WINNER

    def places(self, lot: Lot) -> int | None:
        """Return the most contracts that were published for a lot."""
        if not lot.in_scope:
            return None
        most = [
            rule.at_most
            for rule in self.tender.rules
            if isinstance(rule, NumberOfContracts)
            and rule.at_most is not None
            and not rule.together
            and (not rule.lots or lot.id in rule.lots)
        ]
        if self.single:
            most.append(1)
        return min(most, default=None)

    def _outcome(self, lot: Lot, taking_part: list[str], winners: list[str]) -> str:
        if not lot.in_scope:
            return "out_of_scope"
        if not taking_part:
            return "no_valid_bid"
        if self.mode == "admit_all":
            return "admitted"
        if len(taking_part) == 1:
            return "one_bid"
        if self.to_draw:
            return "draw_needed"
        return "awarded" if winners else "nothing_fits"

    def outcome(self) -> str:
        """Return how the decision ended as a whole."""
        found = {self._outcome(lot, *self._lists(lot)) for lot in self.tender.open_lots}
        if found <= {"no_valid_bid"}:
            return "no_valid_bid"
        for outcome in ("admitted", "draw_needed"):
            if outcome in found:
                return outcome
        return "awarded" if self.chosen.contracts else "nothing_fits"

    def _lists(self, lot: Lot) -> tuple[list[str], list[str]]:
        bidders = self._in_order(lot)
        return bidders, [b for b in bidders if Pick(b, lot.id) in self.chosen.contracts]
