"""Lots filled by rank: could a better ranked bid have had more, by a shift anyone can count?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import ceil
from typing import NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.money import bills, prices_paid, spent
from aanbesteding.rules.share import Share
from aanbesteding.tender.lots import Lot
from aanbesteding.verification.compare import Step, step
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.said import Stated

Clients = Mapping[Volume, int]


class More(NamedTuple):
    """A need level of which a bid serves fewer than its rank allows."""

    pick: Pick
    need: str
    served: int
    possible: int


def check_filled(stated: Stated, recount: Recount) -> Iterator[Step]:
    """Yield the check on lots that are filled by rank, when there are any."""
    lots = [lot for lot in recount.tender.open_lots if recount.filled(lot)]
    if stated.mode == "rank_order" and lots and recount.outcome() == "awarded":
        found = [f for lot in lots for f in _findings(stated, recount, lot)]
        yield step(stated.key("filled"), found, number=len(lots))


def _findings(stated: Stated, recount: Recount, lot: Lot) -> Iterator[Finding]:
    serving = {volume.pick for volume in recount.chosen.volumes}
    for bidder in recount.winners(lot):
        if Pick(bidder, lot.id) not in serving:
            row = f"{bidder}, {lot.id}"
            yield stated.objection("V505", "contracts", row=row, says=0, counted=1)
    for more in could_have_more(recount, lot.id):
        row = ", ".join((*more.pick, more.need))
        values = {"says": more.served, "counted": more.possible}
        yield stated.objection("V510", "volumes", row=row, **values)


def could_have_more(recount: Recount, lot: str) -> Iterator[More]:
    """Yield bids that could serve more by taking what nobody or a worse ranked bid serves.

    A shift counts only when every rule still holds after it.
    """
    groups = recount.order.get(lot, ())
    for place, group in enumerate(groups):
        worse = [Pick(b, lot) for behind in reversed(groups[place + 1 :]) for b in behind]
        for bidder in group:
            yield from _Bid(recount, Pick(bidder, lot), worse).could_have_more()


@dataclass(frozen=True)
class _Bid:
    """A bid in a lot filled by rank, and the bids ranked behind it, the last one first."""

    recount: Recount
    pick: Pick
    worse: Sequence[Pick]

    @property
    def facts(self) -> Facts:
        return self.recount.facts

    def could_have_more(self) -> Iterator[More]:
        found = False
        for need in self._needs():
            if any(
                self._fits(shift) for volume in self._open(need) for shift in self._one_more(volume)
            ):
                found = True
                yield self._more(need, 1)
        everything = {} if found else self._all_it_can()
        if everything and self._fits(everything):
            for need in dict.fromkeys(volume.need for volume in everything):
                yield self._more(need, sum(n for v, n in everything.items() if v.need == need))

    def _open(self, need: str) -> list[Volume]:
        """Where the bid has room for one more; one place will do for a bid without contract.

        What keeps it from a contract is seldom the place, and there may be many of each.
        """
        mine = [v for v in self.facts.by_pick[self.pick] if v.need == need]
        with_room = (volume for volume in mine if self._room(volume) > 0)
        contracted = self.pick in self.recount.chosen.contracts
        return list(with_room if contracted else islice(with_room, 1))

    def _needs(self) -> list[str]:
        return [n.id for n in sorted(self.facts.needs, key=lambda need: need.priority)]

    def _more(self, need: str, extra: int) -> More:
        mine = (v for v in self.facts.by_pick[self.pick] if v.need == need)
        served = sum(self.recount.chosen.clients(v) for v in mine)
        return More(self.pick, need, served, served + extra)

    def _one_more(self, volume: Volume) -> Iterator[Clients]:
        """One client more, as it is, and for a client of the bid's own lightest need."""
        yield {volume: 1}
        rank = {need: index for index, need in enumerate(self._needs())}
        mine = (v for v in self.facts.by_pick[self.pick] if self.recount.chosen.clients(v))
        lighter = [v for v in mine if rank[v.need] > rank[volume.need]]
        if lighter:
            yield {volume: 1, max(lighter, key=lambda v: rank[v.need]): -1}

    def _all_it_can(self) -> Clients:
        """As much as capacity, demand and shares leave, the first need first."""
        found: dict[Volume, int] = {}
        for need in self._needs():
            for volume in self.facts.by_pick[self.pick]:
                if volume.need == need:
                    room = min(self._room(volume, found), self._share_left(volume, found))
                    if room > 0:
                        found[volume] = room
        return found

    def _room(self, volume: Volume, taken: Clients | None = None) -> int:
        """What capacity and demand leave, when worse ranked bids give way."""
        chosen, taken = self.recount.chosen, taken or {}
        alike = [
            v
            for v in self.facts.by_pick[self.pick]
            if (v.need, v.period) == (volume.need, volume.period)
        ]
        used = sum(chosen.clients(v) + taken.get(v, 0) for v in alike)
        behind = set(self.worse)
        kept = (v for v in self.facts.by_ask[volume.ask] if v.pick not in behind)
        left = self.facts.demand[volume.ask] - sum(chosen.clients(v) for v in kept)
        return min(self.facts.capacity[self.pick, volume.need] - used, left)

    def _share_left(self, volume: Volume, taken: Clients) -> int:
        """What the greatest share of this contract leaves, in clients."""
        lot, chosen = self.pick.lot, self.recount.chosen
        mine = {v: chosen.clients(v) + taken.get(v, 0) for v in self.facts.by_pick[self.pick]}
        left = self.facts.demand[volume.ask]
        for rule in self.recount.tender.rules:
            if not isinstance(rule, Share) or rule.at_most is None or rule.penalty is not None:
                continue
            measure = rule.measure(self.facts)
            if not measure.covers(volume):
                continue
            if rule.of == "volume":
                served = sum(n for v, n in mine.items() if measure.covers(v))
                left = min(left, int(rule.at_most * measure.asked((lot,))) - served)
            elif rule.of == "budget" and self._paid[volume]:
                taking = self._with_contracts({**chosen.volumes, **mine})
                spend = bills(self.facts, taking, measure.covers)[self.pick].whole
                most = int(rule.at_most * measure.ceiling((lot,)))
                left = min(left, int((most - spend) // self._paid[volume]))
        return left

    def _fits(self, shift: Clients) -> bool:
        """Whether every rule holds once this shift was made."""
        changed = self._shifted(shift)
        return changed is not None and not any(
            rule.breaches(self.facts, changed) for rule in self.recount.rules()
        )

    def _shifted(self, shift: Clients) -> Chosen | None:
        """The award after a shift: worse ranked bids give way in demand and budget, or None."""
        facts, clients = self.facts, dict(self.recount.chosen.volumes)
        for volume, extra in shift.items():
            clients[volume] = clients.get(volume, 0) + extra
        giving = [
            v
            for pick in self.worse
            for need in reversed(self._needs())
            for v in facts.by_pick[pick]
            if v.need == need and clients.get(v)
        ]
        for ask in dict.fromkeys(volume.ask for volume in shift):
            over = sum(clients.get(v, 0) for v in facts.by_ask[ask]) - facts.demand[ask]
            if not _gave(clients, [v for v in giving if v.ask == ask], over, {}):
                return None
        for budget in facts.budgets:
            if any(budget.covers(volume) for volume in shift):
                now = self._with_contracts(clients)
                excess = spent(facts, now, budget.covers) - budget.cents
                if not _gave(clients, [v for v in giving if budget.covers(v)], excess, self._paid):
                    return None
        return self._with_contracts({v: n for v, n in clients.items() if n})

    def _with_contracts(self, clients: Clients) -> Chosen:
        """The contracts after a shift: in this lot of those who serve somebody, elsewhere as is."""
        elsewhere = {p for p in self.recount.chosen.contracts if p.lot != self.pick.lot}
        here = {v.pick for v, n in clients.items() if n and v.lot == self.pick.lot}
        return Chosen(frozenset(elsewhere | here), clients)

    @cached_property
    def _paid(self) -> Mapping[Volume, Exact]:
        """The price of each volume before the shift."""
        return prices_paid(self.facts, self.recount.chosen)


def _gave(
    clients: dict[Volume, int], giving: Sequence[Volume], over: Exact, worth: Mapping[Volume, Exact]
) -> bool:
    """Whether these volumes, taken from in turn, can give so much: clients, or their worth."""
    for volume in giving:
        each = worth.get(volume, 0) if worth else 1
        if over <= 0:
            break
        if each > 0:
            gone = min(clients[volume], ceil(Fraction(over) / each))
            clients[volume] -= gone
            over -= gone * each
    return over <= 0
