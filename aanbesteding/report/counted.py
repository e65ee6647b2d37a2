"""Rules counted on the award, goals with their proof, ties, draws, and rules that clash."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from aanbesteding.basis import texts
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source

_SENSES = {"<=": "most", ">=": "least", "==": "exactly"}
_LONG = ("capacity", "demand")


def counted(source: Source) -> dict[str, Any]:
    """Return the section: every rule counted, goals, ties, draws, clashes."""
    counts = source.decision["counts"]
    return {
        "rules": counts_table(source, [c for c in counts if c["kind"] not in _LONG], "rules"),
        "standing": [
            counts_table(source, [c for c in counts if c["kind"] == kind], kind)
            for kind in _LONG
            if any(c["kind"] == kind for c in counts)
        ],
        "goals": goals_table(source),
        "ties": ties_in_words(source),
        "draws": draws_table(source),
        "clashes": clashes_in_words(source),
        "only_clash": source.decision["only_clash"],
        "held": sum(1 for c in counts if c["holds"]),
        "all": len(counts),
    }


def counts_table(source: Source, counts: Sequence[Record], kind: str) -> Table | None:
    """Return what was counted for each part of the rules; None when nothing was."""
    if not counts:
        return None
    heads = ("part", "counted", "required", "holds")
    labels = [source.t(f"report.counts.{head}") for head in heads]
    rows: list[Row] = []
    for _, group in groupby(counts, key=lambda c: (c["rule"], c["key"])):
        same_rule = list(group)
        rows.append(text_row(_rule_sentence(source, same_rule[0]), tone="group"))
        for _, bounds in groupby(same_rule, key=lambda c: c["part"]):
            rows.append(_count_row(source, list(bounds)))
    caption = source.t(f"report.counts.caption_{kind}")
    return Table(caption, columns(*labels, numbers="-nn-"), tuple(rows))


def _rule_sentence(source: Source, count: Record) -> str:
    return source.sentence(count["key"], {**count["values"], "part": ""}, count["kind"])


def _count_row(source: Source, bounds: Sequence[Record]) -> Row:
    """One part of a rule, with every bound on what was counted."""
    count = bounds[0]
    required = [
        source.t(f"report.sense.{_SENSES[bound['sense']]}", amount=_required(source, bound))
        for bound in bounds
    ]
    holds = all(bound["holds"] for bound in bounds)
    said = source.t("report.counts.kept" if holds else "report.counts.fails")
    part = source.part(count["kind"], count["part"])
    return text_row(
        _capital(part),
        amount(source, count, count["counted"]),
        source.listed(required),
        Cell(said, tone="good" if holds else "bad"),
    )


def _required(source: Source, count: Record) -> str:
    return amount(source, count, count["required"])


def amount(source: Source, count: Record, value: str | int) -> str:
    """Return a count in its unit: euros for budgets and shares of them, else a number."""
    if in_cents(source, count):
        return source.euro(Fraction(value) / 100)
    return source.number(value)


def in_cents(source: Source, count: Record) -> bool:
    """Whether a rule counts cents."""
    if count["kind"] == "budget":
        return True
    return any(
        rule.kind == "share" and rule.name == count["rule"] and rule.of == "budget"
        for rule in source.tender.rules
    )


def goals_table(source: Source) -> Table | None:
    """Return the goals in order, each with its value and whether it is proven the best."""
    goals = source.decision["goals"]
    if not goals:
        return None
    heads = ("order", "goal", "value", "proof")
    labels = [source.t(f"report.goals.{head}") for head in heads]
    rows = tuple(
        text_row(
            str(at),
            source.sentence(goal["key"], goal["values"]),
            goal_value(source, goal["kind"], goal["value"]),
            _proof(source, goal),
        )
        for at, goal in enumerate(goals, start=1)
    )
    return Table(source.t("report.goals.caption"), columns(*labels, numbers="n-n-"), rows)


def _proof(source: Source, goal: Record) -> Cell:
    if goal["proven"]:
        return Cell(source.t("report.goals.proven"), tone="good")
    bound = goal_value(source, goal["kind"], goal["bound"])
    return Cell(source.t("report.goals.unproven", bound=bound), tone="bad")


def goal_value(source: Source, kind: str, value: str | int) -> str:
    """Return the value of a goal in its unit."""
    return source.euro(Fraction(value) / 100) if kind == "spend" else source.number(value)


def ties_in_words(source: Source) -> list[str]:
    """Return what is said about equal bids and other awards that are as good."""
    decision = source.decision
    if decision["outcome"] not in ("awarded", "admitted", "draw_needed"):
        return []
    said = []
    if decision["outcome"] == "awarded":
        said.append(source.t("report.unique.yes" if decision["unique"] else "report.unique.no"))
    if decision["rungs"]:
        rungs = [source.t(f"report.rung.{rung}") for rung in decision["rungs"]]
        said.append(source.t("report.unique.rungs", rungs=rungs))
    elif decision["outcome"] == "awarded":
        said.append(source.t("report.unique.no_rungs"))
    return said


def draws_table(source: Source) -> Table | None:
    """Return the draws, held or still to be held; None when there are none."""
    draws = source.decision["draws"]
    if not draws:
        return None
    labels = [source.t(f"report.draws.{head}") for head in ("lot", "bidders", "outcome")]
    rows = tuple(
        text_row(
            source.name("lot", draw["lot"]),
            "; ".join(source.bidder(bidder) for bidder in draw["bidders"]),
            "; ".join(source.bidder(b) for b in draw["outcome"]) or source.t("report.draws.open"),
        )
        for draw in draws
    )
    return Table(source.t("report.draws.caption"), columns(*labels), rows)


def clashes_in_words(source: Source) -> list[dict[str, Any]]:
    """Return each smallest set of rules that cannot hold together, in one line and one by one."""
    return [
        {
            "line": _capital(
                source.t("report.clash.line", rules=source.listed(_short(source, c) for c in clash))
            ),
            "rules": [_full(source, c) for c in clash],
        }
        for clash in source.decision["clashes"]
    ]


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _full(source: Source, clash: Record) -> str:
    return source.sentence(clash["key"], clash["values"], source.rule_kind(clash["rule"]))


def _short(source: Source, clash: Record) -> str:
    key = "report.short" + clash["key"].removeprefix("rule")
    if not texts.says(key):
        return _full(source, clash)
    values = {"part": clash["part"], **clash["values"]}
    return source.t(key, **source.spoken(values, source.rule_kind(clash["rule"])))
