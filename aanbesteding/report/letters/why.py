"""Why a bidder got these points: the panel's reasons, and what a formula looked at."""

import re
from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.report.letters.case import Case
from aanbesteding.report.letters.own import ADMISSION, WITHDRAWAL
from aanbesteding.report.source import Record

_LABELLED = re.compile(r"\s*([+−–-])\s*(.*\S)\s*")


def why_points(case: Case, lot: str) -> tuple[str, ...]:
    """Return a line per reason and per formula, in the order of the criteria.

    A reason that several assessors gave in the same words stands there once.
    """
    return tuple(dict.fromkeys(_lines(case, lot)))


def _lines(case: Case, lot: str) -> Iterator[str]:
    given = case.source.record["marks"]
    points = {point["criterion"]: point for point in case.scores[lot]["points"]}
    for one in case.source.tender.scored(lot):
        name = case.source.name("criterion", one.id)
        told = _told_before(case, lot, one.id) if one.shared else ""
        if told:
            yield case.t("why.before", criterion=name, lot=case.lot(told))
        for mark in () if told else given:
            if mark["criterion"] == one.id and mark["lot"] in (lot, EVERY_LOT) and mark["reason"]:
                yield case.t("why.reason", criterion=name, reason=spoken(case, mark["reason"]))
        if one.id in points:
            yield from _formula(case, name, points[one.id])
    if "price" in points:
        yield from _price(case, points["price"])


def _told_before(case: Case, lot: str, criterion: str) -> str:
    """The lot above in the letter under which the reason of a shared mark stands, if any."""
    tender = case.source.tender
    for one in case.lots:
        if one["lot"] == lot:
            break
        held = any(c.id == criterion for c in tender.scored(one["lot"]))
        if held and case.kind(one) not in (ADMISSION, WITHDRAWAL):
            return str(one["lot"])
    return ""


def as_sentence(text: str) -> str:
    """Return text as typed with a full stop at its end, where it has none.

    >>> as_sentence("Verklaring ontbreekt "), as_sentence("Te laat!"), as_sentence("")
    ('Verklaring ontbreekt.', 'Te laat!', '')
    """
    said = text.strip()
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


def spoken(case: Case, reason: str) -> str:
    """Return a reason in running text; lines the panel labelled + or - are told apart in words."""
    lines = [line for line in reason.splitlines() if line.strip()]
    found = [_LABELLED.fullmatch(line) for line in lines]
    if not all(found):
        return " ".join(" ".join(line.split()) for line in lines)
    sides = {sign: [one[2] for one in found if one and _sign(one[1]) == sign] for sign in "+-"}
    said = [
        case.t(key, parts="; ".join(part.rstrip(".;") for part in sides[sign]))
        for sign, key in (("+", "why.strong"), ("-", "why.weak"))
        if sides[sign]
    ]
    return " ".join(said)


def _sign(sign: str) -> str:
    return "+" if sign == "+" else "-"


def _formula(case: Case, name: str, point: Record) -> Iterator[str]:
    """What a bidder answered in a number, beside the answer that got the most points."""
    inputs = point["inputs"]
    if "answer" not in inputs:
        return
    tender = case.source.tender
    unit = next(one.unit for one in tender.criteria if one.id == point["criterion"])
    values = {"criterion": name, "answer": Fraction(inputs["answer"]), "unit": unit}
    best = inputs.get("best_answer")
    if best is None:
        yield case.t("why.answer", **values)
    else:
        yield case.t("why.answer_best", **values, best=Fraction(best))


def _price(case: Case, point: Record) -> Iterator[str]:
    price = point["inputs"].get("price")
    if price is not None:
        yield case.t("why.price", price=Fraction(price))
