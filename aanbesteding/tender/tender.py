"""The tender: everything that was published, in one frozen record."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from aanbesteding.basis.brief import counted
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.exact import Step as Rounds
from aanbesteding.rules import AnyRule
from aanbesteding.rules.goals import Goal
from aanbesteding.tender.criteria import Criterion, Expertise, Step
from aanbesteding.tender.decision import Award, AwardMode, Price, RoundingStep, Selection
from aanbesteding.tender.lots import Area, Lot, Period, Segment
from aanbesteding.tender.low_price import LowPrice
from aanbesteding.tender.market import Bridging, Ceiling, Contracted, CostShare, Kpi
from aanbesteding.tender.model import Id, Part, Text
from aanbesteding.tender.needs import Basis, Budget, Demand, Need, Tariff
from aanbesteding.tender.panel import Assessor, Interest, Panel
from aanbesteding.tender.scenarios import Change, Scenario, Spread
from aanbesteding.tender.schedule import Schedule
from aanbesteding.tender.shelf import Attribute, Incumbent
from aanbesteding.tender.suitability import ContractHolder, Requirement


class Note(Part):
    """A figure or choice and where it comes from."""

    about: Text = Field(description="What the note is about.")
    text: Text = Field(description="The note.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")
    source: str = Field(default="", description="Source, if sourced.")


class Tender(Part):
    """A tender as it was published; the rules by which it must be decided."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, ignored_types=(cached_property,)
    )

    id: Id = Field(description="Identifier of the tender.")
    version: Id = Field(default="1", description="Version; changes with every publication.")
    title: Text = Field(description="Title as published.")
    region: Text = Field(description="Region that buys.")
    authority: Text = Field(description="Contracting authority, mandated for all municipalities.")
    language: Literal["nl", "en"] = Field(default="nl", description="Language of the forms.")
    procedure: Literal["sas", "open_house", "dialogue", "call_off"] = Field(
        default="sas", description="Kind of procedure."
    )
    schedule: Schedule = Field(description="Days of publication, bids, award and contract.")
    award: Award = Field(description="Mode, selection, ties and rounding of the award.")
    price: Price = Field(default=Price(), description="What price is asked and what it does.")
    rounding: tuple[RoundingStep, ...] = Field(
        default=(RoundingStep(step="total"),), description="Where and how is rounded."
    )
    segments: tuple[Segment, ...] = Field(default=(), description="Kinds of care.")
    lots: tuple[Lot, ...] = Field(min_length=1, description="Parts one can bid for.")
    needs: tuple[Need, ...] = Field(min_length=1, description="Need levels.")
    areas: tuple[Area, ...] = Field(min_length=1, description="Municipalities, districts.")
    periods: tuple[Period, ...] = Field(min_length=1, description="Years or other periods.")
    demand: tuple[Demand, ...] = Field(default=(), description="Care needed.")
    budgets: tuple[Budget, ...] = Field(default=(), description="Ceilings.")
    tariffs: tuple[Tariff, ...] = Field(default=(), description="Prices stated by the buyer.")
    criteria: tuple[Criterion, ...] = Field(default=(), description="Award criteria.")
    scales: tuple[Step, ...] = Field(default=(), description="Marks a panel may give.")
    expertise: tuple[Expertise, ...] = Field(default=(), description="Kinds of expertise.")
    attributes: tuple[Attribute, ...] = Field(
        default=(), description="What a bidder may be; it ticks those that hold."
    )
    incumbents: tuple[Incumbent, ...] = Field(
        default=(), description="Who has how many clients in care now."
    )
    panel: Panel = Field(default=Panel(), description="Which mark counts, and how forms look.")
    assessors: tuple[Assessor, ...] = Field(default=(), description="The panel.")
    interests: tuple[Interest, ...] = Field(
        default=(), description="Interests of assessors in bidders, once these are known."
    )
    rules: tuple[AnyRule, ...] = Field(default=(), description="Rules of the award.")
    goals: tuple[Goal, ...] = Field(default=(), description="Goals of the award, in order.")
    low_prices: tuple[LowPrice, ...] = Field(
        default=(), description="Ways to find prices so low that the bidder is asked."
    )
    requirements: tuple[Requirement, ...] = Field(
        default=(), description="Suitability that can be counted."
    )
    contract_holders: tuple[ContractHolder, ...] = Field(
        default=(), description="Who holds a contract already, for a call-off."
    )
    contracted: tuple[Contracted, ...] = Field(
        default=(), description="What was contracted before this tender."
    )
    bridging: tuple[Bridging, ...] = Field(default=(), description="Help while waiting.")
    cost_shares: tuple[CostShare, ...] = Field(
        default=(), description="Who pays which part of a lot."
    )
    ceilings: tuple[Ceiling, ...] = Field(
        default=(), description="What each municipality can spend, beside its cost share."
    )
    kpis: tuple[Kpi, ...] = Field(default=(), description="Indicators during the contract.")
    scenarios: tuple[Scenario, ...] = Field(default=(), description="Other futures.")
    changes: tuple[Change, ...] = Field(default=(), description="What differs in a scenario.")
    spreads: tuple[Spread, ...] = Field(default=(), description="How far figures may stray.")
    notes: tuple[Note, ...] = Field(default=(), description="Sources and estimates.")

    def __repr__(self) -> str:
        named = f"{self.id} version {self.version}"
        held = (counted(len(self.lots), "lot"), counted(len(self.needs), "need level"))
        return f"<Tender: {named}, {held[0]}, {held[1]}, {counted(len(self.rules), 'rule')}>"

    def __str__(self) -> str:
        return repr(self)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the tender's canonical JSON: the identity a bid form carries.

        What assessors declare is left out: they do so when the bidders are known, and the forms
        these were sent must stay the forms of this tender. So are scenarios, which decide nothing.
        """
        silent = tuple(one.model_copy(update={"interest": ""}) for one in self.assessors)
        advice: dict[str, tuple[()]] = {"scenarios": (), "changes": (), "spreads": ()}
        sent = self.model_copy(update={"assessors": silent, "interests": (), **advice})
        return fingerprint(canonical(sent))

    @property
    def open_lots(self) -> tuple[Lot, ...]:
        """The lots one can bid for now."""
        return tuple(lot for lot in self.lots if lot.in_scope)

    def lot_needs(self, lot: Lot) -> tuple[Need, ...]:
        """Return the need levels of a lot, in the tender's order."""
        return tuple(n for n in self.needs if not lot.needs or n.id in lot.needs)

    @property
    def choice_mode(self) -> AwardMode:
        """The mode of the lots where bidders are chosen; admit_all when there are none."""
        modes = (self.mode_of(lot.id) for lot in self.open_lots)
        return next(
            (mode for mode in modes if mode is not AwardMode.ADMIT_ALL), AwardMode.ADMIT_ALL
        )

    def promises_volume(self, lot: Lot) -> bool:
        """Whether winners are promised clients: not in an open house, nor at clients' choice."""
        return not lot.client_choice and self.mode_of(lot.id) is not AwardMode.ADMIT_ALL

    def mode_of(self, lot: str) -> AwardMode:
        """Return how a lot is awarded: its own way, or the tender's."""
        return self._lot(lot).mode or self.award.mode

    def selection_of(self, lot: str) -> Selection:
        """Return how the ranking of a lot selects."""
        return self._lot(lot).selection or self.award.selection

    def least_points_of(self, lot: str) -> Decimal | None:
        """Return the least quality points to take part in a lot."""
        own = self._lot(lot).least_points
        return self.award.least_points if own is None else own

    def rounding_of(self, step: str) -> Rounds | None:
        """Return how a step of the arithmetic is rounded; None when it is kept exact."""
        found = (one for one in self.rounding if one.step == step)
        return next((Rounds(one.decimals, one.mode) for one in found), None)

    @property
    def quality_alone(self) -> Rounds | None:
        """How quality is rounded where it is compared by itself: as its step, or as the total.

        By itself it is held against the least points, and settles ties.
        """
        return self.rounding_of("quality") or self.rounding_of("total")

    def _lot(self, lot: str) -> Lot:
        return next(one for one in self.lots if one.id == lot)

    @property
    def price_in_ranking(self) -> bool:
        """Whether the price decides anything in the ranking."""
        return self.price.asked != "none" and self.price.formula != "price.fixed_tariff"

    @property
    def leaf_areas(self) -> tuple[Area, ...]:
        """Areas without others under them: the ones a bidder says to serve."""
        parents = {area.parent for area in self.areas}
        return tuple(area for area in self.areas if area.id not in parents)

    def lot_areas(self, lot: Lot) -> tuple[Area, ...]:
        """Return the leaf areas of a lot."""
        return tuple(
            a for a in self.leaf_areas if not lot.areas or set(lot.areas) & {a.id, *self.above(a)}
        )

    def above(self, area: Area) -> tuple[str, ...]:
        """Return the ids of the areas an area is part of, nearest first."""
        known = {a.id: a for a in self.areas}
        found: list[str] = []
        parent = area.parent
        while parent in known and parent not in found:
            found.append(parent)
            parent = known[parent].parent
        return tuple(found)

    def leaves_under(self, area: str) -> frozenset[str]:
        """Return the leaf areas an area consists of; a leaf consists of itself."""
        return frozenset(a.id for a in self.leaf_areas if area == a.id or area in self.above(a))

    def holds_for(self, criterion: Criterion, lot: str) -> bool:
        """Whether a criterion is asked in a lot, as are all criteria it is part of."""
        known = {c.id: c for c in self.criteria}
        above: Criterion | None = criterion
        seen: set[str] = set()
        while above is not None and above.id not in seen:
            if above.lots and lot not in above.lots:
                return False
            seen.add(above.id)
            above = known.get(above.parent or "")
        return True

    def scored(self, lot: str) -> tuple[Criterion, ...]:
        """Return the criteria that bring points in a lot: those without others under them."""
        parents = {c.parent for c in self.criteria}
        return tuple(c for c in self.criteria if c.id not in parents and self.holds_for(c, lot))

    def judged(self, lot: str) -> tuple[Criterion, ...]:
        """Return the criteria the panel marks for a lot."""
        return tuple(c for c in self.scored(lot) if not c.in_numbers)

    def answered(self, lot: str) -> tuple[Criterion, ...]:
        """Return the criteria bidders answer in a number, which nobody marks."""
        return tuple(c for c in self.scored(lot) if c.in_numbers)

    def asked(self, lot: str) -> tuple[Requirement, ...]:
        """Return the requirements of a lot that a bidder answers with yes or no."""
        return tuple(r for r in self.requirements if r.asked and (not r.lots or lot in r.lots))

    def steps(self, scale: str) -> tuple[Step, ...]:
        """Return the steps of a scale."""
        return tuple(step for step in self.scales if step.scale == scale)

    def passing_marks(self, criterion: str) -> tuple[Decimal, ...]:
        """Return the marks of a criterion with which a bid takes part; none for a number."""
        one = next(found for found in self.criteria if found.id == criterion)
        marks = [step.mark for step in self.steps(one.scale)] if one.scale else []
        least, kept = one.lowest_mark, one.lowest_mark_in
        if least is None:
            return tuple(marks)
        return tuple(mark for mark in marks if mark > least or (mark == least and kept))

    def tariff(self, lot: str, need: str) -> Mapping[str, Tariff]:
        """Return the buyer's tariffs for a need level by kind."""
        return {t.kind.value: t for t in self.tariffs if t.lot == lot and t.need == need}
