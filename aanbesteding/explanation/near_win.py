"""What the scores of one lot alone already say of a change: which may win, and which can't."""

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

from aanbesteding.awarding.problem import places_of
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.contest import Entry
from aanbesteding.contest.overtake import Overtaking, at_price, first_step, next_step, with_value
from aanbesteding.explanation.changed import Lever, Marked, Offered
from aanbesteding.explanation.judged import Judged
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.full import limits_of
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.tender.decision import AwardMode, Selection

COUNTED = (Selection.TOP_N, Selection.SINGLE_WINNER)


class Contests:
    """The contest of each lot of a round, counted once."""

    def __init__(self, case: Judged):
        self.case = case
        self._lots: dict[str, Overtaking] = {}

    @cached_property
    def _full(self) -> bool:
        """Whether some bidder may have all the contracts it may have, and so make room."""
        return bool(limits_of(self.case.facts, self.case.rules))

    def places(self, pick: Pick) -> int | None:
        """Return how many of the best of a lot can have a contract, where that is all that counts.

        None where the ranking does not decide, nobody said how many, somebody ranked higher can
        make room, or the bid was out and may come in.
        """
        tender = self.case.tender
        ranked = tender.mode_of(pick.lot) is AwardMode.RANK_ORDER
        counted = ranked and tender.selection_of(pick.lot) in COUNTED
        if not counted or self._full or pick not in self.case.facts.points:
            return None
        return places_of(tender, pick.lot)

    def hopeless(self, lever: Lever, steps: int) -> bool:
        """Return whether as many others as there are places score better, so steps can't win.

        One thing of a bid changes nobody else's taking part, only its own.
        """
        places = self.places(lever.pick)
        entry_at = self._entry_at(lever) if places else None
        if not places or entry_at is None:
            return False
        try:
            return not self._lots[lever.pick.lot].stands(entry_at(steps), places, ties=False)
        except FormulaDomainError:
            return False

    def guesses(self, lever: Lever) -> tuple[int, ...]:
        """Return steps with which the bid may be the first to win: level with others, and alone."""
        places = self.places(lever.pick)
        entry_at = self._entry_at(lever) if places else None
        if not places or entry_at is None:
            return ()
        contest = self._lots[lever.pick.lot]

        def among(step: int, ties: bool) -> bool:
            return contest.stands(entry_at(step), places, ties)

        try:
            level = first_step(lambda step: among(step, False), lever.most)
            if level is None:
                return ()
            alone = next_step(lambda step: among(step, True), level, lever.most)
        except FormulaDomainError:
            return ()
        return tuple(step for step in dict.fromkeys((level, alone)) if step is not None)

    def _entry_at(self, lever: Lever) -> Callable[[int], Entry] | None:
        """The entry of the bid by the steps it takes; None where it is in no contest."""
        bidder, lot = lever.pick
        contest = self.case.scoresheet.contests.get(lot)
        if contest is None or all(entry.bidder != bidder for entry in contest.entries):
            return None
        if lot not in self._lots:
            self._lots[lot] = Overtaking(contest)
        entry = self._lots[lot].entry(bidder)
        if isinstance(lever, Marked):
            number = [one.id for one in contest.criteria].index(lever.about)
            marks = (lever.given, *map(Fraction, lever.steps))
            return lambda step: with_value(entry, number, marks[step])
        if entry.price is None:
            return lambda step: entry
        return lambda step: self._priced(lever, entry, step)

    def _priced(self, lever: Lever, entry: Entry, steps: int) -> Entry:
        """The entry at the price that counts after so many steps."""
        offered = lever.moved(Offered(self.case.bids, self.case.marks), steps)
        bidder, lot = lever.pick
        asked = next(one for one in self.case.tender.open_lots if one.id == lot)
        bid = offered.bids.bid(bidder).lot(lot)
        return (
            entry
            if bid is None
            else at_price(entry, price_in_ranking(self.case.tender, asked, bid))
        )
