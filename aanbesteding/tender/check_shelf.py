"""Checks of what the wider shelf needs: clients in care, discounts, terms, free places."""

from collections import Counter
from collections.abc import Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.rules.facts import Ask
from aanbesteding.rules.free_capacity import FreeCapacity
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.substitution import Substitution
from aanbesteding.tender.check_rules import lots_of
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender


def incumbents_are_named(tender: Tender) -> Iterator[Problem]:
    """Yield every provider with clients in care that has neither number nor name."""
    for number, row in enumerate(tender.incumbents):
        if not row.kvk and not row.name:
            yield Problem("T421", ("incumbents", str(number)), {"clients": row.clients})


def clients_of_incumbents_are_part_of_demand(tender: Tender) -> Iterator[Problem]:
    """Yield where more clients are in care than are asked for, or care nobody asks for."""
    asked = {Ask(row.lot, row.need, row.area, row.period): row.volume for row in tender.demand}
    so_far: Counter[Ask] = Counter()
    for number, row in enumerate(tender.incumbents):
        ask, path = Ask(row.lot, row.need, row.area, row.period), ("incumbents", str(number))
        where = {"lot": row.lot, "need": row.need, "area": row.area, "period": row.period}
        before = so_far[ask]
        so_far[ask] += row.clients
        if ask not in asked:
            yield Problem("T422", path, where)
        elif before <= asked[ask] < so_far[ask]:
            values = {**where, "clients": so_far[ask], "volume": asked[ask]}
            yield Problem("T423", (*path, "clients"), values)


def free_places_are_asked(tender: Tender) -> Iterator[Problem]:
    """Yield every lot in which a rule needs places that are free, and no bidder is asked."""
    for number, rule in enumerate(_rules(tender)):
        if isinstance(rule, FreeCapacity) and rule.at_least:
            for lot in lots_of(tender, rule):
                if lot.free_within_weeks is None:
                    values = {"rule": rule.name, "lot": lot.id}
                    yield Problem("T424", ("rules", str(number)), values)


def needs_are_bridged_once(tender: Tender) -> Iterator[Problem]:
    """Yield every rule that bridges a need level another rule bridges already, in one lot."""
    seen: dict[tuple[str, str], str] = {}
    for number, rule in enumerate(_rules(tender)):
        if not isinstance(rule, Substitution):
            continue
        lots = [lot.id for lot in tender.open_lots if not rule.lots or lot.id in rule.lots]
        places = [(lot, need) for lot in lots for need in rule.needs or _every_need(tender)]
        double = next((place for place in places if place in seen), None)
        if double is not None:
            lot, need = double
            values = {"rule": rule.name, "other": seen[double], "lot": lot, "need": need}
            yield Problem("T425", ("rules", str(number)), values)
        seen.update(dict.fromkeys(places, rule.name))


def _rules(tender: Tender) -> tuple[Rule, ...]:
    return tender.rules


def _every_need(tender: Tender) -> tuple[str, ...]:
    return tuple(need.id for need in tender.needs)


def _discounted_lots(tender: Tender) -> Iterator[tuple[int, Lot]]:
    """Lots in which bidders may offer a volume discount."""
    fixed = {(row.lot, row.need) for row in tender.tariffs if row.kind is TariffKind.FIXED}
    if tender.award.discounts == "none" or tender.price.asked == "none":
        return
    for number, lot in enumerate(tender.lots):
        priced = any((lot.id, need.id) not in fixed for need in tender.lot_needs(lot))
        if lot.in_scope and tender.promises_volume(lot) and priced:
            yield number, lot


def discounts_can_be_offered(tender: Tender) -> Iterator[Problem]:
    """Yield that discounts count while no lot asks a price that could be less."""
    if tender.award.discounts != "none" and not any(_discounted_lots(tender)):
        yield Problem("T426", ("award", "discounts"))


def discounts_count_one_unit(tender: Tender) -> Iterator[Problem]:
    """Yield every lot whose units cannot be added up to see which discount holds.

    A discount on the units above a border needs one need level besides: of several it does not
    say which unit comes first.
    """
    for number, lot in _discounted_lots(tender):
        needs = tender.lot_needs(lot)
        units = tuple(dict.fromkeys(need.unit for need in needs))
        path = ("lots", str(number), "needs")
        if tender.award.discounts == "incremental" and len(needs) > 1:
            names = tuple(need.id for need in needs)
            yield Problem("T427", path, {"lot": lot.id, "needs": names})
        elif len(units) > 1:
            yield Problem("T428", path, {"lot": lot.id, "units": units})


def terms_have_lots(tender: Tender) -> Iterator[Problem]:
    """Yield that bidders may set terms over lots, with fewer than two to choose in."""
    choosing = [
        lot for lot in tender.open_lots if tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL
    ]
    if tender.award.conditions and len(choosing) < 2:
        yield Problem("T429", ("award", "conditions"), {}, Weight.NOTICE)


def contract_costs_are_weighed(tender: Tender) -> Iterator[Problem]:
    """Yield every cost per contract in a lot where no contract is chosen."""
    for number, lot in enumerate(tender.lots):
        house = lot.in_scope and tender.mode_of(lot.id) is AwardMode.ADMIT_ALL
        if house and lot.contract_cost:
            path = ("lots", str(number), "contract_cost")
            yield Problem("T430", path, {"lot": lot.id}, Weight.NOTICE)
