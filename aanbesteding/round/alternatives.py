"""Ask a round folder which awards are nearly as good as the best."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from aanbesteding.explanation.alternatives import WITHIN
from aanbesteding.explanation.alternatives import alternatives as near
from aanbesteding.explanation.near_awards import MOST
from aanbesteding.round.explained import Question, asked
from aanbesteding.round.result import Result, Tell, in_language, silent


@in_language
def alternatives(
    folder: Path | str,
    within: int | str | Decimal | Fraction = WITHIN * 100,
    most: int = MOST,
    goal: str = "",
    *,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return awards nearly as good as the best, after writing them to ``explanation/``.

    `within` is in percent, of every goal, or of one `goal` and then no goal before it is worse; at
    most so many are sought, each as unlike those before it as can be. A what-if: the award is not
    touched. Raises ValueError for less than nothing or for no award to seek, and UnreadableError
    for a folder without tender.
    """
    part = Fraction(within) / 100
    if part < 0 or most < 1:
        raise ValueError(within, most)
    return asked(folder, near_question(part, most, goal), lang, tell)


def near_question(part: Fraction = WITHIN, most: int = MOST, goal: str = "") -> Question:
    """Return the question which awards are nearly as good; `part` is a share, 1 is all."""
    return Question("alternatives", lambda case: near(case, part, most, goal), what_if=True)
