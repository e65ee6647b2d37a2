"""Prices that stand out as low: published cases, laws, and who is asked."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.bids.bid import Bid, Event, LotBid, Offer
from aanbesteding.scoring.flags import flags_of
from aanbesteding.scoring.low_price import PriceLook, look, low_prices
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.tender.low_price import LowPrice, LowPriceMethod
from aanbesteding.tender.tender import Tender
from tests.tiny import bid, bids, marks, scored, tender

FIFTH = Decimal("0.2")
SPAIN = LowPrice(id="spanje", method=LowPriceMethod.RGLCAP_85)
MEAN = LowPrice(id="gemiddeld", method=LowPriceMethod.BELOW_MEAN, below=FIFTH)
NEXT = LowPrice(id="volgende", method=LowPriceMethod.BELOW_NEXT, below=FIFTH)
OWN = LowPrice(id="eigen", method=LowPriceMethod.BELOW_ESTIMATE, below=FIFTH)
EVERY = (MEAN, NEXT, OWN, SPAIN)


def out(method: LowPrice, prices: Sequence[Any], estimate: Any = None) -> list[int]:
    """The places of the prices that stand out."""
    known = {f"B{at:03}": Fraction(price) for at, price in enumerate(prices)}
    own = None if estimate is None else Fraction(estimate)
    looks = [look("1", method, bidder, known, own) for bidder in known]
    return [at for at, one in enumerate(looks) if one.stands_out]


# One to three bids: derecholocal and the gist of jsianes; four: a reconstruction (formulas.md).
@pytest.mark.parametrize(
    ("prices", "budget", "found"),
    [
        ([74], 100, [0]),
        ([75], 100, []),
        ([79, 100], 100, [0]),
        ([80, 100], 100, []),
        ([80, 95, 130], 100, []),
        ([60, 90, 95, 140], 100, [0]),
    ],
)
def test_the_spanish_rule_finds_what_its_sources_say(
    prices: list[int], budget: int, found: list[int]
) -> None:
    assert out(SPAIN, prices, budget) == found


def limits(prices: Mapping[str, int], bidder: str) -> dict[str, tuple[Fraction, Fraction]]:
    known = {name: Fraction(price) for name, price in prices.items()}
    found = look("1", SPAIN, bidder, known, Fraction(100)).limits
    return {limit.against: (limit.amount, limit.limit) for limit in found}


def test_of_three_bids_the_dearest_leaves_the_mean_when_it_is_a_tenth_above() -> None:
    found = limits({"a": 80, "b": 95, "c": 130}, "a")
    assert found["mean"] == (Fraction("87.5"), Fraction("78.75"))


def test_of_three_bids_the_dearest_stays_in_the_mean_when_it_is_exactly_a_tenth_above() -> None:
    assert limits({"a": 90, "b": 100, "c": 110}, "a")["mean"] == (Fraction(100), Fraction(90))


def test_of_three_bids_a_discount_over_a_quarter_always_stands_out() -> None:
    assert out(SPAIN, [74, 76, 78], 100) == [0]
    assert out(SPAIN, [74, 76, 78], None) == []


def test_of_four_bids_the_three_lowest_remain_when_fewer_are_near_the_mean() -> None:
    """The mean of 10, 20, 100 and 200 is 82.5; only two lie under 90.75."""
    mean, limit = limits({"a": 10, "b": 20, "c": 100, "d": 200}, "a")["mean"]
    assert (mean, limit) == (Fraction(130, 3), Fraction(39))


@pytest.mark.parametrize(
    ("method", "prices", "estimate", "found"),
    [
        (MEAN, [60, 100, 110], None, [0]),  # mean 90, limit 72
        (MEAN, [72, 90, 108], None, []),  # exactly on the limit
        (MEAN, [50], None, []),
        (NEXT, [79, 100, 101], None, [0]),
        (NEXT, [80, 100], None, []),
        (NEXT, [50, 50, 100], None, []),  # two lowest: neither lies below the other
        (NEXT, [50], None, []),
        (OWN, [79, 80], 100, [0]),
        (OWN, [1], None, []),
    ],
)
def test_a_price_stands_out_when_it_lies_further_below_than_stated(
    method: LowPrice, prices: list[int], estimate: int | None, found: list[int]
) -> None:
    assert out(method, prices, estimate) == found


PRICES = st.lists(st.integers(1, 300), min_size=1, max_size=7)


@given(st.sampled_from(EVERY), PRICES, st.integers(1, 300), st.randoms(use_true_random=False))
def test_the_order_of_bids_changes_nothing(
    method: LowPrice, prices: list[int], estimate: int, random: Any
) -> None:
    mixed = list(range(len(prices)))
    random.shuffle(mixed)
    again = out(method, [prices[at] for at in mixed], estimate)
    assert sorted(mixed[at] for at in again) == out(method, prices, estimate)


@given(
    st.sampled_from(EVERY),
    PRICES,
    st.integers(1, 300),
    st.fractions(min_value=Fraction(1, 100), max_value=100),
)
def test_another_currency_changes_nothing(
    method: LowPrice, prices: list[int], estimate: int, rate: Fraction
) -> None:
    other = [price * rate for price in prices]
    assert out(method, other, estimate * rate) == out(method, prices, estimate)


@given(PRICES, st.integers(1, 300), st.integers(0, 300))
def test_a_dearer_bid_does_not_come_to_stand_out_below_the_estimate(
    prices: list[int], estimate: int, more: int
) -> None:
    before = 0 in out(OWN, prices, estimate)
    after = 0 in out(OWN, [prices[0] + more, *prices[1:]], estimate)
    assert before or not after


@given(PRICES, st.integers(1, 300))
def test_a_dearer_bid_does_not_come_to_stand_out_below_the_mean_it_is_part_of(
    prices: list[int], more: int
) -> None:
    before = 0 in out(MEAN, prices)
    after = 0 in out(MEAN, [prices[0] + more, *prices[1:]])
    assert before or not after


def asked(*methods: LowPrice, **changes: Any) -> Tender:
    return tender(low_prices=[m.model_dump() for m in methods], **changes)


def looks(
    found: Tender, *offered: Bid, events: Sequence[Event] = (), given: Marks | None = None
) -> tuple[PriceLook, ...]:
    every = bids(*offered, events=events)
    judged = given or marks({one.id: 8 for one in offered})
    standings = [score.standing for score in scored(found, every, judged).scores]
    return low_prices(found, every, standings)


def told(
    found: Tender, *offered: Bid, events: Sequence[Event] = (), given: Marks | None = None
) -> list[Finding]:
    judged = given or marks({one.id: 8 for one in offered})
    findings = scoring_findings(found, bids(*offered, events=events), judged)
    assert all(finding_text(one, lang) for one in findings for lang in LANGUAGES)
    return [one for one in findings if one.code in ("S131", "S132")]


def event(kind: str, **fields: str) -> Event:
    return Event.model_validate({"bidder": "A", "event": kind, "reason": "omdat", **fields})


LOW = (bid("A", price="500"), bid("B", price="1000"), bid("C", price="1001"))
ASKED = event("price_asked", date="2027-03-10", request="Waarom?", value="2027-03-20")


def test_the_price_compared_is_that_of_the_whole_demand() -> None:
    """Ten heavy and twenty light clients."""
    found = looks(asked(MEAN), *LOW)
    assert {one.bidder: one.price for one in found} == {"A": 15000, "B": 30000, "C": 30030}
    assert [one.bidder for one in found if one.stands_out] == ["A"]


def test_a_method_for_one_lot_looks_at_no_other() -> None:
    two = [{"id": "1", "title": "1"}, {"id": "2", "title": "2"}]
    demand = [
        {"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}
        for lot in ("1", "2")
    ]
    found = asked(MEAN.model_copy(update={"lots": ("2",)}), lots=two, demand=demand)
    offered = [bid(name, price=price, lots=("1", "2")) for name, price in (("A", "5"), ("B", "9"))]
    given = marks({"A": 8, "B": 8}, lots=("1", "2"))
    assert {one.lot for one in looks(found, *offered, given=given)} == {"2"}


def test_a_bid_that_leaves_out_a_need_level_is_not_cheap_for_that() -> None:
    offer = Offer(need="licht", capacity=5, price=Decimal(1000))
    part = Bid(id="D", name="D", lots=(LotBid(lot="1", offers=(offer,)),))
    found = looks(asked(MEAN), *LOW[1:], part)
    assert {one.bidder: one.limits[0].bidders for one in found if one.limits} == {
        "B": ("B", "C"),
        "C": ("B", "C"),
    }


def test_the_own_figure_is_for_the_need_levels_a_bid_prices() -> None:
    tariffs = [
        {"lot": "1", "need": "zwaar", "kind": "norm", "amount": "2000"},
        {"lot": "1", "need": "licht", "kind": "norm", "amount": "100"},
        {"lot": "1", "need": "licht", "kind": "ceiling", "amount": "900"},
    ]
    offer = Offer(need="licht", capacity=5, price=Decimal(90))
    part = Bid(id="D", name="D", lots=(LotBid(lot="1", offers=(offer,)),))
    found = looks(asked(OWN, tariffs=tariffs), LOW[1], part)
    assert [one.limits[0].amount for one in found] == [22000, 2000]


def test_where_the_buyer_fixed_every_price_nothing_is_looked_at() -> None:
    tariffs = [
        {"lot": "1", "need": need, "kind": "fixed", "amount": "100"} for need in ("zwaar", "licht")
    ]
    offers = tuple(Offer(need=need, capacity=5) for need in ("zwaar", "licht"))
    offered = Bid(id="A", name="A", lots=(LotBid(lot="1", offers=offers),))
    assert looks(asked(MEAN, OWN, tariffs=tariffs), offered) == ()


def test_a_bid_that_is_out_is_not_compared() -> None:
    gone = event("withdrawn")
    assert [one.bidder for one in looks(asked(MEAN), *LOW, events=[gone])] == ["B", "C"]


def test_a_bid_below_the_least_points_is_not_compared() -> None:
    found = asked(MEAN, award={"least_points": 50})
    given = marks({"A": 4, "B": 8, "C": 8})
    assert [one.bidder for one in looks(found, *LOW, given=given)] == ["B", "C"]


def test_the_figures_stay_when_a_bid_is_excluded_on_its_price() -> None:
    answer = event("price_answered", date="2027-03-15", answer="Daarom.")
    gone = event("excluded", date="2027-03-22", field="price")
    assert looks(asked(MEAN), *LOW, events=[ASKED, answer, gone]) == looks(asked(MEAN), *LOW)


def test_a_price_that_stands_out_is_a_notice_with_its_figures_once() -> None:
    (finding,) = told(asked(MEAN, NEXT), *LOW)
    assert (finding.code, finding.weight) == ("S131", Weight.NOTICE)
    assert finding.values["methods"] == ("gemiddeld", "volgende")
    assert (finding.values["price"], finding.values["limit"]) == (15000, 24000)


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        ([ASKED], ("price_answered", "price_accepted / excluded")),
        (
            [ASKED, event("price_answered", date="2027-03-15", answer="Daarom.")],
            ("price_accepted / excluded",),
        ),
    ],
)
def test_a_question_without_decision_names_what_is_missing(
    events: list[Event], missing: tuple[str, ...]
) -> None:
    (finding,) = told(asked(MEAN), *LOW, events=events)
    assert (finding.code, finding.weight) == ("S132", Weight.NOTICE)
    assert finding.values["missing"] == missing


@pytest.mark.parametrize(
    "decision",
    [
        event("price_accepted", date="2027-03-16", by="De inkoper"),
        event("excluded", date="2027-03-22", field="price"),
    ],
)
def test_nothing_is_told_of_a_price_that_was_decided_on(decision: Event) -> None:
    assert told(asked(MEAN), *LOW, events=[ASKED, decision]) == []


def test_no_price_is_spoken_of_while_a_bid_has_not_been_judged() -> None:
    assert told(asked(MEAN), *LOW, given=marks({"A": 8, "B": 8})) == []
    assert [one.code for one in told(asked(MEAN), *LOW)] == ["S131"]


def test_a_price_that_stands_out_keeps_its_place_in_the_ranking() -> None:
    given = marks({"A": 9, "B": 8, "C": 7})
    with_methods, without = asked(*EVERY[:3]), tender()
    assert scored(with_methods, bids(*LOW), given) == scored(without, bids(*LOW), given)


def test_the_record_holds_looks_and_patterns_whatever_the_order_of_standings() -> None:
    found, every = asked(MEAN), bids(*LOW)
    standings = assess(found, every, marks({})).standings
    one, other = flags_of(found, every, standings), flags_of(found, every, standings[::-1])
    assert one == other
    assert len(one.low_prices) == 3
