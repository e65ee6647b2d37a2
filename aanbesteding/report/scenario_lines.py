"""Scenarios and the market scan as lines of text, for who reads a terminal."""

from collections.abc import Iterator, Sequence

from aanbesteding.basis import show
from aanbesteding.basis.texts import say
from aanbesteding.report.scenario_tables import fund_name, said_of, scenarios_of, share, titled
from aanbesteding.report.shapes import Table
from aanbesteding.report.source import Record, Source
from aanbesteding.scenarios.scan import ScanRow


def scenario_lines(record: Record, lang: str) -> Iterator[str]:
    """Yield the comparison: that it is advice, a table per ceiling, and every statement."""
    source = Source(record, lang)
    yield source.t("scenarios.advice")
    columns = ("scenario", "cost", "ceiling", "left", "spend", "served")
    heads = [source.t(f"scenarios.table.{name}") for name in columns]
    funds = scenarios_of(source)[0]["funds"]
    for place in range(len(funds)):
        rows = [_row(source, one, one["funds"][place]) for one in scenarios_of(source)]
        yield ""
        yield fund_name(source, funds[place])
        yield from aligned([heads, *rows])
    if not funds:
        yield ""
        yield from aligned([heads, *(_row(source, one, None) for one in scenarios_of(source))])
    yield ""
    for one in scenarios_of(source):
        name = titled(source, one)
        yield name if one["scenario"] is None else f"{one['scenario']} – {name}"
        yield from (f"  {line}" for line in said_of(source, one))


def _short(source: Source, one: Record) -> str:
    """A name that fits a column of a terminal."""
    return str(one["scenario"] or titled(source, one))


def _row(source: Source, one: Record, fund: Record | None) -> list[str]:
    none = source.t("scenarios.table.none")
    money = fund or {**one, "ceiling_cents": None, "left_cents": None}
    names = ("cost_cents", "ceiling_cents", "left_cents", "spend_cents")
    amounts = [none if money[x] is None else source.cents(money[x]) for x in names]
    return [_short(source, one), *amounts, share(source, one["served_share"])]


def scan_lines(rows: Sequence[ScanRow], lang: str) -> Iterator[str]:
    """Yield the market scan: a table, and per need level whether there is enough."""
    several = len({row.period for row in rows}) > 1
    names = ["need", *(["period"] if several else []), "contracts", "capacity", "demand", "left"]
    heads = [say(f"scenarios.scan.{name}", lang) for name in names]
    yield from aligned([heads, *(_scanned(row, several, lang) for row in rows)])
    yield ""
    for row in rows:
        need = f"{row.label}, {row.period}" if several else row.label
        said = _enough(row)
        yield say(f"scenarios.scan.{said}", lang, {"need": need, "left": abs(row.left or 0)})


def _scanned(row: ScanRow, several: bool, lang: str) -> list[str]:
    figures = (row.contracts, row.capacity, row.demand, row.left)
    shown = ["–" if x is None else show.number(x, lang) for x in figures]
    if row.left is not None and row.left > 0:
        shown[-1] = f"+{shown[-1]}"
    return [row.label, *([row.period] if several else []), *shown]


def _enough(row: ScanRow) -> str:
    if row.left is None:
        return "unknown"
    return "surplus" if row.left > 0 else "shortage" if row.left < 0 else "even"


def table_lines(table: Table) -> Iterator[str]:
    """Yield a table of the page as lines with columns of one width, numbers flush right."""
    heads = [column.label for column in table.columns]
    rows = [heads, *([cell.text for cell in row.cells] for row in table.rows)]
    yield from aligned(rows, [column.number for column in table.columns])


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool] = ()) -> Iterator[str]:
    """Yield rows as lines with columns of one width, flush right where told; all but the first."""
    flush = right or [at > 0 for at in range(len(rows[0]))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        columns = zip(row, widths, flush, strict=True)
        yield "  ".join(t.rjust(w) if end else t.ljust(w) for t, w, end in columns).rstrip()
