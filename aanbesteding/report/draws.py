"""The draws of lots, held or still to be held: between whom, in which order, and who drew."""

from aanbesteding.report.grid import heads, text
from aanbesteding.report.shapes import Cell, Column, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import Row

SHOWN = ("lot", "bidders", "about", "outcome", "origin")


def draws_table(source: Source) -> Table | None:
    """Return the draws as a table of the page; None when there are none."""
    draws = source.decision["draws"]
    if not draws:
        return None
    *first, origin = (source.t(f"report.draws.{head}") for head in SHOWN)
    rows = tuple(
        text_row(
            source.name("lot", draw["lot"]),
            _tied(source, draw),
            drawn_over(source, draw),
            _outcome(source, draw),
            _drawn_by(source, draw),
        )
        for draw in draws
    )
    cols = (*columns(*first), Column(origin, wide=_seeded(source)))
    return Table(source.t("report.draws.caption"), cols, rows, (), _note(source))


def draw_rows(source: Source) -> list[Row]:
    """Return the draws as rows of a sheet, with the seed in a column of its own."""
    draws = source.decision["draws"]
    if not draws:
        return []
    rows: list[Row] = [
        (text(source.t("report.draws.caption"), "strong"),),
        heads(*(source.t(f"report.draws.{head}") for head in (*SHOWN, "key"))),
    ]
    for draw in draws:
        told = (said(source, draw) for said in (_tied, drawn_over, _outcome, _origin))
        rows.append(tuple(map(text, (draw["lot"], *told, draw["seed"] or "–"))))
    return rows


def drawn_over(source: Source, draw: Record) -> str:
    """Return what equals draw lots over; the order itself where the draw does not say."""
    return source.t(f"report.draws.about_{draw['about'] or 'order'}")


def _tied(source: Source, draw: Record) -> str:
    return "; ".join(source.bidder(bidder) for bidder in draw["bidders"])


def _outcome(source: Source, draw: Record) -> str:
    """The bidders in the order drawn, each with its place; without places where nobody drew."""
    if draw["origin"] == "nobody":
        return _tied(source, draw)
    told = [f"{at}. {source.bidder(one)}" for at, one in enumerate(draw["outcome"], start=1)]
    return "; ".join(told) or source.t("report.draws.open")


def _origin(source: Source, draw: Record) -> str:
    if draw["origin"] == "nobody":
        return source.t(f"report.draws.nobody_{'all' if len(draw['bidders']) > 1 else 'one'}")
    return source.t(f"report.draws.{draw['origin']}") if draw["origin"] else "–"


def _drawn_by(source: Source, draw: Record) -> Cell:
    """Who drew; a seed stands above as what can be copied."""
    said = _origin(source, draw)
    return Cell(draw["seed"], said, "hash") if draw["seed"] else Cell(said)


def _seeded(source: Source) -> bool:
    return any(draw["seed"] for draw in source.decision["draws"])


def _note(source: Source) -> str:
    return source.t("report.draws.note_seed") if _seeded(source) else ""
