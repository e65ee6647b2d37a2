"""The four questions an award answers: who, is it enough, what does it cost, who waits."""

from collections.abc import Mapping
from typing import Any

from aanbesteding.report.choice import offered_levels
from aanbesteding.report.figures import forecast_of, spend_of, waiting_of, winners_of
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Source
from aanbesteding.report.waiting import need_levels

_NAMED = 12
_FEW_NEEDS = 6


def answers(source: Source) -> list[Fact]:
    """Return the four answers; without an award, how many bids there were."""
    if source.decision["outcome"] in ("awarded", "admitted"):
        return [_winners(source), _covered(source), _budget(source), _waiting(source)]
    scores = source.record["scores"]
    inside = sum(1 for score in scores if score["status"] == "in")
    counts = {"bids": len(scores), "inside": inside, "outside": len(scores) - inside}
    return [
        Fact(source.t(f"report.answer.{name}"), source.number(count))
        for name, count in counts.items()
    ]


def _winners(source: Source) -> Fact:
    found = winners_of(source.decision)
    names = source.listed(found) if len(found) <= _NAMED else ""
    return Fact(source.t("report.answer.winners"), source.number(len(found)), names)


def _covered(source: Source) -> Fact:
    t, levels = source.t, _short_by_need(source)
    chosen = bool(source.decision["offered"])
    term = t("report.answer.covered_choice" if chosen else "report.answer.covered")
    if not levels:
        return Fact(term, t("report.word.unknown"))
    full = [label for label, short in levels.items() if not short]
    short = [label for label, short in levels.items() if short]
    if not short:
        key = "report.answer.all_offered" if chosen else "report.answer.all_covered"
        return Fact(term, t("report.word.yes"), source.counted(key), "good")
    said = t("report.answer.short", needs=source.listed(short))
    also = t("report.answer.full", needs=source.listed(full)) if full else ""
    return Fact(term, t("report.answer.not_all"), f"{said} {also}".strip(), "wait")


def _short_by_need(source: Source) -> Mapping[str, int]:
    """How much help is short per need: who waits, or places short where clients choose."""
    found = {n["label"]: n["waiting"] for n in need_levels(source, source.decision)}
    for level in offered_levels(source, source.decision):
        label = source.name("need", level["need"])
        short = max(level["demand"] - level["offered"], 0)
        found[label] = found.get(label, 0) + short
    return found


def _budget(source: Source) -> Fact:
    t, decision = source.t, source.decision
    forecast = forecast_of(decision)
    spend = source.cents(spend_of(decision) + forecast)
    term = t("report.answer.budget")
    key = "report.answer.forecast" if spend_of(decision) else "report.answer.all_forecast"
    notes = [t(key, amount=source.cents(forecast))] if forecast else []
    said, tone = _against_budgets(source)
    notes.append(said)
    areas = decision["municipalities"]
    over = sum(1 for row in areas if row["left_cents"] < 0)
    if over:
        notes.append(t("report.answer.areas_over", over=over, all=len(areas)))
        tone = "bad"
    elif areas:
        notes.append(t("report.answer.areas_within"))
    return Fact(term, spend, " ".join(note for note in notes if note), tone)


def _against_budgets(source: Source) -> tuple[str, str]:
    t, budgets = source.t, source.decision["budgets"]
    if not budgets:
        none = "" if source.decision["municipalities"] else t("report.answer.no_budget")
        return none, ""
    over = [b for b in budgets if b["left_cents"] < 0]
    if len(budgets) > 1:
        return t("report.answer.some_over" if over else "report.answer.all_within"), (
            "bad" if over else "good"
        )
    left = source.cents(abs(budgets[0]["left_cents"]))
    values: dict[str, Any] = {"left": left, "ceiling": source.cents(budgets[0]["ceiling_cents"])}
    return t(f"report.answer.{'over' if over else 'within'}", **values), "bad" if over else "good"


def _waiting(source: Source) -> Fact:
    t, levels = source.t, need_levels(source, source.decision)
    term = source.counted("report.answer.waiting")
    if not levels and source.decision["offered"]:
        return Fact(term, t("report.answer.no_volume"), t("report.answer.clients_choose"))
    waiting = waiting_of(source.decision)
    all_told = source.summable and len(levels) <= _FEW_NEEDS and bool(waiting)
    who = levels if all_told else [n for n in levels if n["waiting"]]
    told = [
        t("report.answer.level", waiting=source.number(n["waiting"]), need=n["label"]) for n in who
    ]
    text = source.number(waiting) if source.summable else _kinds(source, waiting)
    return Fact(term, text, source.listed(told), "wait" if waiting else "good")


def _kinds(source: Source, waiting: int) -> str:
    """Whether anything waits, where minutes and days cannot be added."""
    return source.t("report.answer.something" if waiting else "report.answer.nothing")
