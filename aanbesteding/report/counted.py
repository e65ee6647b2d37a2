"""Rules counted on the award, goals with their proof, ties, draws, and rules that clash."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from aanbesteding.basis import texts
from aanbesteding.report.found import unproven_in_words
from aanbesteding.report.further import tables
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.units import amount, goal_value

_SENSES = {"<=": "most", ">=": "least", "==": "exactly"}
_LONG = ("capacity", "demand")
# What bidders asked themselves has a table of its own.
_APART = (*_LONG, "conditions")


def counted(source: Source) -> dict[str, Any]:
    """Return the section: every rule counted, goals, ties, draws, clashes."""
    counts = source.decision["counts"]
    return {
        "rules": counts_table(source, [c for c in counts if c["kind"] not in _APART], "rules"),
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
        "soft": soft_in_words(source),
        "conditions": tables(source, "conditions"),
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
    whole = source.whole(count["kind"], count["rule"])
    return source.sentence(count["key"], {**count["values"], "part": whole}, count["kind"])


def _count_row(source: Source, bounds: Sequence[Record]) -> Row:
    """One part of a rule, with every bound on what was counted."""
    count = bounds[0]
    required = [_required(source, bound) for bound in bounds]
    holds = all(bound["holds"] for bound in bounds)
    said = source.t("report.counts.kept") if holds else failing(source, bounds)
    part = source.part(count["kind"], count["part"])
    return text_row(
        _capital(part),
        amount(source, count, count["counted"]),
        source.listed(required),
        Cell(said, tone="good" if holds else "bad"),
    )


def _required(source: Source, count: Record) -> str:
    sense = _SENSES[count["sense"]]
    return source.t(f"report.sense.{sense}", amount=amount(source, count, count["required"]))


def failing(source: Source, bounds: Sequence[Record]) -> str:
    """Return that a rule is not met; of a soft rule what that costs in stated value."""
    fines = [bound["fine_cents"] for bound in bounds]
    if None in fines:
        return source.t("report.counts.fails")
    return source.t("report.soft.broken", fine=Fraction(sum(fines), 100))


def soft_in_words(source: Source) -> str:
    """Return how many counts of soft rules are not met, and what that costs; empty without any."""
    fines = [c["fine_cents"] for c in source.decision["counts"] if c["fine_cents"]]
    if not fines:
        return ""
    key = "report.soft.one" if len(fines) == 1 else "report.soft.some"
    return source.t(key, count=len(fines), fine=Fraction(sum(fines), 100))


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
            " ".join((source.sentence(goal["key"], goal["values"]), *weighed(source, goal))),
            goal_value(source, goal, goal["value"]),
            _proof(source, goal),
        )
        for at, goal in enumerate(goals, start=1)
    )
    return Table(source.t("report.goals.caption"), columns(*labels, numbers="n-n-"), rows)


def weighed(source: Source, goal: Record) -> list[str]:
    """Return the goals that are weighed together, each with its weight."""
    return [
        source.t(
            "report.goals.weight",
            goal=source.sentence(part["key"], part["values"]),
            weight=Fraction(part["weight"]),
        )
        for part in goal["parts"]
    ]


def _proof(source: Source, goal: Record) -> Cell:
    if goal["proven"]:
        return Cell(source.t("report.goals.proven"), tone="good")
    return Cell(unproven_in_words(goal, source.lang), tone="bad")


def ties_in_words(source: Source) -> list[str]:
    """Return what is said about equal bids and other awards that are as good."""
    decision = source.decision
    if decision["outcome"] not in ("awarded", "admitted", "draw_needed"):
        return []
    said = []
    if decision["outcome"] == "awarded":
        said.append(source.t(f"report.unique.{_unique(decision)}"))
    if decision["rungs"]:
        rungs = [source.t(f"report.rung.{rung}") for rung in decision["rungs"]]
        said.append(source.t("report.unique.rungs", rungs=rungs))
    elif decision["outcome"] == "awarded":
        said.append(source.t("report.unique.no_rungs"))
    return said


def _unique(decision: Record) -> str:
    """Whether another award is as good; of those without combinations, where these did not win."""
    compared = decision.get("combination")
    apart = "apart_" if compared and not compared["won"] else ""
    return apart + ("yes" if decision["unique"] else "no")


def draws_table(source: Source) -> Table | None:
    """Return the draws, held or still to be held; None when there are none."""
    draws = source.decision["draws"]
    if not draws:
        return None
    heads = ("lot", "bidders", "outcome", "origin")
    labels = [source.t(f"report.draws.{head}") for head in heads]
    rows = tuple(
        text_row(
            source.name("lot", draw["lot"]),
            "; ".join(source.bidder(bidder) for bidder in draw["bidders"]),
            "; ".join(source.bidder(b) for b in draw["outcome"]) or source.t("report.draws.open"),
            _origin(source, draw),
        )
        for draw in draws
    )
    note = source.t("report.draws.note_seed") if any(draw["seed"] for draw in draws) else ""
    return Table(source.t("report.draws.caption"), columns(*labels), rows, (), note)


def _origin(source: Source, draw: Record) -> str:
    return source.t(f"report.draws.{draw['origin']}", seed=draw["seed"]) if draw["origin"] else "–"


def clashes_in_words(source: Source) -> list[dict[str, Any]]:
    """Return each smallest set of rules that cannot hold together, in one line and one by one."""
    return [
        {
            "line": _clash_line(source, clash),
            "rules": [rule_in_words(source, c) for c in clash],
        }
        for clash in source.decision["clashes"]
    ]


def _clash_line(source: Source, clash: Sequence[Record]) -> str:
    key = "report.clash.alone" if len(clash) == 1 else "report.clash.line"
    return _capital(source.t(key, rules=source.listed(_short(source, one) for one in clash)))


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def rule_in_words(source: Source, clash: Record) -> str:
    """Return one of the rules that cannot hold together, in names."""
    return source.sentence(clash["key"], clash["values"], source.rule_kind(clash["rule"]))


def _short(source: Source, clash: Record) -> str:
    key = "report.short" + clash["key"].removeprefix("rule")
    if not texts.says(key):
        return rule_in_words(source, clash)
    values = {"part": clash["part"], **clash["values"]}
    return source.t(key, **source.spoken(values, source.rule_kind(clash["rule"])))
