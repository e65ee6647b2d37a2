"""Checks of rules that contradict each other, or that no award can ever meet."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from aanbesteding.basis.findings import Weight
from aanbesteding.rules import AnyRule
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.on_contracts import PerLot
from aanbesteding.rules.proportion import Proportion
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.share import Share
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.transition import InCare
from aanbesteding.tender.check_rules import lots_of
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

BOUNDS = ("at_least", "at_most")
ADDS_UNITS = (Proportion, QualityShare, ShareLadder, InCare)


def bounds_do_not_contradict(tender: Tender) -> Iterator[Problem]:
    """Yield every rule whose least is above the most of another with the same kind and scope."""
    numbered = [(number, rule) for number, rule in enumerate(tender.rules) if _hard(rule)]
    for (_, one), (number, other) in combinations(numbered, 2):
        if not _same_scope(tender, one, other):
            continue
        for low, high in ((one, other), (other, one)):
            least, most = getattr(low, "at_least", None), getattr(high, "at_most", None)
            if least is not None and most is not None and least > most:
                values = {"rule": low.name, "other": high.name, "least": least, "most": most}
                yield Problem("T431", ("rules", str(number)), values)


def _hard(rule: AnyRule) -> bool:
    return getattr(rule, "penalty", None) is None


def _same_scope(tender: Tender, one: AnyRule, other: AnyRule) -> bool:
    """Whether two rules say everything alike but names and bounds; per lot, in one lot at least."""
    bound, also = (frozenset(lot.id for lot in lots_of(tender, rule)) for rule in (one, other))
    each_apart = isinstance(one, Share | PerLot) and not getattr(one, "together", False)
    meet = bool(bound & also) if each_apart else bound == also
    return meet and _said(one) == _said(other)


def _said(rule: AnyRule) -> dict[str, Any]:
    said = rule.model_dump(exclude={"id", "lots", "penalty", *BOUNDS})
    return {key: frozenset(v) if isinstance(v, tuple) else v for key, v in said.items()}


def _contracts(tender: Tender, lot: Lot) -> Iterator[NumberOfContracts]:
    """The rules that bound the number of all contracts of this lot alone."""
    for rule in tender.rules:
        if isinstance(rule, NumberOfContracts) and _hard(rule) and lot in lots_of(tender, rule):
            narrowed = rule.bidders or rule.attributes or rule.contracts
            if not narrowed and (not rule.together or rule.lots == (lot.id,)):
                yield rule


def _shares(tender: Tender) -> Iterator[tuple[int, Share, Lot]]:
    for number, rule in enumerate(tender.rules):
        if isinstance(rule, Share) and _hard(rule):
            yield from ((number, rule, lot) for lot in lots_of(tender, rule))


def shares_can_be_met(tender: Tender) -> Iterator[Problem]:
    """Yield every share that the number of contracts leaves no room for, or that falls short.

    Least shares of the least number of contracts are more than the whole together; or greatest
    shares of the greatest number are less, so that of the volume asked a part is left.
    """
    for number, rule, lot in _shares(tender):
        path = ("rules", str(number))
        for count in _contracts(tender, lot):
            said = {"rule": rule.name, "other": count.name, "lot": lot.id}
            if rule.at_least is not None and count.at_least is not None:
                together = rule.at_least * count.at_least
                if together > 1:
                    values = {**said, "share": rule.at_least, "contracts": count.at_least}
                    yield Problem("T432", path, {**values, "together": together})
            yield from _short(rule, count, path, said)


def _short(
    rule: Share, count: NumberOfContracts, path: tuple[str, ...], said: dict[str, Any]
) -> Iterator[Problem]:
    if rule.at_most is None or count.at_most is None or rule.of == "budget":
        return
    together = rule.at_most * count.at_most
    if together < 1:
        # What is awarded is always whole; of what is asked a part may wait.
        weight = Weight.NOTICE if rule.of == "volume" else Weight.REPAIRABLE
        values = {**said, "share": rule.at_most, "contracts": count.at_most, "together": together}
        yield Problem("T433", path, values, weight)


def rules_add_like_units(tender: Tender) -> Iterator[Problem]:
    """Yield every rule that adds up units of different kinds, such as minutes and clients."""
    for number, rule in enumerate(tender.rules):
        if not isinstance(rule, ADDS_UNITS) or getattr(rule, "in_money", False):
            continue
        lots = lots_of(tender, rule)
        # A rule per lot adds up within each lot, any other over all lots in its scope.
        per_lot = isinstance(rule, Share | QualityShare | ShareLadder)
        for group in ((lot,) for lot in lots) if per_lot else (lots,):
            units = _units(tender, rule, group)
            if len(units) > 1:
                values = {"rule": rule.name, "lots": tuple(lot.id for lot in group)}
                yield Problem("T434", ("rules", str(number)), {**values, "units": units})
                break


def _units(tender: Tender, rule: OfCare, lots: tuple[Lot, ...]) -> tuple[str, ...]:
    """The units of the need levels in a rule's scope, as far as they are stated."""
    needs = [need for lot in lots for need in tender.lot_needs(lot)]
    named = (need.unit for need in needs if not rule.needs or need.id in rule.needs)
    return tuple(dict.fromkeys(unit for unit in named if unit))


def contracts_are_named_by_lot(tender: Tender) -> Iterator[Problem]:
    """Yield every contract in a rule that is not written as bidder/lot, with an open lot."""
    lots = tuple(lot.id for lot in tender.open_lots)
    for number, rule in enumerate(tender.rules):
        for field in ("contracts", "also_contracts"):
            for name in getattr(rule, field, ()):
                bidder, _, lot = name.partition("/")
                if not bidder or lot not in lots:
                    values = {"rule": rule.name, "given": name, "lots": lots}
                    yield Problem("T435", ("rules", str(number), field), values)
