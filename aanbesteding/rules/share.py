"""No contract too small to live on, none too large to do without."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Facts
from aanbesteding.rules.on_contracts import name_of
from aanbesteding.rules.proportion import Holder, Proportion
from aanbesteding.rules.rule import Sentence
from aanbesteding.rules.soft import Soft


class Share(Soft, Proportion):
    """Each contract has between a least and a greatest share of its lot: see `Proportion`."""

    kind: Literal["share"] = Field(default="share", description="Bounds the size of a contract.")

    def holders(self, facts: Facts) -> Iterator[Holder]:
        """Yield each contract that may be given, with its own lot as the whole."""
        for lot in self.in_scope(facts):
            for pick in facts.by_lot.get(lot, ()):
                yield Holder(name_of(pick), (pick,), (lot,))

    def unit(self) -> int:
        """Return the cents in a euro where it counts spend, else one client."""
        return 100 if self.in_money else 1

    def sentence(self, part: str) -> Sentence:
        """Return the bounds in words."""
        return self.says("share", part)
