"""The public edition in words: who won what, is every need covered, how was judged, when."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.report.edition_parts import bids_of, dates, judged, labels
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source

SMALL, KEPT_BACK = ".", "x"
PRACTICE = "independent_practice"


def public_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of the public edition."""
    return (_outcome(source), _care(source), judged(source), dates(source))


def _outcome(source: Source) -> Section:
    lots = source.decision["lots"]
    winners = {bidder for lot in lots for bidder in lot["winners"]}
    values = {"winners": len(winners), "bids": sum(lot["bids"] for lot in lots)}
    lead = source.t(f"report.edition.{'lead' if winners else 'lead_none'}", **values)
    private = any(_unnamed(bid) for bid in source.record["bids"])
    said = (source.t("report.edition.practice"),) if private else ()
    several = len(source.tender.open_lots) > 1
    won = tuple(
        (*((source.name("lot", lot["lot"]),) if several else ()), source.bidder(bidder))
        for lot in lots
        for bidder in lot["winners"]
    )
    heads = labels(source, *(("lot",) if several else ()), "provider")
    who = Listing(source.t("report.edition.who"), heads, ("text",) * len(heads), won)
    lists = (who, bids_of(source)) if won else (bids_of(source),)
    return Section("ed_outcome", lead, said, lists)


def _unnamed(bid: Record) -> bool:
    return bool(bid["kind"] == PRACTICE and bid["name"] == bid["id"])


def _care(source: Source) -> Section:
    lists = (_needs(source), _volumes(source), *_coverage(source))
    care = source.record["care"]
    if not care:
        lead = source.t("report.edition.no_promise")
        return Section("ed_care", lead, (), tuple(one for one in lists if one.rows))
    marks = {count for one in care for count in _counts(one)}
    notes = {"in_fives": True, "small": SMALL in marks, "kept_back": KEPT_BACK in marks}
    said = tuple(source.t(f"report.edition.{name}") for name, used in notes.items() if used)
    lead = source.t("report.edition.care_lead")
    return Section("ed_care", lead, said, tuple(one for one in lists if one.rows))


def _counts(one: Record) -> Iterator[Any]:
    for row in (*one["needs"], *((one["total"],) if one["total"] else ())):
        yield from (row["demand"], row["waiting"])
    yield from (row["clients"] for row in one["volumes"] or ())


def _shown(source: Source, count: Any) -> Any:
    if isinstance(count, str):
        return source.t("report.edition.below" if count == SMALL else "report.edition.kept")
    return count


def _where(source: Source, row: Record) -> tuple[str, ...]:
    """The lot and the period, each only where there are several."""
    care = source.record["care"]
    found = [source.name("lot", row["lot"])] if len({c["lot"] for c in care}) > 1 else []
    return (*found, *([row["period"]] if len({c["period"] for c in care}) > 1 else []))


def _heads(source: Source) -> tuple[str, ...]:
    care = source.record["care"]
    several = [name for name in ("lot", "period") if len({one[name] for one in care}) > 1]
    return tuple(several)


def _needs(source: Source) -> Listing:
    heads = _heads(source)
    rows = tuple(
        (*_where(source, one), name, *(_shown(source, row[key]) for key in ("demand", "waiting")))
        for one in source.record["care"]
        for name, row in _rows(source, one)
    )
    return Listing(
        source.t("report.edition.needs"),
        labels(source, *heads, "need", "demand", "waiting"),
        (*("text" for _ in heads), "text", "count", "count"),
        rows,
    )


def _rows(source: Source, one: Record) -> Iterator[tuple[str, Record]]:
    units = {need.id: need.unit for need in source.tender.needs}
    for row in one["needs"]:
        unit = units.get(row["need"], "")
        label = source.name("need", row["need"])
        yield f"{label} ({unit})" if unit else label, row
    if one["total"]:
        yield source.t("report.edition.total"), one["total"]


def _volumes(source: Source) -> Listing:
    heads = _heads(source)
    rows = tuple(
        (*_where(source, one), source.bidder(row["bidder"]), _shown(source, row["clients"]))
        for one in source.record["care"]
        for row in one["volumes"] or ()
    )
    kept = any(one["volumes"] is None for one in source.record["care"])
    return Listing(
        source.t("report.edition.volumes"),
        labels(source, *heads, "provider", "helps"),
        (*("text" for _ in heads), "text", "count"),
        rows,
        source.t("report.edition.volumes_kept") if kept else "",
    )


def _coverage(source: Source) -> Iterator[Listing]:
    """Per lot how many providers offer each need level in each area."""
    several = len(source.tender.open_lots) > 1
    for lot in source.decision["lots"]:
        here = [row for row in source.record["coverage"] if row["lot"] == lot["lot"]]
        needs = list(dict.fromkeys(row["need"] for row in here))
        found = {(row["area"], row["need"]): row["providers"] for row in here}
        areas = list(dict.fromkeys(row["area"] for row in here))
        title = source.name("lot", lot["lot"]) if several else ""
        # Whatever there is less of stands beside each other, so that the table stays narrow.
        down, across = (areas, needs) if len(needs) <= len(areas) else (needs, areas)
        turned = down is needs
        things = ("need", "area") if turned else ("area", "need")
        yield Listing(
            source.t(f"report.edition.coverage{'_lot' if several else ''}", lot=title),
            (*labels(source, things[0]), *(source.name(things[1], one) for one in across)),
            ("text", *("number" for _ in across)),
            tuple(
                (
                    source.name(things[0], row),
                    *(found[(one, row) if turned else (row, one)] for one in across),
                )
                for row in down
            ),
        )
