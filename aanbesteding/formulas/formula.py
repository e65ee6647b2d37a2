"""A formula is one function with a card: the signature says what it needs, the card the rest."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from aanbesteding.basis.errors import FormulaDomainError

Compute = Callable[..., Fraction]


@dataclass(frozen=True)
class Formula:
    """A function on the shelf and what one must know before choosing it."""

    id: str
    measures: Literal["price", "quality", "value"]
    relative: bool
    best: Literal["highest", "lowest"]
    compute: Compute
    inputs: tuple[str, ...]
    source: str

    def __call__(self, known: Mapping[str, Fraction]) -> Fraction:
        """Return the result for the inputs the formula names, taken from all that is known.

        Raises FormulaDomainError when an input is missing or outside the formula's domain.
        """
        missing = [name for name in self.inputs if name not in known]
        if missing:
            raise FormulaDomainError(f"{self.id} needs {', '.join(missing)}")
        return self.compute(**{name: known[name] for name in self.inputs})


def formula(
    id: str,
    measures: Literal["price", "quality", "value"],
    source: str,
    relative: bool = False,
    best: Literal["highest", "lowest"] = "highest",
) -> Callable[[Compute], Formula]:
    """Return a decorator that puts a function on a card."""

    def on_card(compute: Compute) -> Formula:
        inputs = tuple(inspect.signature(compute).parameters)
        return Formula(id, measures, relative, best, compute, inputs, source)

    return on_card
