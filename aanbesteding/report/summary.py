"""The first screen: who won, is every need covered, what it costs, who waits."""

from typing import Any

from aanbesteding.report.answers import answers
from aanbesteding.report.awarded import ended, fallback
from aanbesteding.report.figures import admitted_of, chosen_of, winners_of
from aanbesteding.report.found import found_table
from aanbesteding.report.shapes import Cell, Column, Fact, Table, columns, text_row
from aanbesteding.report.source import Record, Source, lot_titles


def masthead(source: Source) -> dict[str, Any]:
    """Return title, buyer, lots, day and what decides."""
    tender, t = source.tender, source.t
    lots = lot_titles(tender)
    facts = [
        Fact(t("report.head.authority"), tender.authority),
        Fact(t("report.head.region"), tender.region),
        Fact(t("report.head.lots"), lots),
        Fact(t("report.head.day"), source.day(tender.schedule.provisional_award)),
        Fact(t("report.head.decides"), t(f"report.decides.{source.decision['mode']}")),
    ]
    return {
        "title": tender.title,
        "facts": facts,
        "kind": t(f"report.kind.{source.record['kind']}"),
    }


def summary(source: Source) -> dict[str, Any]:
    """Return the statement of the outcome, four answers, the lots and the winners."""
    return {
        "statement": statement(source),
        "more": _more(source),
        "answers": answers(source),
        "lots": lots_table(source),
        "winners": winners_table(source),
        "found": found_table(source),
    }


def _more(source: Source) -> str:
    """What follows from the outcome; and how many lots went without, if some did."""
    if source.what_if:
        return source.t("report.next.what_if")
    said = source.t(f"report.next.{source.decision['outcome']}")
    without = sum(1 for lot in source.decision["lots"] if _went_without(lot))
    if not without or source.decision["outcome"] not in ("awarded", "admitted"):
        return said
    key = "report.next.one_without" if without == 1 else "report.next.some_without"
    return f"{source.t(key, count=without)} {said}"


def _went_without(lot: Record) -> bool:
    return not lot["winners"] and lot["outcome"] != "out_of_scope"


def statement(source: Source) -> str:
    """Return the outcome in one sentence."""
    outcome = source.decision["outcome"]
    winners = len(winners_of(source.decision))
    number = "one" if winners == 1 else "many"
    admitted = admitted_of(source.decision)
    if outcome == "awarded" and admitted and not source.what_if:
        chosen = len(chosen_of(source.decision))
        values = {"winners": winners, "admitted": len(admitted), "chosen": chosen}
        return source.t("report.statement.both", **values)
    if outcome in ("awarded", "admitted"):
        key = "report.statement.what_if" if source.what_if else f"report.statement.{outcome}"
        return source.t(f"{key}_{number}", winners=winners)
    return source.t(f"report.statement.{outcome}")


def lots_table(source: Source) -> Table | None:
    """Return how each lot ended, in one line each; None when there is one lot."""
    lots = [x for x in source.decision["lots"] if x["outcome"] != "out_of_scope"]
    if len(lots) < 2:
        return None
    labels = [source.t(f"report.overview.{h}") for h in ("lot", "way", "bids", "contracts", "end")]
    rows = tuple(
        text_row(
            source.name("lot", lot["lot"]),
            source.t(f"report.way.{_way(source, lot['lot'])}"),
            source.number(lot["bids"]),
            source.number(len(lot["winners"])),
            Cell(source.t(f"report.outcome.{ended(source, lot)}"), fallback(source, lot)),
        )
        for lot in lots
    )
    cols = (*columns(*labels[:-1], numbers="--nn"), Column(labels[-1], wide=True))
    return Table(source.t("report.overview.caption"), cols, rows)


def _way(source: Source, lot: str) -> str:
    return "admit_all" if source.open_house(lot) else str(source.decision["mode"])


def winners_table(source: Source) -> Table | None:
    """Return who won which lot, with rank, points, clients and spend; None without contracts."""
    contracts = source.decision["contracts"]
    if not contracts:
        return None
    several = len({c["lot"] for c in contracts}) > 1
    promised = {x.id for x in source.tender.open_lots if source.tender.promises_volume(x)}
    volumes = any(c["lot"] in promised for c in contracts)
    ranked = any(not source.open_house(c["lot"]) for c in contracts)
    scores = {(s["bidder"], s["lot"]): s for found in source.scores.values() for s in found}
    rows = []
    for c in contracts:
        score = scores.get((c["bidder"], c["lot"]))
        place = score if score is not None and score["rank"] is not None else None
        amounts = [source.number(c["clients"]), source.cents(c["spend_cents"])]
        rows.append(
            text_row(
                source.bidder(c["bidder"]),
                *([source.name("lot", c["lot"])] if several else []),
                *([str(place["rank"]) if place else "–"] if ranked else []),
                *([source.number(place["total"]) if place else "–"] if ranked else []),
                *((amounts if c["lot"] in promised else ["–", "–"]) if volumes else []),
            )
        )
    words = ["lot"] if several else []
    words += ["rank", "total"] if ranked else []
    labels = [source.t("report.word.bidder"), *(source.t(f"report.word.{w}") for w in words)]
    if volumes:
        labels += [source.counted("report.word.clients"), source.t("report.word.spend")]
    marks = ("--" if several else "-") + "nnnn"
    key = "report.answer.caption_what_if" if source.what_if else "report.answer.caption"
    return Table(source.t(key), columns(*labels, numbers=marks[: len(labels)]), tuple(rows))
