"""The page of the formula laboratory: one self-contained HTML file, made before publication."""

from typing import Any

from aanbesteding.report.charts import anchor
from aanbesteding.report.html import origin_facts, rendered, tender_head
from aanbesteding.report.lab_chart import worth_chart
from aanbesteding.report.lab_past import past_sentences, past_table
from aanbesteding.report.lab_tables import (
    order_table,
    settings_table,
    summary_table,
    weight_table,
    worth_table,
)
from aanbesteding.report.lab_words import (
    advice_sentence,
    dumping_sentence,
    formula_facts,
    lab_source,
    market_sentence,
    order_sentence,
    said,
    stretch_sentences,
    weight_sentence,
)
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.origin import files_table
from aanbesteding.report.shapes import Fact, Table
from aanbesteding.report.source import Record, Source


def lab_page(record: Record, lang: str, record_hash: str = "", look: Look = PLAIN) -> str:
    """Return the whole page as text; it needs no other file, and can be read without script."""
    source = lab_source(record, lang, record_hash)
    return rendered("lab.html", source, look, **_view(source), what_if=False)


def _view(source: Source) -> dict[str, Any]:
    found = source.record["lab"]
    several = len(found["lots"]) > 1
    return {
        "head": tender_head(source, "lab"),
        "summary": summary_table(source),
        "advice": [
            f"{source.name('lot', one['lot'])}: " * several + advice_sentence(source, one)
            for one in found["advice"]
        ],
        "without": [source.name("lot", lot) for lot in found["without_price"]],
        "lots": [_lot(source, lot) for lot in found["lots"]],
        "method": _method(source),
        "markets": [
            Fact(source.name("lot", lot["lot"]), market_sentence(source, lot))
            for lot in found["lots"]
        ],
        "origin": origin_facts(source),
        "inputs": _inputs(source),
    }


def _lot(source: Source, lot: Record) -> dict[str, Any]:
    return {
        "anchor": f"lot-{anchor(lot['lot'])}",
        "title": source.name("lot", lot["lot"]),
        "facts": list(formula_facts(source, lot)),
        "chart": worth_chart(source, lot),
        "worth": worth_table(source, lot),
        "stretches": stretch_sentences(source, lot),
        "weight_said": weight_sentence(source, lot),
        "weight": weight_table(source, lot),
        "settings": settings_table(source, lot),
        "order_said": order_sentence(source, lot),
        "order": order_table(source, lot),
        "dumping": dumping_sentence(source, lot),
        "past": past_table(source, lot),
        "past_said": past_sentences(source, lot),
    }


def _method(source: Source) -> list[str]:
    found = source.record["lab"]
    sizes = source.listed(str(size) for size in found["sizes"])
    number = source.number(found["number"])
    return [
        said(source, "method.drawn", number=number, sizes=sizes, seed=found["seed"]),
        said(source, "method.marks"),
        said(source, "method.chance"),
        said(source, "method.same"),
    ]


def _inputs(source: Source) -> Table | None:
    """The files of the bids that were looked at; None without bids."""
    found = source.record["bids_from"]
    return files_table(source, said(source, "inputs"), found) if found else None
