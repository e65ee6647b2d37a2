"""The published ranking, followed step by step: per lot the longest run of the best that fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aanbesteding.awarding.decision import Draw
from aanbesteding.awarding.effort import UNTIL_PROVEN, Effort
from aanbesteding.awarding.optimise import fixed, rows_of, tops_of
from aanbesteding.awarding.program import Program
from aanbesteding.awarding.ranking import Groups
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.rule import Key, Row, Rule


@dataclass(frozen=True)
class Run:
    """Winners per lot; or the lots that must first be drawn; or neither, when nothing fits."""

    winners: Mapping[str, tuple[str, ...]]
    draw: Draw | None = None
    fits: bool = True


def follow(
    facts: Facts,
    rules: Sequence[Rule],
    rankings: Mapping[str, Groups],
    eligible: Mapping[str, frozenset[str]],
    extra: Sequence[Row] = (),
    effort: Effort = UNTIL_PROVEN,
) -> Run:
    """Return the longest prefix of each ranked lot that satisfies the rules and the extra rows.

    Lots are settled in the tender's order; the lots after it need only be able to follow their
    own ranking.
    """
    rows = (*rows_of(facts, rules), *extra)
    tops = tops_of(facts, rules)
    winners: dict[str, tuple[str, ...]] = {}
    for lot in rankings:
        later = tuple(name for name in rankings if name not in winners and name != lot)
        settled = [row for name, won in winners.items() for row in fixed(facts, name, won)]
        ahead = [row for name in later for row in _able(facts, name, rankings, eligible)]
        frame = Program.of((*rows, *settled, *ahead), tops, effort)
        run = _longest(facts, frame, lot, rankings[lot], eligible[lot])
        if run.draw is not None or not run.fits:
            return run
        winners[lot] = run.winners[lot]
    return Run(winners)


def follow_rule(lot: str, groups: Groups) -> FollowRanking:
    """Return the ranking of a lot as a named rule."""
    return FollowRanking(id="follow_ranking", lot=lot, order=groups)


def not_eligible(facts: Facts, lot: str, eligible: frozenset[str]) -> tuple[Row, ...]:
    """Return rows that keep bids below the published threshold from winning."""
    return tuple(
        Row("threshold", pick.bidder, {pick: 1}, "==", 0)
        for pick in facts.picks
        if pick.lot == lot and pick.bidder not in eligible
    )


def _able(
    facts: Facts,
    lot: str,
    rankings: Mapping[str, Groups],
    eligible: Mapping[str, frozenset[str]],
) -> list[Row]:
    ranked = follow_rule(lot, rankings[lot]).rows(facts)
    return [*ranked, *not_eligible(facts, lot, eligible[lot])]


def _longest(
    facts: Facts, frame: Program, lot: str, groups: Groups, eligible: frozenset[str]
) -> Run:
    allowed = tuple(g for g in groups if set(g) <= eligible)
    for size in range(sum(len(group) for group in allowed), 0, -1):
        first, split = _cut(allowed, size)
        if split is None:
            if frame.possible(fixed(facts, lot, first)):
                return Run({lot: first})
        elif frame.possible(_some_of(facts, lot, first, split, size)):
            return Run({}, Draw(lot, split, "contract"))
    return Run({}, None, False)


def _cut(groups: Groups, size: int) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """The first `size` bidders; when that splits equals, those before them and the equals."""
    taken: list[str] = []
    for group in groups:
        if len(taken) == size:
            break
        if len(taken) + len(group) > size:
            return tuple(taken), group
        taken += group
    return tuple(taken), None


def _some_of(
    facts: Facts, lot: str, first: Sequence[str], equals: Sequence[str], size: int
) -> tuple[Row, ...]:
    certain = [row for row in fixed(facts, lot, first) if row.part not in equals]
    keys: list[Key] = [Pick(bidder, lot) for bidder in equals]
    places = Row("chosen", "equals", dict.fromkeys(keys, 1), "==", size - len(first))
    return (*certain, places)
