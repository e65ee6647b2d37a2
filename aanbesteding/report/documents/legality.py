"""What an accountant asks of an award, beside what the record says of it."""

from collections.abc import Iterator

from aanbesteding.report.documents.common import said
from aanbesteding.report.figures import forecast_of, spend_of
from aanbesteding.report.shapes import Cell, Column, Row, Table, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.steps import taken
from aanbesteding.tender.lots import Lot

# From here on a notice is published all over Europe; docs/sources.toml, s5.
THRESHOLD_CENTS = 75_000_000
STEPS = ("frozen", "opened", "quality_frozen", "prices_opened")


def legality_table(source: Source) -> Table:
    """Return each question with what the record says; what it cannot say is left to fill in."""
    rows = (
        *_law(source),
        *_value(source),
        *(_framework(source, lot) for lot in source.tender.open_lots),
        *_steps(source),
        *_decided(source),
    )
    labels = [said(source, f"legal.{head}") for head in ("question", "answer")]
    cols = (Column(labels[0]), Column(labels[1], wide=True))
    return Table(said(source, "legal.caption"), cols, tuple(rows), (), said(source, "legal.note"))


def _asked(source: Source, key: str, answer: str, note: str = "", tone: str = "") -> Row:
    return text_row(said(source, f"legal.{key}"), Cell(answer, note, tone))


def _law(source: Source) -> Iterator[Row]:
    law = source.record["law"]
    quality = law["quality_criterion_required"]
    told = source.t(f"report.law.{'quality' if quality else 'free'}")
    yield _asked(source, "law", law["id"], told)
    if not quality:
        yield _asked(source, "ordinance", said(source, "fill"))


def _value(source: Source) -> Iterator[Row]:
    yield _asked(source, "estimate", said(source, "fill"))
    awarded = spend_of(source.decision) + forecast_of(source.decision)
    values = {"amount": source.cents(awarded), "threshold": source.cents(THRESHOLD_CENTS)}
    key = "above" if awarded >= THRESHOLD_CENTS else "unknown"
    yield _asked(source, "threshold", said(source, f"legal.{key}", **values))


def _framework(source: Source, lot: Lot) -> Row:
    """The greatest value as published, beside what the award comes to over the whole term."""
    question = said(source, "legal.framework", lot=lot.title)
    if lot.framework_max_value is None:
        return text_row(question, said(source, "fill"))
    value = source.euro(lot.framework_max_value)
    term = "" if lot.term_years is None else source.t("report.lots.years", years=lot.term_years)
    told = " · ".join(text for text in (term, lot.extension) if text)
    return text_row(question, Cell(". ".join(filter(None, (value, _held(source, lot)))), told))


def _held(source: Source, lot: Lot) -> str:
    counts = [c for c in source.decision["counts"] if c["kind"] == "framework_maximum"]
    own = [count for count in counts if count["part"] == lot.id]
    if not own:
        return ""
    return said(source, f"legal.{'within' if all(c['holds'] for c in own) else 'beyond'}")


def _steps(source: Source) -> Iterator[Row]:
    steps = source.record.get("journal", {"steps": []})["steps"]
    last = {step["step"]: step for step in steps}
    two = source.tender.award.envelopes == "two"
    for name in STEPS if two else STEPS[:2]:
        yield _asked(source, name, *_taken(source, last.get(name)))


def _taken(source: Source, step: Record | None) -> tuple[str, str, str]:
    if step is None:
        return said(source, "legal.not_taken"), said(source, "fill"), "wait"
    return taken(source, step), "", ""


def _decided(source: Source) -> Iterator[Row]:
    mode = source.decision["mode"]
    yield _asked(source, "mode", source.t(f"report.decides.{mode}"))
    marks = source.consensus.values()
    bare = sum(1 for mark in marks if not mark["reason"].strip())
    if marks:
        key, tone = ("some_bare", "bad") if bare else ("all_reasons", "good")
        told = said(source, f"legal.{key}", marks=len(marks), bare=bare)
        yield _asked(source, "reasons", told, tone=tone)
    days = source.record["schedule"]
    last = {"days": days["standstill_days"], "day": days["standstill_last_day"]}
    yield _asked(source, "standstill", said(source, "legal.standstill_says", **last))
