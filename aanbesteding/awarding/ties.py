"""Is this the only best award, and if not, between whom must be decided?

Awards differ when a contract differs, or how many clients of a need level a bidder serves. In which
area a bidder serves them changes nothing for any bidder; see `spread`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from aanbesteding.awarding.optimise import Optimum
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Facts, Pick, Volume
from aanbesteding.rules.rule import Helper, Key, Row
from aanbesteding.solving.matrix import NONE, Matrix, Scaled, scaled
from aanbesteding.solving.program import Aim, Program
from aanbesteding.solving.solver import Session

Group = tuple[Volume, ...]


class Rivals(NamedTuple):
    """Contracts that equally good awards give or refuse, or else (`about`) fill, differently."""

    picks: tuple[Pick, ...]
    about: str


def rivals(facts: Facts, optimum: Optimum) -> Rivals:
    """Return the contracts given, refused or filled differently in some equally good award.

    None: the award is the only best one. Parts that share no row are looked at one by one.
    """
    sessions, now = optimum.program.sessions, optimum.program.values
    found = {pick for session in sessions for pick in _other_contracts(facts, session, now)}
    about = "contract" if found else "volume"
    if not found:
        groups = totals(facts)
        found = {p for session in sessions for p in _other_volumes(facts, session, groups, now)}
    return Rivals(tuple(pick for pick in facts.picks if pick in found), about)


def _other_contracts(facts: Facts, session: Session, now: Mapping[Key, int]) -> set[Pick]:
    """Contracts that can differ. Each solve asks for one that is not yet known to."""
    picks = [pick for pick in facts.picks if pick in session.matrix.at]
    found: set[Pick] = set()
    while len(found) < len(picks):
        left = [pick for pick in picks if pick not in found]
        with session.also([_differs({pick: now[pick] for pick in left})]):
            answer = session.best("tie", {}, False)
        if answer is None:
            break
        column = session.matrix.at
        found |= {pick for pick in left if answer.values[column[pick]] != now[pick]}
    return found


def _differs(now: Mapping[Key, int]) -> Scaled:
    """The row by which one of these yes-or-no numbers is not what it is now."""
    keys = tuple(now)
    return Scaled(keys, tuple(-1 if now[key] else 1 for key in keys), 1 - sum(now.values()), NONE)


def totals(facts: Facts) -> tuple[Group, ...]:
    """Return the volumes of each bidder, lot, need level and period, over all areas."""
    groups: dict[Key, list[Volume]] = {}
    for volume in facts.volumes:
        groups.setdefault((*volume.pick, volume.need, volume.period), []).append(volume)
    return tuple(tuple(group) for group in groups.values())


def _other_volumes(
    facts: Facts, session: Session, groups: Iterable[Group], now: Mapping[Key, int]
) -> set[Pick]:
    """Contracts of which a sum of volumes can differ, now that no contract can."""
    inside = [group for group in groups if group[0] in session.matrix.at]
    same = [Scaled((p,), (1,), now[p], now[p]) for p in facts.picks if p in session.matrix.at]
    frame = session.matrix.plus([*session.held, *same], {})
    found: set[Pick] = set()
    while inside:
        other = _moved(frame, inside, now, session)
        if other is None:
            break
        found |= {group[0].pick for group in inside if _sum(group, now) != _sum(group, other)}
        inside = [group for group in inside if group[0].pick not in found]
    return found


def _moved(
    frame: Matrix, groups: Sequence[Group], now: Mapping[Key, int], session: Session
) -> Mapping[Key, int] | None:
    """Values under which the sum of some group is not what it is now, or None."""
    tops: dict[Key, int] = {}
    rows: list[Scaled] = []
    for number, group in enumerate(groups):
        top = sum(int(frame.tops[frame.at[volume]]) for volume in group)
        for row, helper in _moves(str(number), group, _sum(group, now), top):
            tops[helper] = 1
            rows += filter(None, [scaled(row)])
    rows.append(Scaled(tuple(tops), (1,) * len(tops), 1, NONE))
    if not tops:
        return None
    found = Program(frame.plus(rows, tops), session.effort).best(Aim("tie", {}, False))
    return None if found is None else found.values


def _sum(group: Group, values: Mapping[Key, int]) -> int:
    return sum(values[volume] for volume in group)


def _moves(name: str, group: Group, now: int, top: int) -> Iterator[tuple[Row, Helper]]:
    """Rows under which a helper can be 1 only when the group's sum is more, or less, than now."""
    one: Mapping[Key, Exact] = dict.fromkeys(group, 1)
    if now < top:
        up = Helper("more", name, "")
        yield Row("tie", name, {**one, up: -(now + 1)}, ">=", 0), up
    if now > 0:
        down = Helper("less", name, "")
        yield Row("tie", name, {**one, down: top - now + 1}, "<=", top), down


def can_all(program: Program, picks: Iterable[Pick]) -> bool:
    """Return whether all of these can have a contract in one equally good award."""
    return program.possible([Row("draw", pick.bidder, {pick: 1}, "==", 1) for pick in picks])


def contract_aims(picks: Iterable[Pick]) -> tuple[Aim, ...]:
    """Return the aims by which each of these is given a contract."""
    return tuple(Aim(f"draw:{pick.bidder}", {pick: 1}, True) for pick in picks)


def drawn_aims(facts: Facts, order: Sequence[Pick]) -> tuple[Aim, ...]:
    """Return the aims by which a drawn order decides: first drawn, first contracted and filled.

    Volumes follow need by need, the first priority first, and within a need period by period.
    """
    aims: list[Aim] = []
    for pick in order:
        aims += contract_aims([pick])
        groups: dict[tuple[str, str], dict[Key, Exact]] = {}
        for volume in facts.by_pick[pick]:
            groups.setdefault((volume.need, volume.period), {})[volume] = 1
        for need in facts.needs:
            for period in facts.periods_of.get(pick.lot, ()):
                terms = groups.get((need.id, period))
                if terms:
                    aims.append(Aim(f"draw:{pick.bidder}:{need.id}:{period}", terms, True))
    return tuple(aims)
