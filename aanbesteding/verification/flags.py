"""The notices on low prices and likeness, worked out again for the findings of the record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.price_talk import price_talk
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.low_price import Row, limits_below

TOLD: Mapping[str, str] = {
    "same_prices": "S133",
    "same_total": "S134",
    "same_ratio": "S135",
    "same_answers": "S136",
    "same_contact": "S137",
    "bidder_as_subcontractor": "S138",
}
BY_PRICE = ("same_prices", "same_total", "same_ratio")


def flag_findings(
    tender: Tender,
    bids: Bids,
    scores: Sequence[Counted],
    prices: Sequence[Row],
    patterns: Sequence[Row],
) -> Iterator[Finding]:
    """Yield the notices that follow from the rows of low prices and of patterns."""
    judged = all(
        score.points
        for score in scores
        if score.status == "in"
        and tender.scored(score.lot)
        and tender.mode_of(score.lot) is not AwardMode.ADMIT_ALL
    )
    for row in patterns:
        if row["kind"] in TOLD and (judged or row["kind"] not in BY_PRICE):
            yield _alike(row)
    if judged:
        out = [row for row in prices if row["stands_out"]]
        for score in scores:
            if score.status == "in":
                yield from _price(bids, score, out)


def _alike(row: Row) -> Finding:
    values: dict[str, Any] = {"lot": row["lot"], "bidders": tuple(row["bidders"])}
    for name, value in row["values"].items():
        if name != "ratios":
            values[name] = tuple(value) if isinstance(value, list) else value
    return Finding(TOLD[row["kind"]], Weight.NOTICE, None, values)


def _price(bids: Bids, score: Counted, out: Sequence[Row]) -> Iterator[Finding]:
    talk = price_talk(bids.events, score.bidder, score.lot)
    own = [row for row in out if row["bidder"] == score.bidder]
    mine = [row for row in own if row["lot"] == score.lot]
    files = [Line(file.path) for file in bids.received if file.bidder == score.bidder]
    place = files[0] if files else None
    values: dict[str, Any] = {"bidder": score.bidder, "lot": score.lot}
    about_this = bool(mine) or not own or any(event.lot for event in talk.asked)
    if talk.decided:
        return
    if talk.asked and about_this:
        answer = () if talk.answered else ("price_answered",)
        values["missing"] = (*answer, "price_accepted / excluded")
        yield Finding("S132", Weight.NOTICE, place, values)
    elif mine and not talk.asked:
        values["price"] = mine[0]["price"]
        values["limit"] = max(limits_below(row) for row in mine)
        values["methods"] = tuple(row["method"] for row in mine)
        yield Finding("S131", Weight.NOTICE, place, values)
