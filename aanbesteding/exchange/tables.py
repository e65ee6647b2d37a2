"""The tables of a record: plain rows that a spreadsheet and a data frame take as they are.

Every row of a table has the same keys. A value is text, a whole number, a Decimal, true or false,
or nothing; all decimals of a column have as many places. Amounts are euros.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from aanbesteding.basis.exact import euros
from aanbesteding.dossier.editions.public import PUBLIC, public_edition
from aanbesteding.exchange.asked import READ, Shown, rows_of
from aanbesteding.exchange.numbers import number_of
from aanbesteding.exchange.table_columns import CAME_IN, COLUMNS, TABLES, Column

__all__ = ["TABLES", "rows", "tables_of"]
Row = dict[str, Any]
Cell = str | int | bool | Decimal | None
_CENTS: Final = "_cents"


def tables_of(shown: Shown) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the tables an edition holds, with the columns of each."""
    found = {name: tuple(c.name for c in _columns(shown, name)) for name in TABLES}
    return {name: columns for name, columns in found.items() if columns}


def rows(record: Shown, table: str) -> list[dict[str, Cell]]:
    """Return the rows of a table of a record, of its public edition, or of a round that was read.

    The last is ``read_round(folder).record`` and holds what came in: the tender, the bids with
    their offers, the marks and the findings. Amounts are in euros. Raises KeyError for a table that
    does not exist or that the edition does not hold.

    >>> rows({"tender": {"areas": [{"id": "noord", "name": "Noord", "code": "0999"}]}}, "areas")
    [{'id': 'noord', 'name': 'Noord', 'kind': '', 'parent': '', 'code': '0999'}]
    """
    columns = _columns(record, table)
    if not columns:
        raise KeyError(table)
    found = [{c.name: _cell(row, c) for c in columns} for row in SOURCES[table](record)]
    for column in columns:
        with_decimals = [row for row in found if isinstance(row[column.name], Decimal)]
        _same_places(with_decimals, column.name, 2 if column.kind == "euro" else 0)
    return found


def _columns(shown: Shown, table: str) -> tuple[Column, ...]:
    columns = COLUMNS[table]
    if shown.get("kind") == READ and table not in CAME_IN:
        return ()
    if shown.get("edition") == PUBLIC:
        return tuple(column for column in columns if column.public)
    return columns


def _same_places(found: list[Row], name: str, least: int) -> None:
    """Write every decimal of a column with as many places as the one that needs most."""
    most = max(least, *(-int(row[name].as_tuple().exponent) for row in found), 0)
    for row in found:
        value = row[name]
        missing = most + int(value.as_tuple().exponent)
        row[name] = Decimal(f"{format(value, 'f')}{_zeros(value, missing)}")


def _zeros(value: Decimal, missing: int) -> str:
    if missing <= 0:
        return ""
    return ("" if int(value.as_tuple().exponent) < 0 else ".") + "0" * missing


def _cell(row: Shown, column: Column) -> Cell:
    value = row.get(column.source or column.name)
    if value is None or value == "":
        return "" if column.kind == "text" else None
    match column.kind:
        case "euro" if (column.source or "").endswith(_CENTS):
            return _exact_euros(value)
        case "number" | "euro":
            return number_of(value)
        case "whole":
            return int(value)
        case "yes_no":
            return bool(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _exact_euros(cents: int | str) -> Decimal:
    """Cents as euros; parts of a cent (a price after a discount) keep their digits."""
    return euros(cents) if isinstance(cents, int) else number_of(str(Fraction(cents) / 100))


def _of_tender(name: str) -> Any:
    return lambda shown: rows_of(shown["tender"], name)


def _of_decision(name: str) -> Any:
    return lambda shown: rows_of(shown["decision"], name)


def _top(name: str) -> Any:
    return lambda shown: rows_of(shown, name)


def _public(shown: Shown) -> Shown:
    return shown if shown.get("edition") == PUBLIC else public_edition(shown, "")


def _lots(shown: Shown) -> Iterator[Row]:
    ended = {lot["lot"]: lot for lot in shown.get("decision", {}).get("lots", ())}
    for lot in rows_of(shown["tender"], "lots"):
        found = ended.get(lot["id"], {})
        yield {**lot, **{name: found.get(name) for name in ("outcome", "bids", "places")}}


def _bids(shown: Shown) -> Iterator[Row]:
    for bid in rows_of(shown, "bids"):
        members = [member["name"] for member in rows_of(bid, "members")]
        yield {**bid, "members": members}


def _offers(shown: Shown) -> Iterator[Row]:
    for bid in rows_of(shown, "bids"):
        for lot in bid["lots"]:
            yield from ({"bidder": bid["id"], "lot": lot["lot"], **o} for o in lot["offers"])


def _serves(shown: Shown) -> Iterator[Row]:
    for bid in rows_of(shown, "bids"):
        for lot in bid["lots"]:
            yield from ({"bidder": bid["id"], "lot": lot["lot"], "area": a} for a in lot["areas"])


def _scores(shown: Shown) -> Iterator[Row]:
    for score in rows_of(shown, "scores"):
        for point in score["points"]:
            yield {"bidder": score["bidder"], "lot": score["lot"], **point}


def _awards(shown: Shown) -> Iterator[Row]:
    given = {(one["bidder"], one["lot"]): one for one in rows_of(shown["decision"], "contracts")}
    for lot in shown["decision"]["lots"]:
        for bidder in lot["winners"]:
            found = given.get((bidder, lot["lot"]), {})
            yield {**found, "lot": lot["lot"], "bidder": bidder, "outcome": lot["outcome"]}


def _reserve(shown: Shown) -> Iterator[Row]:
    for lot in shown["decision"]["lots"]:
        for place, bidder in enumerate(rows_of(lot, "reserve"), 1):
            yield {"lot": lot["lot"], "place": place, "bidder": bidder}


def _coverage(shown: Shown) -> Iterable[Row]:
    return rows_of(_public(shown), "coverage")


def _care(shown: Shown) -> Iterator[Row]:
    for one in _public(shown)["care"]:
        yield from ({"lot": one["lot"], "period": one["period"], **n} for n in one["needs"])


def _care_given(shown: Shown) -> Iterator[Row]:
    for one in _public(shown)["care"]:
        found = one["volumes"] or ()
        yield from ({"lot": one["lot"], "period": one["period"], **v} for v in found)


SOURCES: Final = {
    **{name: _of_tender(name) for name in (
        "criteria", "needs", "areas", "periods", "demand", "tariffs", "scales",
    )},
    **{name: _of_decision(name) for name in ("volumes", "budgets", "goals", "draws", "fees")},
    **{name: _top(name) for name in ("marks", "events", "findings", "reasons")},
    "ceilings": _of_tender("budgets"),
    "ranking": _top("scores"),
    "waiting": _of_decision("needs"),
    "rules": _of_decision("counts"),
    "lots": _lots,
    "bids": _bids,
    "offers": _offers,
    "serves": _serves,
    "scores": _scores,
    "awards": _awards,
    "reserve": _reserve,
    "coverage": _coverage,
    "care": _care,
    "care_given": _care_given,
}  # fmt: skip
