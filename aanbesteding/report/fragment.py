"""What a notebook shows of a result: a small piece of a page, without script or own style."""

from collections.abc import Sequence
from typing import Any

from aanbesteding.basis import texts
from aanbesteding.basis.findings import Finding
from aanbesteding.dossier.dossier import FORMAT
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.report.answers import answers
from aanbesteding.report.html import environment
from aanbesteding.report.shapes import Column, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.summary import statement, winners_table

MOST = 30  # rows under a cell of a notebook; the page shows all


def fragment(
    record: Record, findings: Sequence[Finding], lang: str, files: Sequence[str] = ()
) -> str:
    """Return the outcome with its answers and winners, findings and files, as a piece of HTML."""
    shown: dict[str, Any] = {"title": "", "what_if": False, "statement": "", "tables": []}
    source = Source(record, lang)
    if "tender" in record and "kind" in record:
        shown |= {"title": record["tender"]["title"], "what_if": source.what_if}
    if record.get("format") == FORMAT and record.get("edition", INTERNAL) == INTERNAL:
        shown |= {"statement": statement(source)}
        shown["tables"] += [_answers(source), winners_table(source)]
    shown["tables"] += [_findings(source, findings), _files(source, files)]
    page = environment().get_template("fragment.html")
    return page.render(**shown, lang=lang, t=source.t)


def _answers(source: Source) -> Table:
    labels = [source.t(f"report.fragment.{head}") for head in ("question", "answer")]
    rows = tuple(
        text_row(one.term, " – ".join(filter(None, (one.text, one.note))))
        for one in answers(source)
    )
    cols = (Column(labels[0]), Column(labels[1], wide=True))
    return Table(source.t("report.fragment.caption"), cols, rows)


def _findings(source: Source, findings: Sequence[Finding]) -> Table | None:
    """What a person must look at; None where there is nothing."""
    labels = [source.t(f"report.findings.{head}") for head in ("code", "place", "text")]
    rows = tuple(
        text_row(one.code, str(one.place or "–"), _said(source, one)) for one in findings[:MOST]
    )
    rows += tuple(text_row("", "", one) for one in _left(source, len(findings)))
    caption = source.t("report.fragment.findings")
    return Table(caption, columns(*labels), rows) if rows else None


def _said(source: Source, finding: Finding) -> str:
    """A finding in two sentences: no style of our own could set them apart here."""
    title, help_ = (
        texts.say(f"finding.{finding.code}.{part}", source.lang, finding.values)
        for part in ("title", "help")
    )
    return f"{title}. {help_}"


def _files(source: Source, files: Sequence[str]) -> Table | None:
    """What was written, by path in the round folder; None where nothing was."""
    rows = tuple(text_row(one) for one in (*files[:MOST], *_left(source, len(files))))
    cols = (Column(source.t("report.fragment.file"), wide=True),)
    return Table(source.t("report.fragment.files"), cols, rows) if rows else None


def _left(source: Source, count: int) -> tuple[str, ...]:
    """How many rows are not shown; nothing where all are."""
    return (source.t("report.fragment.more", count=count - MOST),) if count > MOST else ()
