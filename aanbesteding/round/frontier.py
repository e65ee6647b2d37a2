"""What more budget buys, or less: one call, for an officer who must ask for the money."""

from pathlib import Path

from aanbesteding.explanation.frontier import POINTS
from aanbesteding.explanation.frontier import frontier as drawn
from aanbesteding.round.explained import Question, asked
from aanbesteding.round.result import Result, Tell, in_language, silent


@in_language
def frontier(
    folder: Path | str,
    budget: str = "",
    points: int = POINTS,
    *,
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
    return asked(folder, budget_question(budget, points), lang, tell)


def budget_question(budget: str = "", points: int = POINTS) -> Question:
    """Return the question who waits at every ceiling of a budget."""
    return Question("frontier", lambda case: drawn(case, budget, points), what_if=True)
