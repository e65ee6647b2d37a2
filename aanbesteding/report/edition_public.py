"""The public edition in words: who won what, is every need covered, how was judged, when."""

from collections.abc import Iterator
from typing import Any

from aanbesteding.report.edition_parts import bids_of, dates, judged, labels
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing, filled
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
    return Section("ed_outcome", lead, said, filled(who, bids_of(source)))


def _unnamed(bid: Record) -> bool:
    return bool(bid["kind"] == PRACTICE and bid["name"] == bid["id"])


def _care(source: Source) -> Section:
    lists = filled(_needs(source), _volumes(source), *_coverage(source))
    care = source.record["care"]
    if not care:
        return Section("ed_care", source.t("report.edition.no_promise"), (), lists)
    marks = {count for one in care for count in _counts(one)}
    notes = {"in_fives": True, "small": SMALL in marks, "kept_back": KEPT_BACK in marks}
    said = tuple(source.t(f"report.edition.{name}") for name, used in notes.items() if used)
    return Section("ed_care", source.t("report.edition.care_lead"), said, lists)


def _counts(one: Record) -> Iterator[Any]:
    for row in (*one["needs"], *((one["total"],) if one["total"] else ())):
        yield from (row["demand"], row["waiting"])
    yield from (row["clients"] for row in one["volumes"] or ())


def shown(source: Source, count: int | str) -> int | str:
    """Return a count; what is said in its place where it is too small or kept back."""
    if isinstance(count, str):
        return source.t("report.edition.below" if count == SMALL else "report.edition.kept")
    return count


def _heads(source: Source) -> tuple[str, ...]:
    """Lot and period, each only where there are several."""
    care = source.record["care"]
    return tuple(thing for thing in ("lot", "period") if len({one[thing] for one in care}) > 1)


def _where(source: Source, row: Record) -> tuple[str, ...]:
    return tuple(source.name(thing, row[thing]) for thing in _heads(source))


def _needs(source: Source) -> Listing:
    heads = _heads(source)
    rows = tuple(
        (*_where(source, one), name, *(shown(source, row[key]) for key in ("demand", "waiting")))
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
    for row in one["needs"]:
        yield source.measured(row["need"]), row
    if one["total"]:
        yield source.t("report.edition.total"), one["total"]


def _volumes(source: Source) -> Listing:
    heads = _heads(source)
    rows = tuple(
        (*_where(source, one), source.bidder(row["bidder"]), shown(source, row["clients"]))
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
