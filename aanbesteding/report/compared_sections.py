"""The award by rank order beside the award by the goals, in words and figures."""

from collections.abc import Iterator

from aanbesteding.report.explained import Section
from aanbesteding.report.figure_names import contract_name, difference, figure, figure_name
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source

DECIDED = ("awarded", "admitted")


def compared_sections(source: Source) -> tuple[Section, ...]:
    """Return the outcome in words, the figures, and who gets a contract."""
    answer = source.record["answer"]
    lead = source.t(f"report.modes.lead_{answer['published']}")
    return (
        Section("modes_outcome", lead, tuple(_said(source, answer))),
        Section("modes_figures", lists=(_figures(source, answer),)),
        Section("modes_contracts", lists=(_contracts(source, answer),)),
    )


def _said(source: Source, answer: Record) -> Iterator[str]:
    for side in ("rank", "goals"):
        if answer[f"{side}_outcome"] not in DECIDED:
            ended = source.t(f"cli.outcome.{answer[f'{side}_outcome']}")
            yield source.t(f"report.modes.{side}_ended", outcome=ended)
    if answer["equal"]:
        yield source.t("report.modes.equal")
    if all(answer[f"{side}_outcome"] in DECIDED for side in ("rank", "goals")):
        yield from _differing(source, answer)
    for one in answer["figures"]:
        if one["kind"] == "unmet" and _differs(one):
            yield source.t(
                "report.modes.waits",
                figure=figure_name(source, "unmet", one["need"]),
                rank=figure(source, "unmet", one["need"], one["by_rank"]),
                goals=figure(source, "unmet", one["need"], one["by_goals"]),
            )


def _differs(one: Record) -> bool:
    return None not in (one["by_rank"], one["by_goals"]) and one["by_rank"] != one["by_goals"]


def _differing(source: Source, answer: Record) -> Iterator[str]:
    if answer["same"]:
        yield source.t("report.modes.same")
        return
    only = {
        "only_rank": [c for c in answer["contracts"] if c["goals_clients"] is None],
        "only_goals": [c for c in answer["contracts"] if c["rank_clients"] is None],
    }
    count = sum(map(len, only.values()))
    yield source.t(f"report.modes.{'other_one' if count == 1 else 'other'}", count=count)
    for key, contracts in only.items():
        if contracts:
            names = source.listed(
                contract_name(source, one["bidder"], one["lot"]) for one in contracts
            )
            yield source.t(f"report.modes.{key}", contracts=names)


def _figures(source: Source, answer: Record) -> Listing:
    rows = []
    for one in answer["figures"]:
        kind, need = one["kind"], one["need"]
        sides = (one["by_rank"], one["by_goals"])
        rows.append(
            (
                figure_name(source, kind, need),
                *(figure(source, kind, need, side) for side in sides),
                difference(source, kind, need, *sides),
            )
        )
    labels = [source.t(f"report.modes.{h}") for h in ("figure", "rank", "goals", "difference")]
    caption, note = (source.t(f"report.modes.figures_{word}") for word in ("caption", "note"))
    return Listing(caption, labels, ("wide", "figure", "figure", "figure"), rows, note)


def _contracts(source: Source, answer: Record) -> Listing:
    rows = [
        (
            source.name("lot", one["lot"]),
            source.bidder(one["bidder"]),
            one["rank_clients"],
            one["goals_clients"],
            one["rank_cents"],
            one["goals_cents"],
            source.t(f"report.modes.{_where(one)}"),
        )
        for one in answer["contracts"]
    ]
    t = source.t
    labels = (
        t("report.word.lot"),
        t("report.word.bidder"),
        source.counted("report.modes.contracts_rank"),
        source.counted("report.modes.contracts_goals"),
        t("report.modes.rank_spend"),
        t("report.modes.goals_spend"),
        t("report.modes.where"),
    )
    kinds = ("text", "text", "number", "number", "cents", "cents", "text")
    return Listing(t("report.modes.contracts_caption"), labels, kinds, rows)


def _where(one: Record) -> str:
    if one["rank_clients"] is None:
        return "only_by_goals"
    return "only_by_rank" if one["goals_clients"] is None else "both"
