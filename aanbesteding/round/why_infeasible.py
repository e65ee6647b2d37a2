"""Why nothing fits in a round folder, and the cheapest repair; or the tender alone, before bids."""

from pathlib import Path

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.infeasible import WhyInfeasible, why_nothing_fits
from aanbesteding.explanation.judged import Judged
from aanbesteding.round.explained import Question, asked
from aanbesteding.round.result import Result, Tell, in_language, silent

KIND = "clash"


@in_language
def why_infeasible(
    folder: Path | str, *, before_bids: bool = False, lang: str = "nl", tell: Tell = silent
) -> Result:
    """Return which rules exclude each other and what repairs that, written to ``explanation/``.

    When an award fits, the answer says so. Before bids, or without any, it says what demand,
    tariffs, budgets and rules exclude by themselves. Nothing is written while a finding blocks.
    Raises UnreadableError for a folder without tender.
    """
    return asked(folder, clash_question(before_bids), lang, tell)


def clash_question(before_bids: bool = False) -> Question:
    """Return the question which rules exclude each other."""

    def ask(case: Judged) -> tuple[WhyInfeasible, tuple[Finding, ...]]:
        answer = why_nothing_fits(case, before_bids)
        without = answer.status == "before_bids" and not before_bids
        return answer, (Finding("R211", Weight.NOTICE),) if without else ()

    return Question(KIND, ask)
