"""Robustness on two sheets: every chance as a live division, every drop-out as figures."""

from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.basis.exact import rounded
from aanbesteding.report.grid import DASH, FIRST, at, heads, live, sheet, text, whole
from aanbesteding.report.robust_tables import contracts
from aanbesteding.report.robust_words import names_of, robust_of
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

TIMES, OF = 4, 5


def robust_sheets(source: Source) -> tuple[Sheet, ...]:
    """Return the sheets of robustness; none where the record holds no such thing."""
    if "robust" not in source.record:
        return ()
    return _tested(source), _dropouts(source)


def _tested(source: Source) -> Sheet:
    names = ("which", "measure", "about", "times", "of", "share", "low", "high")
    labels = [*names, "mean_worst", "worst_value"]
    rows: list[Row] = [
        heads(*(source.t(f"report.robust.{name}") for name in labels), numbers="---nnnnnnn")
    ]
    for name, one in zip(names_of(source), robust_of(source)["tested"], strict=True):
        for words, rate, ends in _measures(source, one):
            rows.append(_row(name, words, rate, ends, len(rows) + FIRST - 1))
    return sheet(source, "robust", rows, (34, 44, 34, 14, 12, 12, 12, 12, 20, 20))


Ends = tuple[CellOut, CellOut]


def _measures(source: Source, one: Record) -> Iterator[tuple[tuple[str, str], Record, Ends]]:
    none = DASH
    mean = CellOut(rounded(Fraction(one["mean_paid"]) / 100, 2), "row_euro")
    yield (source.t("report.robust.measure_fits"), "–"), one["fits"], (mean, none)
    yield (source.t("report.robust.measure_holds"), "–"), one["holds"], (mean, none)
    for over in one["overruns"]:
        words = source.t("report.robust.measure_over"), source.name("budget", over["budget"])
        worst = CellOut(rounded(Fraction(over["worst_cents"]) / 100, 2), "row_euro")
        yield words, over["chance"], (none, worst)
    for short in one["shortfalls"]:
        words = source.t("report.robust.measure_short"), source.name("need", short["need"])
        ends = CellOut(rounded(Fraction(short["mean"]), 2), "row_number2"), whole(short["worst"])
        yield words, short["chance"], ends


def _row(name: str, words: tuple[str, str], rate: Record, ends: Ends, row: int) -> Row:
    none = DASH
    share = none if rate["share"] is None else Fraction(rate["share"])
    low, high = (
        none if rate[end] is None else CellOut(Fraction(rate[end]), "row_percent")
        for end in ("low", "high")
    )
    divided = f"{at(TIMES, row)}/{at(OF, row)}"
    return (
        text(name),
        *(text(word) for word in words),
        whole(rate["times"]),
        whole(rate["of"]),
        share if isinstance(share, CellOut) else live(divided, share, "row_percent"),
        low,
        high,
        *ends,
    )


def _needs_short(one: Record) -> list[str]:
    """The needs for which more people wait; one row without a need when there are none."""
    alone, replaced = one["alone"]["waiting"], one["replaced"]["waiting"]
    return [need for need in replaced if alone.get(need) or replaced[need]] or [""]


def _dropouts(source: Source) -> Sheet:
    names = ("bidder", "lots", "need", "waits_alone", "waits_replaced", "extra", "added")
    rows: list[Row] = [
        heads(*(source.t(f"report.robust.{name}") for name in names), numbers="---nnn-")
    ]
    for one in robust_of(source)["drop_outs"]:
        replaced = one["replaced"]
        extra = CellOut(rounded(Fraction(replaced["paid"]) / 100, 2), "row_euro")
        added = ", ".join(contracts(source, replaced["added"]))
        rows += [
            (
                text(source.bidder(one["bidder"])),
                text(", ".join(source.name("lot", lot) for lot in one["lots"])),
                text(source.name("need", need) if need else "–"),
                whole(one["alone"]["waiting"].get(need)),
                whole(replaced["waiting"].get(need)),
                extra,
                text(added or source.t("report.robust.nobody")),
            )
            for need in _needs_short(one)
        ]
    return sheet(source, "robust_dropouts", rows, (34, 30, 24, 20, 20, 22, 40))
