"""What the individual marks say about the panel: figures that warn and never decide."""

from dataclasses import dataclass

from aanbesteding.assessment.marks import Marks
from aanbesteding.assessment.panel_agreement import Agreement, Given, agreement
from aanbesteding.assessment.panel_deviation import Deviation, deviations
from aanbesteding.assessment.panel_trail import Move, trails
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class LotPanel:
    """The panel's figures for one lot."""

    lot: str
    agreement: tuple[Agreement, ...]
    deviations: tuple[Deviation, ...]
    trail: tuple[Move, ...]


@dataclass(frozen=True)
class PanelStatistics:
    """The panel's figures per open lot in which assessors gave marks of their own."""

    lots: tuple[LotPanel, ...]


def panel_statistics(tender: Tender, marks: Marks) -> PanelStatistics:
    """Return the figures of every lot, from the marks assessors gave on their own.

    Fewer than two assessors or three bids say nothing about agreement: then spread and trail are
    there, and why the figures are not.
    """
    found = []
    for lot, moves in trails(tender, marks).items():
        given = _by_criterion(tender, lot, moves)
        agreements = tuple(agreement(criterion, given[criterion]) for criterion in given)
        apart = tuple(deviations(tender, tender.judged(lot), given))
        if moves:
            found.append(LotPanel(lot, agreements, apart, moves))
    return PanelStatistics(tuple(found))


def _by_criterion(tender: Tender, lot: str, moves: tuple[Move, ...]) -> dict[str, Given]:
    """The individual marks by criterion, bidder and assessor, in the tender's order."""
    given = {
        criterion.id: {m.bidder: m.individual for m in moves if m.criterion == criterion.id}
        for criterion in tender.judged(lot)
    }
    return {criterion: marks for criterion, marks in given.items() if marks}
