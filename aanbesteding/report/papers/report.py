"""The core of the award report as a paper, for who needs it as PDF or in Word."""

from collections.abc import Iterator, Sequence

from aanbesteding.report.awarded import awarded
from aanbesteding.report.html import origin_facts
from aanbesteding.report.money import budget_section, municipalities
from aanbesteding.report.origin import timeline
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.ranking import ranking
from aanbesteding.report.shapes import Fact, Table
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import masthead, summary
from aanbesteding.report.waiting import waiting_table


def report_paper(record: Record, lang: str, record_hash: str = "") -> Paper:
    """Return outcome, scores, award, need, money and dates of a record; no charts, no reasons."""
    source = Source(record, lang, record_hash)
    head = masthead(source)
    parts = (
        _summary(source),
        *_scores(source),
        *_award(source),
        _part(source, "needs", tables=[waiting_table(source)]),
        _part(source, "budget", tables=[budget_section(source)["table"]]),
        _municipalities(source),
        _part(source, "schedule", points=[f"{s['day']}: {s['label']}" for s in timeline(source)]),
    )
    return Paper(
        lang,
        head["kind"],
        head["title"],
        tuple(part for part in parts if not part.empty),
        facts=tuple(head["facts"]),
        origin=tuple(origin_facts(source)),
        mark=source.t("report.what_if.mark") if source.what_if else "",
    )


def _part(
    source: Source,
    section: str,
    said: Sequence[str] = (),
    points: Sequence[str] = (),
    tables: Sequence[Table | None] = (),
    about: str = "",
) -> Part:
    title = source.t(f"report.section.{section}")
    shown = tuple(table for table in tables if table)
    heading = f"{title} – {about}" if about else title
    return Part(heading, tuple(filter(None, said)), tuple(points), shown)


def _summary(source: Source) -> Part:
    found = summary(source)
    answers = [_answer(fact) for fact in found["answers"]]
    said = (found["statement"], found["more"])
    return _part(source, "summary", said, answers, (found["lots"], found["winners"]))


def _answer(fact: Fact) -> str:
    asked = fact.term if fact.term.endswith("?") else f"{fact.term}:"
    return f"{asked} {fact.text}" + (f" ({fact.note})" if fact.note else "")


def _scores(source: Source) -> Iterator[Part]:
    several = len(source.tender.open_lots) > 1
    for lot in ranking(source):
        said = () if lot["table"] else (lot["none"],)
        about = lot["title"] if several else ""
        yield _part(source, "ranking", said, (), (lot["table"], lot["out"]), about)


def _award(source: Source) -> Iterator[Part]:
    lots = awarded(source)
    for lot in lots:
        said = (lot["outcome"], lot["reason"])
        tables = (lot["contracts"], lot["volumes"])
        yield _part(source, "award", said, (), tables, lot["title"] if len(lots) > 1 else "")


def _municipalities(source: Source) -> Part:
    found = municipalities(source)
    if found is None:
        return Part()
    said = (found["statement"], found["beyond"])
    return _part(source, "municipalities", said, (), (found["table"], found["shares"]))
