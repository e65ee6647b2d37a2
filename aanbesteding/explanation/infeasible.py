"""Why nothing fits: what clashes, what the cheapest repair is, and what was wrong before a bid."""

from dataclasses import dataclass

from aanbesteding.awarding.clash import MOST_CLASHES
from aanbesteding.awarding.decision import Outcome
from aanbesteding.awarding.question import question_of
from aanbesteding.explanation.before_bids import BeforeBids, before_bids
from aanbesteding.explanation.clashing import Asked, ClashGroup, clashing
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.repair import Combination, Repair, repairs
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.decision import AwardMode


@dataclass(frozen=True)
class WhyInfeasible:
    """Whether an award fits, and if not, what excludes it and what repairs that.

    `status`: ``fits``; ``clash``; ``nobody``, when nothing fits whatever rule is let go of;
    ``before_bids``, when there is no bid to choose from or none was looked at.
    """

    status: str
    groups: tuple[ClashGroup, ...] = ()
    every_group: bool = True
    alone: tuple[Repair, ...] = ()
    best: Combination | None = None
    before_bids: BeforeBids | None = None


def why_nothing_fits(
    case: Judged,
    before: bool = False,
    most: int = MOST_CLASHES,
    effort: Effort = UNTIL_PROVEN,
) -> WhyInfeasible:
    """Return why nothing fits, if so; `before`: look at the tender alone, as before any bid.

    Lists at most so many groups of rules that clash. Raises SolverFailedError, RecountError,
    TooFineError, and StoppedError when the effort is spent.
    """
    if before or not case.facts.picks:
        alone = before_bids(case.tender, case.facts, case.rules)
        return WhyInfeasible("before_bids", before_bids=alone)
    if case.decision.outcome is not Outcome.NOTHING_FITS:
        return WhyInfeasible("fits")
    by_rank = case.tender.choice_mode is AwardMode.RANK_ORDER
    question = question_of(
        case.tender, case.scoresheet, case.facts, case.rules, case.draws, by_rank
    )
    asked = Asked(question, effort)
    clash = clashing(asked, most)
    if not clash.groups:
        return WhyInfeasible("nobody")
    found = repairs(asked, clash)
    return WhyInfeasible("clash", clash.groups, clash.complete, found.alone, found.best)
