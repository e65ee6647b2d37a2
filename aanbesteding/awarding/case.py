"""What every step of a decision looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aanbesteding.awarding.decision import Draw
from aanbesteding.awarding.problem import admitted_of, facts_of, rules_of
from aanbesteding.awarding.ranking import Groups, ranking_of
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.full import Limit, limits_of
from aanbesteding.rules.rule import Rule
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Case:
    """A scored tender as facts and rules, with the lots that were drawn and how far to search."""

    tender: Tender
    scoresheet: Scoresheet
    facts: Facts
    admitted: tuple[Pick, ...]
    rules: tuple[Rule, ...]
    draws: tuple[Draw, ...]
    effort: Effort
    by_rank: bool

    @classmethod
    def of(
        cls,
        tender: Tender,
        bids: Bids,
        scoresheet: Scoresheet,
        draws: Sequence[Draw] = (),
        effort: Effort = UNTIL_PROVEN,
        *,
        by_rank: bool,
    ) -> "Case":
        """Return the case of a scored tender."""
        facts, rules = facts_of(tender, bids, scoresheet), rules_of(tender)
        admitted = admitted_of(tender, scoresheet)
        return cls(tender, scoresheet, facts, admitted, rules, tuple(draws), effort, by_rank)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """How many contracts bidders may have."""
        return limits_of(self.facts, self.rules)

    def ranking(self, lot: str) -> Groups:
        """Return the bidders of a lot by rank, equals together."""
        return ranking_of(self.tender, self.facts, self.scoresheet, lot, self.draws)
