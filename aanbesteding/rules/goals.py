"""What an award strives for, one goal after the other, each counted two ways like a rule."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aanbesteding.rules.facts import Ask, Chosen, Facts
from aanbesteding.rules.rule import Exact, Key, Sentence, Terms, Unmet


class Goal(BaseModel):
    """One goal: unmet clients, quality (points × clients), spend or the number of contracts.

    Unmet, spend (in cents) and contracts are made as small as possible, quality as large.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["unmet", "quality", "spend", "contracts"] = Field(description="What is counted.")
    need: str = Field(default="", description="Need level, for `unmet` only; empty: every one.")

    @model_validator(mode="after")
    def _need_only_for_unmet(self) -> Self:
        if self.need and self.kind != "unmet":
            raise ValueError("need goes with unmet only")
        return self

    @property
    def name(self) -> str:
        """The goal's name in the record, such as ``unmet:zwaar``."""
        return f"{self.kind}:{self.need}" if self.need else self.kind

    @property
    def larger_is_better(self) -> bool:
        """Whether this goal is maximised."""
        return self.kind == "quality"

    def _asks(self, facts: Facts) -> Iterator[Ask]:
        return (ask for ask in facts.demand if self.need in ("", ask.need))

    def terms(self, facts: Facts) -> Terms:
        """Return the goal as an exact linear sum, for the solver."""
        found: dict[Key, Exact] = {}
        if self.kind == "unmet":
            found.update({Unmet.of(ask): 1 for ask in self._asks(facts)})
        elif self.kind == "quality":
            found.update({v: facts.points[v.pick] for v in facts.volumes})
        elif self.kind == "spend":
            found.update({v: facts.price[v] for v in facts.volumes})
        else:
            found.update(dict.fromkeys(facts.picks, 1))
        return found

    def value(self, facts: Facts, chosen: Chosen) -> Exact:
        """Return the goal counted on a finished award: clients, points × clients, or cents."""
        if self.kind == "unmet":
            return sum(chosen.unmet(facts, ask) for ask in self._asks(facts))
        if self.kind == "quality":
            return sum(
                (facts.points.get(v.pick, 0) * n for v, n in chosen.volumes.items()),
                start=Fraction(0),
            )
        if self.kind == "spend":
            return chosen.spend(facts, tuple(chosen.volumes))
        return len(chosen.contracts)

    def sentence(self) -> Sentence:
        """Return what the goal strives for."""
        every = "_every" if self.kind == "unmet" and not self.need else ""
        return Sentence(f"goal.{self.kind}{every}", {"need": self.need})
