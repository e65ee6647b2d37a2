"""The steps of the journal that a page shows: its head, and who took them when."""

from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Record, Source

BRANCHES = (
    *("rules_corrected", "bids_corrected", "reassessed", "decision_corrected"),
    *("bid_withdrawn", "lot_withdrawn", "tender_withdrawn"),
)
SHOWN = (
    *("frozen", "received", "opened", "quality_frozen", "prices_opened", "decided", "sent"),
    *("final", *BRANCHES),
)


def step_facts(source: Source) -> list[Fact]:
    """Return the head of the journal, its last step of each kind and every way back, in order."""
    journal = source.record.get("journal", {"head": "", "steps": []})
    if not journal["head"]:
        return []
    steps = [step for step in journal["steps"] if step["step"] in SHOWN]
    last = {step["step"]: step for step in steps}
    shown = [step for step in steps if step["step"] in BRANCHES or step is last[step["step"]]]
    return [
        *(_fact(source, step) for step in shown),
        Fact(source.t("report.journal.head"), journal["head"], tone="hash"),
    ]


def no_journal(source: Source) -> Fact:
    """Return that no journal stands behind a record that was made in one step."""
    return Fact(source.t("report.journal.none"), source.t("report.journal.none_says"))


def _fact(source: Source, step: Record) -> Fact:
    return Fact(source.t(f"report.journal.{step['step']}"), taken(source, step))


def taken(source: Source, step: Record) -> str:
    """Return when a step was taken, by whom, and on which line of the journal."""
    day, _, time = step["time"].rstrip("Z").partition("T")
    said = {"day": source.day(day), "time": time[:5], "line": step["seq"]}
    return source.t("report.journal.who", **said, by=source.listed(step["by"]))
