"""The steps of the journal that a page shows: its head, and who took them when."""

from collections.abc import Mapping
from typing import Any

from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Source

SHOWN = ("quality_frozen", "prices_opened")


def step_facts(source: Source) -> list[Fact]:
    """Return the head of the journal and its last step of each kind; nothing without steps."""
    journal = source.record.get("journal", {"head": "", "steps": []})
    if not journal["head"]:
        return []
    last = {step["step"]: step for step in journal["steps"] if step["step"] in SHOWN}
    return [
        *(_fact(source, last[name]) for name in SHOWN if name in last),
        Fact(source.t("report.journal.head"), journal["head"], tone="hash"),
    ]


def _fact(source: Source, step: Mapping[str, Any]) -> Fact:
    day, _, time = step["time"].rstrip("Z").partition("T")
    said = {"day": source.day(day), "time": time[:5], "line": step["seq"]}
    who = source.listed(step["by"])
    return Fact(
        source.t(f"report.journal.{step['step']}"), source.t("report.journal.who", **said, by=who)
    )
