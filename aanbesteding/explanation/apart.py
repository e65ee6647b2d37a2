"""The lots that share no rule, cut apart: what is decided in one does not touch the others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.awarding.combination import combined_picks
from aanbesteding.awarding.decision import Outcome
from aanbesteding.awarding.optimise import rows_of
from aanbesteding.explanation.changed import Offered
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.rules.rule import Key, Row

Bare = tuple[frozenset[tuple[Key, object]], str, object]


def parts_of(case: Judged) -> tuple[Judged, ...]:
    """Return the round in as many parts as decide the same lot by lot as the whole does.

    A part is the round as if nobody bid in the other lots. Lots stay together where a rule joins
    them, or where a rule or goal would read otherwise in the part: each row of the whole is
    compared with those of the parts, and so are goals and winners. Without an award, or with
    combinations compared in two steps, there is one part.
    """
    joined = _joined(case)
    if len(joined) < 2 or case.decision.outcome is not Outcome.AWARDED or _two_steps(case):
        return (case,)
    parts = tuple(_part(case, lots) for lots in joined)
    return parts if _same(case, parts) else (case,)


def _two_steps(case: Judged) -> bool:
    return case.tender.award.combinations == "two_steps" and bool(combined_picks(case.facts))


def _joined(case: Judged) -> list[frozenset[str]]:
    """The lots with bids, those that some row holds together in one."""
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        found = key
        while found in above:
            found = above[found]
        while key != found:
            above[key], key = found, above[key]
        return found

    def join(keys: Iterable[Key]) -> None:
        first, *others = map(top, keys)
        for other in others:
            if top(other) != first:
                above[other] = first

    for volume in case.facts.volumes:
        join((volume, volume.pick))
    for row in rows_of(case.facts, case.rules):
        if row.terms:
            join(row.terms)
    for lot, picks in case.facts.by_lot.items():
        join((*picks, (lot,)))
    groups: dict[Key, list[str]] = {}
    for lot in case.facts.lots:
        groups.setdefault(top((lot,)), []).append(lot)
    return [frozenset(lots) for lots in groups.values()]


def _part(case: Judged, lots: frozenset[str]) -> Judged:
    bids = tuple(
        bid.model_copy(update={"lots": tuple(one for one in bid.lots if one.lot in lots)})
        for bid in case.bids.bids
    )
    marks = tuple(mark for mark in case.marks.marks if mark.lot in (EVERY_LOT, *lots))
    offered = Offered(replace(case.bids, bids=bids), replace(case.marks, marks=marks))
    return judged(case.tender, *offered, case.draws)


def _same(case: Judged, parts: Sequence[Judged]) -> bool:
    """Whether the parts together ask, strive for and decide what the whole does."""
    return (
        _rows(rows_of(case.facts, case.rules))
        == sum((_rows(rows_of(p.facts, p.rules)) for p in parts), start=Counter())
        and _aims(case) == [set().union(*each) for each in zip(*map(_aims, parts), strict=True)]
        and _winners((case,)) == _winners(parts)
    )


def _rows(rows: Iterable[Row]) -> Counter[Bare]:
    """The rows without their names; those that speak of nothing always hold."""
    return Counter(
        (frozenset(row.terms.items()), row.sense, row.right) for row in rows if row.terms
    )


def _aims(case: Judged) -> list[set[tuple[Key, object]]]:
    return [set(goal.terms(case.facts).items()) for goal in case.goals]


def _winners(parts: Iterable[Judged]) -> dict[str, tuple[str, ...]]:
    return {lot.lot: lot.winners for part in parts for lot in part.decision.lots if lot.winners}
