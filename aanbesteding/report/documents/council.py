"""A council's summary on one page: what we pay, who helps our children, what waits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.dossier.editions.council import MUNICIPALITY
from aanbesteding.report.documents.common import part, said, to_fill
from aanbesteding.report.edition_parts import origin_of
from aanbesteding.report.edition_public import public_sections, shown
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Cell, Table, columns, text_row
from aanbesteding.report.source import Record, Source

MOST_NAMES = 8
_TONES = {"within": "good", "near": "wait", "over": "bad"}


def council_summary(edition: Mapping[str, Any], lang: str) -> Paper:
    """Return the summary for the council of the municipality an edition is of."""
    source = Source(edition, lang)
    return Paper(
        lang=lang,
        kind=said(source, "council.kind"),
        title=source.name("area", edition["area"]),
        parts=(_bought(source), _pays(source), _helps(source), _waits(source)),
        origin=tuple(fact for fact in origin_of(source) if fact.tone == "hash"),
    )


def _bought(source: Source) -> Part:
    lots = [lot.title for lot in source.tender.open_lots]
    key = "council.bought_lots" if len(lots) > 1 else "council.bought"
    values = {"region": source.tender.region, "title": source.tender.title, "lots": lots}
    lead = said(source, key, **values)
    names = [bid["name"] for bid in source.record["bids"]]
    key = "council.who_few" if len(names) <= MOST_NAMES else "council.who"
    who = said(source, key if names else "council.nobody", count=len(names), names=names)
    last = said(source, "council.last_day", day=source.record["schedule"]["standstill_last_day"])
    return Part(paragraphs=(" ".join((lead, who, last)) if names else f"{lead} {who}",))


def _pays(source: Source) -> Part:
    rows = source.record["money"]
    if not rows:
        return part(source, "council.pays", to_fill(source, "council.no_money"))
    kept = any(row["spend_cents"] is None for row in rows)
    note = said(source, "council.kept_back" if kept else "council.about")
    if len(rows) == 1:
        return part(source, "council.pays", f"{_in_words(source, rows[0])} {note}")
    labels = [said(source, f"council.{head}") for head in ("period", "budget", "spend", "verdict")]
    found = tuple(
        text_row(
            Cell(row["period"], _for_lots(source, row.get("lots", ()))),
            _euros(source, row["ceiling_cents"]),
            _spend(source, row),
            _verdict(source, row),
        )
        for row in rows
    )
    caption, cols = said(source, "council.pays_caption"), columns(*labels, numbers="-nn-")
    return part(source, "council.pays", tables=(Table(caption, cols, found, (), note),))


def _in_words(source: Source, row: Record) -> str:
    """One year in a few sentences."""
    values = {"period": row["period"], "budget": _euros(source, row["ceiling_cents"])}
    told = said(source, "council.pays_year", **values, spend=_spend(source, row))
    if not row["fits"]:
        return told
    return " ".join((told, said(source, f"council.{row['fits']}_says")))


def _for_lots(source: Source, lots: Sequence[str]) -> str:
    return ", ".join(source.name("lot", lot) for lot in lots if len(source.tender.open_lots) > 1)


def _spend(source: Source, row: Record) -> str:
    if row["spend_cents"] is None:
        return source.t("report.edition.kept")
    return said(source, "council.circa", amount=_euros(source, row["spend_cents"]))


def _euros(source: Source, cents: int) -> str:
    """Euros, without the cents where there are none."""
    shown = source.cents(cents)
    return shown[:-3] if cents % 100 == 0 else shown


def _verdict(source: Source, row: Record) -> Cell:
    if not row["fits"]:
        return Cell(source.t("report.edition.kept"), tone="quiet")
    return Cell(said(source, f"council.{row['fits']}"), tone=_TONES[row["fits"]])


def _helps(source: Source) -> Part:
    """How many providers offer each kind of help here; in each part of a larger municipality."""
    leaves = source.record["leaves"]
    rows = [row for row in source.record["coverage"] if row["area"] in _areas(source, row["lot"])]
    times = Counter(need for _, need in {(row["lot"], row["need"]) for row in rows})
    found = {(row["lot"], row["need"], row["area"]): row["providers"] for row in rows}
    shown = tuple(
        text_row(
            Cell(source.name("need", need), source.name("lot", lot) if times[need] > 1 else ""),
            *(_providers(source, found.get((lot, need, leaf))) for leaf in leaves),
        )
        for lot, need in dict.fromkeys((row["lot"], row["need"]) for row in rows)
    )
    first = said(source, "council.need")
    rest = [said(source, "council.providers")] if len(leaves) == 1 else _names(source, leaves)
    cols = columns(first, *rest, numbers="-" + "n" * len(leaves))
    table = Table(said(source, "council.helps_caption"), cols, shown) if shown else None
    none = "" if table else said(source, "council.nobody")
    return part(source, "council.helps", none, tables=(table,))


def _areas(source: Source, lot: str) -> frozenset[str]:
    """The areas a lot is bought for."""
    return frozenset(area.id for area in source.tender.lot_areas(source.lots[lot]))


def _names(source: Source, leaves: list[str]) -> list[str]:
    return [source.name("area", leaf) for leaf in leaves]


def _providers(source: Source, count: int | None) -> Cell:
    if count is None:
        return Cell("–")
    return Cell(source.number(count)) if count else Cell(said(source, "council.none"), tone="bad")


def _waits(source: Source) -> Part:
    """What is asked and waits in the whole region, in fives and without small counts."""
    care = source.record["care"]
    told = next(one for one in public_sections(source) if one.name == "ed_care")
    if not care:
        return part(source, "council.waits", told.lead)
    several = {one["period"] for one in care}
    rows = tuple(
        text_row(
            Cell(source.measured(row["need"]), _lot(source, one["lot"], row["need"], care)),
            *((one["period"],) if len(several) > 1 else ()),
            *(_count(source, row[name]) for name in ("demand", "waiting")),
        )
        for one in care
        for row in one["needs"]
    )
    heads = ("need", *(("period",) if len(several) > 1 else ()), "demand", "waiting")
    labels = [said(source, f"council.{head}") for head in heads]
    alone = sum(area.kind == MUNICIPALITY for area in source.tender.areas) == 1
    region = () if alone else (said(source, "council.region"),)
    note = " ".join((*region, *told.sentences))
    cols = columns(*labels, numbers="nn".rjust(len(labels), "-"))
    table = Table(source.t("report.edition.needs"), cols, rows, (), note)
    return part(source, "council.waits", tables=(table,))


def _count(source: Source, count: int | str) -> str:
    told = shown(source, count)
    return told if isinstance(told, str) else source.number(told)


def _lot(source: Source, lot: str, need: str, care: Sequence[Record]) -> str:
    """The lot of a need level that is asked in several lots."""
    lots = {one["lot"] for one in care for row in one["needs"] if row["need"] == need}
    return source.name("lot", lot) if len(lots) > 1 else ""
