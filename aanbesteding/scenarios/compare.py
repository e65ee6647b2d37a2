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
from aanbesteding.scenarios.apply import changed, in_turn
from aanbesteding.scenarios.demand import Case, need_lines, with_causes
from aanbesteding.scenarios.money import funds, places, served_share
from aanbesteding.scenarios.outlook import Comparison, LotEnd, Outlook
from aanbesteding.scenarios.statements import statements
from aanbesteding.scoring.domain import scored
from aanbesteding.tender.tender import Tender


def compare(tender: Tender, bids: Bids, marks: Marks, draws: Sequence[Draw] = ()) -> Comparison:
    """Return the round as it stands and every scenario of the tender, each with what it means.

    Where every winner drops out in turn, each has a scenario of its own.
    """
    base = outlook(tender, bids, marks, draws)
    won = {bidder for lot in base.lots for bidder in lot.winners}
    every = in_turn(tender, [bid for bid in bids.bids if bid.id in won])
    found = [base, *(outlook(every, bids, marks, draws, one.id) for one in every.scenarios)]
    return Comparison(tuple(replace(one, says=statements(one, base)) for one in found))


def outlook(
    tender: Tender,
    bids: Bids,
    marks: Marks,
    draws: Sequence[Draw] = (),
    scenario: str | None = None,
) -> Outlook:
    """Return the figures of one scenario, or of the round as it stands; a pure function.

    Who takes part was judged on the bids as they are, and stays so, but for who drops out. Points,
    ranking and award are made again with the changed figures. Raises FindingsError for bids of
    which the formulas can then make nothing.
    """
    title = next((one.title for one in tender.scenarios if one.id == scenario), "")
    other = (tender, bids) if scenario is None else changed(tender, bids, scenario)
    assessment = assess(tender, replace(bids, events=other[1].events), marks)
    tender, bids = other
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
        case.spent(),
        served_share([(line, Fraction(1)) for line in lines]),
        with_causes(case, lines, money),
        money,
        places(tender, lines),
    )
