"""Who changes provider, as a number that a goal can make small; see `transition.moved`."""

from collections.abc import Iterator
from typing import Literal

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Volume
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Sentence


class Moving(Rule):
    """Clients in care ≤ clients served there + clients who move; it forbids nothing.

    It stands beside the rules when `moved` is a goal, which then makes the number who move as
    small as it can be.
    """

    kind: Literal["moving"] = "moving"

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield per volume with clients in care how many of them move."""
        yield from ((moving(volume), n) for volume, n in facts.incumbent.items() if n)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per volume with clients in care: who is not served there moves."""
        for volume, clients in facts.incumbent.items():
            served: dict[Key, Exact] = {volume: 1} if volume in facts.price else {}
            if clients:
                terms: dict[Key, Exact] = {moving(volume): 1, **served}
                yield Row(self.name, "/".join(volume), terms, ">=", clients)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield nothing: it requires nothing."""
        yield from ()

    def sentence(self, part: str) -> Sentence:
        """Return what the goal strives for."""
        return Sentence("goal.moved", {"part": part})


def moving(volume: Volume) -> Helper:
    """Return the number of clients in care there who change provider."""
    return Helper("moving", "clients", "/".join(volume))
