"""A bidder's feedback sheet for a talk: its points per criterion and why; of its edition alone."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.report.documents.common import part, said
from aanbesteding.report.edition_bidder import bidder_sections
from aanbesteding.report.edition_parts import origin_of
from aanbesteding.report.html import buyer_facts
from aanbesteding.report.panel_words import as_mark
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def feedback_sheet(edition: Mapping[str, Any], lang: str) -> Paper:
    """Return the feedback sheet of the bidder an edition is of."""
    source = Source(edition, lang)
    name = source.name("bidder", edition["bidder"])
    parts = (_result(source), *_points(source), part(source, "feedback.talk", *_talk(source)))
    return Paper(
        lang=lang,
        kind=said(source, "feedback.kind"),
        title=name,
        parts=parts,
        facts=buyer_facts(source),
        origin=origin_of(source),
    )


def _result(source: Source) -> Part:
    """How each of its bids ended, in the words of its edition."""
    told = next(one for one in bidder_sections(source) if one.name == "ed_result")
    return part(source, "feedback.result", points=told.sentences)


def _points(source: Source) -> Iterator[Part]:
    beside = {row["lot"]: row for row in source.record["beside"]}
    for score in source.record["scores"]:
        tables = (
            _scores(source, score, beside.get(score["lot"])),
            _reasons(source, score["lot"]),
        )
        found = tuple(table for table in tables if table is not None)
        if found:
            yield Part(source.name("lot", score["lot"]), tables=found)


def _scores(source: Source, score: Record, lowest: Record | None) -> Table | None:
    """Own mark and points beside the most there was, and the lowest ranked winner's points."""
    if not score["points"]:
        return None
    theirs = {p["criterion"]: p["rounded"] for p in lowest["points"]} if lowest else {}
    heads = ["criterion", "mark", "own", "most", *(("other",) if lowest else ())]
    labels = [said(source, f"feedback.{head}") for head in heads]
    rows = [_score(source, point, theirs, bool(lowest)) for point in score["points"]]
    most = sum((_most(source, point["criterion"]) for point in score["points"]), Decimal(0))
    total = [source.t("report.word.total"), "", source.number(score["total"]), source.number(most)]
    total += [source.number(lowest["total"])] if lowest else []
    winner = source.name("bidder", lowest["bidder"]) if lowest else ""
    note = said(source, "feedback.beside", winner=winner) if lowest else ""
    caption = said(source, "feedback.points", lot=source.name("lot", score["lot"]))
    cols = columns(*labels, numbers="--nnn"[: len(labels)])
    return Table(caption, cols, tuple(rows), (text_row(*total),), note)


def _score(source: Source, point: Record, theirs: Mapping[str, str], beside: bool) -> Row:
    criterion = point["criterion"]
    other = theirs.get(criterion)
    return text_row(
        source.name("criterion", criterion),
        _mark(source, criterion, point["inputs"]),
        source.number(point["rounded"]),
        source.number(_most(source, criterion)),
        *(("–" if other is None else source.number(other),) if beside else ()),
    )


def _mark(source: Source, criterion: str, inputs: Record) -> Cell:
    """The mark with what it means on its scale; or the answer in its unit."""
    asked = next((one for one in source.tender.criteria if one.id == criterion), None)
    if asked is None:
        return Cell("–")
    if "answer" in inputs:
        return Cell(f"{source.number(Fraction(inputs['answer']))} {asked.unit}".strip())
    if "mark" not in inputs:
        return Cell("–")
    mark = Fraction(inputs["mark"])
    label = [s.label for s in source.tender.steps(asked.scale or "") if Fraction(s.mark) == mark]
    return Cell(" · ".join((as_mark(source, inputs["mark"]), *label)))


def _most(source: Source, criterion: str) -> Decimal:
    weights = {one.id: one.weight for one in source.tender.criteria}
    return weights.get(criterion, source.tender.price.weight)


def _reasons(source: Source, lot: str) -> Table | None:
    """What the panel wrote; what was judged once for all lots stands in each of them."""
    order = [one.id for one in source.tender.criteria]
    own = [m for m in source.record["marks"] if m["lot"] in (lot, EVERY_LOT) and m["reason"]]
    rows = tuple(
        text_row(source.name("criterion", mark["criterion"]), mark["reason"])
        for mark in sorted(own, key=lambda mark: order.index(mark["criterion"]))
    )
    labels = [said(source, f"feedback.{head}") for head in ("criterion", "reason")]
    caption = said(source, "feedback.reasons", lot=source.name("lot", lot))
    cols = (Column(labels[0]), Column(labels[1], wide=True))
    return Table(caption, cols, rows) if rows else None


def _talk(source: Source) -> Iterator[str]:
    yield said(source, "feedback.talk_says")
    yield said(source, "feedback.notes", fill=said(source, "fill"))
