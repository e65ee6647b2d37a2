"""The round as it stands and every scenario, side by side."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Draw
from aanbesteding.awarding.problem import facts_of
from aanbesteding.bids.bid import Bids
from aanbesteding.scenarios.apply import changed
from aanbesteding.scenarios.demand import Case, need_lines, with_causes
from aanbesteding.scenarios.money import funds, places, served_share
from aanbesteding.scenarios.outlook import Comparison, LotEnd, Outlook
from aanbesteding.scenarios.statements import statements
from aanbesteding.scoring.domain import scored
from aanbesteding.tender.tender import Tender


def compare(tender: Tender, bids: Bids, marks: Marks, draws: Sequence[Draw] = ()) -> Comparison:
    """Return the round as it stands and every scenario of the tender, each with what it means."""
    names = (None, *(one.id for one in tender.scenarios))
    found = [outlook(tender, bids, marks, draws, name) for name in names]
    return Comparison(tuple(replace(one, says=statements(one, found[0])) for one in found))


def outlook(
    tender: Tender,
    bids: Bids,
    marks: Marks,
    draws: Sequence[Draw] = (),
    scenario: str | None = None,
) -> Outlook:
    """Return the figures of one scenario, or of the round as it stands; a pure function.

    Who takes part was judged on the bids as they are, and stays so. Points, ranking and award are
    made again with the changed figures. Raises FindingsError for bids of which the formulas can
    then make nothing.
    """
    assessment = assess(tender, bids, marks)
    title = next((one.title for one in tender.scenarios if one.id == scenario), "")
    if scenario is not None:
        tender, bids = changed(tender, bids, scenario)
    scoresheet = scored(tender, bids, assessment)
    decision = decide(tender, bids, scoresheet, draws)
    case = Case(tender, bids, facts_of(tender, bids, scoresheet), decision)
    lines = need_lines(case)
    money = funds(case, lines)
    return Outlook(
        scenario,
        title,
        decision.outcome.value,
        tuple(LotEnd(lot.lot, lot.outcome, lot.winners) for lot in decision.lots),
        sum(line.cost_cents or 0 for line in lines),
        sum(line.spend_cents for line in lines),
        served_share([(line, Fraction(1)) for line in lines]),
        with_causes(case, lines, money),
        money,
        places(tender, lines),
    )
