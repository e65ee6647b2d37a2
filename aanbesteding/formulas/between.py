"""Points for an answer in a number, on a straight line between two published ends."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.formula import formula


@formula(
    id="quality.between",
    measures="quality",
    sheet="MAX(0,MIN(most_points,most_points*(answer-worst_answer)/(best_answer-worst_answer)))",
)
def between(
    answer: Fraction, best_answer: Fraction, worst_answer: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (answer − worst) / (best − worst)``, kept between none and all.

    Either end may be the greater: for a waiting time the best answer is the smaller one.
    """
    if best_answer == worst_answer:
        raise FormulaDomainError("best_answer must differ from worst_answer")
    share = (answer - worst_answer) / (best_answer - worst_answer)
    return most_points * max(Fraction(0), min(Fraction(1), share))
