"""Filling by rank: the best ranked bid gets as much as it can take, then the next."""

from collections.abc import Mapping, Sequence

from aanbesteding.awarding.ranking import Groups
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.program import Aim
from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.tender import Tender

FILLING = (Selection.FILL_CAPACITY_BY_RANK, Selection.FILL_BUDGET_BY_RANK)


def fills(tender: Tender, lot: str) -> bool:
    """Whether the winners of a lot follow from filling it by rank."""
    ranked = tender.mode_of(lot) is AwardMode.RANK_ORDER
    return ranked and tender.selection_of(lot) in FILLING


def only_the_filled(facts: Facts, lots: Sequence[str]) -> tuple[Row, ...]:
    """Return rows by which only bids that serve somebody get a contract in these lots."""
    rows = []
    for pick in facts.picks:
        if pick.lot in lots:
            volumes: dict[Key, Exact] = dict.fromkeys(facts.by_pick[pick], 1)
            rows.append(Row("filled", pick.bidder, {pick: -1, **volumes}, ">=", 0))
    return tuple(rows)


def filling(facts: Facts, rankings: Mapping[str, Groups]) -> tuple[Aim, ...]:
    """Return the aims of filling: rank by rank as much as possible, the first need first."""
    aims = []
    for lot, groups in rankings.items():
        for group in groups:
            mine = [v for b in group for v in facts.by_pick[Pick(b, lot)]]
            for need in facts.needs:
                terms: dict[Key, Exact] = {v: 1 for v in mine if v.need == need.id}
                if terms:
                    aims.append(Aim(f"fill:{lot}:{'+'.join(group)}:{need.id}", terms, True))
    return tuple(aims)
