"""All advice about an award in one: what is said about it, and never decides."""

from dataclasses import dataclass

from aanbesteding.assessment.marks import Marks
from aanbesteding.assessment.panel_statistics import PanelStatistics, panel_statistics
from aanbesteding.awarding.decision import Decision
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.lot_sensitivity import LotSensitivity
from aanbesteding.explanation.certificates import LotCertificate, certificates
from aanbesteding.explanation.sensitivity import sensitivity
from aanbesteding.scoring.alike import Flag
from aanbesteding.scoring.flags import flags_of
from aanbesteding.scoring.low_price import PriceLook
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Advice:
    """What the panel's marks, the ranking and the prices say beside the award."""

    panel: PanelStatistics
    certificates: tuple[LotCertificate, ...]
    sensitivity: tuple[LotSensitivity, ...]
    low_prices: tuple[PriceLook, ...]
    patterns: tuple[Flag, ...]


def advice(
    tender: Tender, bids: Bids, marks: Marks, scoresheet: Scoresheet, decision: Decision
) -> Advice:
    """Return the advice about a decision that followed from these scores."""
    flags = flags_of(tender, bids, [score.standing for score in scoresheet.scores])
    return Advice(
        panel=panel_statistics(tender, marks),
        certificates=certificates(tender, scoresheet, decision),
        sensitivity=sensitivity(tender, scoresheet, decision),
        low_prices=flags.low_prices,
        patterns=flags.patterns,
    )
