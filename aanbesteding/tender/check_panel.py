"""Checks of the panel: enough people for every criterion, and everyone's interests declared."""

from collections.abc import Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender


def _asked(tender: Tender) -> list[tuple[str, str]]:
    """The criteria the panel marks, with the lot they are marked for."""
    return [(lot.id, one.id) for lot in tender.open_lots for one in tender.judged(lot.id)]


def marks_can_be_worked_out(tender: Tender) -> Iterator[Problem]:
    """Yield that a mean or median was published of a panel that nobody sits in."""
    if tender.panel.method != "consensus" and _asked(tender) and not tender.assessors:
        yield Problem("T371", ("panel", "method"), {"method": tender.panel.method})


def criteria_are_judged(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion that fewer assessors judge than were published, or nobody at all."""
    least = tender.panel.least_assessors
    for lot, criterion in _asked(tender) if tender.assessors or least else ():
        number = sum(one.judges(lot, criterion) for one in tender.assessors)
        values = {"criterion": criterion, "lot": lot, "number": number}
        if least is not None and number < least:
            yield Problem("T372", ("panel", "least_assessors"), {**values, "least": least})
        elif not number:
            weight = Weight.NOTICE if tender.panel.method == "consensus" else Weight.REPAIRABLE
            yield Problem("T373", ("assessors",), values, weight)


def assessors_judge_something(tender: Tender) -> Iterator[Problem]:
    """Yield every assessor whose lots and criteria have nothing in common that is judged."""
    asked = _asked(tender)
    for number, one in enumerate(tender.assessors):
        if asked and not any(one.judges(*pair) for pair in asked):
            yield Problem("T374", ("assessors", str(number)), {"assessor": one.id})


def assessors_mark_what_has_marks(tender: Tender) -> Iterator[Problem]:
    """Yield every criterion an assessor should judge that has others under it instead of marks."""
    parents = {one.parent for one in tender.criteria}
    for number, one in enumerate(tender.assessors):
        for criterion in one.criteria:
            if criterion in parents:
                values = {"assessor": one.id, "criterion": criterion}
                yield Problem("T375", ("assessors", str(number), "criteria"), values)


def interests_are_declared(tender: Tender) -> Iterator[Problem]:
    """Yield every assessor who said nothing of interests; none must be said too."""
    named = {one.assessor for one in tender.interests}
    for number, one in enumerate(tender.assessors):
        if not one.interest and one.id not in named:
            path = ("assessors", str(number), "interest")
            yield Problem("T376", path, {"assessor": one.id}, Weight.NOTICE)


def declarations_do_not_clash(tender: Tender) -> Iterator[Problem]:
    """Yield every interest in a bidder of somebody who declared to have none."""
    none = {one.id for one in tender.assessors if one.declared_none}
    for number, row in enumerate(tender.interests):
        if row.assessor in none:
            values = {"assessor": row.assessor, "bidder": row.bidder}
            yield Problem("T377", ("interests", str(number)), values)


def worked_out_marks_are_rounded(tender: Tender) -> Iterator[Problem]:
    """Yield that marks are rounded which the panel gives itself, so that nothing is rounded."""
    for number, one in enumerate(tender.rounding):
        if one.step == "mark" and tender.panel.method == "consensus":
            yield Problem("T378", ("rounding", str(number)), {}, Weight.NOTICE)
