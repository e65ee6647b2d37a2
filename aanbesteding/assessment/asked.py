"""What a form asks of an assessor: which bids, for which lots, on which criteria, in what order."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aanbesteding.assessment.judges import judges_of
from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.tender.tender import Tender

BY_BID, BY_QUESTION = "by_bid", "by_question"
Named = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """What one form asks; `bids` holds what the form calls each bid, and its name where shown.

    `lots` says for which lots each of them bids, `criteria` what is judged in each lot, and under
    ``*`` what is judged once for several.
    """

    assessor: str
    bids: tuple[Named, ...]
    lots: Mapping[str, tuple[str, ...]]
    criteria: Mapping[str, tuple[str, ...]]
    order: str = BY_BID

    @property
    def anonymous(self) -> bool:
        """Whether there are bids and none of them has a name."""
        return bool(self.bids) and not any(name for _, name in self.bids)

    def about(self) -> dict[str, str]:
        """Return what travels with the form, so that it is read back as it was sent."""
        parts = {"bidders": self.bids, "bid_lots": self.lots, "criteria": self.criteria}
        return {"assessor": self.assessor, "order": self.order} | {
            name: json.dumps(part, ensure_ascii=False) for name, part in parts.items()
        }


def who_fill_in(tender: Tender) -> tuple[str, ...]:
    """Return who gets a form: every assessor, and the panel together where a consensus counts."""
    together = (CONSENSUS,) if tender.panel.method == "consensus" else ()
    return (*(one.id for one in tender.assessors), *together)


def asked_of(
    tender: Tender,
    assessor: str,
    bidders: Sequence[Named],
    bid_lots: Mapping[str, Sequence[str]],
    called: Mapping[str, str] | None = None,
) -> Asked:
    """Return what an assessor, or the panel together, is asked about these bids.

    `bidders` are identifier and name, `bid_lots` the lots each bids for; `called` gives the
    pseudonyms for a form without names. Bids in which the assessor has an interest are left out.
    """
    judges = judges_of(tender)
    member = next((one for one in tender.assessors if one.id == assessor), None)
    criteria: dict[str, tuple[str, ...]] = {}
    judged_in: set[str] = set()
    for lot in tender.open_lots:
        for one in tender.judged(lot.id):
            if member is not None and not judges.asks(member, lot.id, one.id):
                continue
            judged_in.add(lot.id)
            _, where, _ = judges.once(("", lot.id, one.id))
            criteria[where] = tuple(dict.fromkeys((*criteria.get(where, ()), one.id)))
    lots = {
        bidder: tuple(lot for lot in bid_lots.get(bidder, ()) if lot in judged_in)
        for bidder, _ in bidders
        if (assessor, bidder) not in judges.interests
    }
    shown = {
        bidder: (bidder, name) if called is None else (called[bidder], "")
        for bidder, name in bidders
        if lots.get(bidder)
    }
    return Asked(
        assessor=assessor,
        bids=tuple(sorted(shown.values(), key=_natural)),
        # Sorted by what the form calls them: the order of the identifiers would give them away.
        lots=dict(sorted((shown[bidder][0], lots[bidder]) for bidder in shown)),
        criteria=criteria,
        order=tender.panel.order,
    )


def asked_in(about: Mapping[str, Any], assessor: str) -> Asked:
    """Return what a form asked, from what travelled with it; what cannot be read is left out."""
    bids = _parsed(about.get("bidders"), list)
    return Asked(
        assessor=assessor,
        bids=tuple((str(b[0]), str(b[1])) for b in bids if isinstance(b, list) and len(b) == 2),
        lots=_lists(about.get("bid_lots")),
        criteria=_lists(about.get("criteria")),
        order=BY_QUESTION if about.get("order") == BY_QUESTION else BY_BID,
    )


def _natural(bid: Named) -> list[Any]:
    """Numbers in a name count as numbers, so that 100 stands behind 99."""
    parts = re.split(r"([0-9]+)", bid[0])
    return [[int(part) if place % 2 else part for place, part in enumerate(parts)], bid]


def _lists(text: object) -> dict[str, tuple[str, ...]]:
    found = _parsed(text, dict)
    return {key: tuple(map(str, value)) for key, value in found.items() if isinstance(value, list)}


def _parsed(text: object, kind: type[Any]) -> Any:
    try:
        value = json.loads(str(text))
    except (ValueError, RecursionError):
        return kind()
    return value if isinstance(value, kind) else kind()
