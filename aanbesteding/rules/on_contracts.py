"""For which contracts a rule holds: by lot, bidder, attribute or name."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from aanbesteding.basis.exact import bare
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.scope import OfBids

Points = Annotated[Decimal, Field(ge=0, max_digits=15), AfterValidator(bare)]


def name_of(pick: Pick) -> str:
    """Return a contract's name: bidder and lot.

    >>> name_of(Pick("K01", "C"))
    'K01/C'
    """
    return f"{pick.bidder}/{pick.lot}"


def by_bidder(picks: Iterable[Pick]) -> dict[str, list[Pick]]:
    """Return the contracts of each bidder, in their order."""
    found: dict[str, list[Pick]] = {}
    for pick in picks:
        found.setdefault(pick.bidder, []).append(pick)
    return found


class OnContracts(OfBids):
    """A rule on contracts; all that is named of lot, bidder, attribute and contract must hold."""

    contracts: tuple[str, ...] = Field(
        default=(), description="Contracts, each as bidder/lot; empty: every one."
    )

    def picks(self, facts: Facts) -> Iterator[Pick]:
        """Yield the contracts in scope, in the order of the facts."""
        yield from self._among(facts, facts.picks)

    def given(self, facts: Facts, chosen: Chosen) -> tuple[Pick, ...]:
        """Return the contracts in scope that were given, also those that nobody offered."""
        offered = [pick for pick in facts.picks if pick in chosen.contracts]
        return tuple(self._among(facts, (*offered, *sorted(chosen.contracts.difference(offered)))))

    def _among(self, facts: Facts, picks: Iterable[Pick]) -> Iterator[Pick]:
        lots, named = set(self.in_scope(facts)), set(self.contracts)
        for pick in picks:
            by_name = not named or name_of(pick) in named
            if pick.lot in lots and by_name and self.concerns(facts, pick.bidder):
                yield pick

    def whom(self, *lots: str) -> str:
        """Return what narrows the rule, in a list; empty where it holds for every contract."""
        return ", ".join((*lots, *self.attributes, *self.bidders, *self.contracts))


class PerLot(OnContracts):
    """A rule on the contracts of each lot, or of its lots together."""

    together: bool = Field(default=False, description="Count the lots together, not each apart.")

    def by_part(self, facts: Facts, picks: Iterable[Pick]) -> Iterator[tuple[str, list[Pick]]]:
        """Yield each part the rule counts, with those of these contracts that fall in it."""
        found: dict[str, list[Pick]] = {lot: [] for lot in self.in_scope(facts)}
        for pick in picks:
            found[pick.lot].append(pick)
        if self.together:
            yield "+".join(found), [pick for picks in found.values() for pick in picks]
        else:
            yield from found.items()
