"""How firm the ranking is: other weights, random weights, one other mark. Advice alone."""

from fractions import Fraction
from typing import Any

from aanbesteding.report.decisive_marks import decisive_table
from aanbesteding.report.sensitivity_charts import interval_chart, ranks_chart
from aanbesteding.report.sensitivity_words import (
    lost_level,
    others_win,
    said,
    sensitive_lots,
    share,
    spanned,
    weighed,
)
from aanbesteding.report.shapes import Cell, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def sensitivity(source: Source) -> list[dict[str, Any]]:
    """Return per lot what is said, the tables and the charts; nothing where none was worked out."""
    return [_lot(source, lot) for lot in sensitive_lots(source)]


def _lot(source: Source, lot: Record) -> dict[str, Any]:
    title = source.name("lot", lot["lot"])
    tables = {
        "intervals": intervals_table(source, lot),
        "closest": closest_table(source, lot),
        "drawn": drawn_table(source, lot),
        "central": central_table(source, lot),
        "decisive": decisive_table(source, lot),
    }
    return {
        "title": title,
        "said": about(source, lot),
        "charts": [interval_chart(source, lot, which) for which in others_win(lot)],
        "ranks": ranks_chart(source, lot),
        **{name: table and table.about(title) for name, table in tables.items()},
    }


def about(source: Source, lot: Record) -> list[str]:
    """Return what the figures of a lot are about, and what cannot be said."""
    key = "by_rank" if lot["by_rank"] else "not_by_rank" if lot["contracts"] else "not_awarded"
    key += "_one" if lot["contracts"] == 1 else ""
    found = [said(source, key, places=lot["places"]), said(source, f"weighing.{lot['weighing']}")]
    return found if lot["decisive"]["total"] else [*found, said(source, "decisive.none")]


def intervals_table(source: Source, lot: Record) -> Table | None:
    """Return per criterion its weight, and the weights that change nothing."""
    if not lot["intervals"]:
        return None
    which = others_win(lot)
    labels = [said(source, head) for head in ("criterion", "weight", *which)]
    rows = tuple(
        text_row(
            source.name("criterion", one["criterion"]),
            weighed(source, lot, one["weight"]),
            *(spanned(source, lot, one[name]) for name in which),
        )
        for one in lot["intervals"]
    )
    return Table(
        said(source, "intervals.caption"),
        columns(*labels, numbers="-n" + "n" * len(which)),
        rows,
        note=said(source, f"intervals.note_{lot['weighing']}"),
    )


def closest_table(source: Source, lot: Record) -> Table | None:
    """Return per bid just outside the least change of a weight that puts it level."""
    if not lot["closest"]:
        return None
    ahead = source.bidder(lot["closest"][0]["ahead"])
    labels = [said(source, head) for head in ("bidder", "absolute", "relative")]
    rows = tuple(
        text_row(
            source.bidder(one["behind"]),
            _change(source, lot, one["absolute"]),
            _relative(source, lot, one),
        )
        for one in lot["closest"]
    )
    caption = said(source, "closest.caption", ahead=ahead)
    return Table(caption, columns(*labels), rows, note=said(source, "closest.note"))


def _relative(source: Source, lot: Record, one: Record) -> Cell:
    if one["absolute"] is None:
        return Cell("–")
    if one["relative"] == one["absolute"]:
        return Cell(said(source, "closest.same"))
    return _change(source, lot, one["relative"])


def _change(source: Source, lot: Record, change: Record | None) -> Cell:
    if change is None:
        return Cell(said(source, "closest.none"))
    shift = Fraction(change["becomes"]) / Fraction(change["weight"]) - 1
    told = said(
        source,
        "closest.change",
        criterion=source.name("criterion", change["criterion"]),
        weight=weighed(source, lot, change["weight"]),
        becomes=weighed(source, lot, change["becomes"]),
    )
    return Cell(told, said(source, "closest.part", part=source.percent(abs(shift))))


def drawn_table(source: Source, lot: Record) -> Table | None:
    """Return per bid how often it ranked first, was awarded, and had each of the first ranks."""
    found = lot["random_weights"]
    if not found:
        return None
    ranks = max(len(bid["ranks"]) for bid in found["drawn"])
    labels = [said(source, head) for head in ("bidder", "drawn.awarded")]
    labels += [said(source, "drawn.rank", rank=rank) for rank in range(1, ranks + 1)]
    rows = tuple(
        text_row(
            source.bidder(bid["bidder"]),
            Cell(share(source, found, bid["awarded"]), lost_level(source, lot, bid["bidder"])),
            *(share(source, found, times) for times in bid["ranks"]),
        )
        for bid in found["drawn"]
    )
    note = said(source, "drawn.note", samples=found["samples"], seed=found["seed"])
    if found["bids"] > len(rows):
        note += " " + said(source, "drawn.best", shown=len(rows), bids=found["bids"])
    return Table(
        said(source, "drawn.caption"), columns(*labels, numbers="-n" + "n" * ranks), rows, note=note
    )


def central_table(source: Source, lot: Record) -> Table | None:
    """Return the mean of the weights that put a bid first, for every bid that ever was."""
    found = lot["random_weights"]
    firsts = [bid for bid in found["drawn"] if bid["central"]] if found else []
    if len(firsts) < 2:
        return None
    names = [source.name("criterion", name) for name in found["criteria"]]
    rows = tuple(
        text_row(source.bidder(bid["bidder"]), *(source.percent(w) for w in bid["central"]))
        for bid in firsts
    )
    cols = columns(said(source, "bidder"), *names, numbers="-" + "n" * len(names))
    return Table(said(source, "central.caption"), cols, rows, note=said(source, "central.note"))
