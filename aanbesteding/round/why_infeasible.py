"""Why nothing fits in a round folder, and the cheapest repair; or the tender alone, before bids."""

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.infeasible import WhyInfeasible, why_nothing_fits
from aanbesteding.explanation.judged import Judged
from aanbesteding.round.explained import Source, asked, silent
from aanbesteding.round.run import Result, Tell

KIND = "clash"


def why_infeasible(
    source: Source, before_bids: bool = False, lang: str = "nl", tell: Tell = silent
) -> Result:
    """Return which rules exclude each other and what repairs that, written to ``explanation/``.

    When an award fits, the answer says so. Before bids, or without any, it says what demand,
    tariffs, budgets and rules exclude by themselves. Nothing is written while a finding blocks.
    Raises UnreadableError for a folder without tender.
    """

    def ask(case: Judged) -> tuple[WhyInfeasible, tuple[Finding, ...]]:
        answer = why_nothing_fits(case, before_bids)
        without = answer.status == "before_bids" and not before_bids
        return answer, (Finding("R211", Weight.NOTICE),) if without else ()

    return asked(source, KIND, ask, lang, tell)
