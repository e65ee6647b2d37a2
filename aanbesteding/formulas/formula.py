"""A formula is one function with a card: the signature says what it needs, the card the rest."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.statistics import STATISTICS

Compute = Callable[..., Fraction]
Measures = Literal["price", "quality", "value"]


@dataclass(frozen=True)
class Formula:
    """A function on the shelf and what one must know before choosing it.

    `sheet` is the same expression as a spreadsheet writes it, in the names of the inputs.
    `keeps_order`: other bids never turn the order of two bids, as long as points are not clipped.
    `monotone`: a lower price (or a better mark or answer) never loses points. `scale_free`: the
    prices (or answers) of all bids multiplied by the same number give the same points.
    `below_zero`: points can be negative. `decimals`: an irrational result is rounded half even to
    so many decimals; None is exact.
    """

    id: str
    measures: Measures
    best: Literal["highest", "lowest"]
    compute: Compute
    inputs: tuple[str, ...]
    source: str
    sheet: str
    keeps_order: bool
    monotone: bool
    scale_free: bool
    below_zero: bool
    decimals: int | None

    @property
    def relative(self) -> bool:
        """Whether the number of one bid depends on other bids."""
        return bool(self.statistics)

    @property
    def statistics(self) -> tuple[str, ...]:
        """What the formula wants to know of all bids together."""
        return tuple(name for name in self.inputs if name in STATISTICS)

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
    measures: Measures,
    sheet: str,
    *,
    best: Literal["highest", "lowest"] = "highest",
    keeps_order: bool | None = None,
    monotone: bool = True,
    scale_free: bool = False,
    below_zero: bool = False,
    decimals: int | None = None,
) -> Callable[[Compute], Formula]:
    """Return a decorator that puts a function on a card.

    Without a word on it, a formula keeps the order of bids exactly when it ignores other bids.
    """

    def on_card(compute: Compute) -> Formula:
        inputs = tuple(inspect.signature(compute).parameters)
        absolute = not any(name in STATISTICS for name in inputs)
        return Formula(
            id=id,
            measures=measures,
            best=best,
            compute=compute,
            inputs=inputs,
            source=f"docs/formulas/{id}.md",
            sheet=sheet,
            keeps_order=absolute if keeps_order is None else keeps_order,
            monotone=monotone,
            scale_free=scale_free,
            below_zero=below_zero,
            decimals=decimals,
        )

    return on_card
