"""Per lot that the ranking decides: would bids that leave, or one more bid, have turned it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from aanbesteding.awarding.decision import Decision
from aanbesteding.basis.findings import Finding
from aanbesteding.contest.certificate import Certificate
from aanbesteding.contest.notices import notices
from aanbesteding.contest.reversal import certificate
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class LotCertificate:
    """A lot and what is certified about its ranking."""

    lot: str
    certificate: Certificate


def certificates(
    tender: Tender, scoresheet: Scoresheet, decision: Decision
) -> tuple[LotCertificate, ...]:
    """Return a certificate per lot that is awarded by rank and has two ranked bids or more.

    As many ranks are awarded as the lot has contracts; one where none was given. Where somebody
    made room the winners are not the first ranks, and nothing is certified.
    """
    contracts = {lot.lot: len(lot.winners) for lot in decision.lots}
    passed = {lot.lot for lot in decision.lots if lot.made_room}
    return tuple(
        LotCertificate(lot, certificate(contest, max(1, contracts.get(lot, 0))))
        for lot, contest in scoresheet.contests.items()
        if lot not in passed
        and tender.mode_of(lot) is AwardMode.RANK_ORDER
        and len(scoresheet.ranked(lot)) > 1
    )


def findings_of(certified: Sequence[LotCertificate]) -> tuple[Finding, ...]:
    """Return a notice where a ranking leans on bids that lose or might be excluded."""
    return tuple(found for one in certified for found in notices(one.lot, one.certificate))
