"""Reads what a release asks of every tenderer into requirements that are answered yes or no."""

from aanbesteding.exchange.at import At
from aanbesteding.exchange.read_lots import Row

LEAST = "T498"


def read_requirements(lots: list[tuple[At, Row]]) -> list[Row]:
    """Return the selection criteria of the lots; the same one in several lots is one requirement.

    A release says in words what is asked, not what a computer is to count: the form asks each for
    a yes. A least value or level is told, so that an officer can have it counted.
    """
    asked: dict[str, list[str]] = {}
    for at, lot in lots:
        for one in at.of("selectionCriteria", "criteria").items():
            words = one.of("description").text() or one.of("name").text()
            if not words:
                continue
            if least := one.of("minimum").text():
                one.tell(LEAST, title=words[:200], least=least[:60])
            holds = asked.setdefault(words, [])
            holds += [] if lot["id"] in holds else [lot["id"]]
    return [
        {
            "id": f"e{number}",
            "title": words,
            "asked": True,
            **({} if len(holds) == len(lots) else {"lots": holds}),
        }
        for number, (words, holds) in enumerate(asked.items(), 1)
    ]
