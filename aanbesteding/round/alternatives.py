"""Ask a round folder which awards are nearly as good as the best."""

from decimal import Decimal
from fractions import Fraction

from aanbesteding.explanation.alternatives import WITHIN
from aanbesteding.explanation.alternatives import alternatives as near
from aanbesteding.explanation.near_awards import MOST
from aanbesteding.round.explained import Source, asked, silent
from aanbesteding.round.run import Result, Tell


def alternatives(
    source: Source,
    within: int | str | Decimal | Fraction = WITHIN * 100,
    most: int = MOST,
    goal: str = "",
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
    return asked(
        source,
        "alternatives",
        lambda case: near(case, part, most, goal),
        lang,
        tell,
        what_if=True,
    )
