"""What a search found before it stopped: no award, and how much better one could be."""

from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.basis.show import euro, number, percent
from aanbesteding.basis.texts import say
from aanbesteding.report.shapes import Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.rules.goals import IN_CENTS

FINEST = 9


def found_table(source: Source) -> Table | None:
    """Return the contracts of the best award that was found; None where one was proven."""
    found = source.decision["found"]
    if found is None:
        return None
    labels = [source.t(f"report.word.{word}") for word in ("lot", "bidder")]
    labels.append(source.counted("report.word.clients"))
    rows = tuple(
        text_row(
            source.name("lot", one["lot"]),
            source.bidder(one["bidder"]),
            source.number(one["clients"]),
        )
        for one in found["contracts"]
    )
    return Table(source.t("report.found.caption"), columns(*labels, numbers="--n"), rows)


def unproven_in_words(goal: Record, lang: str) -> str:
    """Return what was reached on a goal, what is possible at best, and how far that is apart."""
    values = {name: in_its_unit(goal["kind"], goal[name], lang) for name in ("value", "bound")}
    if goal["gap"] is None:
        return say("report.goals.off_unknown", lang, values)
    return say(
        "report.goals.off", lang, {**values, "gap": gap_in_words(Fraction(goal["gap"]), lang)}
    )


def gap_in_words(gap: Fraction, lang: str) -> str:
    """Return a gap as a percentage, with the decimals it takes to see that it is not nothing.

    >>> gap_in_words(Fraction(1, 8), "nl"), gap_in_words(Fraction(1, 30_000), "nl")
    ('12,5%', '0,003%')
    """
    decimals = next((d for d in range(1, FINEST) if round(gap * 100, d)), FINEST)
    return percent(gap, lang, decimals if gap else 1)


def in_its_unit(kind: str, value: str | int, lang: str) -> str:
    """Return the value of a goal as people read it: cents as euros."""
    return euro(Fraction(value) / 100, lang) if kind in IN_CENTS else number(Fraction(value), lang)


def found_lines(record: Record, lang: str) -> Iterator[str]:
    """Yield what was found before the search stopped, for the command line."""
    decision = record["decision"]
    found = decision["found"]
    if found is None:
        return
    lots: dict[str, list[str]] = {}
    for one in found["contracts"]:
        lots.setdefault(one["lot"], []).append(one["bidder"])
    for lot, bidders in lots.items():
        yield say("cli.found_lot", lang, {"lot": lot, "bidders": bidders})
    for goal in decision["goals"]:
        head = say(goal["key"], lang, goal["values"]).rstrip(".")
        said = in_its_unit(goal["kind"], goal["value"], lang)
        if not goal["proven"]:
            said = unproven_in_words(goal, lang)
        key = "cli.found_proven" if goal["proven"] else "cli.found"
        yield say(key, lang, {"goal": head, "said": said})
