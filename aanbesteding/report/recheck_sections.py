"""An error found after the decision: the outcome, what was corrected, scores, contracts, goals."""

from collections.abc import Iterator

from aanbesteding.report.explained import Section
from aanbesteding.report.figure_names import contract_name
from aanbesteding.report.listing import filled
from aanbesteding.report.recheck_lists import (
    contracts_list,
    fields_list,
    files_list,
    goals_list,
    lots_list,
    points_list,
    scores_list,
)
from aanbesteding.report.source import Record, Source


def recheck_sections(source: Source) -> tuple[Section, ...]:
    """Return whether the outcome changes and for whom, and every value before and after."""
    answer = source.record["answer"]
    scores = "" if answer["scores"] else source.t("report.recheck.scores_none")
    goals = "" if answer["goals"] else source.t("report.recheck.goals_none")
    inputs = "" if answer["fields"] else source.t("report.recheck.fields_none")
    files, points, lots = (show(source, answer) for show in (files_list, points_list, lots_list))
    return (
        Section("recheck_outcome", source.t("report.recheck.lead"), tuple(_said(source, answer))),
        Section("recheck_inputs", inputs, lists=filled(fields_list(source, answer), files)),
        Section("recheck_scores", scores, lists=filled(scores_list(source, answer), points)),
        Section("recheck_contracts", lists=filled(contracts_list(source, answer), lots)),
        Section("recheck_goals", goals, lists=filled(goals_list(source, answer))),
    )


def _said(source: Source, answer: Record) -> Iterator[str]:
    verdict = answer["verdict"]
    if verdict == "outcome":
        sides = {s: source.t(f"cli.outcome.{answer[f'outcome_{s}']}") for s in ("before", "after")}
        yield source.t("report.recheck.outcome", **sides)
    elif verdict == "sizes":
        yield source.counted("report.recheck.sizes")
    else:
        yield source.t(f"report.recheck.{verdict}")
    for kind in ("gains", "loses", "keeps", "open"):
        of_kind = [one for one in answer["contracts"] if one["verdict"] == kind]
        if of_kind:
            names = source.listed(
                contract_name(source, one["bidder"], one["lot"]) for one in of_kind
            )
            yield source.t(f"report.recheck.{kind}", contracts=names)
    yield source.t("report.recheck.reason", reason=answer["reason"])
    yield source.t("report.recheck.by", by=answer["by"])
    yield source.t("report.recheck.first", hash=answer["first"])
