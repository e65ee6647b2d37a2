"""Which part of what is asked somewhere a municipality pays."""

from fractions import Fraction

from aanbesteding.tender.tender import Tender


def part_paid(tender: Tender, payer: str, asked: str, lot: str) -> Fraction:
    """Return the part of one an area pays of what is asked in an area for a lot.

    All of what is asked in it or under it; of what is asked in an area above it, its cost share,
    with those of the areas under it; nothing of what is asked elsewhere.
    """
    under = {a.id: tender.above(a) for a in tender.areas if payer in (a.id, *tender.above(a))}
    if asked in under:
        return Fraction(1)
    shares = (
        Fraction(one.share)
        for one in tender.cost_shares
        if asked in under.get(one.area, ()) and one.lot in (None, lot)
    )
    return sum(shares, start=Fraction(0))
