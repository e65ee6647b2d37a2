"""Why not, and what would have won: per bid and lot, for the bidder and for the officer."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source
from aanbesteding.report.why_words import (
    BIDDER,
    OFFICER,
    care,
    contract,
    ended,
    forced_said,
    letter,
    without_said,
)


def why_sections(source: Source) -> tuple[Section, ...]:
    """Return how each bid ended, what would have won, what each contract is for, and letters."""
    made = (_outcome, _points, _least, _forced, _winners, _letters)
    return tuple(section for one in made for section in one(source))


def _section(
    source: Source, name: str, kinds: Sequence[str], heads: Sequence[str], rows: list[list[Any]]
) -> Iterator[Section]:
    if rows:
        labels = [source.t(f"why.head.{head}") for head in heads]
        listing = Listing(source.t(f"why.caption.{name}"), labels, kinds, rows)
        yield Section(f"why_{name}", source.t(f"why.lead.{name}"), lists=(listing,))


def _who(source: Source, row: Record) -> list[str]:
    return [source.bidder(row["bidder"]), source.name("lot", row["lot"])]


def _bids(source: Source) -> list[Record]:
    found: list[Record] = source.record["answer"]["bids"]
    return found


def _outcome(source: Source) -> Iterator[Section]:
    rows = [
        [*_who(source, row), _status(source, row), ended(source, row, OFFICER)]
        for row in _bids(source)
    ]
    heads, kinds = ("bidder", "lot", "status", "reason"), ("text", "text", "verdict", "wide")
    yield from _section(source, "outcome", kinds, heads, rows)


def _status(source: Source, row: Record) -> tuple[bool, str]:
    return row["status"] in ("won", "admitted"), source.t(f"why.status.{row['status']}")


def _points(source: Source) -> Iterator[Section]:
    rows = [
        [
            *_who(source, row),
            source.bidder(row["values"]["last_winner"]),
            source.name("criterion", one["criterion"]),
            *(one[name] for name in ("own", "other", "difference")),
        ]
        for row in _bids(source)
        for one in row["compared"]
    ]
    heads = ("bidder", "lot", "compared_with", "criterion", "own", "other", "difference")
    kinds = ("text", "text", "text", "text", "number", "number", "number")
    yield from _section(source, "points", kinds, heads, rows)


def _least(source: Source) -> Iterator[Section]:
    rows = [
        [*_who(source, row), *changed, _verdict(source, one)]
        for row in _bids(source)
        for one in row["least"]
        for changed in _changed(source, one)
    ]
    heads = ("bidder", "lot", "what", "before", "after", "result")
    kinds = ("text", "text", "text", "figure", "figure", "verdict")
    yield from _section(source, "least", kinds, heads, rows)


def _verdict(source: Source, one: Record) -> tuple[bool, str]:
    return one["result"] == "wins", source.t(f"why.result.{one['result']}")


def _changed(source: Source, one: Record) -> Iterator[list[str]]:
    """What changes, before and after: a line per price."""
    for figure in one["figures"]:
        pair = (figure["before"], figure["after"])
        match one["kind"]:
            case "price":
                need = source.name("need", figure["need"])
                shown = [source.cents(each) for each in pair]
                yield [source.t("why.what.price", need=need), *shown]
            case "mark":
                criterion = source.name("criterion", one["about"])
                shown = [source.number(Fraction(each)) for each in pair]
                yield [source.t("why.what.mark", criterion=criterion), *shown]
            case _:
                need = source.name("need", one["about"])
                shown = [care(source, one["about"], each) for each in pair]
                yield [source.t("why.what.capacity", need=need), *shown]


def _forced(source: Source) -> Iterator[Section]:
    rows: list[list[Any]] = [
        [*_who(source, row), forced_said(source, row, OFFICER)]
        for row in _bids(source)
        if row["forced"]
    ]
    heads, kinds = ("bidder", "lot", "forced"), ("text", "text", "wide")
    yield from _section(source, "forced", kinds, heads, rows)


def _winners(source: Source) -> Iterator[Section]:
    rows: list[list[Any]] = [
        [*_who(source, row), "; ".join(_served(source, row)), without_said(source, row)]
        for row in source.record["answer"]["winners"]
    ]
    heads, kinds = ("bidder", "lot", "serves", "without"), ("text", "text", "wide", "wide")
    yield from _section(source, "winners", kinds, heads, rows)


def _served(source: Source, row: Record) -> Iterator[str]:
    for one in row["serves"]:
        units, asked = (care(source, one["need"], one[name]) for name in ("units", "asked"))
        need = source.name("need", one["need"])
        yield source.t("why.serves", need=need, units=units, asked=asked)


def _letters(source: Source) -> Iterator[Section]:
    said = tuple(
        source.t(
            f"why.letter.{who}",
            bidder=contract(source, [row["bidder"], row["lot"]]),
            said=letter(source, row, who),
        )
        for row in _bids(source)
        for who in (BIDDER, OFFICER)
    )
    if said:
        yield Section("why_letters", source.t("why.lead.letters"), said)
