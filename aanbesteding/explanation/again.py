"""A round scored and decided again after one change, for as much of it as the change can touch."""

from dataclasses import replace
from functools import cached_property

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Outcome
from aanbesteding.awarding.problem import facts_of
from aanbesteding.awarding.ranking import ranking_of
from aanbesteding.basis.errors import FindingsError, StoppedError
from aanbesteding.bids.bid import Bids, Event, EventKind
from aanbesteding.explanation.apart import parts_of
from aanbesteding.explanation.changed import Lever, Marked, Offered
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.explanation.near_win import Contests
from aanbesteding.rules.facts import Pick
from aanbesteding.scoring.domain import scored
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort


class Again:
    """A round that is decided anew for each change that is tried."""

    def __init__(self, case: Judged):
        self.case = case
        self.contests = Contests(case)

    @cached_property
    def parts(self) -> tuple[Judged, ...]:
        """The round in parts that decide for themselves."""
        return parts_of(self.case)

    def part(self, pick: Pick) -> Judged:
        """Return the part in which a bid is decided: all of it for a bid that is out.

        A bid that comes in could join parts that share nothing without it.
        """
        inside = pick in self.case.facts.points
        found = (part for part in self.parts if pick in part.facts.points)
        return next(found, self.case) if inside else self.case

    def _where(self, lever: Lever) -> Judged:
        everywhere = isinstance(lever, Marked) and lever.once[1] == EVERY_LOT
        return self.case if everywhere else self.part(lever.pick)

    def wins(self, lever: Lever, steps: int, effort: Effort = UNTIL_PROVEN) -> bool:
        """Return whether the bid has a contract, scored and decided again with this change.

        A tie that people must settle by a draw is no contract, and neither is a bid of which a
        formula can make nothing. Where the scores alone say that it can't win, nothing is decided.
        Raises StoppedError when the effort is spent before that is known.
        """
        if self.contests.hopeless(lever, steps):
            return False
        part = self._where(lever)
        bids, marks = lever.moved(Offered(part.bids, part.marks), steps)
        try:
            sheet = scored(part.tender, bids, assess(part.tender, bids, marks))
        except FindingsError:
            return False
        places = self.contests.places(lever.pick)
        if places is not None and self._ranked_out(part, bids, sheet, lever.pick, places):
            return False
        decision = decide(part.tender, bids, sheet, part.draws, effort)
        if decision.outcome == Outcome.NOT_PROVEN:
            raise StoppedError(lever.kind)
        if decision.outcome not in (Outcome.AWARDED, Outcome.ADMITTED):
            return False
        return any(lot.lot == lever.pick.lot and lever.pick.bidder in lot.winners
                   for lot in decision.lots)  # fmt: skip

    def _ranked_out(
        self, part: Judged, bids: Bids, sheet: Scoresheet, pick: Pick, places: int
    ) -> bool:
        """Whether the bid, with all ranked above or level with it, are more than the places.

        Whoever is level is so after the published rungs: they win together, or lots are drawn.
        """
        if all(one.bidder != pick.bidder for one in sheet.ranked(pick.lot)):
            return True
        facts = facts_of(part.tender, bids, sheet)
        before = 0
        for group in ranking_of(part.tender, facts, sheet, pick.lot, part.draws):
            before += len(group)
            if pick.bidder in group:
                break
        return before > places

    def without(self, pick: Pick, everywhere: bool = False) -> Judged | None:
        """Return the part of the round as it had been decided without this bid, or all of it.

        None where a formula can make nothing of the bids that remain.
        """
        part = self.case if everywhere else self.part(pick)
        gone = Event(bidder=pick.bidder, event=EventKind.WITHDRAWN, lot=pick.lot, reason="–")
        bids = replace(part.bids, events=(*part.bids.events, gone))
        try:
            return judged(part.tender, bids, part.marks, part.draws)
        except FindingsError:
            return None
