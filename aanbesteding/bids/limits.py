"""Between which prices a bid must stay, as the buyer's tariffs say."""

from decimal import Decimal

from aanbesteding.basis import show
from aanbesteding.basis.texts import say
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.tender.tender import Tender

MOST_PRICE = Decimal(10**12)


def asks_price(tender: Tender, lot: str, need: str) -> bool:
    """Whether bidders name a price: not where the buyer has fixed the tariff."""
    return tender.price.asked == "per_need" and "fixed" not in tender.tariff(lot, need)


def asks_turnover(tender: Tender) -> bool:
    """Whether bidders state their turnover: only where a rule counts with it."""
    return any(isinstance(rule, ShareOfTurnover) for rule in tender.rules)


def price_limits(tender: Tender, lot: str, need: str) -> tuple[Decimal, Decimal]:
    """Return the least and the most a unit may cost, in euros without VAT."""
    tariffs = tender.tariff(lot, need)
    if "fixed" in tariffs:
        return tariffs["fixed"].amount, tariffs["fixed"].amount
    # A price of nothing has no place in a ranking by price: some formulas divide by it.
    nothing = Decimal("0.01") if tender.price_in_ranking else Decimal(0)
    least = tariffs["floor"].amount if "floor" in tariffs else nothing
    most = tariffs["ceiling"].amount if "ceiling" in tariffs else MOST_PRICE
    return least, most


def price_limits_shown(tender: Tender, lot: str, need: str, lang: str) -> str:
    """Return the limits in words, as they stand beside the price."""
    least, most = price_limits(tender, lot, need)
    values = {"least": show.euro(least, lang), "most": show.euro(most, lang)}
    if least == most:
        return say("bids.form.limits.fixed", lang, values)
    if least and most < MOST_PRICE:
        return say("bids.form.limits.between", lang, values)
    if most < MOST_PRICE:
        return say("bids.form.limits.most", lang, values)
    return say("bids.form.limits.least" if least else "bids.form.limits.none", lang, values)
