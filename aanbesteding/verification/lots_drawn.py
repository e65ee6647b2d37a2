"""Lots drawn between equally good awards: between all whom it concerned, and their order."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.rule import Key
from aanbesteding.verification.claims import Claim, Told
from aanbesteding.verification.climb import Aim, Better, Climb
from aanbesteding.verification.draws import NOBODY
from aanbesteding.verification.ladder import settle
from aanbesteding.verification.prover import Asked
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.said import Stated, is_texts

CONTRACT = "contract"


class Drawn(NamedTuple):
    """A draw as the record tells of it: at which place, in which lot, what about, in what order.

    Where `nobody` drew, all who are equal have a contract, or one alone is filled.
    """

    place: str
    lot: str
    about: str
    order: tuple[Pick, ...]
    nobody: bool


def draws_held(stated: Stated, recount: Recount) -> Iterator[Drawn]:
    """Yield the draws between equally good awards; those of a ranking settled that already."""
    ranking = _drawn_in_ranking(recount) if recount.mode == "rank_order" else []
    for index, draw in enumerate(stated.rows("draws")):
        lot, outcome = str(draw.get("lot")), draw.get("outcome")
        if not is_texts(outcome):
            continue
        nobody = draw.get("origin") == NOBODY
        if not nobody and (lot, frozenset(outcome or ())) in ranking:
            ranking.remove((lot, frozenset(outcome or ())))
            continue
        order = tuple(Pick(bidder, lot) for bidder in outcome or ())
        yield Drawn(f"draws/{index}", lot, str(draw.get("about")), order, nobody)


def _drawn_in_ranking(recount: Recount) -> list[tuple[str, frozenset[str]]]:
    """The equals of each ranking before any lots were drawn."""
    facts, tender = recount.facts, recount.tender
    return [
        (lot, frozenset(group))
        for lot in facts.lots
        for group in settle(tender, facts, recount.scores, lot).groups
        if len(group) > 1
    ]


def first_drawn(facts: Facts, drawn: Drawn) -> Iterator[Aim]:
    """Yield what an order asks for: first drawn, first contracted and filled, need by need.

    Where nobody drew for contracts, all of them are given one, and none is filled before another.
    """
    needs = sorted(facts.needs, key=lambda need: need.priority)
    for pick in drawn.order:
        yield Aim({pick: Fraction(1)}, True)
        if drawn.nobody and drawn.about == CONTRACT:
            continue
        for need in needs:
            for period in facts.periods_of.get(pick.lot, ()):
                terms: dict[Key, Exact] = {
                    v: 1 for v in facts.by_pick[pick] if (v.need, v.period) == (need.id, period)
                }
                if terms:
                    yield Aim(terms, True)


def between_all(stated: Stated, climb: Climb, drawn: Drawn) -> Told:
    """Return whether these are the bidders in whom equally good awards differ, and in what.

    Contracts come before volumes, and the first lot in which anything differs before the others.
    """
    facts, answers = climb.facts, list[Asked]()
    claim = Claim("equals", {"lot": drawn.lot})
    about, differ = CONTRACT, _differing(climb, [(p, [p]) for p in facts.picks], answers)
    if not differ and all(answer.none for answer in answers):
        sums = [(group[0].pick, group) for group in sums_served(facts)]
        about, differ = "volume", _differing(climb, sums, answers)
    unknown = [answer.why for answer in answers if not answer.none]
    if unknown:
        return claim.open(unknown[0])
    says = (drawn.about, frozenset(drawn.order))
    first = [pick for pick in facts.picks if pick in differ]
    equals = [pick for pick in first if pick.lot == first[0].lot]
    if says != (about, frozenset(equals)) or len(drawn.order) != len(equals):
        values = {"says": _told(drawn.about, drawn.order), "counted": _told(about, equals)}
        return claim.wrong(stated.objection("V532", drawn.place, **values))
    if about != CONTRACT or len(equals) == 1:
        return claim.proven(answers)
    return _by_lots(stated, climb, drawn, claim, answers)


def _by_lots(
    stated: Stated, climb: Climb, drawn: Drawn, claim: Claim, answers: Sequence[Asked]
) -> Told:
    """Whether lots were drawn if, and only if, not all of them can have a contract."""
    without = [one for one in climb.together(drawn.order) if isinstance(one, Asked)]
    needed = any(one.none for one in without)
    if without and not needed:
        return claim.open(without[0].why)
    if needed is drawn.nobody:
        code = "V534" if drawn.nobody else "V533"
        return claim.wrong(stated.objection(code, drawn.place, says=_told(CONTRACT, drawn.order)))
    return claim.proven([*answers, *without])


def sums_served(facts: Facts) -> list[list[Volume]]:
    """Return the volumes by bidder, lot, need level and period: areas are nobody's gain."""
    groups: dict[tuple[str, ...], list[Volume]] = {}
    for volume in facts.volumes:
        groups.setdefault((*volume.pick, volume.need, volume.period), []).append(volume)
    return list(groups.values())


def _differing(
    climb: Climb, groups: Sequence[tuple[Pick, Sequence[Key]]], answers: list[Asked]
) -> set[Pick]:
    """Whose sums differ in some award that is as good; `answers` are why no others do."""
    found: set[Pick] = set()
    while True:
        left = [(pick, keys) for pick, keys in groups if pick not in found]
        asked = list(climb.alike([keys for _, keys in left]))
        others = [one.chosen for one in asked if isinstance(one, Better)]
        new = {pick for pick, keys in left for one in others if _differs(climb, keys, one)}
        if not new:
            answers += [one for one in asked if isinstance(one, Asked)]
            return found
        found |= new


def _differs(climb: Climb, keys: Sequence[Key], other: Chosen) -> bool:
    now = sum(climb.now[key] for key in keys)
    return now != sum(
        other.clients(key) if isinstance(key, Volume) else key in other.contracts for key in keys
    )


def _told(about: str, picks: Sequence[Pick]) -> str:
    bidders = ", ".join(sorted(pick.bidder for pick in picks))
    return f"{picks[0].lot} ({about}): {bidders}" if picks else "–"
