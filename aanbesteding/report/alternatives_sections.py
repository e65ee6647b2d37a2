"""Awards nearly as good as the best: what was found, each award, who is always in, the limits."""

from collections.abc import Iterator, Sequence
from typing import Any

from aanbesteding.basis import show
from aanbesteding.report.explained import Section
from aanbesteding.report.figure_names import contract_name, figure, figure_name
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source

BESIDE, NAMED = 8, 6


def alternatives_sections(source: Source) -> tuple[Section, ...]:
    """Return what was found in words, the awards, who is in them, and the limits."""
    answer = source.record["answer"]
    within = show.share(answer["within"], source.lang)
    lead = source.t("report.near.lead", within=within)
    if answer["goal"]:
        named = _goal_named(source, answer)
        lead = source.t("report.near.lead_goal", within=within, goal=named)
    return (
        Section("near_found", lead, tuple(_said(source, answer))),
        Section("near_list", lists=(_awards(source, answer), _goals(source, answer))),
        Section("near_presence", lists=(_presence(source, answer), *_who(source, answer))),
        Section("near_limits", lists=(_limits(source, answer),)),
    )


def _goal_named(source: Source, answer: Record) -> str:
    goal = next(one for one in answer["limits"] if one["goal"] == answer["goal"])
    return figure_name(source, goal["kind"], goal["need"])


def _said(source: Source, answer: Record) -> Iterator[str]:
    t, others = source.t, len(answer["awards"]) - 1
    if answer["by_rank"]:
        yield t("report.near.by_rank")
        if answer["decision_near"] is not None:
            side = "near" if answer["decision_near"] else "far"
            yield t(f"report.near.decision_{side}")
    if answer["equal"]:
        yield t("report.near.equal")
    if not others:
        yield t("report.near.none" if answer["complete"] else "report.near.more", count=0)
    else:
        key = "complete" if answer["complete"] else "more"
        yield t(f"report.near.{key}{'_one' if others == 1 else ''}", count=others)
        most = answer["awards"][1]["differs"]
        yield t(f"report.near.most{'_one' if most == 1 else ''}", count=most)
    yield _always(source, answer)


def _always(source: Source, answer: Record) -> str:
    """Who is in every award, by name where they are few."""
    always = [one for one in answer["presence"] if one["every"]]
    if not always:
        return source.t("report.near.always_none")
    if len(always) > NAMED:
        values = {"count": len(always), "whole": len(answer["presence"])}
        return source.t("report.near.always_many", **values)
    return source.t("report.near.always", contracts=_contracts(source, always))


def _contracts(source: Source, contracts: Sequence[Any]) -> str:
    """Contracts in one line; a pair of the record or an entry with bidder and lot."""
    pairs = [(c["bidder"], c["lot"]) if isinstance(c, dict) else tuple(c) for c in contracts]
    return source.listed(contract_name(source, *pair) for pair in pairs)


def _awards(source: Source, answer: Record) -> Listing:
    """What is added and gone in each award, and how far it is from those above it."""
    first = source.t(f"report.near.{_first(answer)}")
    rows = [
        (
            number,
            first if number == 1 else _contracts(source, one["added"]) or "–",
            _contracts(source, one["gone"]) or "–",
            one["differs"] or None,
            len(one["contracts"]),
        )
        for number, one in enumerate(answer["awards"], start=1)
    ]
    heads = ("number", "added", "gone", "differs", "contracts")
    labels = [source.t(f"report.near.{head}") for head in heads]
    kinds = ("number", "wide", "wide", "number", "number")
    caption, note = source.t("report.near.list_caption"), source.t("report.near.list_note")
    return Listing(caption, labels, kinds, rows, note)


def _goals(source: Source, answer: Record) -> Listing:
    """What each award reaches on every goal."""
    limits = answer["limits"]
    rows = [
        (
            number,
            *(
                figure(source, goal["kind"], goal["need"], value)
                for goal, value in zip(limits, one["goals"], strict=True)
            ),
        )
        for number, one in enumerate(answer["awards"], start=1)
    ]
    names = (figure_name(source, goal["kind"], goal["need"]) for goal in limits)
    labels = (source.t("report.near.number"), *names)
    kinds = ("number", *["figure"] * len(limits))
    return Listing(source.t("report.near.goals_caption"), labels, kinds, rows)


def _first(answer: Record) -> str:
    """Whether the best of the list is the decision itself."""
    best = {tuple(one) for one in answer["awards"][0]["contracts"]}
    given = {(one["bidder"], one["lot"]) for one in answer["presence"] if one["given"]}
    return "decision" if best == given and not answer["equal"] else "best"


def _who(source: Source, answer: Record) -> tuple[Listing, ...]:
    """Every contract with the awards it is in, some awards beside each other."""
    awards = list(enumerate(answer["awards"], start=1))
    return tuple(
        _beside(source, answer, awards[start : start + BESIDE])
        for start in range(0, len(awards), BESIDE)
    )


def _beside(source: Source, answer: Record, shown: Sequence[tuple[int, Record]]) -> Listing:
    yes = source.t("report.word.yes")
    rows = []
    for one in answer["presence"]:
        pick = [one["bidder"], one["lot"]]
        marks = (yes if pick in award["contracts"] else "–" for _, award in shown)
        rows.append((source.name("lot", one["lot"]), source.bidder(one["bidder"]), *marks))
    labels = (
        source.t("report.word.lot"),
        source.t("report.word.bidder"),
        *(source.t("report.near.award", number=number) for number, _ in shown),
    )
    return Listing(source.t("report.near.in_caption"), labels, ("text",) * len(labels), rows)


def _presence(source: Source, answer: Record) -> Listing:
    t, count = source.t, len(answer["awards"])
    rows = [
        (
            source.name("lot", one["lot"]),
            source.bidder(one["bidder"]),
            t("report.near.times_of", times=one["times"], count=count),
            t(f"report.near.{_verdict(one)}"),
            t(f"report.word.{'yes' if one['given'] else 'no'}"),
        )
        for one in answer["presence"]
    ]
    labels = (
        t("report.word.lot"),
        t("report.word.bidder"),
        t("report.near.times"),
        t("report.near.verdict"),
        t("report.near.given"),
    )
    caption, note = t("report.near.presence_caption"), t("report.near.presence_note")
    return Listing(caption, labels, ("text", "text", "figure", "text", "text"), rows, note)


def _verdict(one: Record) -> str:
    return "every" if one["every"] else "never" if one["none"] else "sometimes"


def _limits(source: Source, answer: Record) -> Listing:
    rows = [
        (
            figure_name(source, one["kind"], one["need"]),
            figure(source, one["kind"], one["need"], one["best"]),
            _limit(source, one),
        )
        for one in answer["limits"]
    ]
    labels = [source.t(f"report.near.{head}") for head in ("goal", "value", "limit")]
    caption, note = source.t("report.near.limits_caption"), source.t("report.near.limits_note")
    return Listing(caption, labels, ("wide", "figure", "figure"), rows, note)


def _limit(source: Source, one: Record) -> str:
    if one["limit"] is None:
        return source.t("report.near.free")
    side = "at_least" if one["larger"] else "at_most"
    said = figure(source, one["kind"], one["need"], one["limit"])
    return source.t(f"report.near.{side}", value=said)
