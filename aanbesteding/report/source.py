"""The record with names beside its identifiers, in one language: what every section reads."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aanbesteding.basis import texts
from aanbesteding.bids.bid import Bid, Event
from aanbesteding.report.companies import company_names, contract_names
from aanbesteding.report.counted_marks import counted_marks
from aanbesteding.report.rule_parts import narrowed, told
from aanbesteding.report.voice import Voice, capital
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Budget
from aanbesteding.tender.tender import Tender

Record = Mapping[str, Any]

_NARROWER = ("who", "also")
_ALIASES = {"bidders": "bidder", "last_winner": "bidder"}
_PEOPLE = ("", "cliënt", "client", "jeugdige", "kind", "plek", "plaats", "bed", "place", "child")


@dataclass(frozen=True)
class Source(Voice):
    """A record and the language it is shown in."""

    record: Record
    lang: str
    record_hash: str = ""

    @cached_property
    def tender(self) -> Tender:
        """The tender as published."""
        return Tender.model_validate(self.record["tender"])

    @cached_property
    def bids(self) -> tuple[Bid, ...]:
        """All bids, by bidder."""
        return tuple(
            Bid.model_validate({name: value for name, value in bid.items() if name != "file"})
            for bid in self.record["bids"]
        )

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The register of what happened to bids."""
        return tuple(Event.model_validate(event) for event in self.record["events"])

    @property
    def decision(self) -> Record:
        """The decision the record is about."""
        found: Record = self.record["decision"]
        return found

    @cached_property
    def lots(self) -> Mapping[str, Lot]:
        """The lots by identifier."""
        return {lot.id: lot for lot in self.tender.lots}

    @cached_property
    def scores(self) -> Mapping[str, list[Record]]:
        """The scores by lot, best first, those without rank last."""
        found: dict[str, list[Record]] = {}
        for score in self.record["scores"]:
            found.setdefault(score["lot"], []).append(score)
        return found

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], int]:
        """The demand by lot and need, over all areas and periods."""
        found: dict[tuple[str, str], int] = {}
        for ask in self.tender.demand:
            found[ask.lot, ask.need] = found.get((ask.lot, ask.need), 0) + ask.volume
        return found

    @cached_property
    def consensus(self) -> Mapping[tuple[str, str, str], Record]:
        """The marks that count, by bidder, lot and criterion."""
        return counted_marks(self.record, self.tender, self.lang)

    @cached_property
    def _leaves(self) -> Mapping[str, frozenset[str]]:
        return {area.id: self.tender.leaves_under(area.id) for area in self.tender.areas}

    def leaves(self, area: str) -> frozenset[str]:
        """The leaf areas an area consists of."""
        return self._leaves.get(area, frozenset())

    @cached_property
    def shared_needs(self) -> frozenset[str]:
        """The needs that are asked in several lots, so that they must be told with their lot."""
        times = Counter(need for _, need in self.asked)
        return frozenset(need for need, lots in times.items() if lots > 1)

    @cached_property
    def units(self) -> frozenset[str]:
        """What is counted in the lots that are bought now; empty where nothing is said."""
        lots = self.tender.open_lots
        return frozenset(need.unit for lot in lots for need in self.tender.lot_needs(lot))

    @property
    def people(self) -> bool:
        """Whether it is clients who are counted, or the places they take."""
        return all(map(is_person, self.units))

    @property
    def summable(self) -> bool:
        """Whether amounts of different needs can be added: minutes and days can't."""
        return self.people or len(self.units) == 1

    def counted(self, key: str, **values: Any) -> str:
        """Return a text about clients, or the same about amounts where no clients are counted."""
        return self.t(key if self.people else f"{key}_amount", **values)

    @cached_property
    def _unit_of(self) -> Mapping[str, str]:
        return {need.id: need.unit for need in self.tender.needs}

    def unit(self, need: str) -> str:
        """Return what is counted of a need level; empty where nothing is said."""
        return self._unit_of.get(need, "")

    def measured(self, need: str) -> str:
        """Return a need level with what is counted of it."""
        name, unit = self.name("need", need), self.unit(need)
        return f"{name} ({unit})" if unit else name

    def level(self, lot: str, need: str) -> str:
        """Return a need level, with its lot where it is asked in several."""
        name = self.name("need", need)
        return f"{name} · {self.name('lot', lot)}" if need in self.shared_needs else name

    def open_house(self, lot: str) -> bool:
        """Whether everyone who qualifies is admitted to a lot, without ranking."""
        return self.tender.mode_of(lot) is AwardMode.ADMIT_ALL

    @property
    def what_if(self) -> bool:
        """Whether the record is advice and no ground for an award."""
        return self.record["kind"] == "what_if" or bool(self.record.get("what_if"))

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """People's names by kind of thing and identifier."""
        tender = self.tender
        return {
            "bidder": {b.id: b.name for b in self.bids},
            "lot": {x.id: x.title for x in tender.lots},
            "need": {n.id: n.label for n in tender.needs},
            "area": {a.id: a.name for a in tender.areas},
            "period": {p.id: p.id for p in tender.periods},
            "criterion": {
                **{c.id: c.title for c in tender.criteria},
                "price": self.t("report.word.price"),
            },
            "expertise": {e.id: e.label for e in tender.expertise},
            "budget": {b.id: _scope(tender, b) for b in tender.budgets},
            "attribute": {a.id: a.label for a in tender.attributes},
            "contract": contract_names(tender, self.bids),
            "company": company_names(self.bids),
        }

    def name(self, kind: str, identifier: str) -> str:
        """Return what people call it, or the identifier when nobody named it."""
        return self.names[kind].get(identifier, identifier)

    def bidder(self, identifier: str) -> str:
        """Return the bidder's name with the identifier people use in tables."""
        name = self.names["bidder"].get(identifier, identifier)
        return name if name == identifier else f"{identifier} · {name}"

    def sentence(self, key: str, values: Mapping[str, Any], kind: str = "") -> str:
        """Return a sentence of the record, with names in place of identifiers."""
        return capital(texts.say(key, self.lang, self.spoken(values, kind)))

    def spoken(self, values: Mapping[str, Any], kind: str = "") -> dict[str, Any]:
        """Return the values of a sentence with names in place of identifiers."""
        return {name: self._spoken(name, value, kind) for name, value in values.items()}

    def _spoken(self, name: str, value: Any, kind: str) -> Any:
        if name == "part" and isinstance(value, str):
            return self.part(kind, value)
        if name in _NARROWER and kind and isinstance(value, str):
            return narrowed(self.names, value)
        thing = _ALIASES.get(name, name)
        if thing not in self.names:
            return value
        if isinstance(value, list | tuple):
            return [self.name(thing, item) for item in value]
        return self.name(thing, value) if isinstance(value, str) else value

    def part(self, kind: str, part: str) -> str:
        """Return what a rule was counted on in words, leaving out what never differs."""
        if not part:
            return self.t(f"report.every.{kind}")
        return told(self.names, self.constant, kind, part)

    @cached_property
    def constant(self) -> frozenset[str]:
        """Kinds of things of which the demand knows only one, so that naming it says nothing."""
        asks = self.tender.demand
        seen = {
            "lot": {x.id for x in self.tender.open_lots},
            "area": {ask.area for ask in asks},
            "period": {ask.period for ask in asks},
        }
        return frozenset(thing for thing, ids in seen.items() if len(ids) <= 1)

    def whole(self, kind: str, name: str) -> str:
        """Return what a rule holds for as a whole: each of its parts, or its lots together."""
        rule = next((rule for rule in self.tender.rules if rule.name == name), None)
        per = getattr(rule, "per", "")
        if per == "together" or getattr(rule, "together", False):
            return self.t("report.every.together")
        by_company = per == "party" or getattr(rule, "per_company", False)
        return self.t(f"report.every.{'company' if by_company else kind}")

    def rule_kind(self, name: str) -> str:
        """Return the kind of a rule by its name in the record."""
        if name.startswith("goal:"):
            return "goal"
        return next((rule.kind for rule in self.tender.rules if rule.name == name), name)


def lot_titles(tender: Tender) -> str:
    """Return the titles of the open lots; with semicolons where a title has a comma of its own."""
    titles = [lot.title for lot in tender.open_lots]
    return ("; " if any("," in title for title in titles) else ", ").join(titles)


def is_person(unit: str) -> bool:
    """Return whether a unit is a client, or a place for one; so is a unit of which nothing is said.

    >>> is_person("cliënt per jaar"), is_person("dagdeel")
    (True, False)
    """
    return unit.casefold().partition(" ")[0] in _PEOPLE


def _scope(tender: Tender, budget: Budget) -> str:
    periods = budget.periods if len(tender.periods) > 1 else ()
    scope = [
        *(x.title for x in tender.lots if x.id in budget.lots),
        *(n.label for n in tender.needs if n.id in budget.needs),
        *(a.name for a in tender.areas if a.id in budget.areas),
        *periods,
    ]
    return " · ".join(scope) or budget.id
