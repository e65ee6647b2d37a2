"""A bidder's edition in words: how each of its bids ended, and why."""

from fractions import Fraction

from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.basis.exact import cents
from aanbesteding.report.edition_parts import bids_of, dates, judged, labels
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing, filled
from aanbesteding.report.panel_words import as_mark
from aanbesteding.report.papers.unbroken import unbroken
from aanbesteding.report.source import Record, Source


def bidder_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of a bidder's edition."""
    found = (
        _result(source),
        _points(source),
        _contract(source),
        _own_bid(source),
        judged(source),
        dates(source),
    )
    return tuple(one for one in found if one.lists or one.sentences)


def _result(source: Source) -> Section:
    said = [_ended(source, row) for row in source.record["reasons"]]
    said += [
        source.t("report.edition.reserve", lot=source.name("lot", row["lot"]), place=row["place"])
        for row in source.record["reserve"]
    ]
    winners = tuple(
        (source.name("lot", lot["lot"]), source.name("bidder", winner))
        for lot in source.decision["lots"]
        for winner in lot["winners"]
    )
    who = Listing(
        source.t("report.edition.who"), labels(source, "lot", "provider"), ("text", "text"), winners
    )
    bidder = source.name("bidder", source.record["bidder"])
    lead = source.t("report.edition.bidder_lead", bidder=bidder)
    return Section("ed_result", lead, tuple(said), filled(who, bids_of(source)))


def _ended(source: Source, row: Record) -> str:
    lot, said = source.name("lot", row["lot"]), source.sentence(row["key"], row["values"])
    return source.t("report.edition.ended_lot", lot=lot, said=said)


def _points(source: Source) -> Section:
    beside = {row["lot"]: row for row in source.record["beside"]}
    lists = [_scores(source, score, beside.get(score["lot"])) for score in source.record["scores"]]
    lead = source.t("report.edition.points_lead")
    return Section("ed_points", lead, lists=filled(*lists, _reasons(source)))


def _scores(source: Source, score: Record, lowest: Record | None) -> Listing:
    """Own points, beside those of the lowest ranked winner for who got no contract."""
    theirs = {p["criterion"]: p["rounded"] for p in lowest["points"]} if lowest else {}
    rows = []
    for point in score["points"]:
        name = source.name("criterion", point["criterion"])
        own, other = point["rounded"], theirs.get(point["criterion"])
        less = None if other is None else Fraction(own) - Fraction(other)
        mark = point["inputs"].get("mark")
        rows.append((name, mark and as_mark(source, mark), own, *((other, less) if lowest else ())))
    heads = ["criterion", "mark", "own_points", *(("their_points", "difference") if lowest else ())]
    values = {"lot": source.name("lot", score["lot"])}
    if lowest:
        values["winner"] = source.name("bidder", lowest["bidder"])
    caption = source.t(f"report.edition.points{'_beside' if lowest else ''}", **values)
    kinds = ("text", "figure", *("number" for _ in heads[2:]))
    return Listing(caption, labels(source, *heads), kinds, tuple(rows))


def _reasons(source: Source) -> Listing:
    several = len(source.record["scores"]) > 1
    rows = tuple(
        (
            *([_lot(source, mark["lot"])] if several else []),
            source.name("criterion", mark["criterion"]),
            mark["reason"],
        )
        for mark in source.record["marks"]
        if mark["reason"]
    )
    heads = (*(("lot",) if several else ()), "criterion", "reason")
    kinds = (*(("text",) if several else ()), "text", "wide")
    return Listing(source.t("report.edition.reasons"), labels(source, *heads), kinds, rows)


def _lot(source: Source, lot: str) -> str:
    return source.t("report.edition.every_lot") if lot == EVERY_LOT else source.name("lot", lot)


def _contract(source: Source) -> Section:
    rows = tuple(
        (
            source.name("lot", row["lot"]),
            source.name("need", row["need"]),
            source.name("area", row["area"]),
            row["period"],
            row["clients"],
            Fraction(row["price_cents"]),
            Fraction(row["spend_cents"]),
        )
        for row in source.decision["volumes"]
    )
    heads = labels(source, "lot", "need", "area", "period", "helps", "price", "spend")
    kinds = ("text", "text", "text", "text", "number", "cents", "cents")
    listing = Listing(source.t("report.edition.own_volumes"), heads, kinds, rows)
    return Section("ed_contract", lists=filled(listing))


def _own_bid(source: Source) -> Section:
    own = source.record["bids"][0]
    rows = tuple(
        (
            source.name("lot", lot["lot"]),
            source.name("need", offer["need"]),
            offer["capacity"],
            None if offer["price"] is None else cents(offer["price"]),
        )
        for lot in own["lots"]
        for offer in lot["offers"]
    )
    heads = labels(source, "lot", "need", "capacity", "price")
    kinds = ("text", "text", "number", "cents")
    listing = Listing(source.t("report.edition.own_bid"), heads, kinds, rows)
    lists = (listing, *filled(_events(source)))
    return Section("ed_own", source.t("report.edition.own_lead"), (), lists)


def _events(source: Source) -> Listing:
    """What happened to the bid outside its form."""
    rows = tuple(
        (
            unbroken(source.day(event["date"])) if event["date"] else None,
            source.t(f"report.status.{event['event']}"),
            event["reason"],
            event["decision"] or None,
        )
        for event in source.record["events"]
    )
    heads = labels(source, "day", "event", "reason", "decided")
    kinds = ("text", "text", "wide", "wide")
    return Listing(source.t("report.edition.events"), heads, kinds, rows)
