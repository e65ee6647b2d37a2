"""Checks of scenarios: every change has what it needs and nothing else, spreads have two ends."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import ValidationError

from aanbesteding.basis.findings import Weight
from aanbesteding.rules.rule import Rule
from aanbesteding.tender.problems import Problem, shown
from aanbesteding.tender.scenarios import Change, number_in, with_other_rule
from aanbesteding.tender.tender import Tender

FIGURES = ("demand", "capacity", "tariff", "price", "budget")
BELONGS: Mapping[str, tuple[str, ...]] = {
    "factor": FIGURES,
    "needs": FIGURES,
    "lots": (*FIGURES, "drop_out"),
    "bidders": ("capacity", "price", "drop_out"),
    "attributes": ("capacity", "price", "drop_out"),
    "rule": ("rule",),
    "field": ("rule",),
    "step": ("rule",),
}
FINEST = 3


def changes_have_a_factor(tender: Tender) -> Iterator[Problem]:
    """Yield every change of a figure without the factor it is multiplied by."""
    for number, change in enumerate(tender.changes):
        if change.what in FIGURES and change.factor is None:
            values = {"scenario": change.scenario, "what": change.what}
            yield Problem("T451", ("changes", str(number), "factor"), values)


def changes_have_what_belongs(tender: Tender) -> Iterator[Problem]:
    """Yield every field that is filled in for a change that does nothing with it."""
    for number, change in enumerate(tender.changes):
        for field, kinds in BELONGS.items():
            empty = getattr(change, field) in (None, "", ())
            if not empty and change.what not in kinds:
                values = {"field": field, "what": change.what}
                yield Problem("T455", ("changes", str(number), field), values)


def changed_rules_exist(tender: Tender) -> Iterator[Problem]:
    """Yield every change of a rule that is not there, or of what it does not hold."""
    rules = {rule.name: rule for rule in tender.rules}
    for number, change in enumerate(tender.changes):
        if change.what != "rule":
            continue
        path = ("changes", str(number))
        if change.rule not in rules:
            values = {"scenario": change.scenario, "rule": change.rule or "–"}
            yield Problem("T452", (*path, "rule"), values)
        else:
            yield from _steps(change, rules[change.rule], path)


def _steps(change: Change, rule: Rule, path: tuple[str, str]) -> Iterator[Problem]:
    now = number_in(rule, change.field)
    if not change.field and change.step is not None:
        yield Problem("T459", (*path, "field"), {"rule": rule.name})
    elif change.field and now is None:
        choices = [field for field in type(rule).model_fields if number_in(rule, field) is not None]
        values = {"rule": rule.name, "field": change.field, "choices": choices}
        yield Problem("T453", (*path, "field"), values)
    elif change.field and now is not None:
        try:
            with_other_rule([rule], change)
        except ValidationError:
            after = shown(Decimal(now) + (change.step or 0))
            values = {"rule": rule.name, "field": change.field, "number": after}
            yield Problem("T454", (*path, "step"), values)


def changed_prices_are_bid(tender: Tender) -> Iterator[Problem]:
    """Yield every change of bidders' prices where the buyer fixed them all."""
    fixed = {(row.lot, row.need) for row in tender.tariffs if row.kind.value == "fixed"}
    for number, change in enumerate(tender.changes):
        pairs = {
            (lot.id, need.id)
            for lot in tender.open_lots
            for need in tender.lot_needs(lot)
            if lot.id in (change.lots or (lot.id,)) and need.id in (change.needs or (need.id,))
        }
        if change.what == "price" and pairs <= fixed:
            values = {"scenario": change.scenario}
            yield Problem("T457", ("changes", str(number), "what"), values, Weight.NOTICE)


def spreads_have_two_ends(tender: Tender) -> Iterator[Problem]:
    """Yield every spread of which the ends are swapped, or finer than factors are drawn."""
    for number, spread in enumerate(tender.spreads):
        path = ("spreads", str(number))
        if spread.low > spread.high:
            yield Problem("T456", (*path, "low"), {"low": spread.low, "high": spread.high})
        for end in ("low", "high"):
            given = getattr(spread, end)
            if given != round(given, FINEST):
                yield Problem("T458", (*path, end), {"given": shown(given)})
