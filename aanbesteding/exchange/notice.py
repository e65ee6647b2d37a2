"""The worksheet for the award notice: what to copy into TenderNed, field by field."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from aanbesteding.basis.texts import say
from aanbesteding.exchange.asked import (
    OUT_OF_SCOPE,
    Shown,
    bid_for,
    in_euros,
    offered_cents,
    rows_of,
)
from aanbesteding.exchange.bids_part import counted, values_of
from aanbesteding.exchange.codes import OTHER, label, not_awarded_code
from aanbesteding.exchange.criteria import award_criteria
from aanbesteding.exchange.names import bid_id
from aanbesteding.exchange.numbers import euro_value

SELECTED, CLOSED = "selec-w", "clos-nw"
WEIGHTS = {"pointsExact": "poi-exa"}
FIXED = {"unit": "fix-unit"}
THRESHOLDS = {"minimumScore": "min-score"}
RECEIVED = "received-submission-type"
# What the record does not hold, and why: left to be filled in.
UNKNOWN = {
    **dict.fromkeys(("t-sme", "t-large", "t-micro", "t-small", "t-med"), "size"),
    **dict.fromkeys(("t-oth-eea", "t-no-eea"), "country"),
    "t-esubm": "electronic",
}


class Told(NamedTuple):
    """One row: a field of the notice, what it is about, its code and value.

    An empty `lot` is the whole tender. `open` says that a person fills it in.
    """

    lot: str
    about: str
    field: str
    code: str = ""
    label: str = ""
    value: str | int | Decimal = ""
    note: str = ""
    open: bool = False


def notice(shown: Shown, lang: str) -> list[Told]:
    """Return the rows of the notice, lot by lot in the tender's order."""
    lots = {lot["id"]: lot for lot in rows_of(shown["tender"], "lots")}
    found: list[Told] = []
    for ended in shown["decision"]["lots"]:
        if ended["outcome"] != OUT_OF_SCOPE:
            found += _outcome(shown, ended, lang)
            found += _received(shown, ended, lang)
            found += _criteria(shown, lots[ended["lot"]], lang)
            found += _winners(shown, ended, lang)
    return found


def _outcome(shown: Shown, lot: Shown, lang: str) -> Iterator[Told]:
    name = lot["lot"]
    chosen = SELECTED if lot["winners"] else CLOSED
    yield Told(name, "", "BT-13713", value=name)
    yield Told(name, "", "BT-142", chosen, label("winner-selection-status", chosen, lang))
    if not lot["winners"]:
        why = not_awarded_code(shown, lot)
        note = say("exchange.notice.not_awarded", lang) if why == OTHER else ""
        words = label("non-award-justification", why, lang)
        yield Told(name, "", "BT-144", why, words, note=note, open=why == OTHER)


def _received(shown: Shown, lot: Shown, lang: str) -> Iterator[Told]:
    """How many bids came in, of each kind that is known, and the lowest and highest value."""
    name, counts = lot["lot"], counted(shown, lot)
    known = {
        "tenders": counts["bids"],
        "t-verif-inad": counts["disqualifiedBids"],
        "t-verif-inad-low": _too_low(shown, name),
    }
    for code, number in known.items():
        yield Told(name, "", "BT-759", code, label(RECEIVED, code, lang), number)
    for code, why in UNKNOWN.items():
        note = say(f"exchange.notice.{why}", lang)
        yield Told(name, "", "BT-759", code, label(RECEIVED, code, lang), note=note, open=True)
    values = values_of(shown, name)
    note = say("exchange.notice.whole_demand" if values else "exchange.notice.no_value", lang)
    for field, at in (("BT-710", 0), ("BT-711", -1)):
        value = euro_value(values[at])["amount"] if values else ""
        yield Told(name, "", field, value=value, note=note, open=not values)


def _too_low(shown: Shown, lot: str) -> int:
    """How many bids the register excludes on their price."""
    out = {
        event["bidder"]
        for event in rows_of(shown, "events")
        if event["event"] == "excluded" and event["field"] == "price" and event["lot"] in ("", lot)
    }
    return sum(s["lot"] == lot and s["bidder"] in out for s in rows_of(shown, "scores"))


def _criteria(shown: Shown, lot: Shown, lang: str) -> Iterator[Told]:
    asked = award_criteria(shown["tender"], lot, lang)
    if asked is None:
        return
    yield Told(lot["id"], "", "BT-543", value=asked["weightingDescription"])
    yield Told(lot["id"], "", "BT-733", note=say("exchange.notice.no_order", lang))
    for one in asked["criteria"]:
        name, kind = one["name"], one["type"]
        words = label("award-criterion-type", kind, lang)
        yield Told(lot["id"], name, "BT-539", kind, words)
        yield Told(lot["id"], name, "BT-734", value=name)
        described = one.get("description", "")
        yield Told(lot["id"], name, "BT-540", value=described, open=not described)
        for number in one.get("numbers", ()):
            yield from _number(lot["id"], name, number, lang)
        if not one.get("numbers") and in_euros(shown["tender"]):
            note = say("exchange.notice.in_words", lang)
            yield Told(lot["id"], name, "BT-541", note=note)


def _number(lot: str, name: str, number: Shown, lang: str) -> Iterator[Told]:
    kinds = (
        ("weight", "BT-5421", "number-weight", WEIGHTS),
        ("fixed", "BT-5422", "number-fixed", FIXED),
        ("threshold", "BT-5423", "number-threshold", THRESHOLDS),
    )
    for key, field, codes, known in kinds:
        if key in number:
            code = known[number[key]]
            yield Told(lot, name, field, code, label(codes, code, lang))
            yield Told(lot, name, "BT-541", code, label(codes, code, lang), number["number"])


def _winners(shown: Shown, lot: Shown, lang: str) -> Iterator[Told]:
    bids = {bid["id"]: bid for bid in rows_of(shown, "bids")}
    ranks = {(s["lot"], s["bidder"]): s["rank"] for s in rows_of(shown, "scores")}
    for bidder in lot["winners"]:
        bid, name = bids[bidder], lot["lot"]
        rank = ranks.get((name, bidder))
        cents = offered_cents(shown["tender"], bid_for(bid, name))
        helped = "yes" if bid["subcontractors"] else "no"
        priced = "exchange.notice.no_value" if cents is None else "exchange.notice.whole_demand"
        who = bid["name"]
        yield Told(name, who, "BT-3201", value=bid_id(name, bidder))
        yield Told(name, who, "BT-13714", value=name)
        yield Told(name, who, "BT-500", value=who)
        yield Told(name, who, "BT-501", value=bid["kvk"], open=not bid["kvk"])
        yield Told(name, who, "BT-165", note=say("exchange.notice.size", lang), open=True)
        if rank is not None:
            yield Told(name, who, "BT-171", value=rank)
        yield Told(
            name,
            who,
            "BT-720",
            value="" if cents is None else euro_value(cents)["amount"],
            note=say(priced, lang),
            open=cents is None,
        )
        yield Told(name, who, "BT-773", value=say(f"exchange.notice.{helped}", lang))
        yield Told(name, who, "BT-150", note=say("exchange.notice.contract", lang), open=True)
        day = shown["schedule"]["provisional_award"]
        yield Told(name, who, "BT-1451", value=day, note=say("exchange.notice.decided", lang))
        yield Told(name, who, "BT-145", note=say("exchange.notice.signed", lang), open=True)
