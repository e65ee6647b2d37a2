"""Dates of the round, and where everything in the report comes from."""

from collections.abc import Iterable
from typing import Any

from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.shapes import Cell, Column, Fact, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.steps import no_journal, step_facts


def timeline(source: Source) -> list[dict[str, Any]]:
    """Return the dates of the round in order, as published."""
    dates = source.record["schedule"]
    names = (
        "published",
        "bids_due",
        "provisional_award",
        "standstill_last_day",
        "final_award_from",
        "contract_start",
    )
    return [
        {
            "iso": dates[name],
            "day": source.day(dates[name]),
            "label": source.t(f"report.schedule.{name}", days=dates["standstill_days"]),
        }
        for name in names
    ]


def origin(source: Source, look: Look = PLAIN) -> dict[str, Any]:
    """Return files with their hashes, the record's own hash, version, law, look and notes."""
    record, t = source.record, source.t
    facts = [
        Fact(
            t("report.origin.record"), source.record_hash or t("report.origin.no_hash"), "", "hash"
        ),
        Fact(t("report.origin.tender"), record["tender_hash"], "", "hash"),
        *(step_facts(source) or [no_journal(source)]),
        Fact(t("report.origin.version"), f"aanbesteding {record['package']}"),
        Fact(t("report.origin.format"), record["format"]),
        Fact(t("report.origin.law"), record["law"]["id"], t(f"report.law.{_law_key(source)}")),
    ]
    if look.fingerprint:
        facts.append(Fact(t("report.origin.look"), look.fingerprint, "", "hash"))
    rows = tuple(text_row(i["path"], Cell(i["sha256"], tone="hash")) for i in record["inputs"])
    labels = [t("report.origin.file"), t("report.origin.sha256")]
    return {
        "facts": facts,
        "inputs": Table(t("report.origin.inputs"), columns(*labels), rows) if rows else None,
        "notes": notes_table(source),
        "findings": findings_table(source),
    }


def files_table(source: Source, caption: str, files: Iterable[Record]) -> Table:
    """Return files with their SHA-256."""
    labels = (source.t("report.sheet.what"), source.t("report.origin.sha256"))
    rows = tuple(text_row(one["path"], Cell(one["sha256"], tone="hash")) for one in files)
    return Table(caption, columns(*labels), rows)


def _law_key(source: Source) -> str:
    return "quality" if source.record["law"]["quality_criterion_required"] else "free"


def notes_table(source: Source) -> Table | None:
    """Return which figures have a source and which are estimates; None without notes."""
    labels = [source.t(f"report.notes.{h}") for h in ("about", "text", "basis")]
    rows = tuple(
        text_row(
            note.about, Cell(note.text, note.source), source.t(f"report.basis.{note.basis.value}")
        )
        for note in source.tender.notes
    )
    cols = (Column(labels[0]), Column(labels[1], wide=True), Column(labels[2]))
    return Table(source.t("report.notes.caption"), cols, rows) if rows else None


def findings_table(source: Source) -> Table | None:
    """Return the notices that did not block; None when there are none."""
    rows = tuple(
        text_row(
            finding["code"],
            finding["place"] or "–",
            source.sentence(f"finding.{finding['code']}.title", finding["values"]),
        )
        for finding in source.record["findings"]
    )
    labels = [source.t(f"report.findings.{h}") for h in ("code", "place", "text")]
    return Table(source.t("report.findings.caption"), columns(*labels), rows) if rows else None
