"""One award as a release of OCDS: in the profile for eForms, and in plain OCDS 1.1."""

from typing import Any, NamedTuple

from aanbesteding.basis.texts import say
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.exchange.asked import Shown, rows_of, scored
from aanbesteding.exchange.award_part import awards, contracts
from aanbesteding.exchange.bids_part import bids_part
from aanbesteding.exchange.criteria import award_criteria
from aanbesteding.exchange.extension import KEY, extension_part
from aanbesteding.exchange.moments import start_of
from aanbesteding.exchange.numbers import euro_value, number_of
from aanbesteding.exchange.parties import buyer_of, parties
from aanbesteding.exchange.tender_part import tender_part

Part = dict[str, Any]
# What OCDS 1.1 with its extensions for lots and bids knows of each thing.
LOT = ("id", "title", "description", "status", "contractPeriod")
BID = ("id", "status", "tenderers", "value", "relatedLots")
STATISTIC = ("id", "measure", "value", "relatedLot")
AWARD = ("id", "status", "date", "value", "suppliers", "relatedLots")
CONTRACT = ("id", "awardID", "status", "period", "value")


class Terms(NamedTuple):
    """What a release further depends on: its language, the id of the process, whether it is final.

    `ocid` is empty where the process has no id of its own; `base` is the address under which the
    files will stand, empty where they are not published at one.
    """

    lang: str = "nl"
    ocid: str = ""
    base: str = ""
    final: bool = False


def profile_release(shown: Shown, terms: Terms) -> Part:
    """Return the release in the OCDS profile for eForms."""
    made = start_of(shown["schedule"]["provisional_award"])
    agreed = contracts(shown, terms.final)
    budget = _budget(shown)
    return {
        "ocid": terms.ocid or shown["tender"]["id"],
        "id": release_id(shown, terms),
        "date": made,
        "tag": ["tender", "award", *(["contract"] if agreed else [])],
        "initiationType": "tender",
        "language": terms.lang,
        "parties": parties(shown),
        "buyer": buyer_of(shown),
        **({"planning": {"budget": budget}} if budget else {}),
        "tender": {
            **tender_part(shown, terms.lang, terms.final),
            "documents": [_document(shown, terms, made)],
        },
        "bids": bids_part(shown),
        "awards": awards(shown, terms.lang, terms.final),
        **({"contracts": agreed} if agreed else {}),
        KEY: extension_part(shown),
    }


def plain_release(shown: Shown, terms: Terms) -> Part:
    """Return the release in OCDS 1.1 with the extensions for lots and bids.

    Criteria stand in words there; ranks and weights in the extension of our own.
    """
    whole = profile_release(shown, terms)
    bids = whole["bids"]
    counts = [one for one in bids["statistics"] if "currency" not in one]
    kept: Part = {"statistics": [_only(one, STATISTIC) for one in counts]}
    if "details" in bids:
        kept["details"] = [_only(one, BID) for one in bids["details"]]
    words = _criteria_in_words(shown, terms.lang)
    tender = {
        **whole["tender"],
        "lots": [_only(lot, LOT) for lot in whole["tender"]["lots"]],
        **({"awardCriteria": "ratedCriteria", "awardCriteriaDetails": words} if words else {}),
    }
    agreed = [_only(one, CONTRACT) for one in whole.get("contracts", ())]
    return {
        **whole,
        "tender": tender,
        "bids": kept,
        "awards": [_only(one, AWARD) for one in whole["awards"]],
        **({"contracts": agreed} if agreed else {}),
    }


def release_id(shown: Shown, terms: Terms) -> str:
    """Return the id of a release: the hash of the record, for whom, in what state and language."""
    state = "final" if terms.final else "provisional"
    return f"{shown['record_sha256']}-{shown['edition']}-{state}-{terms.lang}"


def _only(part: Part, names: tuple[str, ...]) -> Part:
    return {name: part[name] for name in names if name in part}


def _budget(shown: Shown) -> Part | None:
    """The budget of the whole tender, where one amount covers everything."""
    budgets = rows_of(shown["tender"], "budgets") if shown["edition"] == INTERNAL else []
    if len(budgets) != 1 or any(budgets[0][name] for name in ("lots", "needs", "areas", "periods")):
        return None
    cents = int(number_of(budgets[0]["amount"]) * 100)
    return {"id": budgets[0]["id"], "amount": euro_value(cents)}


def _document(shown: Shown, terms: Terms, made: str) -> Part:
    """The record all of this was made of, known by its hash."""
    values = {"hash": shown["record_sha256"]}
    return {
        "id": shown["record_sha256"],
        "documentType": "evaluationReports",
        "title": say("exchange.document.title", terms.lang),
        "description": say("exchange.document.description", terms.lang, values),
        "dateModified": made,
        "format": "application/json",
        "language": terms.lang,
    }


def _criteria_in_words(shown: Shown, lang: str) -> str:
    """The criteria of every lot with their points, and how they weigh."""
    tender, said = shown["tender"], []
    for lot in rows_of(tender, "lots"):
        found = award_criteria(tender, lot, lang)
        if found is None:
            continue
        points = [
            say(
                "exchange.weighing.points",
                lang,
                {"title": one["title"], "points": number_of(one["weight"])},
            )
            for one in scored(tender, lot["id"])
        ]
        price = next((one for one in found["criteria"] if one["type"] == "price"), None)
        weight = next((n for n in (price or {}).get("numbers", ()) if "weight" in n), None)
        if price and weight:
            values = {"title": price["name"], "points": weight["number"]}
            points.append(say("exchange.weighing.points", lang, values))
        values = {"lot": lot["title"], "points": points, "how": found["weightingDescription"]}
        said.append(say("exchange.weighing.lot", lang, values))
    return "\n".join(said)
