"""Ask a round folder for the award by rank order beside the award by the goals."""

from aanbesteding.explanation.compared import compared
from aanbesteding.round.explained import Source, asked, silent
from aanbesteding.round.run import Result, Tell


def compare(source: Source, lang: str = "nl", tell: Tell = silent) -> Result:
    """Return both awards side by side, after writing them to ``explanation/compared.json``.

    One of the two is what the tender published, the other a what-if. Raises UnreadableError for a
    folder without tender.
    """
    return asked(source, "compared", compared, lang, tell, what_if=True)
