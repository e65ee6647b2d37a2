"""Is this the only best award, and if not, between whom must be decided?

Awards differ when a contract differs, or how many clients of a need level a bidder serves. In which
area a bidder serves them changes nothing for any bidder; see `spread`.
"""

from collections.abc import Iterable, Mapping, Sequence

from aanbesteding.awarding.optimise import Aim, Optimum, tops_of
from aanbesteding.awarding.solver import Helper, solve
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.rule import Exact, Key, Row

Group = tuple[Volume, ...]


def rivals(facts: Facts, optimum: Optimum) -> tuple[Pick, ...]:
    """Return the contracts given, refused or filled differently in some equally good award.

    Empty: the award is the only best one. Each solve asks for a difference in a contract that is
    not yet known to differ, so there are at most as many solves as contracts.
    """
    return _differing(facts, optimum, contracts_only=True) or _differing(
        facts, optimum, contracts_only=False
    )


def _differing(facts: Facts, optimum: Optimum, contracts_only: bool) -> tuple[Pick, ...]:
    groups = () if contracts_only else totals(facts)
    found: set[Pick] = set()
    while True:
        open_picks = tuple(pick for pick in facts.picks if pick not in found)
        other = another(facts, optimum, open_picks, [g for g in groups if g[0].pick not in found])
        if other is None:
            return tuple(pick for pick in facts.picks if pick in found)
        found |= optimum.chosen.contracts ^ other.contracts
        for group in groups:
            if _sum(optimum.chosen, group) != _sum(other, group):
                found.add(group[0].pick)


def totals(facts: Facts) -> tuple[Group, ...]:
    """Return the volumes of each bidder, lot, need level and period, over all areas."""
    groups: dict[Key, list[Volume]] = {}
    for volume in facts.volumes:
        groups.setdefault((*volume.pick, volume.need, volume.period), []).append(volume)
    return tuple(tuple(group) for group in groups.values())


def another(
    facts: Facts, optimum: Optimum, picks: Sequence[Pick], groups: Iterable[Group]
) -> Chosen | None:
    """Return an equally good award that differs in one of these contracts or sums, or None."""
    tops: dict[Key, int] = dict(tops_of(facts))
    terms: dict[Key, Exact] = {}
    kept = 0
    for pick in picks:
        won = pick in optimum.chosen.contracts
        terms[pick] = -1 if won else 1
        kept += won
    rows = list(optimum.rows)
    for number, group in enumerate(groups):
        rows += _moves(str(number), group, _sum(optimum.chosen, group), tops, terms)
    rows.append(Row("tie", "differs", terms, ">=", 1 - kept))
    answer = solve(rows, tops, {}, False)
    if answer is None:
        return None
    contracts = frozenset(pick for pick in facts.picks if answer.values[pick])
    return Chosen(contracts, {v: answer.values[v] for v in facts.volumes})


def _sum(chosen: Chosen, group: Group) -> int:
    return sum(chosen.clients(volume) for volume in group)


def _moves(
    name: str, group: Group, now: int, tops: dict[Key, int], terms: dict[Key, Exact]
) -> list[Row]:
    """Rows under which a helper can be 1 only when the group's sum is more, or less, than now."""
    top = sum(tops[volume] for volume in group)
    one: Mapping[Key, Exact] = dict.fromkeys(group, 1)
    rows = []
    if now < top:
        up = Helper("more", name, "")
        tops[up], terms[up] = 1, 1
        rows.append(Row("tie", name, {**one, up: -(now + 1)}, ">=", 0))
    if now > 0:
        down = Helper("less", name, "")
        tops[down], terms[down] = 1, 1
        rows.append(Row("tie", name, {**one, down: top - now + 1}, "<=", top))
    return rows


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
    return tuple(aims)
