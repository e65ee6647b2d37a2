"""Is this the only best award, and if not, between whom must be decided?"""

from collections.abc import Sequence

from aanbesteding.awarding.optimise import Aim, Optimum, tops_of
from aanbesteding.awarding.solver import Helper, solve
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.rule import Exact, Key, Row

Differences = dict[Key, Exact]


def rivals(facts: Facts, optimum: Optimum) -> tuple[Pick, ...]:
    """Return the contracts given, refused or filled differently in some equally good award.

    Empty: the award is the only best one. Each solve asks for a difference in a contract that is
    not yet known to differ, so there are at most as many solves as contracts.
    """
    return _differing(facts, optimum, contracts_only=True) or _differing(
        facts, optimum, contracts_only=False
    )


def _differing(facts: Facts, optimum: Optimum, contracts_only: bool) -> tuple[Pick, ...]:
    found: set[Pick] = set()
    while True:
        open_picks = tuple(pick for pick in facts.picks if pick not in found)
        other = _another(facts, optimum, open_picks, contracts_only)
        if other is None:
            return tuple(pick for pick in facts.picks if pick in found)
        found |= _difference(facts, optimum.chosen, other, contracts_only)


def _another(
    facts: Facts, optimum: Optimum, picks: Sequence[Pick], contracts_only: bool
) -> Chosen | None:
    """An equally good award that differs in one of these contracts, or None."""
    tops: dict[Key, int] = dict(tops_of(facts))
    terms: Differences = {}
    kept = 0
    for pick in picks:
        won = pick in optimum.chosen.contracts
        terms[pick] = -1 if won else 1
        kept += won
    rows = list(optimum.rows)
    if not contracts_only:
        for pick in picks:
            for volume in facts.by_pick[pick]:
                rows += _moves(volume, optimum.chosen.clients(volume), tops, terms)
    rows.append(Row("tie", "differs", terms, ">=", 1 - kept))
    answer = solve(rows, tops, {}, False)
    if answer is None:
        return None
    contracts = frozenset(pick for pick in facts.picks if answer.values[pick])
    return Chosen(contracts, {v: answer.values[v] for v in facts.volumes})


def _moves(volume: Volume, now: int, tops: dict[Key, int], terms: Differences) -> list[Row]:
    """Rows under which a helper can be 1 only when the volume is more, or less, than now."""
    name, top = "/".join(volume), tops[volume]
    rows = []
    if now < top:
        up = Helper("more", name, "")
        tops[up], terms[up] = 1, 1
        rows.append(Row("tie", name, {volume: 1, up: -(now + 1)}, ">=", 0))
    if now > 0:
        down = Helper("less", name, "")
        tops[down], terms[down] = 1, 1
        rows.append(Row("tie", name, {volume: 1, down: top - now + 1}, "<=", top))
    return rows


def _difference(facts: Facts, one: Chosen, two: Chosen, contracts_only: bool) -> set[Pick]:
    found = set(one.contracts ^ two.contracts)
    if not contracts_only:
        found |= {v.pick for v in facts.volumes if one.clients(v) != two.clients(v)}
    return found


def drawn_aims(facts: Facts, order: Sequence[Pick]) -> tuple[Aim, ...]:
    """Return the aims by which a drawn order decides: first drawn, first contracted and filled.

    Volumes follow need by need, the first priority first.
    """
    aims: list[Aim] = []
    for pick in order:
        aims.append(Aim(f"draw:{pick.bidder}", {pick: 1}, True))
        for need in facts.needs:
            terms: dict[Key, Exact] = {v: 1 for v in facts.by_pick[pick] if v.need == need.id}
            aims.append(Aim(f"draw:{pick.bidder}:{need.id}", terms, True))
            aims += [
                Aim(f"draw:{pick.bidder}:{need.id}:{'/'.join(v.ask)}", {v: 1}, True)
                for v in facts.by_pick[pick]
                if v.need == need.id and len(terms) > 1
            ]
    return tuple(aims)
