"""Bids of a round that was, or is, under the formula of this tender."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.laboratory.experiments import first
from aanbesteding.scoring.contests import contest_on
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

FEWEST = 2


@dataclass(frozen=True)
class Past:
    """Contests by lot under this tender's formula, and which lots do not match and why."""

    contests: Mapping[str, Contest] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def past_contests(tender: Tender, held: Tender, bids: Bids, scores: Scoresheet) -> Past:
    """Return the bids of a round that was held, at the demand and by the formula of this tender.

    Only bids that took part there count. A lot matches when the round had it too, with the same
    criteria on the same scales and prices for the same need levels; else a finding says what not.
    """
    contests, findings = {}, []
    for lot in tender.open_lots:
        if not tender.price_in_ranking or lot.id not in scores.contests:
            continue
        made, wrong = _contest(tender, held, bids, scores.contests[lot.id], lot)
        if made is None:
            findings.append(Finding(wrong[0], Weight.NOTICE, None, {"lot": lot.id, **wrong[1]}))
        else:
            contests[lot.id] = made
    return Past(contests, tuple(findings))


def _contest(
    tender: Tender, held: Tender, bids: Bids, was: Contest, lot: Lot
) -> tuple[Contest | None, tuple[str, Mapping[str, object]]]:
    if len(was.entries) < FEWEST:
        return None, ("R131", {"bids": len(was.entries)})
    criteria = sorted(_other_criteria(tender, held, lot))
    if criteria:
        return None, ("R132", {"criteria": criteria})
    needs = sorted(_other_needs(tender, held, bids, was, lot))
    if needs:
        return None, ("R133", {"needs": needs})
    entries = tuple(_entry(tender, bids, was, lot, entry) for entry in was.entries)
    made = contest_on(tender, lot.id, entries)
    return (made, ("", {})) if first(made) is not None else (None, ("R134", {}))


def _other_criteria(tender: Tender, held: Tender, lot: Lot) -> Iterator[str]:
    """The criteria of this lot that were not judged in the same way then."""
    known = {criterion.id: criterion for criterion in held.scored(lot.id)}
    for criterion in tender.scored(lot.id):
        then = known.get(criterion.id)
        if then is None or _values(tender, criterion) != _values(held, then):
            yield criterion.id


def _values(tender: Tender, criterion: Criterion) -> tuple[object, ...]:
    marks = sorted(step.mark for step in tender.steps(criterion.scale))
    ends = (criterion.best_answer, criterion.worst_answer)
    return (criterion.in_numbers, *marks, *(ends if criterion.in_numbers else ()))


def _other_needs(tender: Tender, held: Tender, bids: Bids, was: Contest, lot: Lot) -> Iterator[str]:
    """The need levels asked in this lot that were not priced then, or in another unit."""
    units = {need.id: need.unit for need in held.needs}
    asked = {row.need for row in tender.demand if row.lot == lot.id}
    for need in tender.needs:
        if need.id not in asked:
            continue
        offers = [bids.bid(entry.bidder).lot(lot.id) for entry in was.entries]
        prices = [one.offer(need.id) if one else None for one in offers]
        priced = all(offer is not None and offer.price is not None for offer in prices)
        if units.get(need.id) != need.unit or not priced:
            yield need.id


def _entry(tender: Tender, bids: Bids, was: Contest, lot: Lot, entry: Entry) -> Entry:
    """The same bid in the order of this tender's criteria, its price at this tender's demand."""
    marks = dict(zip((one.id for one in was.criteria), entry.values, strict=True))
    values: tuple[Fraction, ...] = tuple(marks[one.id] for one in tender.scored(lot.id))
    offered = bids.bid(entry.bidder).lot(lot.id)
    price = None if offered is None else price_in_ranking(tender, lot, offered)
    return replace(entry, values=values, price=price)
