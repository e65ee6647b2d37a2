"""What robustness means in plain sentences: how the award holds, what is better, who is missed."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import rounded
from aanbesteding.basis.texts import say, says
from aanbesteding.report.source import Record, Source
from aanbesteding.report.units import of_care
from aanbesteding.report.voice import capital


def robust_of(source: Source) -> Record:
    """Return the robustness in a record."""
    found: Record = source.record["robust"]
    return found


def which(source: Source, tested: Record) -> str:
    """Return what people call a set of contracts."""
    sought = robust_of(source)["sought"]
    return source.t(f"report.robust.{tested['kind']}", found_in=tested["found_in"], sought=sought)


def names_of(source: Source) -> list[str]:
    """Return the names of all sets of contracts; those alike are numbered."""
    names = [which(source, one) for one in robust_of(source)["tested"]]
    return [
        f"{name} ({names[: at + 1].count(name)})" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]


def robust_said(source: Source) -> list[str]:
    """Return the sentences about the award, its rivals and its winners' drop-out."""
    award, *others = robust_of(source)["tested"]
    found = [
        *_award(source, award),
        *_rivals(source, award, others),
        *_hurts(source),
        *_failed(source),
    ]
    return [capital(line) for line in found]


def _award(source: Source, award: Record) -> Iterator[str]:
    fits = award["fits"]
    if fits["of"]:
        yield _say(source, "fits", {**fits})
    for rule, times in award["broken"]:
        yield _say(source, "broken", {"rule": rule, "times": times, "of": fits["of"]})
    for one in award["overruns"]:
        values = {**one["chance"], "budget": source.name("budget", one["budget"])}
        worst = Fraction(one["worst_cents"]) / 100
        yield _say(source, "over" if values["times"] else "never_over", {**values, "worst": worst})
    for one in award["shortfalls"]:
        values = {
            **one["chance"],
            "need": source.name("need", one["need"]),
            "mean": rounded(Fraction(one["mean"]), 1),
            "worst": of_care(source, one["worst"], source.unit(one["need"])),
        }
        yield _say(source, "short" if values["times"] else "never_short", values)


def _rivals(source: Source, award: Record, others: Sequence[Record]) -> Iterator[str]:
    if not others:
        yield _say(source, "alone", {})
        return
    every = list(zip((award, *others), names_of(source), strict=True))
    best, name = max(every, key=lambda one: _stands(one[0]))
    if _stands(best) == _stands(award):
        yield _say(source, "best", {})
        return
    fits, holds = best["fits"], best["holds"]
    values = {"which": name, "times": fits["times"], "of": fits["of"], "holds": holds["times"]}
    mine = {"award": award["fits"]["times"], "award_holds": award["holds"]["times"]}
    yield _say(source, "better", {**values, **mine})


def _stands(tested: Record) -> tuple[int, int]:
    """How often all rules are met, and then how often all is well."""
    return tested["fits"]["times"], tested["holds"]["times"]


def _hurts(source: Source) -> Iterator[str]:
    worst = next(iter(robust_of(source)["drop_outs"]), None)
    if worst is None:
        return
    left = worst["replaced"]
    waits = waiting_of(source, left["waiting"])
    extra = Fraction(left["paid"])
    if waits:
        what = source.t("robust.says.waiting", needs=waits)
    elif extra > 0:
        what = source.t("robust.says.costs", extra=extra / 100)
    else:
        yield _say(source, "hurts_not", {})
        return
    yield _say(source, "hurts", {"bidder": source.name("bidder", worst["bidder"]), "what": what})


def waiting_of(source: Source, waiting: Mapping[str, int]) -> list[str]:
    """Return who waits as amounts in words, the heaviest need first."""
    return [
        source.t(
            "report.robust.who",
            need=source.name("need", need.id),
            waiting=of_care(source, waiting[need.id], need.unit),
        )
        for need in sorted(source.tender.needs, key=lambda need: need.priority)
        if waiting.get(need.id, 0) > 0
    ]


def _failed(source: Source) -> Iterator[str]:
    failed = [trial for one in robust_of(source)["tested"] for trial in one["failed"]]
    if failed:
        error = error_of(source, failed[0]["error"])
        yield _say(source, "failed", {"count": len(failed), "error": error})


def error_of(source: Source, error: str) -> str:
    """Return why a future could not be worked out, in plain words where there are any."""
    name, _, said = error.partition(": ")
    key = f"robust.error.{name}"
    return source.t(key) if says(key) else f"{name} {said}".strip()


def _say(source: Source, key: str, values: Mapping[str, Any]) -> str:
    return say(f"robust.says.{key}", source.lang, values)
