"""The advice of a record, worked out again from what verification counted itself.

Certificates and sensitivity are asked again of the same arithmetic over contests that were built
here; the low prices and patterns are counted by other code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.marks import Marks
from aanbesteding.assessment.panel_statistics import panel_statistics
from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.notices import notices
from aanbesteding.contest.reversal import certificate
from aanbesteding.contest.sensitivity import lot_sensitivity
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.alike import pattern_rows
from aanbesteding.verification.contests import contest_of
from aanbesteding.verification.flags import flag_findings
from aanbesteding.verification.lot_scores import LotScores
from aanbesteding.verification.low_price import low_price_rows

Won = Mapping[str, frozenset[str]]
RANK_ORDER = AwardMode.RANK_ORDER


@dataclass(frozen=True)
class AdviceAgain:
    """What the record must say under ``advice``, in JSON types, and the notices that follow."""

    record: Any
    findings: tuple[Finding, ...]


def advice_again(
    tender: Tender, bids: Bids, marks: Marks, lots: Sequence[LotScores], won: Won, passed: Won
) -> AdviceAgain:
    """Return the advice about the award as it was counted again.

    `won` and `passed` are who won and who made room, per lot.
    """
    scores = tuple(score for lot in lots for score in lot.counted)
    ranking = (lot for lot in lots if sum(score.rank is not None for score in lot.counted) > 1)
    ranked = [(lot.lot.id, contest_of(lot)) for lot in ranking]
    by_rank = {lot.id for lot in tender.open_lots if tender.mode_of(lot.id) is RANK_ORDER}
    certificates = [
        (lot, certificate(contest, max(1, len(won.get(lot, ())))))
        for lot, contest in ranked
        if lot in by_rank and not passed.get(lot)
    ]
    prices, patterns = tuple(low_price_rows(tender, bids, scores)), pattern_rows(tender, bids)
    record = {
        "panel": panel_statistics(tender, marks),
        "certificates": [{"lot": lot, "certificate": found} for lot, found in certificates],
        "sensitivity": [
            lot_sensitivity(lot, contest, won.get(lot, frozenset()), _scales(tender, contest))
            for lot, contest in ranked
        ],
        "low_prices": list(prices),
        "patterns": patterns,
    }
    told = [finding for lot, found in certificates for finding in notices(lot, found)]
    told += flag_findings(tender, bids, scores, prices, patterns)
    return AdviceAgain(jsonable(record), tuple(told))


def _scales(tender: Tender, contest: Contest) -> list[list[Fraction] | None]:
    marks = [tender.passing_marks(criterion.id) for criterion in contest.criteria]
    return [[Fraction(mark) for mark in one] or None for one in marks]
