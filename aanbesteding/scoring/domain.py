"""Bids of which the published formulas can make nothing, told to people: all of them at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.assessment import Assessment, Status
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FindingsError, FormulaDomainError
from aanbesteding.basis.exact import digits
from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.count import Judge, Pricer
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.scoring.contests import Values, values_in
from aanbesteding.scoring.quality import judge_in
from aanbesteding.scoring.score import score
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.scoring.taking_part import contest_in
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender


def domain_findings(
    tender: Tender, bids: Bids, marks: Marks, prices: bool = True
) -> tuple[Finding, ...]:
    """Return a finding for every bid that takes part and is outside the domain of a formula.

    Without `prices` only answers are looked at. For a round in which nothing else blocks.
    """
    return _findings(tender, bids, assess(tender, bids, marks), prices)


def scored(tender: Tender, bids: Bids, assessment: Assessment) -> Scoresheet:
    """Return the scoresheet; raises FindingsError where a formula can make nothing of a bid."""
    try:
        return score(tender, bids, assessment)
    except FormulaDomainError as error:
        raise FindingsError(_findings(tender, bids, assessment, True)) from error


def _findings(
    tender: Tender, bids: Bids, assessment: Assessment, prices: bool
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    files = {one.bidder: one.path for one in reversed(bids.received)}
    for lot in tender.open_lots:
        if tender.mode_of(lot.id) is AwardMode.ADMIT_ALL:
            continue
        about = _Lot(tender, lot.id, files)
        values = values_in(tender, bids, assessment, lot.id)
        judge = judge_in(tender, bids, assessment, lot, values)
        inside = {
            s.bidder: values[s.bidder]
            for s in assessment.standings
            if s.lot == lot.id and s.status is Status.IN and s.bidder in values
        }
        answers = list(about.answers(judge, inside))
        found += answers
        if prices and not answers:
            found += about.prices(contest_in(tender, bids, assessment, lot)[1])
    return in_order(found)


@dataclass(frozen=True)
class _Lot:
    """The findings of one lot; `files` are the bids' files by bidder."""

    tender: Tender
    lot: str
    files: Mapping[str, str]

    def answers(self, judge: Judge, inside: Mapping[str, Values]) -> Iterator[Finding]:
        """Yield each value a criterion's formula can make nothing of."""
        for number, criterion in enumerate(judge.contest.criteria):
            formula, own = criterion.formula.id, []
            for bidder, values in inside.items():
                fault = judge.fault(number, values[number])
                if fault and fault not in STATISTICS:
                    said = {"criterion": criterion.id, "value": digits(values[number])}
                    own.append(self._of("S104", bidder, formula, said))
                elif fault and not own:
                    own.append(self._of_all(formula, len(inside)))
            yield from own

    def prices(self, contest: Contest) -> Iterator[Finding]:
        """Yield each price or quality the price formula can make nothing of."""
        if contest.pricing is None:
            return
        judge, formula = Judge(contest), contest.pricing.formula.id
        offers = [
            (entry.bidder, judge.quality(judge.points(entry.values)), entry.price)
            for entry in contest.entries
            if entry.price is not None
        ]
        own, common = [], False
        try:
            pricer = Pricer(contest, [(quality, price) for _, quality, price in offers])
        except FormulaDomainError:
            offers, common = [], True
        for bidder, quality, price in offers:
            try:
                pricer.price_points(price, quality)
            except FormulaDomainError as error:
                found = self._priced(error, bidder, formula, price, quality)
                own += [found] if found else []
                common = True
        yield from own
        if common and not own:
            yield self._of_all(formula, sum(entry.ranked for entry in contest.entries))

    def _priced(
        self,
        error: FormulaDomainError,
        bidder: str,
        formula: str,
        price: Fraction,
        quality: Fraction,
    ) -> Finding | None:
        """What is wrong with this bid; nothing when the fault is in what all have in common."""
        ceiling = self.tender.price.ceiling_price
        if price <= 0:
            return self._of("S101", bidder, formula, {"value": digits(price)})
        if error.about == "ceiling_price" and ceiling is not None and price > ceiling:
            said = {"value": digits(price), "ceiling": ceiling}
            return self._of("S102", bidder, formula, said)
        if error.about == "quality_points":
            return self._of("S103", bidder, formula, {"value": digits(quality)})
        return None

    def _of(self, code: str, bidder: str, formula: str, said: Mapping[str, object]) -> Finding:
        place = Line(self.files[bidder]) if bidder in self.files else None
        values = {"bidder": bidder, "lot": self.lot, "formula": formula, **said}
        return Finding(code, Weight.REPAIRABLE, place, values)

    def _of_all(self, formula: str, number: int) -> Finding:
        values = {"lot": self.lot, "formula": formula, "number": number}
        return Finding("S105", Weight.REPAIRABLE, None, values)
