"""What the certificate of a ranking says, in words."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.report.source import Record, Source

_MOST_TELLING = ("awarded", "first", "swap", "tie")
_OF_WINNERS = ("awarded", "first")
_PROVED = ("absolute", "keeps_order")

Order = tuple[str, list[Record]]


def certified_lots(source: Source) -> list[Record]:
    """Return the lots of which the record holds a certificate."""
    advice: Record = source.record.get("advice") or {}
    return list(advice.get("certificates") or ())


def said(source: Source, key: str, **values: Any) -> str:
    """Return a text of this part of the report."""
    return source.t(f"report.certificate.{key}", **values)


def by_construction(certificate: Record) -> bool:
    """Whether the way the points are made says it all."""
    return certificate["basis"] in _PROVED


def answers_of(certificate: Record) -> list[Record]:
    """Return the answers worth telling: who is awarded is who is first where one wins."""
    skipped = "awarded" if certificate["places"] == 1 else ""
    return [answer for answer in certificate["answers"] if answer["kind"] != skipped]


def verdict(source: Source, certificate: Record) -> tuple[str, bool]:
    """Return in one sentence whether the ranking leans on losing bids, and whether winners do."""
    basis = certificate["basis"]
    if basis != "searched":
        return said(source, f"verdict.{basis}"), False
    answers = {answer["kind"]: answer for answer in answers_of(certificate)}
    for kind in (kind for kind in _MOST_TELLING if kind in answers):
        change = answers[kind]["change"]
        if change:
            without = bidders(source, change["without"])
            return said(source, f"verdict.{kind}", without=without), kind in _OF_WINNERS
    proved = all(answer["complete"] for answer in answers.values())
    return said(source, "verdict.none" if proved else "verdict.unknown"), not proved


def orders(source: Source, certificate: Record) -> Iterator[Order]:
    """Yield the caption and the order that is left, for each smallest set that changes something.

    A set that changes several things is told once.
    """
    shown = []
    for change in (answer["change"] for answer in answers_of(certificate)):
        if change and change["without"] not in shown:
            shown.append(change["without"])
            without = bidders(source, change["without"])
            yield said(source, "table.without", without=without), change["after"]


def orders_of_the_rest(source: Source, certificate: Record) -> Iterator[Order]:
    """Yield the caption and the order that is left, for each winner whose exclusion turns it."""
    for one in certificate["exclusions"]:
        if one["after"]:
            yield said(source, "table.excluded", bidder=source.bidder(one["bidder"])), one["after"]


def bidders(source: Source, identifiers: Sequence[str]) -> str:
    """Return bidders in one line."""
    return source.listed(source.bidder(bidder) for bidder in identifiers)


def pairs_told(source: Source, pairs: Sequence[Sequence[str]], number: int, key: str) -> str:
    """Return the first pair in words, and how many more there are."""
    if not pairs:
        return ""
    one, other = (source.bidder(bidder) for bidder in pairs[0])
    if number == 1:
        return said(source, f"answers.{key}", one=one, other=other)
    return said(source, f"answers.{key}s", one=one, other=other, more=number - 1)


def newcomers(source: Source, certificate: Record) -> Iterator[str]:
    """Yield what one more losing bid could have done, a sentence at a time."""
    prospects = [
        prospect
        for prospect in certificate["prospects"]
        if prospect["kind"] == "first" or certificate["places"] > 1
    ]
    for prospect in prospects:
        yield said(source, f"newcomers.{prospect['kind']}_{prospect['verdict']}")
        for one in prospect["newcomers"]:
            yield _newcomer(source, one)


def _newcomer(source: Source, one: Record) -> str:
    better = one["quality_above"] is not None
    told = said(
        source,
        "newcomers.better" if better else f"newcomers.{one['side']}",
        price=Fraction(one["price"]),
        quality=_points(source, one["quality_above"] if better else one["quality_below"]),
        riser=source.bidder(one["riser"]),
        faller=source.bidder(one["faller"]),
    )
    example = said(
        source,
        "newcomers.example",
        price=Fraction(one["example"]),
        quality=_points(source, one["example_quality"]),
    )
    return f"{told} {example}"


def _points(source: Source, value: str) -> str:
    """Points in two decimals, cut so that no more is promised than holds."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return source.number(exact)
    cut = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.01"), ROUND_FLOOR
    )
    return source.number(cut)
