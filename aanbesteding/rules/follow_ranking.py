"""Nobody gets a contract while a better ranked bid for the lot does without."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence


class FollowRanking(Rule):
    """The winners of a lot are the first of its ranking; made from the scores, not written down.

    `order` holds the ranking as groups of equally ranked bidders, best first.
    """

    kind: Literal["follow_ranking"] = Field(default="follow_ranking", description="The ranking.")
    lot: str = Field(description="The lot that was ranked.")
    order: tuple[tuple[str, ...], ...] = Field(description="Bidders by rank, best first.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield contract(better) − contract(next) ≥ 0 for each pair of neighbours in rank."""
        for better, worse in zip(self.order, self.order[1:], strict=False):
            for first in better:
                for second in worse:
                    terms: dict[Key, Exact] = {Pick(first, self.lot): 1, Pick(second, self.lot): -1}
                    yield Row(self.name, self.lot, terms, ">=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many bidders were passed over by a worse ranked winner."""
        passed, waiting = 0, 0
        for group in self.order:
            won = [b for b in group if Pick(b, self.lot) in chosen.contracts]
            if won:
                passed += waiting
                waiting = 0
            waiting += len(group) - len(won)
        yield Count(self.name, self.lot, passed, "<=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return that the ranking is followed."""
        return Sentence("rule.follow_ranking.says", {"part": part})
