"""A round as it was judged and decided: what every question about an award looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Decision, Draw
from aanbesteding.awarding.problem import facts_of, goals_of, rules_of
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Facts
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Rule
from aanbesteding.scoring.domain import scored
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Judged:
    """Tender, bids, marks and draws, with the scores and the decision that follow from them."""

    tender: Tender
    bids: Bids
    marks: Marks
    draws: tuple[Draw, ...]
    scoresheet: Scoresheet
    decision: Decision

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process without the scores, which hold formulas: they follow again."""
        return _scored_again, (self.tender, self.bids, self.marks, self.draws, self.decision)

    @cached_property
    def facts(self) -> Facts:
        """The numbers of the choice."""
        return facts_of(self.tender, self.bids, self.scoresheet)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the choice; not the ranking."""
        return rules_of(self.tender)

    @cached_property
    def goals(self) -> tuple[Objective, ...]:
        """The goals, in the order in which they are pursued."""
        return goals_of(self.tender)


def judged(tender: Tender, bids: Bids, marks: Marks, draws: Sequence[Draw] = ()) -> Judged:
    """Return a round with its scores and the decision by its published mode.

    Raises FindingsError for bids of which the formulas can make nothing, and SolverFailedError,
    RecountError or TooFineError where nothing can be decided.
    """
    scoresheet = scored(tender, bids, assess(tender, bids, marks))
    decision = decide(tender, bids, scoresheet, draws)
    return Judged(tender, bids, marks, tuple(draws), scoresheet, decision)


def _scored_again(
    tender: Tender, bids: Bids, marks: Marks, draws: tuple[Draw, ...], decision: Decision
) -> Judged:
    scoresheet = scored(tender, bids, assess(tender, bids, marks))
    return Judged(tender, bids, marks, draws, scoresheet, decision)
