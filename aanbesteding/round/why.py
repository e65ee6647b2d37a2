"""Why not, and what would have won: of all bids of a round folder, of one bidder, or in one lot."""

from pathlib import Path

from aanbesteding.round.explained import asked
from aanbesteding.round.internal import internal
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.round.why_asked import why_question


@in_language
def explain(
    folder: Path | str,
    bidder: str = "",
    lot: str = "",
    *,
    everything: bool = False,
    seconds: float | None = None,
    workers: int | None = None,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return why each bid won or not and what would have won, after writing it to ``explanation``.

    Only of a bidder or lot where one is named; findings R201 to R203 for one that is not there.
    `everything` asks all further questions about the award too, and puts all answers on one page
    and in one workbook, ``explanation/internal``. With many bids the lots are divided over
    `workers` processes (one per core when left). With a limit in seconds for every thing that is
    tried about a bid, what is not settled by then is said to be so. Raises UnreadableError for a
    folder without tender, and ValueError for everything of one bidder or lot.
    """
    if everything:
        if bidder or lot:
            raise ValueError("everything is of all bids")
        return internal(folder, seconds=seconds, workers=workers, lang=lang, tell=tell)
    return asked(folder, why_question(bidder, lot, seconds, workers), lang, tell)
