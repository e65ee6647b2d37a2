"""What a record claims beyond its figures, and what became of each claim: proven, not, or wrong."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from aanbesteding.basis.findings import Finding
from aanbesteding.verification.compare import Step
from aanbesteding.verification.prover import SEARCHED, SOLVED, Asked
from aanbesteding.verification.verification import Check, NotProven


class Claim(NamedTuple):
    """A sentence, such as that nothing is better on a goal, by its key and figures."""

    name: str
    values: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The key of the sentence."""
        return f"verify.claim.{self.name}"

    def open(self, why: str) -> NotProven:
        """Return the claim as not proven, and why."""
        return NotProven(self.key, self.values, why)

    def wrong(self, *findings: Finding) -> Step:
        """Return the claim as refuted."""
        return Step(Check(self.key, False, self.values), findings)

    def proven(self, asked: Iterable[Asked]) -> Step:
        """Return the claim as proven by these answers: by plain search, or with a second solver."""
        every = tuple(asked)
        how = SOLVED if any(one.how == SOLVED for one in every) else SEARCHED
        values = {
            **self.values,
            "questions": sum(one.how == SOLVED for one in every),
            "steps": sum(one.steps for one in every),
        }
        return Step(Check(self.key, True, values, how))


Told = Step | NotProven
