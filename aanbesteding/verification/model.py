"""The choice stated again as rows in whole numbers, from the rules' own rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Key, Row, Rule, Unmet
from aanbesteding.tender.decision import Selection
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.prover import Asked, Prover
from aanbesteding.verification.recount import Recount


def tops_of(facts: Facts, rules: Iterable[Rule]) -> dict[Key, int]:
    """Return the greatest value of every number: a contract, a volume, who waits, a helper."""
    tops: dict[Key, int] = dict.fromkeys(facts.picks, 1)
    tops |= {volume: facts.demand[volume.ask] for volume in facts.volumes}
    tops |= {Unmet.of(ask): asked for ask, asked in facts.demand.items()}
    for rule in rules:
        tops |= dict(rule.helpers(facts))
    return tops


def frame_of(facts: Facts, rules: Sequence[Rule], more: Iterable[Row] = ()) -> Frame:
    """Return the frame of these rules and rows."""
    rows = (*(row for rule in rules for row in rule.rows(facts)), *more)
    return Frame(rows, tops_of(facts, rules))


def only_who_serves(recount: Recount) -> Iterator[Row]:
    """Yield rows by which a bid has a contract only if it serves, in lots filled by rank."""
    if recount.mode != "rank_order":
        return
    filled = {lot.id for lot in recount.tender.open_lots if recount.filled(lot)}
    for pick in recount.facts.picks:
        if pick.lot in filled:
            served: dict[Key, Exact] = dict.fromkeys(recount.facts.by_pick[pick], 1)
            yield Row("serves", pick.bidder, {**served, pick: -1}, ">=", 0)


def ranked_lots(recount: Recount) -> tuple[str, ...]:
    """Return the lots whose winners are the first of the ranking, in the tender's order."""
    if recount.mode != "rank_order":
        return ()
    open_lots = (lot for lot in recount.tender.open_lots if not recount.filled(lot))
    return tuple(lot.id for lot in open_lots if lot.id in recount.facts.by_lot)


def given(recount: Recount, lots: Iterable[str]) -> Iterator[Row]:
    """Yield rows that keep the contracts in these lots as they are."""
    within = set(lots)
    for pick in recount.facts.picks:
        if pick.lot in within:
            yield Row("given", pick.lot, {pick: 1}, "==", int(pick in recount.chosen.contracts))


def barred(recount: Recount, lot: str) -> Iterator[Row]:
    """Yield rows by which nobody below the published threshold has a contract."""
    for bidder in _below(recount, lot):
        yield Row("threshold", bidder, {Pick(bidder, lot): 1}, "==", 0)


def able(recount: Recount, lot: str) -> tuple[str, ...]:
    """Return who may win a ranked lot, in rank order."""
    below = set(_below(recount, lot))
    return tuple(b for group in recount.order[lot] for b in group if b not in below)


def somebody(recount: Recount, ranked: Iterable[FollowRanking]) -> Iterator[Row]:
    """Yield rows that ask for a winner in these lots, unless all have enough lots already."""
    for rule in ranked:
        yield from rule.somebody(recount.facts, able(recount, rule.lot))


def _below(recount: Recount, lot: str) -> Iterator[str]:
    threshold = recount.tender.award.threshold
    if recount.tender.selection_of(lot) is not Selection.ABOVE_THRESHOLD or threshold is None:
        return
    for score in recount.by_lot.get(lot, ()):
        if score.rank is not None and score.total < threshold:
            yield score.bidder


def rankings(recount: Recount, rules: Sequence[Rule]) -> Mapping[str, FollowRanking]:
    """Return the ranking of each ranked lot as a rule."""
    lots = ranked_lots(recount)
    follows = follow_rankings(recount.facts, rules, {lot: recount.order[lot] for lot in lots})
    return dict(zip(lots, follows, strict=True))


def values_of(
    prover: Prover, frame: Frame, facts: Facts, chosen: Chosen, goals: Sequence[Objective]
) -> Asked:
    """Return a finished award as values of every number, its helpers as its goals count them."""
    rows = [Row("is", "", {key: 1}, "==", value) for key, value in plain_values(facts, chosen)]
    rows += [Row("is", "", g.terms(facts), "==", g.value(facts, chosen)) for g in goals]
    return whole(prover, frame, rows)


def whole(prover: Prover, frame: Frame, rows: Sequence[Row] = ()) -> Asked:
    """Return an award in all parts of the frame at once that keeps more rows."""
    asked = prover.ask(frame, tuple(frame.parts), rows)
    if asked.values is None:
        return asked
    return asked._replace(values={**dict(frame.fixed()), **asked.values})


def plain_values(facts: Facts, chosen: Chosen) -> Iterator[tuple[Key, int]]:
    """Yield what an award says itself: who has a contract, who serves and who waits."""
    for pick in facts.picks:
        yield pick, int(pick in chosen.contracts)
    for volume in facts.volumes:
        yield volume, chosen.clients(volume)
    for ask in facts.demand:
        yield Unmet.of(ask), chosen.unmet(facts, ask)


def chosen_of(facts: Facts, values: Mapping[Key, int]) -> Chosen:
    """Return the award that values say."""
    contracts = frozenset(pick for pick in facts.picks if values[pick])
    return Chosen(contracts, {v: values[v] for v in facts.volumes if values[v]})
