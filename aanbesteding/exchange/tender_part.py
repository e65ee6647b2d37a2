"""The tender of a release: what was asked, lot by lot, as published."""

from typing import Any

from aanbesteding.basis.texts import say
from aanbesteding.exchange.asked import Shown, rows_of
from aanbesteding.exchange.criteria import award_criteria
from aanbesteding.exchange.moments import end_of, start_of, years_on
from aanbesteding.exchange.names import party_id
from aanbesteding.exchange.numbers import euro_value, number_of
from aanbesteding.exchange.parties import buyer_of

Part = dict[str, Any]
PROCEDURES = {"sas": "open", "open_house": "open", "dialogue": "selective", "call_off": "limited"}
WON = ("awarded", "admitted", "one_bid")


def tender_part(shown: Shown, lang: str, final: bool) -> Part:
    """Return the tender with its lots; `final` says whether the award stands for good."""
    tender, schedule = shown["tender"], shown["schedule"]
    ended = {lot["lot"]: lot for lot in shown["decision"]["lots"]}
    lots = [_lot(shown, lot, ended.get(lot["id"]), lang, final) for lot in rows_of(tender, "lots")]
    most = _most_lots(tender)
    tenderers = [{"id": party_id(bid["id"]), "name": bid["name"]} for bid in _bidders(shown)]
    return {
        "id": tender["id"],
        "title": tender["title"],
        "description": tender["region"],
        "status": _whole([lot["status"] for lot in lots]),
        "procuringEntity": buyer_of(shown),
        "procurementMethod": PROCEDURES[tender["procedure"]],
        "procurementMethodDetails": say(f"tender.choice.procedure.{tender['procedure']}", lang),
        "mainProcurementCategory": "services",
        "tenderPeriod": {
            "startDate": start_of(schedule["published"]),
            "endDate": end_of(schedule["bids_due"]),
        },
        "awardPeriod": {
            "startDate": start_of(schedule["provisional_award"]),
            "endDate": end_of(schedule["standstill_last_day"]),
        },
        **({"numberOfTenderers": len(tenderers), "tenderers": tenderers} if tenderers else {}),
        "lots": lots,
        **({"lotDetails": {"maximumLotsAwardedPerSupplier": most}} if most else {}),
    }


def contract_period(shown: Shown, lot: Shown) -> Part:
    """Return when the contracts of a lot run: to a last day only where a term was published."""
    start = shown["schedule"]["contract_start"]
    years = lot.get("term_years")
    return {
        "startDate": start_of(start),
        **({"endDate": end_of(years_on(start, years))} if years else {}),
    }


def _bidders(shown: Shown) -> list[Any]:
    """Who bid, where the edition may say so: one for the public names winners only."""
    return rows_of(shown, "bids") if shown.get("scores") is not None else []


def _lot(shown: Shown, lot: Shown, ended: Shown | None, lang: str, final: bool) -> Part:
    tender = shown["tender"]
    criteria = award_criteria(tender, lot, lang)
    segments = {one["id"]: one["description"] for one in rows_of(tender, "segments")}
    described = lot.get("out_of_scope_reason") or segments.get(lot.get("segment") or "", "")
    asked = [
        one
        for one in rows_of(tender, "requirements")
        if not one.get("lots") or lot["id"] in one["lots"]
    ]
    most = lot.get("framework_max_value")
    return {
        "id": lot["id"],
        "title": lot["title"],
        **({"description": described} if described else {}),
        "status": _status(lot, ended, final),
        "contractPeriod": contract_period(shown, lot),
        **({"awardCriteria": criteria} if criteria else {}),
        **(
            {"selectionCriteria": {"criteria": [_requirement(one) for one in asked]}}
            if asked
            else {}
        ),
        **(
            {"hasRenewal": True, "renewal": {"description": lot["extension"]}}
            if lot.get("extension")
            else {}
        ),
        **({"techniques": _framework(most)} if most is not None else {}),
    }


def _framework(most: str) -> Part:
    value = euro_value(int(number_of(most) * 100))
    return {"hasFrameworkAgreement": True, "frameworkAgreement": {"value": value}}


def _requirement(one: Shown) -> Part:
    """A requirement; one that is counted says its least number as well."""
    least = one.get("least_capacity")
    return {
        "type": "suitability" if one.get("contract_held") else "technical",
        "description": one["title"],
        **({"minimum": str(least)} if least is not None else {}),
    }


def _status(lot: Shown, ended: Shown | None, final: bool) -> str:
    if not lot.get("in_scope", True) or ended is None:
        return "planned"
    if ended["winners"] and ended["outcome"] in WON:
        return "complete" if final else "active"
    return "unsuccessful"


def _whole(states: list[str]) -> str:
    """The state of the tender: that of its lots, those that are not bought now left out."""
    bought = [state for state in states if state != "planned"]
    if "active" in bought:
        return "active"
    return "complete" if "complete" in bought else "unsuccessful"


def _most_lots(tender: Shown) -> int | None:
    """The most contracts one bidder may have, where one rule says so for every lot."""
    rules = [
        rule
        for rule in rows_of(tender, "rules")
        if rule["kind"] == "lots_per_bidder" and not rule.get("lots") and not rule.get("penalty")
    ]
    found = {rule["at_most"] for rule in rules if isinstance(rule.get("at_most"), int)}
    return min(found) if found else None
