"""The first sheet of the award workbook: which sheet follows from which, in the order to follow."""

from collections.abc import Mapping, Sequence

from aanbesteding.report.grid import heads, live, sheet, text
from aanbesteding.report.sheet_control import verdict_cell
from aanbesteding.report.source import Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

# The way from what came in to the money, each sheet with those its formulas read.
PATH: Mapping[str, tuple[str, ...]] = {
    "bids": (),
    "marks": (),
    "scores": ("bids", "marks"),
    "award": ("scores", "bids", "budget"),  # a share is one of a ceiling
    "needs": ("award",),
    "budget": ("award",),
    "summary": ("scores", "award", "needs", "budget", "choice"),
}
BESIDE: Mapping[str, tuple[str, ...]] = {
    "filled": ("scores", "award"),
    "further": ("award",),
    "choice": ("bids",),
    "municipalities": ("award",),
    "market": ("bids", "award"),
    "bridging": ("needs",),
    "suitable": ("bids",),
    "low_prices": ("bids",),
    "patterns": ("bids",),
    "panel_trail": ("marks",),
    "certificate": ("scores",),
    "sensitivity": ("scores",),
    "kpis": (),
    "signing": ("award",),
    "rules": ("award",),
    "reasons": ("scores", "award"),
}
_LEGEND = ("live", "kept", "chosen", "notes", "protected")


def guide_sheet(source: Source, sheets: Sequence[Sheet]) -> Sheet:
    """Return the way through these sheets, each with what it holds and whether it holds."""
    t = source.t
    number = {one.name: at for at, one in enumerate(sheets)}
    rows: list[Row] = [
        (CellOut(t("report.guide.lead"), "note", span=5),),
        (),
        heads(*(t(f"report.guide.{name}") for name in _HEADS), numbers="n----"),
    ]
    step = 0
    for key, follows in (*PATH.items(), *BESIDE.items()):
        name = t(f"report.sheet.{key}")
        if name in number:
            step += key in PATH
            where = str(step) if key in PATH else "–"
            rows.append(_line(source, key, follows, where, number))
    rows += [(), (text(t("report.guide.legend"), "strong"),)]
    rows += [(CellOut(t(f"report.guide.{name}"), "note", span=5),) for name in _LEGEND]
    return sheet(source, "guide", rows, (8, 18, 64, 34, 14), (0, 0))


_HEADS = ("step", "sheet", "what", "follows", "control")


def _line(
    source: Source, key: str, follows: Sequence[str], step: str, number: Mapping[str, int]
) -> Row:
    t = source.t
    name = t(f"report.sheet.{key}")
    names = [one for one in (t(f"report.sheet.{other}") for other in follows) if one in number]
    read = ", ".join(names) if names else t("report.guide.received")
    return (
        text(step, "row_integer"),
        CellOut(name, "row_link", link=name),
        text(t(f"report.guide.holds.{key}")),
        text(read),
        live(verdict_cell(source, number[name]), t("report.counts.kept"), "row_good"),
    )
