"""The first screen: who won, is every need covered, what it costs, who waits."""

from fractions import Fraction
from typing import Any

from aanbesteding.report.awarded import need_levels
from aanbesteding.report.ranking import lot_scores
from aanbesteding.report.shapes import Fact, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def masthead(source: Source) -> dict[str, Any]:
    """Return title, buyer, lots, day and what decides."""
    tender, t = source.tender, source.t
    lots = ", ".join(lot.title for lot in tender.open_lots)
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
    """Return the statement of the outcome, four answers, and the winners."""
    return {
        "statement": statement(source),
        "more": source.t(f"report.next.{source.decision['outcome']}")
        if not source.what_if
        else source.t("report.next.what_if"),
        "answers": _answers(source),
        "winners": winners_table(source),
    }


def _answers(source: Source) -> list[Fact]:
    """The four questions an award answers; without an award, how many bids there were."""
    if source.decision["outcome"] in ("awarded", "admitted"):
        return [_winners(source), _covered(source), _budget(source), _waiting(source)]
    scores = source.record["scores"]
    inside = sum(1 for score in scores if score["status"] == "in")
    counts = {"bids": len(scores), "inside": inside, "outside": len(scores) - inside}
    return [
        Fact(source.t(f"report.answer.{name}"), source.number(count))
        for name, count in counts.items()
    ]


def statement(source: Source) -> str:
    """Return the outcome in one sentence."""
    outcome = source.decision["outcome"]
    winners = len(winners_of(source.decision))
    number = "one" if winners == 1 else "many"
    if outcome in ("awarded", "admitted"):
        key = "report.statement.what_if" if source.what_if else f"report.statement.{outcome}"
        return source.t(f"{key}_{number}", winners=winners)
    return source.t(f"report.statement.{outcome}")


def winners_of(decision: Record) -> list[str]:
    """Return the bidders with a contract, each once, in the order of the record."""
    return list(dict.fromkeys(b for lot in decision["lots"] for b in lot["winners"]))


def spend_of(decision: Record) -> int:
    """Return the cents of all contracts together."""
    return sum(c["spend_cents"] for c in decision["contracts"])


def waiting_of(decision: Record) -> int:
    """Return the clients who wait."""
    return sum(n["waiting"] for n in decision["needs"])


def quality_of(source: Source, decision: Record) -> Fraction:
    """Return quality points × clients over all volumes."""
    points = {(s["bidder"], s["lot"]): Fraction(s["quality"]) for s in source.record["scores"]}
    return sum(
        (points[v["bidder"], v["lot"]] * v["clients"] for v in decision["volumes"]), Fraction(0)
    )


def _winners(source: Source) -> Fact:
    found = winners_of(source.decision)
    names = source.listed(found) if len(found) <= 12 else ""
    return Fact(source.t("report.answer.winners"), source.number(len(found)), names)


def _covered(source: Source) -> Fact:
    t, levels = source.t, need_levels(source, source.decision)
    term = t("report.answer.covered")
    if not levels:
        return Fact(term, t("report.word.unknown"))
    full = [n["label"] for n in levels if not n["waiting"]]
    short = [n["label"] for n in levels if n["waiting"]]
    if not short:
        return Fact(term, t("report.word.yes"), t("report.answer.all_covered"), "good")
    said = t("report.answer.short", needs=source.listed(short))
    also = t("report.answer.full", needs=source.listed(full)) if full else ""
    return Fact(term, t("report.answer.not_all"), f"{said} {also}".strip(), "wait")


def _budget(source: Source) -> Fact:
    t, budgets = source.t, source.decision["budgets"]
    spend = source.cents(spend_of(source.decision))
    if not budgets:
        return Fact(t("report.answer.budget"), spend, t("report.answer.no_budget"))
    over = [b for b in budgets if b["left_cents"] < 0]
    if len(budgets) == 1:
        key = "over" if over else "within"
        left = source.cents(abs(budgets[0]["left_cents"]))
        ceiling = source.cents(budgets[0]["ceiling_cents"])
        note = t(f"report.answer.{key}", left=left, ceiling=ceiling)
    else:
        note = t("report.answer.some_over" if over else "report.answer.all_within")
    return Fact(t("report.answer.budget"), spend, note, "bad" if over else "good")


def _waiting(source: Source) -> Fact:
    t, levels = source.t, need_levels(source, source.decision)
    waiting = waiting_of(source.decision)
    told = [
        t("report.answer.level", waiting=source.number(n["waiting"]), need=n["label"])
        for n in levels
    ]
    tone = "wait" if waiting else "good"
    return Fact(t("report.answer.waiting"), source.number(waiting), source.listed(told), tone)


def winners_table(source: Source) -> Table | None:
    """Return who won which lot, with rank, points, clients and spend; None without contracts."""
    contracts = source.decision["contracts"]
    if not contracts:
        return None
    several = len({c["lot"] for c in contracts}) > 1
    scores = {
        (s["bidder"], s["lot"]): s
        for lot in source.tender.open_lots
        for s in lot_scores(source, lot.id)
    }
    rows = []
    for c in contracts:
        score = scores.get((c["bidder"], c["lot"]))
        ranked = score is not None and score["rank"] is not None
        rows.append(
            text_row(
                source.bidder(c["bidder"]),
                *([source.name("lot", c["lot"])] if several else []),
                str(score["rank"]) if score and ranked else "–",
                source.number(score["total"]) if score and ranked else "–",
                source.number(c["clients"]),
                source.cents(c["spend_cents"]),
            )
        )
    words = ["bidder", *(["lot"] if several else []), "rank", "total", "clients", "spend"]
    labels = [source.t(f"report.word.{word}") for word in words]
    marks = "--nnnn" if several else "-nnnn"
    key = "report.answer.caption_what_if" if source.what_if else "report.answer.caption"
    return Table(source.t(key), columns(*labels, numbers=marks), tuple(rows))
