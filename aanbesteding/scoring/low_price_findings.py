"""Notices for a person: a price to ask about, a question still open, bids that look alike.

Nobody is put out by any of these; the officer asks, hears and decides.
"""

from collections.abc import Iterable, Iterator, Mapping

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.assessment import Assessment, Standing, Status
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.price_talk import ACCEPTED, ANSWERED, EXCLUDED, price_talk
from aanbesteding.scoring.alike import Flag
from aanbesteding.scoring.low_price import PriceLook, low_prices
from aanbesteding.scoring.patterns import patterns
from aanbesteding.scoring.quality import quality_points
from aanbesteding.scoring.score import score
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender

# Equal chamber of commerce numbers and subcontractors were told when the bids were read.
CODES: Mapping[str, str] = {
    "same_prices": "S133",
    "same_total": "S134",
    "same_ratio": "S135",
    "same_answers": "S136",
    "same_contact": "S137",
    "bidder_as_subcontractor": "S138",
}


def scoring_findings(tender: Tender, bids: Bids, marks: Marks) -> tuple[Finding, ...]:
    """Return the notices on low prices and on bids that look alike, for a tender that may be used.

    While anything in bids or marks blocks, or a bid that takes part has not been judged in full,
    nothing is said about any price.
    """
    standings = _standings(tender, bids, marks)
    flags = patterns(tender, bids, prices=standings is not None)
    found = [_alike(flag) for flag in flags if flag.kind in CODES]
    found += price_findings(tender, bids, standings or ())
    return in_order(found)


def _standings(tender: Tender, bids: Bids, marks: Marks) -> tuple[Standing, ...] | None:
    """The standings of the scores; nothing while there is no full score."""
    assessment = assess(tender, bids, marks)
    if blocking((*bids.findings, *marks.findings)):
        return None
    try:
        if not _judged(tender, bids, assessment):
            return None
        return tuple(one.standing for one in score(tender, bids, assessment).scores)
    except FormulaDomainError:
        return None


def _judged(tender: Tender, bids: Bids, assessment: Assessment) -> bool:
    """Whether every bid that takes part has its points, where bids are judged at all."""
    points = quality_points(tender, bids, assessment)
    return all(
        (s.bidder, s.lot) in points
        for s in assessment.standings
        if s.status is Status.IN
        and tender.scored(s.lot)
        and tender.mode_of(s.lot) is not AwardMode.ADMIT_ALL
    )


def price_findings(tender: Tender, bids: Bids, standings: Iterable[Standing]) -> Iterator[Finding]:
    """Yield each price that stands out and was not asked about, and each question still open."""
    standings = tuple(standings)
    looks: dict[tuple[str, str], list[PriceLook]] = {}
    for look in low_prices(tender, bids, standings):
        if look.stands_out:
            looks.setdefault((look.bidder, look.lot), []).append(look)
    for one in standings:
        talk = price_talk(bids.events, one.bidder, one.lot)
        if one.status is not Status.IN or talk.decided:
            continue
        mine = looks.get((one.bidder, one.lot), [])
        elsewhere = any(bidder == one.bidder for bidder, _ in looks)
        whose, place = {"bidder": one.bidder, "lot": one.lot}, _place(bids, one.bidder)
        if talk.asked and (mine or not elsewhere or any(line.lot for line in talk.asked)):
            answer = () if talk.answered else (ANSWERED.value,)
            missing = (*answer, f"{ACCEPTED.value} / {EXCLUDED.value}")
            yield Finding("S132", Weight.NOTICE, place, {**whose, "missing": missing})
        elif mine and not talk.asked:
            yield Finding("S131", Weight.NOTICE, place, {**whose, **_figures(mine)})


def _figures(looks: list[PriceLook]) -> Mapping[str, object]:
    """The price, and the highest of the limits it lies below."""
    limits = [limit.limit for look in looks for limit in look.limits]
    methods = tuple(look.method for look in looks)
    return {"price": looks[0].price, "limit": max(limits), "methods": methods}


def _place(bids: Bids, bidder: str) -> Line | None:
    return next((Line(one.path) for one in bids.received if one.bidder == bidder), None)


def _alike(flag: Flag) -> Finding:
    said = {name: value for name, value in flag.values.items() if name != "ratios"}
    values = {"lot": flag.lot, "bidders": flag.bidders, **said}
    return Finding(CODES[flag.kind], Weight.NOTICE, None, values)
