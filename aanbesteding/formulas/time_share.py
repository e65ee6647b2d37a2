"""Points for a reduction in proportion to the mean of what all offer."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, not_below_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="quality.time_share",
    measures="quality",
    sheet="MIN(most_points,most_points*answer/mean_answer)",
    scale_free=True,
)
def time_share(answer: Fraction, mean_answer: Fraction, most_points: Fraction) -> Fraction:
    """Points ``most_points · answer / mean_answer``, never more than all; formula F14b.

    The answer is a reduction, of time for instance: more is better. Raises FormulaDomainError when
    nobody offers any.
    """
    not_below_zero(answer=answer)
    above_zero(mean_answer=mean_answer)
    return most_points * min(Fraction(1), answer / mean_answer)
