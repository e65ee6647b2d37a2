"""The motivation gate: what the reasons behind a decision still lack before a letter can go out.

A line of a reason that begins with + tells what was strong, one with - what was missing: the
panel's own labels. A reason without labels is not weighed. Every fault comes with the place of the
mark in the assessor's form or table.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.judges import judges_of
from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line, Place
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.free_text import (
    TOLD,
    named_in,
    names_of_others,
    names_of_panel,
)
from aanbesteding.round.unchanged import RECORD
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.record import open_record

Record = Mapping[str, Any]
Key = tuple[str, str, str, str]
Places = Callable[[], Mapping[Key, Place]]
_JUDGED = ("in", "knocked_out")
_LABEL = re.compile(r"\s*([+−–-])")
_LETTER = re.compile(r"[^\W\d_]")


def motivation(record: Record, places: Places = dict) -> tuple[Finding, ...]:
    """Return all that is wrong with the reasons of a record, at its place in the forms.

    `places` gives the place of every mark by assessor, bidder, lot and criterion; it is only asked
    when something is wrong.
    """
    faults = tuple(_Gate(record).faults())
    known = places() if any(key for _, key in faults) else {}
    at = (
        replace(found, place=(known.get(key) if key else None) or Line(RECORD))
        for found, key in faults
    )
    return in_order(at)


def unreasoned(folder: Path) -> tuple[Finding, ...]:
    """Return what keeps letters about the award in a folder from going out; () without an award."""
    path = folder / RECORD
    record = open_record(path).tree if path.is_file() else None
    if record is None or record.get("kind") != "award":
        return ()
    tender = Tender.model_validate(record["tender"])
    return blocking(motivation(record, lambda: places_in(folder, tender)))


def places_in(folder: Path, tender: Tender) -> Mapping[Key, Place]:
    """Return where each mark stands in the files of a round folder: cell, or line of a table."""
    return read_marks(folder, tender, Bids(())).places


@dataclass(frozen=True)
class _Gate:
    record: Record

    @cached_property
    def tender(self) -> Tender:
        return Tender.model_validate(self.record["tender"])

    @cached_property
    def given(self) -> Mapping[tuple[str, str, str], list[Record]]:
        """The marks whose reasons a bidder reads: of the panel together, or of its members."""
        together = self.tender.panel.method == "consensus"
        found: dict[tuple[str, str, str], list[Record]] = {}
        for mark in self.record["marks"]:
            if (mark["assessor"] == CONSENSUS) is together:
                found.setdefault((mark["bidder"], mark["lot"], mark["criterion"]), []).append(mark)
        return found

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        return {one.id: one for one in self.tender.criteria}

    def faults(self) -> Iterator[tuple[Finding, Key | None]]:
        """Yield every fault, with the mark it is about."""
        for judged in self._judged():
            yield from self._of_judged(*judged)
        yield from self._alike()
        yield from self._named()
        for found in self._advantages():
            yield found, None

    def _judged(self) -> list[tuple[str, str, str]]:
        """What was judged of every bid that was scored; once what counts in several lots."""
        judges = judges_of(self.tender)
        found: dict[tuple[str, str, str], None] = {}
        for score in self.record["scores"]:
            lot = score["lot"]
            if self.tender.mode_of(lot) is AwardMode.ADMIT_ALL or score["status"] not in _JUDGED:
                continue
            for criterion in self.tender.judged(lot):
                found[judges.once((score["bidder"], lot, criterion.id))] = None
        return list(found)

    def _of_judged(
        self, bidder: str, lot: str, criterion: str
    ) -> Iterator[tuple[Finding, Key | None]]:
        marks = self.given.get((bidder, lot, criterion), [])
        values = {"bidder": bidder, "lot": lot, "criterion": criterion}
        if not marks:
            yield _found("R344", Weight.REPAIRABLE, **values), None
        for mark in marks:
            code, weight = self._wrong(mark, self.criteria[criterion])
            if code:
                given = Decimal(mark["mark"])
                yield _found(code, weight, **values, mark=given), _key(mark)

    def _wrong(self, mark: Record, criterion: Criterion) -> tuple[str, Weight]:
        """The fault of a reason beside its mark; "" where there is none."""
        reason = mark["reason"]
        if not _LETTER.search(reason):
            return "R344", Weight.REPAIRABLE
        signs = _signs(reason)
        steps = sorted(step.mark for step in self.tender.steps(criterion.scale))
        if signs is None or not steps:
            return "", Weight.NOTICE
        given, middle = Decimal(mark["mark"]), (steps[0] + steps[-1]) / 2
        if signs == {"-"} and given > middle:
            return "R345", Weight.REPAIRABLE
        if signs == {"+"} and given < middle:
            return "R346", Weight.REPAIRABLE
        return ("R350" if signs == {"+"} and given < steps[-1] else ""), Weight.NOTICE

    def _alike(self) -> Iterator[tuple[Finding, Key]]:
        """Yield reasons that are the same for different marks of different bidders."""
        same: dict[tuple[str, str, str], list[Record]] = {}
        judged = set(self._judged())
        for key, marks in self.given.items():
            for mark in marks if key in judged else ():
                said = " ".join(mark["reason"].split())
                if said:
                    same.setdefault((mark["lot"], mark["criterion"], said), []).append(mark)
        for (_, criterion, _), marks in same.items():
            bidders = tuple(sorted({mark["bidder"] for mark in marks}))
            if len(bidders) > 1 and len({Decimal(mark["mark"]) for mark in marks}) > 1:
                found = _found("R349", Weight.NOTICE, bidders=bidders, criterion=criterion)
                yield found, min(map(_key, marks))

    def _named(self) -> Iterator[tuple[Finding, Key | None]]:
        """Yield texts a bidder reads that name another bidder; and who reads of an assessor."""
        others = names_of_others(self.record)
        for (bidder, _, _), marks in self.given.items():
            for mark in marks:
                named = named_in(mark["reason"], others.get(bidder, ()))
                if named:
                    values = {"bidder": bidder, "named": named}
                    yield _found("R347", Weight.REPAIRABLE, **values), _key(mark)
        panel = names_of_panel(self.record)
        told = [key[0] for key, marks in self.given.items() for m in marks if _held(m, panel)]
        if told:
            bidders = tuple(sorted(set(told)))
            yield _found("R356", Weight.NOTICE, bidders=bidders), None
        for event in self.record["events"]:
            said = " ".join(event[name] for name in TOLD)
            named = named_in(said, others.get(event["bidder"], ()))
            if named:
                yield _found("R347", Weight.REPAIRABLE, bidder=event["bidder"], named=named), None

    def _advantages(self) -> Iterator[Finding]:
        """Yield losers whose letter could not say what the winner had more."""
        won = {lot["lot"]: lot["winners"] for lot in self.record["decision"]["lots"]}
        own = {
            (s["bidder"], s["lot"]): {p["criterion"] for p in s["points"]}
            for s in self.record["scores"]
        }
        lost: dict[str, list[str]] = {}
        for row in self.record["reasons"]:
            if row["result"] == "not_won" and won.get(row["lot"]):
                lost.setdefault(row["bidder"], []).append(row["lot"])
        for bidder, lots in lost.items():
            beside = {
                row["lot"]: {point["criterion"] for point in row["points"]}
                for row in bidder_edition(self.record, bidder, "")["beside"]
            }
            for lot in lots:
                if lot not in beside or own[bidder, lot] - beside[lot]:
                    yield _found("R348", Weight.REPAIRABLE, bidder=bidder, lot=lot)


def _signs(reason: str) -> set[str] | None:
    """The labels of the lines of a reason; None where a line has none."""
    found = [_LABEL.match(line) for line in reason.splitlines() if line.strip()]
    if not all(found):
        return None
    return {"+" if one[1] == "+" else "-" for one in found if one}


def _held(mark: Record, names: frozenset[str]) -> bool:
    return bool(named_in(mark["reason"], names))


def _key(mark: Record) -> Key:
    return mark["assessor"], mark["bidder"], mark["lot"], mark["criterion"]


def _found(code: str, weight: Weight, **values: object) -> Finding:
    return Finding(code, weight, None, values)
