"""What more budget buys, or less: one call, for an officer who must ask for the money."""

from aanbesteding.explanation.frontier import POINTS
from aanbesteding.explanation.frontier import frontier as drawn
from aanbesteding.round.explained import Source, asked, silent
from aanbesteding.round.run import Result, Tell


def frontier(
    source: Source,
    budget: str = "",
    points: int = POINTS,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return who waits at every ceiling of a budget, or of all budgets moved together.

    Written to ``explanation/frontier.json`` and beside it; at most so many points, and the one of
    the published ceiling. Raises UnreadableError for a folder without tender, and ValueError for
    less than two points.
    """
    if points < 2:
        raise ValueError("two points at least")
    return asked(
        source, "frontier", lambda case: drawn(case, budget, points), lang, tell, what_if=True
    )
