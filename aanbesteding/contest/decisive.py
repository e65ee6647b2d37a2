"""Which single mark decided: the nearest other mark with which others would have won."""

from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.trial import Scales, Trial

MOST = 25


@dataclass(frozen=True)
class DecisiveMark:
    """A mark, the nearest other one that changes the award, and the points between them.

    `first` is who would then rank first; `enters` and `leaves` who would come among the awarded
    and who would no longer be.
    """

    bidder: str
    criterion: str
    mark: Fraction
    other: Fraction
    points: Fraction
    first: tuple[str, ...]
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True)
class Decisive:
    """The marks that decided, smallest change of points first; `total` counts all there are.

    `untried` counts the other marks that were passed over because they ask too much arithmetic.
    """

    marks: tuple[DecisiveMark, ...]
    total: int
    untried: int = 0


def decisive(
    contest: Contest,
    scales: Scales,
    places: int,
    most: int | None = MOST,
    recounts: int | None = None,
) -> Decisive:
    """Return the marks with which, one step or more aside, another bid would have won.

    `scales` holds per criterion the marks that could have been given, or None for an answer that
    nobody judges. Won means rank 1, or a rank up to ``places``, by the published arithmetic with
    its rounding; a tie ladder and rules of the award are not looked at. Of each mark the nearest
    other one counts, in points; at most `most` are returned (None: all). Bids without rank are
    left as they are, and so are marks with which the price formula has no answer. A mark that
    moves the points of others asks for a full count: at most `recounts` are done (None: all).
    """
    if not any(entry.ranked for entry in contest.entries):
        return Decisive((), 0)
    trial = Trial(contest, scales, places, recounts)
    found = [
        mark
        for at, entry in enumerate(contest.entries)
        if entry.ranked
        for number in range(len(contest.criteria))
        if (mark := _nearest(trial, at, number)) is not None
    ]
    ordered = sorted(found, key=lambda mark: abs(mark.points))
    return Decisive(tuple(ordered[:most]), len(ordered), trial.untried)


def _nearest(trial: Trial, at: int, number: int) -> DecisiveMark | None:
    entry = trial.contest.entries[at]
    for other in trial.others(number, entry.values[number]):
        try:
            first, awarded = trial.winners(at, number, other)
        except FormulaDomainError:
            continue
        if (first, awarded) != trial.before:
            return DecisiveMark(
                bidder=entry.bidder,
                criterion=trial.contest.criteria[number].id,
                mark=entry.values[number],
                other=other.mark,
                points=other.gained,
                first=tuple(sorted(first)),
                enters=tuple(sorted(awarded - trial.before[1])),
                leaves=tuple(sorted(trial.before[1] - awarded)),
            )
    return None
