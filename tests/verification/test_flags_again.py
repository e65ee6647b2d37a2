"""What an officer hears of low prices and likeness, worked out again: what is open, of whom."""

from collections.abc import Sequence
from typing import Any

import pytest

from aanbesteding.bids.bid import Event
from aanbesteding.verification.flags import flag_findings
from aanbesteding.verification.low_price import low_price_rows
from tests import tiny
from tests.verification.test_ended_again import scores_of

ASKED = {"event": "price_asked", "date": "2027-03-10", "request": "Waarom?", "value": "2027-03-20"}
ANSWERED = {"event": "price_answered", "date": "2027-03-15", "answer": "Daarom."}
ACCEPTED = {"event": "price_accepted", "date": "2027-03-16", "by": "De inkoper"}
MEAN = {"id": "gemiddeld", "method": "below_mean", "below": "0.2"}
# The mean of 40, 100 and 100 is 80, and 40 lies below 64.
PRICES = {"A": "40", "B": "100", "C": "100"}
LIKE: list[dict[str, Any]] = [
    {"kind": kind, "lot": "1", "bidders": ["B", "C"], "values": {}}
    for kind in ("same_total", "same_answers")
]


def told(
    events: Sequence[dict[str, str]] = (), judged: str = "ABC", patterns: Sequence[Any] = ()
) -> list[tuple[str, dict[str, Any]]]:
    lines = [Event.model_validate({"bidder": "A", "reason": "omdat", **e}) for e in events]
    offered = tiny.bids(*(tiny.bid(b, price=p) for b, p in PRICES.items()), events=lines)
    asked = tiny.tender(low_prices=[MEAN])
    scores = scores_of(asked, offered, tiny.marks(dict.fromkeys(judged, 8)))
    prices = list(low_price_rows(asked, offered, scores))
    found = flag_findings(asked, offered, scores, prices, patterns)
    return [(one.code, dict(one.values)) for one in found]


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        ([ASKED], ("price_answered", "price_accepted / excluded")),
        ([ASKED, ANSWERED], ("price_accepted / excluded",)),
    ],
)
def test_of_a_question_on_a_price_it_is_told_what_is_still_missing(
    events: list[dict[str, str]], missing: tuple[str, ...]
) -> None:
    assert told(events) == [("S132", {"bidder": "A", "lot": "1", "missing": missing})]


def test_a_price_nobody_asked_about_is_told_and_one_decided_on_is_not() -> None:
    assert [(code, values["bidder"]) for code, values in told()] == [("S131", "A")]
    assert told([ASKED, ANSWERED, ACCEPTED]) == []


def test_before_every_bid_is_judged_only_likeness_without_prices_is_told() -> None:
    assert [code for code, _ in told(judged="AB", patterns=LIKE)] == ["S136"]
    assert [code for code, _ in told(patterns=LIKE)] == ["S134", "S136", "S131"]
