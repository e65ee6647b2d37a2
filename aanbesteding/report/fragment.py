"""What a notebook shows of a result: a small piece of a page, without script or own style."""

from collections.abc import Sequence
from typing import Any

from aanbesteding.basis import texts
from aanbesteding.basis.findings import Finding
from aanbesteding.report.answers import answers
from aanbesteding.report.html import environment
from aanbesteding.report.shapes import Cell, Column, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import statement, winners_table

AWARDS = ("award", "what_if")


def fragment(record: Record, findings: Sequence[Finding], lang: str) -> str:
    """Return the outcome with its answers and winners, and the findings, as a piece of HTML."""
    shown: dict[str, Any] = {"title": "", "what_if": False, "statement": "", "tables": []}
    source = Source(record, lang)
    if "tender" in record and "kind" in record:
        shown |= {"title": source.tender.title, "what_if": source.what_if}
    if record.get("kind") in AWARDS:
        shown |= {"statement": statement(source)}
        shown["tables"] += [_answers(source), winners_table(source)]
    shown["tables"].append(_findings(source, findings))
    page = environment().get_template("fragment.html")
    return page.render(**shown, lang=lang, t=source.t)


def _answers(source: Source) -> Table:
    labels = [source.t(f"report.fragment.{head}") for head in ("question", "answer")]
    rows = tuple(text_row(one.term, Cell(one.text, one.note)) for one in answers(source))
    cols = (Column(labels[0]), Column(labels[1], wide=True))
    return Table(source.t("report.fragment.caption"), cols, rows)


def _findings(source: Source, findings: Sequence[Finding]) -> Table | None:
    """What a person must look at; None where there is nothing."""
    labels = [source.t(f"report.findings.{head}") for head in ("code", "place", "text")]
    rows = tuple(
        text_row(
            one.code,
            str(one.place or "–"),
            Cell(
                texts.say(f"finding.{one.code}.title", source.lang, one.values),
                texts.say(f"finding.{one.code}.help", source.lang, one.values),
            ),
        )
        for one in findings
    )
    caption = source.t("report.fragment.findings")
    return Table(caption, columns(*labels), rows) if rows else None
