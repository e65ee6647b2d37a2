"""Checks of rules on turnover: what is paid can be counted, and over how long."""

from collections.abc import Iterator
from itertools import pairwise

from aanbesteding.rules.facts import Ask
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.tender.check_rules import lots_of
from aanbesteding.tender.needs import Demand
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

Found = tuple[int, ShareOfTurnover, list[Demand]]


def _asked(tender: Tender) -> Iterator[Found]:
    """Each rule on turnover, with its place and the demand in its scope."""
    for number, rule in enumerate(tender.rules):
        if isinstance(rule, ShareOfTurnover):
            lots = {lot.id for lot in lots_of(tender, rule)}
            rows = (row for row in tender.demand if row.lot in lots)
            asks = [r for r in rows if rule.about(Ask(r.lot, r.need, r.area, r.period))]
            yield number, rule, asks


def periods_of_turnover_stand_apart(tender: Tender) -> Iterator[Problem]:
    """Yield every rule on turnover in the periods of which a day falls twice.

    Each period is held against the turnover of its own time; two at once would be let through.
    """
    for number, rule, rows in _asked(tender):
        named = {row.period for row in rows}
        periods = sorted((p for p in tender.periods if p.id in named), key=lambda p: p.start)
        for one, other in pairwise(periods):
            if other.start <= one.end:
                values = {"rule": rule.name, "period": one.id, "other": other.id}
                yield Problem("T441", ("rules", str(number)), values)


def turnover_is_held_against_money(tender: Tender) -> Iterator[Problem]:
    """Yield every rule on turnover in whose scope some care has no price at all."""
    for number, rule, rows in _asked(tender):
        places = dict.fromkeys((row.lot, row.need) for row in rows)
        for lot, need in places:
            if tender.price.asked == "none" and "fixed" not in tender.tariff(lot, need):
                values = {"rule": rule.name, "lot": lot, "need": need}
                yield Problem("T442", ("rules", str(number)), values)
