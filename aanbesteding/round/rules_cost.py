"""What every rule of a round costs: one call, for an officer who asks which to drop."""

from pathlib import Path

from aanbesteding.explanation.rules_cost import rules_cost as priced
from aanbesteding.round.explained import Question, asked
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.solving.effort import Effort


@in_language
def rules_cost(
    folder: Path | str, *, seconds: float | None = None, lang: str = "nl", tell: Tell = silent
) -> Result:
    """Return what the award would be without each rule, and with its limit one step further.

    Written to ``explanation/rules-cost.json`` and beside it. With a limit in seconds what is not
    proven by then is told to be so (R223). Raises UnreadableError for a folder without tender.
    """
    return asked(folder, cost_question(seconds), lang, tell)


def cost_question(seconds: float | None = None) -> Question:
    """Return the question what each rule costs."""
    return Question("rules-cost", lambda case: priced(case, Effort(seconds)), what_if=True)
