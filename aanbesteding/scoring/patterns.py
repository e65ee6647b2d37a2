"""What looks alike across bids: pointers for a person, never a finding of guilt.

Equal figures or texts have innocent causes as often as not, so nothing here touches a score.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from aanbesteding.bids.bid import Bid, Bids
from aanbesteding.bids.consortium import same_name
from aanbesteding.scoring.alike import KINDS, Flag, shared
from aanbesteding.scoring.price_patterns import BY_PRICE
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender

Bidders = Sequence[Bid]
LONG_ANSWER = 200
_BETWEEN = re.compile(r"[\s;,<>()]+")


def patterns(tender: Tender, bids: Bids, prices: bool = True) -> tuple[Flag, ...]:
    """Return what looks alike across the bids for lots in which bidders compete.

    Where everyone who qualifies is admitted, nobody gains by bidding alike. Bids that are out are
    looked at too. Without `prices` no price is looked at. The flags come by kind, as in KINDS, then
    by lot and bidders.
    """
    rivals = tuple(bid for each in bids.bids if (bid := _competing(tender, each)).lots)
    found = [flag for look in (BY_PRICE if prices else ()) for flag in look(tender, rivals)]
    found += [flag for look in BY_TEXT for flag in look(rivals)]
    return tuple(sorted(found, key=lambda f: (KINDS.index(f.kind), f.lot, f.bidders)))


def _competing(tender: Tender, bid: Bid) -> Bid:
    """The bid with only its lots in which bidders are chosen."""
    chosen = {x.id for x in tender.open_lots if tender.mode_of(x.id) is not AwardMode.ADMIT_ALL}
    return bid.model_copy(update={"lots": tuple(lot for lot in bid.lots if lot.lot in chosen)})


def same_answers(bids: Bidders) -> Iterator[Flag]:
    """Yield bidders with the same long answer, apart from capitals and spaces."""
    said = (
        (same_name(answer), (bid.id, lot.lot, criterion))
        for bid in bids
        for lot in bid.lots
        for criterion, answer in lot.answers.items()
    )
    alike = []
    for text, places in shared(said):
        bidders = tuple(sorted({bidder for bidder, _, _ in places}))
        lots = {lot for _, lot, _ in places}
        lot = min(lots) if len(lots) == 1 else ""
        if len(text) >= LONG_ANSWER and len(bidders) > 1:
            alike += [((lot, bidders), criterion) for _, _, criterion in places]
    for (lot, bidders), criteria in shared(alike, least=1):
        yield Flag("same_answers", lot, bidders, {"criteria": criteria})


def same_contact(bids: Bidders) -> Iterator[Flag]:
    """Yield bidders with the same contact, or the same e-mail address in it."""
    equal = shared((key, bid.id) for bid in bids for key in _contacts(bid))
    for bidders, contacts in shared(((pair[1], pair[0]) for pair in equal), least=1):
        yield Flag("same_contact", "", bidders, {"contact": min(contacts, key=len)})


def same_kvk(bids: Bidders) -> Iterator[Flag]:
    """Yield bidders with the same chamber of commerce number."""
    for kvk, bidders in shared((bid.kvk, bid.id) for bid in bids if bid.kvk):
        yield Flag("same_kvk", "", bidders, {"kvk": kvk})


def same_subcontractor(bids: Bidders) -> Iterator[Flag]:
    """Yield bidders with the same subcontractors."""
    helpers = shared((same_name(name), bid.id) for bid in bids for name in bid.subcontractors)
    for bidders, names in shared(((pair[1], pair[0]) for pair in helpers), least=1):
        said = {n for bid in bids for n in bid.subcontractors if same_name(n) in names}
        yield Flag("same_subcontractor", "", bidders, {"names": tuple(sorted(said))})


def bidder_as_subcontractor(bids: Bidders) -> Iterator[Flag]:
    """Yield each bidder that names rivals for the same lot as its subcontractors; itself first."""
    for bid in bids:
        named, lots = {same_name(n) for n in bid.subcontractors}, {lot.lot for lot in bid.lots}
        helpers = sorted(
            other.id
            for other in bids
            if other.id != bid.id
            and same_name(other.name) in named
            and lots & {lot.lot for lot in other.lots}
        )
        if helpers:
            yield Flag("bidder_as_subcontractor", "", (bid.id, *helpers))


def _contacts(bid: Bid) -> set[str]:
    """The contact as it is compared, and every e-mail address in it."""
    whole = same_name(bid.contact)
    words = (word.strip(".:") for word in _BETWEEN.split(whole))
    return {whole, *(word for word in words if "@" in word[1:-1])} - {""}


BY_TEXT: tuple[Callable[[Bidders], Iterator[Flag]], ...] = (
    same_answers,
    same_contact,
    same_kvk,
    same_subcontractor,
    bidder_as_subcontractor,
)
