"""Ways, stated beforehand, to find prices so low that the bidder is asked about them."""

from enum import StrEnum

from pydantic import Field

from aanbesteding.tender.model import Id, Number, Part
from aanbesteding.tender.needs import TariffKind

# Which tariff of the buyer is its own estimate of a price: the first of these that is stated.
ESTIMATES = (TariffKind.FIXED, TariffKind.NORM, TariffKind.CEILING)


class LowPriceMethod(StrEnum):
    """What a price is held against: the bids compared, or the buyer's own figure."""

    BELOW_MEAN = "below_mean"
    BELOW_NEXT = "below_next"
    BELOW_ESTIMATE = "below_estimate"
    RGLCAP_85 = "rglcap_85"


class LowPrice(Part):
    """One stated way in which a price stands out as low.

    It finds prices to ask about and puts nobody out: the bidder is asked and heard, and a person
    decides (Aw 2.116). A price stands out when it lies further below than `below`:

    - `below_mean`: below the mean of the bids compared, its own among them;
    - `below_next`: below the lowest price of the others, so only the lowest bid can stand out;
    - `below_estimate`: below the buyer's own tariffs for the same demand;
    - `rglcap_85`: the Spanish rule (RGLCAP, article 85), whose percentages are fixed. Its part for
      one, two and three bids is taken from sources; its part for four or more is a reconstruction
      that was not found in print. It was made for awards on price alone.
    """

    id: Id = Field(description="Identifier of this method.")
    method: LowPriceMethod = Field(description="What a price is held against.")
    below: Number | None = Field(
        default=None,
        ge=0,
        le=1,
        description="How far below stands out: 0.2 is 20 %; empty for rglcap_85.",
    )
    lots: tuple[Id, ...] = Field(default=(), description="Lots; empty: all.")
