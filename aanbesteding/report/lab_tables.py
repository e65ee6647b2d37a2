"""The tables of the laboratory: prices, weights, hidden weights, bids that leave."""

from fractions import Fraction

from aanbesteding.report.lab_words import of_tenders, said, setting_name, whole_percent
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def summary_table(source: Source) -> Table | None:
    """Return a row per lot: the weight of price, how often the order turns; None without lots."""
    lots = source.record["lab"]["lots"]
    if not lots:
        return None
    rows = tuple(_summed(source, lot) for lot in lots)
    names = ("lot", "published", "real", "turns", "dumping")
    labels = (said(source, f"column.{name}") for name in names)
    note = said(source, "summary.note", bids=lots[0]["bids"])
    caption = said(source, "summary.caption")
    return Table(caption, columns(*labels, numbers="-nnnn"), rows, (), note)


def _summed(source: Source, lot: Record) -> Row:
    weight, tried = lot["weight"], lot["dumping"]
    published = weight and weight["published"]
    order = lot["reversals"][str(lot["bids"])]
    wins = of_tenders(source, tried["wins"] + tried["turns"], tried["tenders"])
    return text_row(
        source.name("lot", lot["lot"]),
        whole_percent(source, published) if published else "–",
        whole_percent(source, weight["middle"]) if weight else "–",
        turns(source, order, "winner"),
        wins,
    )


def turns(source: Source, order: Record, what: str) -> Cell:
    """Return how often an order turned; 'never' where that is certain."""
    if order["basis"]:
        return Cell(said(source, "order.never"), tone="good")
    return Cell(of_tenders(source, order[what], order["tenders"]))


def captioned(source: Source, lot: Record, key: str) -> str:
    """Return the caption of a table with the lot that it is about."""
    return f"{said(source, f'{key}.caption')} – {source.name('lot', lot['lot'])}"


def worth_table(source: Source, lot: Record) -> Table:
    """Return what prices bring a bid of mean quality, and what a quality point is worth there."""
    spots = {spot["price"]: spot for spot in lot["curve"]["spots"]}
    rows = tuple(
        text_row(
            source.whole_euro(one["price"]),
            points(source, lot, spots[one["price"]]["points"]),
            _exchange(source, lot, one, spots[one["price"]]),
        )
        for one in lot["curve"]["exchanges"]
    )
    key = "value" if lot["on_value"] else "points"
    labels = [said(source, f"column.{name}") for name in ("price", key, "euro_per_point")]
    quality = source.number(Fraction(lot["curve"]["quality"]), 1)
    note = said(source, "worth.note", quality=quality, bids=lot["bids"])
    caption = captioned(source, lot, "worth")
    return Table(caption, columns(*labels, numbers="nnn"), rows, (), note)


def points(source: Source, lot: Record, value: str | None) -> str:
    """Return points, or euros where the formula makes a price that is compared."""
    if value is None:
        return "–"
    exact = Fraction(value)
    if lot["on_value"] and lot["lowest_wins"]:
        return source.whole_euro(exact)
    if not lot["on_value"] or abs(exact) >= 10:
        return source.number(exact, 1)
    return source.number(exact, 3 if exact == 0 or abs(exact) >= Fraction(1, 10) else 6)


def _exchange(source: Source, lot: Record, one: Record, spot: Record) -> Cell:
    if one["euro_per_point"] is not None:
        return Cell(source.euro(one["euro_per_point"]))
    known = spot["points"] is not None and lot["monotone"] and not lot["on_value"]
    return Cell(said(source, "worth.no_limit")) if known else Cell("–")


def weight_table(source: Source, lot: Record) -> Table | None:
    """Return the real weight of price in all ways it was tried; None where it is unknown."""
    whole = lot["weight"]
    if whole is None:
        return None
    published = whole["published"]
    share = whole_percent(source, published) if published else "–"
    rows = [text_row(said(source, "weight.published"), share, "–", "–")]
    for key in ("weight", "upper_marks", "close_prices"):
        if (found := lot[key]) is not None:
            shares = (whole_percent(source, found[name]) for name in ("middle", "least", "most"))
            rows.append(text_row(said(source, f"weight.{key}"), *shares))
    labels = [said(source, f"column.{name}") for name in ("tried", "middle", "least", "most")]
    note = said(source, "weight.note")
    caption = captioned(source, lot, "weight")
    return Table(caption, columns(*labels, numbers="-nnn"), tuple(rows), (), note)


def settings_table(source: Source, lot: Record) -> Table | None:
    """Return what half and twice each hidden weight does; None where the formula has none."""
    rows = tuple(
        text_row(
            Cell(
                setting_name(source, one["name"]),
                said(source, "settings.published", value=source.trimmed(one["published"])),
            ),
            source.trimmed(one["value"]),
            whole_percent(source, one["weight"]) if one["weight"] else "–",
            of_tenders(source, one["other_winner"], one["tenders"]),
        )
        for one in lot["settings"]
    )
    names = ("setting", "becomes", "real", "other_winner")
    labels = [said(source, f"column.{name}") for name in names]
    caption = captioned(source, lot, "settings")
    return Table(caption, columns(*labels, numbers="-nnn"), rows) if rows else None


def order_table(source: Source, lot: Record) -> Table:
    """Return per number of bids how often losing bids that leave turn the order."""
    rows = tuple(
        text_row(
            said(source, "order.bids", bids=size),
            turns(source, order, "winner"),
            turns(source, order, "pair"),
            source.number(order["tenders"]),
        )
        for size, order in sorted(lot["reversals"].items(), key=lambda one: int(one[0]))
    )
    labels = [said(source, f"column.{name}") for name in ("bids", "winner", "pair", "tenders")]
    caption = captioned(source, lot, "order")
    return Table(caption, columns(*labels, numbers="-nnn"), rows)
