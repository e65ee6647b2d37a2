"""The published ranking, followed step by step: per lot the longest run of the best that fits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from aanbesteding.awarding.decision import Draw
from aanbesteding.awarding.optimise import fixed, rows_of, tops_of
from aanbesteding.awarding.ranking import Groups
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.rule import Key, Row, Rule
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.program import Program


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
    own ranking to a winner. Who has the most contracts it may have makes room for the next in rank;
    a lot in which all have done so stays without winners.
    """
    rows = (*rows_of(facts, rules), *extra)
    ranked = {rule.lot: rule for rule in follow_rankings(facts, rules, rankings)}
    tops = tops_of(facts, (*rules, *ranked.values()))
    winners: dict[str, tuple[str, ...]] = {}
    for lot, rule in ranked.items():
        later = (one for one in ranked.values() if one.lot not in winners and one is not rule)
        settled = [row for name, won in winners.items() for row in fixed(facts, name, won)]
        ahead = [row for one in later for row in _able(facts, one, eligible)]
        frame = Program.of((*rows, *settled, *ahead), tops, effort)
        given = {Pick(bidder, name) for name, won in winners.items() for bidder in won}
        if rule.nobody_left(who_may(rule, eligible[lot]), given):
            winners[lot] = ()
            continue
        groups = _without_who_makes_room(rule, given)
        alone = tuple(row for row in rows if _on_contracts_of(lot, row))
        run = _longest(facts, frame, alone, lot, groups, eligible[lot])
        if run.draw is not None or not run.fits:
            return run
        winners[lot] = run.winners[lot]
    return Run(winners)


def _without_who_makes_room(rule: FollowRanking, before: Collection[Pick]) -> Groups:
    """The ranking without who has enough lots by its turn, if all better ranked bids win."""
    given = set(before)
    groups: list[tuple[str, ...]] = []
    for group in rule.order:
        left = tuple(bidder for bidder in group if not rule.made_room(bidder, given))
        given.update(Pick(bidder, rule.lot) for bidder in left)
        groups += [left] if left else []
    return tuple(groups)


def not_eligible(facts: Facts, lot: str, eligible: frozenset[str]) -> tuple[Row, ...]:
    """Return rows that keep bids below the published threshold from winning."""
    return tuple(
        Row("threshold", pick.bidder, {pick: 1}, "==", 0)
        for pick in facts.picks
        if pick.lot == lot and pick.bidder not in eligible
    )


def _able(facts: Facts, rule: FollowRanking, eligible: Mapping[str, frozenset[str]]) -> list[Row]:
    barred = not_eligible(facts, rule.lot, eligible[rule.lot])
    return [*rule.rows(facts), *barred, *rule.somebody(facts, who_may(rule, eligible[rule.lot]))]


def who_may(rule: FollowRanking, eligible: Collection[str]) -> tuple[str, ...]:
    """Return who may win the lot, in rank order."""
    return tuple(b for group in rule.order for b in group if b in eligible)


def _on_contracts_of(lot: str, row: Row) -> bool:
    """Whether a row speaks of contracts of this lot and nothing else."""
    return bool(row.terms) and all(isinstance(key, Pick) and key.lot == lot for key in row.terms)


def _longest(
    facts: Facts,
    frame: Program,
    alone: Sequence[Row],
    lot: str,
    groups: Groups,
    eligible: frozenset[str],
) -> Run:
    """The longest run that fits; `alone` are the rows that counting settles without a solver."""
    allowed = tuple(g for g in groups if set(g) <= eligible)
    for size in range(sum(len(group) for group in allowed), 0, -1):
        first, split = _cut(allowed, size)
        if any(_breaks(row, first, split or (), size) for row in alone):
            continue
        if split is None:
            if frame.possible(fixed(facts, lot, first)):
                return Run({lot: first})
        elif frame.possible(_some_of(facts, lot, first, split, size)):
            return Run({}, Draw(lot, split, "contract"))
    return Run({}, None, False)


def _breaks(row: Row, first: Sequence[str], equals: Sequence[str], size: int) -> bool:
    """Whether a row on contracts is broken, whichever of the equals come after the first."""
    given = {key.bidder: factor for key, factor in row.terms.items() if isinstance(key, Pick)}
    sure = sum(given.get(bidder, 0) for bidder in first)
    some = sorted(given.get(bidder, 0) for bidder in equals)
    left = size - len(first)
    least, most = sure + sum(some[:left]), sure + sum(some[len(some) - left :])
    return (row.sense != ">=" and least > row.right) or (row.sense != "<=" and most < row.right)


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
