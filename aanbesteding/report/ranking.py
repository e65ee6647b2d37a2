"""Scores and ranking per lot, one calculation written out, and who is out and why."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.formulas import BY_ID
from aanbesteding.report.asked import rounding_in_words
from aanbesteding.report.charts import ranking_chart
from aanbesteding.report.formula_text import spoken
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.value_map import value_map, value_table
from aanbesteding.report.weights import weights
from aanbesteding.tender.lots import Lot


def ranking(source: Source) -> list[dict[str, Any]]:
    """Return per open lot: table, chart, worked example, and who is out."""
    return [_lot_ranking(source, lot) for lot in source.tender.open_lots]


def _lot_ranking(source: Source, lot: Lot) -> dict[str, Any]:
    scores = source.scores.get(lot.id, [])
    taking_part = [s for s in scores if s["rank"] is not None]
    return {
        "title": lot.title,
        "none": no_points(source, lot),
        "chart": ranking_chart(source, lot.id, scores),
        "table": scores_table(source, lot, scores),
        "map": value_map(source, lot),
        "placed": value_table(source, lot),
        "weights": weights(source, lot.id),
        "worked": worked_example(source, taking_part[0])
        if taking_part and taking_part[0]["points"]
        else None,
        "out": out_table(source, lot, scores),
    }


def no_points(source: Source, lot: Lot) -> str:
    """Return why a lot has no points: nobody is ranked there, or nobody has any."""
    return source.t(f"report.scores.{'open_house' if source.open_house(lot.id) else 'none'}")


def point_columns(scores: Sequence[Record]) -> list[str]:
    """Return the criteria for which points were given, in the order of the record."""
    return list(dict.fromkeys(p["criterion"] for s in scores for p in s["points"]))


def scores_table(source: Source, lot: Lot, scores: Sequence[Record]) -> Table | None:
    """Return criteria × bids with marks, points, total and rank; None when nobody has points."""
    criteria = point_columns(scores)
    if not criteria:
        return None
    cols = (
        Column(source.t("report.word.bidder")),
        Column(source.t("report.word.rank"), number=True),
        Column(source.t("report.word.total"), number=True),
        *(Column(source.name("criterion", c), number=True) for c in criteria),
    )
    rows = tuple(_score_row(source, score, criteria) for score in scores)
    return Table(source.t("report.scores.caption", lot=lot.title), cols, rows)


def _score_row(source: Source, score: Record, criteria: list[str]) -> Row:
    points = {p["criterion"]: p for p in score["points"]}
    inside = score["rank"] is not None
    total = source.number(score["total"]) if score["points"] else "–"
    return text_row(
        source.bidder(score["bidder"]),
        str(score["rank"]) if inside else source.t(f"report.status.{score['status']}"),
        Cell(total, tone="strong"),
        *(_earned(source, score, one, points.get(one)) for one in criteria),
        tone="" if inside else "quiet",
    )


def _earned(source: Source, score: Record, criterion: str, point: Record | None) -> Cell:
    """The points of a criterion, with the mark or the answer they were given for."""
    mark = source.consensus.get((score["bidder"], score["lot"], criterion))
    told = source.t("report.scores.mark", mark=source.number(mark["mark"])) if mark else ""
    if point and "answer" in point["inputs"]:
        told = _answer(source, criterion, point)
    return Cell("–" if point is None else source.number(point["rounded"]), told)


def _answer(source: Source, criterion: str, point: Record) -> str:
    """An answer in a number, in its unit."""
    unit = next(one.unit for one in source.tender.criteria if one.id == criterion)
    return f"{exact_text(source, point['inputs']['answer'])} {unit}".strip()


def worked_example(source: Source, score: Record) -> dict[str, Any]:
    """Return the calculation of one bid, step by step, from the inputs that were stored."""
    steps = [
        Fact(source.name("criterion", p["criterion"]), _calculation(source, p))
        for p in score["points"]
    ]
    return {
        "bidder": source.bidder(score["bidder"]),
        "formula": _in_words(source, score),
        "steps": steps,
        "sum": _summed(source, score),
        "rounding": rounding_in_words(source),
    }


def _in_words(source: Source, score: Record) -> str:
    """What makes points: of marks and answers, and of prices where they count."""
    used = list(dict.fromkeys(point["formula"] for point in score["points"]))
    said = [source.t("report.worked.scale_share")] if "quality.scale_share" in used else []
    priced = [one.replace(".", "_") for one in used if not one.startswith("quality.")]
    return " ".join((*said, *(source.t(f"report.formula.{one}") for one in priced)))


def _summed(source: Source, score: Record) -> str:
    """The total in words, by the steps at which was rounded."""
    total = source.number(score["total"])
    last = score["points"][-1]
    if last["formula"].startswith("value."):
        said = exact_text(source, last["exact"])
        return source.t("report.worked.value", exact=said, total=total)
    terms = [_counting(source, point) for point in score["points"]]
    if source.tender.rounding_of("quality") is None:
        return _added(source, "sum", terms, total)
    quality = [t for t, p in zip(terms, score["points"], strict=True) if p["criterion"] != "price"]
    counts = source.number(score["quality"])
    told = _added(source, "quality", quality, counts)
    rest = [Fraction(score["quality"]), *terms[len(quality) :]]
    return f"{told} {_added(source, 'sum', rest, total)}"


def _added(source: Source, key: str, terms: Sequence[Fraction], total: str) -> str:
    told = " + ".join(exact_text(source, term) for term in terms)
    exact = exact_text(source, sum(terms, Fraction(0)))
    return source.t(f"report.worked.{key}", terms=told, exact=exact, total=total)


def _counting(source: Source, point: Record) -> Fraction:
    """The points that are added up: rounded where their step is."""
    step = source.tender.rounding_of("price" if point["criterion"] == "price" else "criterion")
    return Fraction(point["rounded"] if step else point["exact"])


def _calculation(source: Source, point: Record) -> str:
    """The expression of the formula with the inputs of this bid, and what came out."""
    inputs = {name: Fraction(value) for name, value in point["inputs"].items()}
    exact, card = Fraction(point["exact"]), BY_ID[point["formula"]]
    said = exact_text(source, exact)
    if not inputs:
        return source.t("report.worked.nothing", exact=said)
    told = spoken(card.sheet, inputs, lambda name, value: _input(source, name, value))
    key = "equals" if card(inputs) == exact else "clipped"
    return source.t(f"report.worked.{key}", expression=told, exact=said)


def _input(source: Source, name: str, value: Fraction) -> str:
    return source.t(f"report.input.{name}", value=exact_text(source, value))


def exact_text(source: Source, value: str | int | Fraction) -> str:
    """Return an exact number: all its decimals when six will do, else as a fraction too."""
    exact = Fraction(value)
    for decimals in range(7):
        if (exact * 10**decimals).denominator == 1:
            return source.number(exact, decimals)
    about = source.number(exact, 4)
    return source.t(
        "report.worked.fraction", above=exact.numerator, below=exact.denominator, about=about
    )


def out_table(source: Source, lot: Lot, scores: Sequence[Record]) -> Table | None:
    """Return the bids that do not take part, each with the reason; None when all do."""
    out = [score for score in scores if score["status"] != "in"]
    if not out:
        return None
    rows = tuple(
        text_row(
            source.bidder(score["bidder"]),
            source.t(f"report.status.{score['status']}"),
            source.sentence(score["key"], score["values"]) if score["key"] else "–",
        )
        for score in out
    )
    labels = [source.t(f"report.word.{word}") for word in ("bidder", "status", "reason")]
    return Table(source.t("report.scores.out", lot=lot.title), columns(*labels), rows)
