"""Whether the ranking was followed as far as the rules allow: could one more have won?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from aanbesteding.rules.facts import Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.rule import Row, Rule
from aanbesteding.verification.claims import Claim, Told
from aanbesteding.verification.model import (
    barred,
    chosen_of,
    frame_of,
    given,
    only_who_serves,
    ranked_lots,
    rankings,
    somebody,
    whole,
)
from aanbesteding.verification.prover import DOUBTFUL, Prover
from aanbesteding.verification.recount import Recount, stated_rules
from aanbesteding.verification.said import Stated


def longest(prover: Prover, stated: Stated, recount: Recount) -> Iterator[Told]:
    """Yield per ranked lot whether no longer run of its ranking fits.

    The lots before it are as they were awarded; those after it need only follow their ranking to a
    winner, unless all who may win have enough lots already.
    """
    lots = ranked_lots(recount)
    rules = stated_rules(recount.tender, recount.single)
    ranked = rankings(recount, rules)
    for number, lot in enumerate(lots):
        later = lots[number + 1 :]
        rows = [
            *only_who_serves(recount),
            *given(recount, lots[:number]),
            *(row for one in (lot, *later) for row in barred(recount, one)),
            *_in_turn(recount, ranked, lots[:number], lot),
            *somebody(recount, [ranked[one] for one in later]),
        ]
        yield _one_more(
            prover, stated, recount, (*rules, *(ranked[one] for one in later)), rows, lot
        )


def _one_more(
    prover: Prover,
    stated: Stated,
    recount: Recount,
    rules: Sequence[Rule],
    rows: Sequence[Row],
    lot: str,
) -> Told:
    picks = recount.facts.by_lot[lot]
    now = sum(pick in recount.chosen.contracts for pick in picks)
    claim = Claim("longest", {"lot": lot, "winners": now})
    if now == len(picks):
        return claim.proven([])
    more = Row("longer", lot, dict.fromkeys(picks, 1), ">=", now + 1)
    frame = frame_of(recount.facts, rules, (*rows, more))
    asked = whole(prover, frame)
    if asked.values is None:
        return claim.proven([asked]) if asked.none else claim.open(asked.why)
    won = [pick.bidder for pick in picks if asked.values[pick]]
    chosen = chosen_of(recount.facts, asked.values)
    if any(rule.breaches(recount.facts, chosen) for rule in rules):
        return claim.open(DOUBTFUL)
    values = {"row": f"{lot}: {', '.join(won)}", "says": now, "counted": len(won)}
    return claim.wrong(stated.objection("V522", "lots", **values))


def _in_turn(
    recount: Recount, ranked: Mapping[str, FollowRanking], before: Sequence[str], lot: str
) -> Iterator[Row]:
    """Rows by which nobody in the lot wins while a better ranked bid does without.

    Who has as many contracts as it may by its turn stays out, if all better ranked bids win.
    """
    rule = ranked[lot]
    chosen = recount.chosen.contracts
    won = {pick for pick in chosen if pick.lot in set(before)}
    groups: list[list[Pick]] = []
    for group in recount.order[lot]:
        picks = [Pick(bidder, lot) for bidder in group]
        full = [pick for pick in picks if rule.made_room(pick.bidder, won)]
        yield from (Row("full", lot, {pick: 1}, "==", 0) for pick in full)
        left = [pick for pick in picks if pick not in full]
        won.update(left)
        groups += [left] if left else []
    for better, worse in pairwise(groups):
        for first in better:
            for second in worse:
                yield Row("rank", lot, {first: 1, second: -1}, ">=", 0)
