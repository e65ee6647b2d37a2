"""Ask a round folder for the award by rank order beside the award by the goals."""

from pathlib import Path

from aanbesteding.explanation.compared import compared
from aanbesteding.round.explained import Question, asked
from aanbesteding.round.result import Result, Tell, in_language, silent

COMPARED = Question("compared", compared, what_if=True)


@in_language
def compare(folder: Path | str, *, lang: str = "nl", tell: Tell = silent) -> Result:
    """Return both awards side by side, after writing them to ``explanation/compared.json``.

    One of the two is what the tender published, the other a what-if. Raises UnreadableError for a
    folder without tender.
    """
    return asked(folder, COMPARED, lang, tell)
