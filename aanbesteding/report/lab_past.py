"""What the certificate says of bids that are there already, in sentences."""

from fractions import Fraction

from aanbesteding.report.lab_tables import captioned
from aanbesteding.report.lab_words import said
from aanbesteding.report.shapes import Table, columns, text_row
from aanbesteding.report.source import Record, Source

_TOLD = ("first", "swap", "tie")


def past_table(source: Source, lot: Record) -> Table | None:
    """Return the order of the bids that are there, by this tender's formula; None without."""
    past = lot["past"]
    if past is None:
        return None
    rows = tuple(
        text_row(place["bidder"], str(place["rank"]), source.number(Fraction(place["total"]), 2))
        for place in sorted(past["before"], key=lambda one: (one["rank"], one["bidder"]))
    )
    labels = [said(source, f"column.{name}") for name in ("bidder", "rank", "total")]
    return Table(captioned(source, lot, "past"), columns(*labels, numbers="-nn"), rows)


def past_sentences(source: Source, lot: Record) -> list[str]:
    """Return whether bids that leave, or one more bid, would turn that order."""
    past = lot["past"]
    if past is None:
        return []
    basis = past["basis"]
    if basis != "searched":
        return [said(source, f"past.{basis}")]
    answers = [one for one in past["answers"] if one["kind"] in _TOLD]
    return [_answer(source, one) for one in answers] + _newcomers(source, past)


def _answer(source: Source, answer: Record) -> str:
    change, kind = answer["change"], answer["kind"]
    if change is None:
        return said(source, f"past.no_{kind}" if answer["complete"] else "past.not_all")
    without = source.listed(change["without"])
    if kind == "first":
        now = source.listed(p["bidder"] for p in change["after"] if p["rank"] == 1)
        return said(source, "past.first", without=without, now=now)
    one, other = change["pairs"][0]
    return said(source, f"past.{kind}", without=without, one=one, other=other)


def _newcomers(source: Source, past: Record) -> list[str]:
    """Where one more losing bid would change who is first."""
    found = next(one for one in past["prospects"] if one["kind"] == "first")
    if found["verdict"] != "possible":
        return [said(source, f"past.newcomer_{found['verdict']}")]
    return [
        said(
            source,
            "past.newcomer_possible",
            price=source.euro(one["example"]),
            riser=one["riser"],
            faller=one["faller"],
        )
        for one in found["newcomers"][:1]
    ]
