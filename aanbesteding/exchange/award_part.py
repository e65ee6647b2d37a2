"""The awards and contracts of a release: one per winner and lot, and why a lot had none."""

from collections.abc import Iterator, Mapping
from typing import Any

from aanbesteding.exchange.asked import OUT_OF_SCOPE, Shown, rows_of
from aanbesteding.exchange.codes import label, not_awarded_code
from aanbesteding.exchange.moments import start_of
from aanbesteding.exchange.names import award_id, bid_id, contract_id
from aanbesteding.exchange.numbers import euro_value
from aanbesteding.exchange.parties import buyer_of, subcontracting_of, tenderers_of
from aanbesteding.exchange.tender_part import contract_period

Part = dict[str, Any]


def awards(shown: Shown, lang: str, final: bool) -> list[Part]:
    """Return an award for every winner of every lot, and one for every lot nobody won.

    Until the award is final it is pending: a loser can still start proceedings.
    """
    return [
        award
        for lot in shown["decision"]["lots"]
        if lot["outcome"] != OUT_OF_SCOPE
        for award in _of_lot(shown, lot, lang, final)
    ]


def contracts(shown: Shown, final: bool) -> list[Part]:
    """Return the contract that follows from every award, with what it is worth where promised."""
    worth = spend_of(shown)
    lots = {lot["id"]: lot for lot in rows_of(shown["tender"], "lots")}
    return [
        {
            "id": contract_id(lot["lot"], bidder),
            "awardID": award_id(lot["lot"], bidder),
            "status": "active" if final else "pending",
            "period": contract_period(shown, lots[lot["lot"]]),
            **_value(worth.get((bidder, lot["lot"]))),
            "buyer": buyer_of(shown),
        }
        for lot in shown["decision"]["lots"]
        for bidder in lot["winners"]
    ]


def spend_of(shown: Shown) -> Mapping[tuple[str, str], int]:
    """Return in cents what each contract is worth over the periods stated, where volume counts."""
    promised = {(row["bidder"], row["lot"]) for row in rows_of(shown["decision"], "volumes")}
    return {
        (one["bidder"], one["lot"]): one["spend_cents"]
        for one in rows_of(shown["decision"], "contracts")
        if (one["bidder"], one["lot"]) in promised
    }


def _of_lot(shown: Shown, lot: Shown, lang: str, final: bool) -> Iterator[Part]:
    if not lot["winners"]:
        yield _nobody(shown, lot, lang)
    bids = {bid["id"]: bid for bid in rows_of(shown, "bids")}
    worth = spend_of(shown)
    for bidder in lot["winners"]:
        helpers = subcontracting_of(bids[bidder])
        told = shown.get("scores") is not None
        yield {
            "id": award_id(lot["lot"], bidder),
            "status": "active" if final else "pending",
            "statusDetails": label("winner-selection-status", "selec-w", lang),
            "date": start_of(shown["schedule"]["provisional_award"]),
            **_value(worth.get((bidder, lot["lot"]))),
            "suppliers": tenderers_of(bids[bidder]),
            "relatedLots": [lot["lot"]],
            **({"relatedBids": [bid_id(lot["lot"], bidder)]} if told else {}),
            **({"hasSubcontracting": True, "subcontracting": helpers} if helpers else {}),
        }


def _nobody(shown: Shown, lot: Shown, lang: str) -> Part:
    code = not_awarded_code(shown, lot)
    why = {"statusDetails": label("non-award-justification", code, lang)} if code else {}
    return {
        "id": award_id(lot["lot"]),
        "status": "unsuccessful",
        **why,
        "date": start_of(shown["schedule"]["provisional_award"]),
        "relatedLots": [lot["lot"]],
    }


def _value(cents: int | None) -> Part:
    return {} if cents is None else {"value": euro_value(cents)}
