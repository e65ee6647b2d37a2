"""Rules counted on the award, goals with their proof, ties, and rules that clash."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from aanbesteding.basis import texts
from aanbesteding.report.draws import draws_table
from aanbesteding.report.found import unproven_in_words
from aanbesteding.report.further import tables
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.units import amount, goal_value
from aanbesteding.report.voice import capital

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
        "lead": _lead(source, counts),
    }


def _lead(source: Source, counts: Sequence[Record]) -> str:
    """How many counts hold; empty where nothing was counted."""
    if not counts:
        return ""
    held, of = sum(1 for count in counts if count["holds"]), len(counts)
    key = "report.counts.lead_all" if held == of > 1 else "report.counts.lead"
    return source.t(key, held=held, all=of)


def counts_table(source: Source, counts: Sequence[Record], kind: str) -> Table | None:
    """Return what was counted for each part of the rules; None when nothing was."""
    if not counts:
        return None
    heads = ("part", "counted", "required", "holds")
    labels = [source.t(f"report.counts.{head}") for head in heads]
    rows: list[Row] = []
    shown = [count for count in counts if kind not in _LONG or not _silent(count)]
    for _, group in groupby(shown, key=lambda c: (c["rule"], c["key"])):
        same_rule = list(group)
        rows.append(text_row(_rule_sentence(source, same_rule[0]), tone="group"))
        for _, bounds in groupby(same_rule, key=lambda c: c["part"]):
            rows.append(_count_row(source, list(bounds)))
    caption, left = source.t(f"report.counts.caption_{kind}"), len(counts) - len(shown)
    note = source.t("report.counts.silent", count=left) if left else ""
    return Table(caption, columns(*labels, numbers="-n--"), tuple(rows), (), note)


def _silent(count: Record) -> bool:
    """Whether a count says nothing: none where there may be none."""
    return bool(count["sense"] == "<=" and count["counted"] == count["required"] == 0)


def _rule_sentence(source: Source, count: Record) -> str:
    whole = source.whole(count["kind"], count["rule"])
    return source.sentence(count["key"], {**count["values"], "part": whole}, count["kind"])


def _count_row(source: Source, bounds: Sequence[Record]) -> Row:
    """One part of a rule, with every bound on what was counted."""
    count = bounds[0]
    required = _bounds(source, bounds)
    holds = all(bound["holds"] for bound in bounds)
    said = source.t("report.counts.kept") if holds else failing(source, bounds)
    part = source.part(count["kind"], count["part"])
    return text_row(
        capital(part),
        amount(source, count, count["counted"]),
        Cell(source.listed(required), heavier(source, count)),
        Cell(said, tone="good" if holds else "bad"),
    )


def heavier(source: Source, count: Record) -> str:
    """Return that places for heavier help are among the capacity; nothing where none are."""
    if count["kind"] != "capacity":
        return ""
    bidder, lot, need = count["part"].split("/")[:3]
    offered = [
        offer.capacity
        for bid in source.bids
        if bid.id == bidder
        for lot_bid in bid.lots
        if lot_bid.lot == lot
        for offer in lot_bid.offers
        if offer.need == need
    ]
    own = sum(offered)
    return source.t("report.counts.heavier", own=own) if Fraction(count["required"]) > own else ""


def _bounds(source: Source, bounds: Sequence[Record]) -> list[str]:
    """Every bound in words; a least and a most that are equal are one."""
    senses = {bound["sense"] for bound in bounds}
    if senses == {"<=", ">="} and len({bound["required"] for bound in bounds}) == 1:
        return [_required(source, {**bounds[0], "sense": "=="})]
    return [_required(source, bound) for bound in bounds]


def _required(source: Source, count: Record) -> str:
    said = amount(source, count, count["required"])
    return source.t(f"report.sense.{sense_of(count)}", amount=said)


def sense_of(count: Record) -> str:
    """Return the word for how a count is compared: most, least or exactly."""
    return _SENSES[count["sense"]]


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
    return capital(source.t(key, rules=source.listed(_short(source, one) for one in clash)))


def rule_in_words(source: Source, clash: Record) -> str:
    """Return one of the rules that cannot hold together, in names."""
    return source.sentence(clash["key"], clash["values"], source.rule_kind(clash["rule"]))


def _short(source: Source, clash: Record) -> str:
    key = "report.short" + clash["key"].removeprefix("rule")
    if not texts.says(key):
        return rule_in_words(source, clash)
    values = {"part": clash["part"], **clash["values"]}
    return source.t(key, **source.spoken(values, source.rule_kind(clash["rule"])))
