"""Groups of contracts that are given whole or not at all."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import NamedTuple

from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.none_or import none_or_all_rows, none_or_count
from aanbesteding.rules.on_contracts import OnContracts
from aanbesteding.rules.rule import Count, Row


class Group(NamedTuple):
    """Contracts of which all are given or none; `whole` counts also those nobody bid for."""

    part: str
    picks: tuple[Pick, ...]
    whole: int


class Grouped(OnContracts):
    """A rule by which of every group all contracts are given or none."""

    @abstractmethod
    def groups(self, facts: Facts) -> Iterator[Group]:
        """Yield the groups, each of two contracts or more."""

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the rows of each group: equals, or nothing where part of the group is missing."""
        for part, picks, whole in self.groups(facts):
            yield from none_or_all_rows(self.name, part, picks, whole)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many of each group were given."""
        for part, picks, whole in self.groups(facts):
            given = len(chosen.contracts.intersection(picks))
            yield none_or_count(self.name, part, given, whole)
