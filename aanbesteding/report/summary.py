"""The first screen: who won, is every need covered, what it costs, who waits."""

from typing import Any

from aanbesteding.report.answers import answers
from aanbesteding.report.awarded import ended, fallback
from aanbesteding.report.figures import admitted_of, chosen_of, winners_of
from aanbesteding.report.found import found_table
from aanbesteding.report.html import tender_head
from aanbesteding.report.shapes import Cell, Column, Fact, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def masthead(source: Source) -> dict[str, Any]:
    """Return title, buyer, lots, day and what decides."""
    head, t = tender_head(source, source.record["kind"]), source.t
    day = Fact(t("report.head.day"), source.day(source.tender.schedule.provisional_award))
    decides = Fact(t("report.head.decides"), t(f"report.decides.{source.decision['mode']}"))
    return {**head, "facts": [*head["facts"], day, decides]}


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
    if outcome not in ("awarded", "admitted"):
        return source.t(f"report.statement.{outcome}")
    winners, admitted = len(winners_of(source.decision)), admitted_of(source.decision)
    if outcome == "awarded" and admitted and not source.what_if:
        chosen = len(chosen_of(source.decision))
        values = {"winners": winners, "admitted": len(admitted), "chosen": chosen}
        return source.t("report.statement.both", **values)
    key = "what_if" if source.what_if else outcome
    number = "one" if winners == 1 else "many"
    return source.t(f"report.statement.{key}_{number}", winners=winners)


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
    rows = []
    for c in contracts:
        cells = [source.bidder(c["bidder"])]
        cells += [source.name("lot", c["lot"])] if several else []
        cells += _place(source, c) if ranked else []
        amounts = [source.number(c["clients"]), source.cents(c["spend_cents"])]
        cells += (amounts if c["lot"] in promised else ["–", "–"]) if volumes else []
        rows.append(text_row(*cells))
    words = ["lot"] if several else []
    words += ["rank", "total"] if ranked else []
    labels = [source.t("report.word.bidder"), *(source.t(f"report.word.{w}") for w in words)]
    if volumes:
        labels += [source.counted("report.word.clients"), source.t("report.word.spend")]
    marks = ("--" if several else "-") + "nnnn"
    key = "report.answer.caption_what_if" if source.what_if else "report.answer.caption"
    return Table(source.t(key), columns(*labels, numbers=marks[: len(labels)]), tuple(rows))


def _place(source: Source, contract: Record) -> list[str]:
    """Rank and total of who has a contract; dashes where nobody is ranked."""
    for score in source.scores.get(contract["lot"], []):
        if score["bidder"] == contract["bidder"] and score["rank"] is not None:
            return [str(score["rank"]), source.number(score["total"])]
    return ["–", "–"]
