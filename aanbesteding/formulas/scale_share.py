"""Points for a mark in proportion to the top of the scale."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.formula import formula


@formula(
    id="quality.scale_share", measures="quality", source="docs/formulas/quality.scale_share.md"
)
def scale_share(mark: Fraction, top_mark: Fraction, most_points: Fraction) -> Fraction:
    """Points of a mark: ``most_points · mark / top_mark``."""
    if top_mark <= 0:
        raise FormulaDomainError("top_mark must be above zero")
    if not 0 <= mark <= top_mark:
        raise FormulaDomainError("mark must lie between 0 and top_mark")
    return most_points * mark / top_mark
