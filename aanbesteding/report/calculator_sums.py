"""What the calculator for bidders works out: our own exact results beside its live formulas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import Step
from aanbesteding.contest.contest import Pricing
from aanbesteding.contest.count import clipped as kept
from aanbesteding.formulas.formula import Formula
from aanbesteding.report.formula_text import filled
from aanbesteding.report.grid import round_formula
from aanbesteding.report.sheet_points import clipped

NOTHING = "–"
# What is assumed of all bids is at least, or at most, what the bidder itself offers.
OWN = {
    "lowest_price": ("MIN", "price"),
    "highest_price": ("MAX", "price"),
    "best_quality": ("MAX", "quality_points"),
    "lowest_quality": ("MIN", "quality_points"),
}
Known = Mapping[str, Fraction]
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """What a price brings: the formula as published, clipped and rounded.

    `limits` are conditions, in names of inputs, outside which the formula has no answer.
    """

    pricing: Pricing
    step: Step | None
    limits: tuple[str, ...]

    def result(self, known: Known) -> Fraction | str:
        """Return the exact result; a dash outside the formula's domain."""
        try:
            exact = self.pricing.formula(with_own(known))
        except FormulaDomainError:
            return NOTHING
        shown = kept(exact, self.pricing.clip, self.pricing.weight)
        return shown if self.step is None else Fraction(self.step.of(shown))

    def sheet(self, cells: Cells) -> str:
        """Return the same as a spreadsheet writes it."""
        whole = {**cells, **{name: _with_own(name, cells) for name in OWN if name in cells}}
        formula = filled(self.pricing.formula.sheet, whole)
        formula = clipped(self.pricing.clip, formula, cells["most_points"])
        if self.step is not None:
            formula = round_formula(formula, self.step)
        if self.limits:
            conditions = ",".join(filled(limit, whole) for limit in self.limits)
            formula = f'IF(AND({conditions}),{formula},"{NOTHING}")'
        return f'IFERROR({formula},"{NOTHING}")'


def with_own(known: Known) -> Known:
    """Return what is assumed of all bids, the bidder's own bid among them."""
    found = dict(known)
    for name, (way, own) in OWN.items():
        if name in known:
            found[name] = (min if way == "MIN" else max)(known[name], known[own])
    return found


def _with_own(name: str, cells: Cells) -> str:
    way, own = OWN[name]
    return f"{way}({cells[name]},{cells[own]})"


def asked(pricing: Pricing, step: Step | None, known: Known) -> Asked:
    """Return what a price brings, with the limits that the formula keeps."""
    return Asked(pricing, step, tuple(_limits(pricing.formula, with_own(known))))


def _limits(card: Formula, known: Known) -> Iterator[str]:
    """Each limit that the formula is found to keep when a bid goes over it."""
    over: dict[str, dict[str, Fraction]] = {"price>0": {"price": Fraction(0)}}
    if "ceiling_price" in known:
        over["price<=ceiling_price"] = {"price": known["ceiling_price"] + 1}
    if "floor_price" in known:
        over["price>=floor_price"] = {"price": known["floor_price"] - 1}
    if "quality_points" in card.inputs:
        over["quality_points>0"] = {"quality_points": Fraction(0)}
    if "best_quality" in card.inputs:
        lags = known["best_quality"] - known["most_points"]
        over["best_quality-quality_points<most_points"] = {"quality_points": lags}
    if "lowest_price" in card.inputs and "ceiling_price" in card.inputs:
        at_the_top = {"lowest_price": known["ceiling_price"], "price": known["ceiling_price"]}
        over["lowest_price<ceiling_price"] = at_the_top
    for limit, changes in over.items():
        try:
            card({**known, **changes})
        except FormulaDomainError:
            yield limit
