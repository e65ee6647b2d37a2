"""What an award strives for, one goal after the other, each counted two ways like a rule."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from aanbesteding.basis.exact import Exact, bare
from aanbesteding.rules.facts import Ask, Chosen, Facts
from aanbesteding.rules.money import spend_terms, spent
from aanbesteding.rules.moving import moving
from aanbesteding.rules.rule import Key, Rule, Sentence, Terms, Unmet
from aanbesteding.rules.soft import stated_value, worth_terms
from aanbesteding.rules.transition import moved

Figure = Annotated[Decimal, Field(max_digits=15), AfterValidator(bare)]
LARGER = ("quality", "points", "stated_value")
IN_CENTS = ("spend", "stated_value")


class Goal(BaseModel):
    """One goal: waiting clients, quality (points × clients), spend, contracts, points and so on.

    Quality, points and stated value are made as large as possible, the others as small. Spend and
    stated value are counted in cents; a weight is per euro, and a bound is in euros. With a bound
    a goal is no longer strived for: it must be kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["unmet", "quality", "spend", "contracts", "points", "moved", "stated_value"] = (
        Field(description="What is counted.")
    )
    need: str = Field(default="", description="Need level, for `unmet` only; empty: every one.")
    weight: Figure | None = Field(
        default=None, ge=0, description="Weight of a unit; all goals have one, or none has."
    )
    at_least: Figure | None = Field(
        default=None, description="A bound to keep, for what is better when it is larger."
    )
    at_most: Figure | None = Field(
        default=None, description="A bound to keep, for what is better when it is smaller."
    )

    @model_validator(mode="after")
    def _need_only_for_unmet(self) -> Self:
        if self.need and self.kind != "unmet":
            raise ValueError("need goes with unmet only")
        return self

    @model_validator(mode="after")
    def _one_bound_on_its_own_side(self) -> Self:
        if self.at_least is not None and self.at_most is not None:
            raise ValueError("a goal has one bound")
        if self.is_bound and self.weight is not None:
            raise ValueError("a goal with a bound has no weight")
        if self.is_bound and (self.at_least is not None) is not self.larger_is_better:
            raise ValueError("the bound is on the wrong side")
        return self

    @property
    def name(self) -> str:
        """The goal's name in the record, such as ``unmet:zwaar``."""
        return f"{self.kind}:{self.need}" if self.need else self.kind

    @property
    def larger_is_better(self) -> bool:
        """Whether this goal is maximised."""
        return self.kind in LARGER

    @property
    def is_bound(self) -> bool:
        """Whether it must be kept, in place of being strived for."""
        return self.at_least is not None or self.at_most is not None

    @property
    def unit(self) -> int:
        """What one unit of its weight or bound is, in what it counts: 100 for cents."""
        return 100 if self.kind in IN_CENTS else 1

    def _asks(self, facts: Facts) -> Iterator[Ask]:
        return (ask for ask in facts.demand if self.need in ("", ask.need))

    def terms(self, facts: Facts, rules: Sequence[Rule] = ()) -> Terms:
        """Return the goal as an exact linear sum, for the solver; rules may state a value."""
        match self.kind:
            case "unmet":
                return {Unmet.of(ask): 1 for ask in self._asks(facts)}
            case "quality":
                return {v: facts.points.get(v.pick, 0) for v in facts.volumes}
            case "spend":
                return spend_terms(facts, facts.volumes, facts.fees)
            case "points":
                return {pick: facts.points.get(pick, 0) for pick in facts.picks}
            case "moved":
                return {moving(v): 1 for v, clients in facts.incumbent.items() if clients}
            case "stated_value":
                return worth_terms(facts, rules)
            case "contracts":
                ones: dict[Key, Exact] = dict.fromkeys(facts.picks, 1)
                return ones

    def value(self, facts: Facts, chosen: Chosen, rules: Sequence[Rule] = ()) -> Exact:
        """Return the goal counted on a finished award: clients, points × clients, cents."""
        points = facts.points
        match self.kind:
            case "unmet":
                return sum(chosen.unmet(facts, ask) for ask in self._asks(facts))
            case "quality":
                volumes = chosen.volumes.items()
                return sum((points.get(v.pick, 0) * n for v, n in volumes), start=Fraction(0))
            case "spend":
                return spent(facts, chosen)
            case "points":
                return sum((points.get(p, 0) for p in chosen.contracts), start=Fraction(0))
            case "moved":
                return moved(facts, chosen)
            case "stated_value":
                return stated_value(facts, rules, chosen)
            case "contracts":
                return len(chosen.contracts)

    def sentence(self) -> Sentence:
        """Return what the goal strives for."""
        every = "_every" if self.kind == "unmet" and not self.need else ""
        return Sentence(f"goal.{self.kind}{every}", {"need": self.need})
