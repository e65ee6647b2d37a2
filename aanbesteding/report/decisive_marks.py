"""The marks that decided, in a table: which other mark, and who would have won instead."""

from collections.abc import Sequence

from aanbesteding.report.panel_words import as_mark, signed
from aanbesteding.report.sensitivity_words import gained, in_euros, said
from aanbesteding.report.shapes import Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def decisive_table(source: Source, lot: Record) -> Table | None:
    """Return the marks that decided, smallest change first, and who would have won instead."""
    found = lot["decisive"]
    if not found["marks"]:
        return None
    heads = ("bidder", "criterion", "decisive.mark", "decisive.other", gained(lot))
    cols = (
        *columns(*(said(source, head) for head in heads), numbers="--nnn"),
        Column(said(source, "decisive.then"), wide=True),
    )
    rows = tuple(_decided(source, lot, mark) for mark in found["marks"])
    return Table(said(source, "decisive.caption"), cols, rows, note=decisive_note(source, found))


def decisive_note(source: Source, found: Record) -> str:
    """Return what the table of marks that decided is about, and what stands not in it."""
    note, shown = said(source, "decisive.note"), len(found["marks"])
    if found["total"] > shown:
        note += " " + said(source, "decisive.first_marks", shown=shown, total=found["total"])
    if found["untried"]:
        note += " " + said(source, "decisive.untried", untried=found["untried"])
    return note


def _decided(source: Source, lot: Record, mark: Record) -> Row:
    return text_row(
        source.bidder(mark["bidder"]),
        source.name("criterion", mark["criterion"]),
        as_mark(source, mark["mark"]),
        as_mark(source, mark["other"]),
        source.euro(mark["points"]) if in_euros(lot) else signed(source, mark["points"]),
        " ".join(effects(source, lot, mark)),
    )


def effects(source: Source, lot: Record, mark: Record) -> Sequence[str]:
    """Return in sentences which bids would rank first, come in or go out with the other mark."""
    names = {
        "first": mark["first"] if set(mark["first"]) != set(lot["first"]) else (),
        "enters": mark["enters"],
        "leaves": mark["leaves"],
    }
    told = [
        said(source, f"decisive.{what}", names=source.listed(bidders))
        for what, bidders in names.items()
        if bidders
    ]
    awarded = len(lot["awarded"]) + len(mark["enters"]) - len(mark["leaves"])
    if mark["enters"] and awarded > lot["places"]:
        told.append(said(source, "decisive.level"))
    return told
