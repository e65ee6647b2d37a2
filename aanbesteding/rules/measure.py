"""How large contracts are within the care a rule holds for: in cents, or in units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Ask, BudgetFact, Chosen, Facts, Fee, Pick, Volume
from aanbesteding.rules.money import bills, spend_terms
from aanbesteding.rules.rule import Key, Terms


@dataclass(frozen=True)
class Measure:
    """The care in scope, with its demand, and whether contracts are measured in cents."""

    facts: Facts
    asks: Mapping[Ask, int]
    in_money: bool
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()

    @cached_property
    def _asks_in(self) -> Mapping[str, tuple[Ask, ...]]:
        found: dict[str, list[Ask]] = {}
        for ask in self.asks:
            found.setdefault(ask.lot, []).append(ask)
        return {lot: tuple(asks) for lot, asks in found.items()}

    @cached_property
    def _all_care(self) -> bool:
        return len(self.asks) == len(self.facts.demand)

    def covers(self, one: Volume | Fee) -> bool:
        """Whether a volume or fee falls in scope; what a contract costs has no need level.

        A fee counts also where nothing is asked, unless areas or periods are named without its own.
        """
        if isinstance(one, Volume):
            return self._all_care or one.ask in self.asks
        named = not self.areas or one.area in self.areas
        return (
            one.lot in self._asks_in and named and (not self.periods or one.period in self.periods)
        )

    def asked(self, lots: Iterable[str]) -> int:
        """Return the units asked in these lots."""
        return sum(self.asks[ask] for lot in set(lots) for ask in self._asks_in.get(lot, ()))

    def terms(self, picks: Iterable[Pick]) -> dict[Key, Exact]:
        """Return the size of these contracts together, as an exact sum."""
        given = tuple(picks)
        every, by_pick = self._all_care, self.facts.by_pick
        volumes = [v for pick in given for v in by_pick[pick] if every or self.covers(v)]
        if not self.in_money:
            return dict.fromkeys(volumes, 1)
        fees = (f for pick in given for f in self.facts.fees_of.get(pick, ()) if self.covers(f))
        return spend_terms(self.facts, volumes, fees)

    def sizes(self, chosen: Chosen) -> Mapping[Pick, Exact]:
        """Return the size of every contract of a finished award, counted."""
        if self.in_money:
            counted = bills(self.facts, chosen, self.covers)
            return {pick: bill.whole for pick, bill in counted.items()}
        found: dict[Pick, Exact] = {}
        for volume, clients in chosen.volumes.items():
            if self.covers(volume):
                found[volume.pick] = found.get(volume.pick, 0) + clients
        return found

    def ceiling(self, lots: Sequence[str]) -> int:
        """Return the cents of the least budgets that cover all care in scope in these lots.

        One budget for all of it, or one for each lot where those are less together. Raises
        KeyError when a lot has none.
        """
        each = {self._least((lot,)) for lot in lots}
        if None in each:
            raise KeyError(lots)
        apart = sum(budget.cents for budget in each if budget is not None)
        whole = self._least(lots)
        return apart if whole is None else min(apart, whole.cents)

    def _least(self, lots: Sequence[str]) -> BudgetFact | None:
        asks = [ask for lot in lots for ask in self._asks_in.get(lot, ())]
        found = [
            budget
            for budget in self.facts.budgets
            if budget.lots.issuperset(lots) and all(map(budget.covers, asks))
        ]
        return min(found, key=lambda budget: (budget.cents, budget.id), default=None)

    def greatest(self, terms: Terms) -> Exact:
        """Return a number that the size never passes: what is asked, at its dearest."""
        dearest: dict[Ask, Exact] = {}
        found: Exact = 0
        for key, each in terms.items():
            ask = Ask(*key[1:5]) if len(key) >= len(Volume._fields) else None
            if ask is None:
                found += max(each, 0)
            else:
                dearest[ask] = max(dearest.get(ask, 0), each)
        return found + sum(each * self.facts.demand[ask] for ask, each in dearest.items())
