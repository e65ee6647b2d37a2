"""What was asked and what a bid offered, where that is why it doesn't take part."""

from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.report.letters.case import Case
from aanbesteding.report.shapes import Table, columns, text_row

# What was asked, and what was given, by the names they have among the figures of a sentence.
_PAIRS = (
    ("lowest_mark", "mark"),
    ("least_points", "points"),
    ("least", "offered"),
    ("ceiling", "price"),
)
# How a bound is meant, where it is not at least.
_BOUNDS = {
    **dict.fromkeys(("mark_not_above", "answer_not_above", "points_not_above"), "more"),
    **dict.fromkeys(("answer_above", "price_above"), "most"),
    "answer_not_below": "less",
}


def asked_and_offered(case: Case, lot: str) -> Iterator[Table]:
    """Yield a table of one row: the requirement or bound, and what the bid had."""
    row = case.reasons[lot]
    values = row["values"]
    pair = next((one for one in _PAIRS if all(name in values for name in one)), None)
    if pair is None:
        return
    said = case.source.spoken(values)
    about = said.get("criterion") or said.get("requirement")
    about = about or case.t(f"about.{'price' if 'price' in pair else 'points'}")
    asked, given = (_shown(case, name, said) for name in pair)
    key = row["key"].rpartition(".")[2]
    labels = [case.t(f"head.{name}") for name in ("about", "asked", "given")]
    caption = case.t("caption.asked", lot=case.lot(lot))
    bound = case.t(f"bound.{_BOUNDS.get(key, 'least')}", value=asked)
    yield Table(caption, columns(*labels, numbers="-nn"), (text_row(about, bound, given),))


def _shown(case: Case, name: str, said: dict[str, object]) -> str:
    value = Fraction(str(said[name]))
    if name in ("price", "ceiling"):
        return case.source.euro(value)
    unit = str(said.get("unit") or "")
    return f"{case.source.number(str(said[name]))} {unit}".strip()
