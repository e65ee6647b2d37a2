"""The walk of a tender on one page: a function per arrow, and nothing but calls."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aanbesteding import __version__
from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decide import decide, decide_freely
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.dossier import Dossier
from aanbesteding.explanation.advice import advice
from aanbesteding.explanation.certificates import findings_of
from aanbesteding.explanation.reasons import reasons
from aanbesteding.scoring.domain import scored
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.tender import Tender


def award(
    tender: Tender,
    bids: Bids,
    marks: Marks,
    draws: Sequence[Draw] = (),
    inputs: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
    effort: Effort = UNTIL_PROVEN,
) -> Dossier:
    """Return the record of the decision, from what was asked, offered and judged.

    Raises FindingsError for bids of which the published formulas can make nothing; and
    SolverFailedError, RecountError or TooFineError where nothing can be decided.
    """
    assessment = assess(tender, bids, marks)
    scoresheet = scored(tender, bids, assessment)
    decision = decide(tender, bids, scoresheet, draws, effort)
    said = advice(tender, bids, marks, scoresheet, decision)
    return Dossier(
        package=__version__,
        inputs=inputs or {},
        tender=tender,
        bids=bids,
        assessment=assessment,
        scoresheet=scoresheet,
        decision=decision,
        reasons=reasons(tender, scoresheet, decision),
        findings=(*findings, *findings_of(said.certificates)),
        advice=said,
    )


def what_if(
    tender: Tender,
    bids: Bids,
    marks: Marks,
    draws: Sequence[Draw] = (),
    inputs: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
    effort: Effort = UNTIL_PROVEN,
) -> Dossier:
    """Return the best award by the goals beside the published one: advice, never an award.

    Limits on the effort hold for each of the two.
    """
    published = award(tender, bids, marks, draws, inputs, findings, effort)
    again = effort.anew()
    free = decide_freely(tender, bids, published.scoresheet, draws, again)
    return replace(
        published,
        decision=free,
        reasons=reasons(tender, published.scoresheet, free),
        published=published.decision,
    )
