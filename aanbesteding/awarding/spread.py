"""In which area a bidder serves its clients, where nothing published decides it.

Who wins and how much is settled before; what is left is spread so that the best ranked bidder
serves the first areas of the tender first, need by need. The same input then gives the same answer.
"""

from collections.abc import Sequence

from aanbesteding.awarding.optimise import Aim, Optimum, refine
from aanbesteding.awarding.ties import another
from aanbesteding.rules.facts import Facts, Volume
from aanbesteding.rules.rule import Rule


def spread(facts: Facts, rules: Sequence[Rule], optimum: Optimum) -> tuple[Optimum, bool]:
    """Return the award with one spread over areas, and whether there was a choice at all."""
    order = _in_order(facts)
    chosen = False
    while True:
        other = another(facts, optimum, (), [(volume,) for volume in order])
        if other is None:
            return optimum, chosen
        first = next(v for v in order if other.clients(v) != optimum.chosen.clients(v))
        aim = Aim(f"area:{'/'.join(first)}", {first: 1}, True)
        optimum, chosen = refine(facts, rules, optimum, [aim]), True


def _in_order(facts: Facts) -> tuple[Volume, ...]:
    """Volumes of needs by priority, bidders by points, areas as in the tender."""
    asks = {ask: number for number, ask in enumerate(facts.demand)}
    return tuple(
        sorted(
            facts.volumes,
            key=lambda v: (
                facts.need[v.need].priority,
                -facts.points[v.pick],
                v.bidder,
                asks[v.ask],
            ),
        )
    )
