"""What every rule of a round costs: one call, for an officer who asks which to drop."""

from aanbesteding.explanation.rules_cost import rules_cost as priced
from aanbesteding.round.explained import Source, asked, silent
from aanbesteding.round.run import Result, Tell
from aanbesteding.solving.effort import Effort


def rules_cost(
    source: Source, seconds: float | None = None, lang: str = "nl", tell: Tell = silent
) -> Result:
    """Return what the award would be without each rule, and with its limit one step further.

    Written to ``explanation/rules-cost.json`` and beside it. With a limit in seconds what is not
    proven by then is told to be so (R223). Raises UnreadableError for a folder without tender.
    """
    return asked(
        source,
        "rules-cost",
        lambda case: priced(case, Effort(seconds)),
        lang,
        tell,
        what_if=True,
    )
