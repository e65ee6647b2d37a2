"""What a bid is worth on a criterion, and bids that are out because that is too little."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from aanbesteding.assessment.assessment import Standing, Status
from aanbesteding.basis.exact import digits
from aanbesteding.bids.bid import Bid
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

Counting = Mapping[tuple[str, str, str], Fraction]


def value_of(counting: Counting, bid: Bid, lot: str, criterion: Criterion) -> Fraction | None:
    """Return the mark that counts, or the bidder's answer in a number; None while it lacks."""
    if not criterion.in_numbers:
        return counting.get((bid.id, lot, criterion.id))
    lot_bid = bid.lot(lot)
    return lot_bid.number(criterion.id) if lot_bid else None


def below_a_bound(tender: Tender, counting: Counting, bid: Bid, lot: Lot) -> Iterator[Standing]:
    """Yield each criterion of a lot on which a bid is beyond the bound that was published."""
    for criterion in tender.scored(lot.id):
        value = value_of(counting, bid, lot.id, criterion)
        if value is None or criterion.good_enough(value):
            continue
        values = {
            "criterion": criterion.id,
            "mark": digits(value),
            "lowest_mark": criterion.lowest_mark,
            **({"unit": criterion.unit} if criterion.in_numbers else {}),
        }
        yield Standing(bid.id, lot.id, Status.KNOCKED_OUT, sentence(criterion), values)


def sentence(criterion: Criterion) -> str:
    """Return the key of what a bidder is told: on which side of the bound, and which bound.

    The word says where the value lies: below a least, or not above what had to be exceeded.
    """
    what = "answer" if criterion.in_numbers else "mark"
    over, under = ("above", "not_below") if criterion.lower_is_better else ("below", "not_above")
    return f"standing.{what}_{over if criterion.lowest_mark_in else under}"
