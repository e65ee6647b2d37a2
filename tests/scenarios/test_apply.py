"""Changes: exact, rounded as stated, only where they say."""

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.scenarios.apply import ImpossibleChangeError, changed, in_turn
from aanbesteding.tender.tender import Tender
from tests import holland_rijnland as hr
from tests import tiny


def future(*changes: dict[str, Any], **other: Any) -> Tender:
    """The tiny tender with one scenario."""
    rows = [{"scenario": "s", **change} for change in changes]
    return tiny.tender(scenarios=[{"id": "s", "title": "Straks"}], changes=rows, **other)


def volumes(tender: Tender) -> list[int]:
    return [row.volume for row in tender.demand]


def test_growth_of_four_percent_is_whole_in_every_lot_of_holland_rijnland() -> None:
    """4 % of 43,800 is 1,752, of 96,000 is 3,840: nothing is rounded."""
    tender, _ = changed(hr.tender(), hr.bids(), "groei")
    asked = dict(zip(hr.LOTS, volumes(tender), strict=True))
    assert asked == {lot: Fraction(104, 100) * hr.DEMAND[lot] for lot in hr.LOTS}


def test_indexed_tariffs_are_rounded_half_up_to_whole_cents() -> None:
    """1.30 becomes 1.3585, 2.19 becomes 2.28855, 163.59 becomes 170.95155."""
    tender, _ = changed(hr.tender(), hr.bids(), "index")
    amounts = ["1.36", "1.94", "2.29", "77.72", "170.95", "1.19"]
    assert [str(tariff.amount) for tariff in tender.tariffs] == amounts


def test_a_staff_shortage_is_felt_in_its_lots_alone() -> None:
    _, before = hr.tender(), hr.bids()
    _, bids = changed(hr.tender(), before, "personeelstekort")
    less = {
        (bid.id, lot.lot): Fraction(lot.offers[0].capacity, old.offers[0].capacity)
        for bid, was in zip(bids.bids, before.bids, strict=True)
        for lot, old in zip(bid.lots, was.lots, strict=True)
    }
    assert {share for (_, lot), share in less.items() if lot in ("L2", "L3")} == {Fraction(9, 10)}
    assert {share for (_, lot), share in less.items() if lot not in ("L2", "L3")} == {Fraction(1)}


@pytest.mark.parametrize(("rounding", "expected"), [("half_up", 11), ("floor", 10)])
def test_half_a_client_is_rounded_as_the_change_says(rounding: str, expected: int) -> None:
    tender = future({"what": "demand", "factor": "1.05", "rounding": rounding})
    other, _ = changed(tender, tiny.bids(), "s")
    assert volumes(other) == [expected, 21]


def test_a_factor_that_no_binary_number_holds_stays_exact() -> None:
    """100 x 0.29 is 29; in binary numbers it is a little less, and its floor 28."""
    tender = future({"what": "capacity", "factor": "0.29", "rounding": "floor"})
    _, bids = changed(tender, tiny.bids(tiny.bid("A", zwaar=100)), "s")
    assert bids.bids[0].lots[0].offers[0].capacity == 29


def test_a_change_for_a_need_leaves_other_needs_alone() -> None:
    tender = future({"what": "demand", "factor": "2", "needs": ["licht"]})
    other, _ = changed(tender, tiny.bids(), "s")
    assert volumes(other) == [10, 40]


def test_own_prices_rise_with_the_tariffs_and_ceilings_on_prices_do_not() -> None:
    rows = [{"lot": "1", "need": "licht", "kind": "ceiling", "amount": "1200"}]
    tender = future({"what": "tariff", "factor": "1.045"}, tariffs=rows)
    other, bids = changed(tender, tiny.bids(tiny.bid("A", price="0.11")), "s")
    assert bids.bids[0].lots[0].offers[0].price == Decimal("0.11")  # 0.11495
    other, bids = changed(tender, tiny.bids(tiny.bid("A", price="1.00")), "s")
    assert bids.bids[0].lots[0].offers[0].price == Decimal("1.05")  # 1.045, half up
    assert other.tariffs == tender.tariffs


def test_a_budget_changes_only_when_all_it_is_for_is_meant() -> None:
    budgets = [
        {"id": "alles", "amount": "100.00"},
        {"id": "l", "amount": "9.99", "needs": ["licht"]},
    ]
    for change, amounts in (
        ({"factor": "0.5"}, ["50.00", "5.00"]),
        ({"factor": "0.5", "needs": ["licht"]}, ["100.00", "5.00"]),
        ({"factor": "0.5", "needs": ["zwaar"]}, ["100.00", "9.99"]),
    ):
        tender = future({"what": "budget", **change}, budgets=budgets)
        other, _ = changed(tender, tiny.bids(), "s")
        assert [str(budget.amount) for budget in other.budgets] == amounts


def test_municipal_ceilings_change_with_every_budget() -> None:
    ceilings = [{"area": "noord", "period": "2028", "amount": "100"}]
    tender = future({"what": "budget", "factor": "1.1"}, ceilings=ceilings)
    other, _ = changed(tender, tiny.bids(), "s")
    assert other.ceilings[0].amount == Decimal("110.00")


def test_changes_of_one_scenario_follow_each_other_in_order_each_rounded() -> None:
    """10 x 1.05 is 10.5, rounded 11; 11 x 1.05 is 11.55, rounded 12; at once it would be 11."""
    change = {"what": "demand", "factor": "1.05", "needs": ["zwaar"]}
    other, _ = changed(future(change, change), tiny.bids(), "s")
    assert volumes(other)[0] == 12


def test_clients_in_care_are_never_more_than_all_there_are() -> None:
    demand = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}]
    tender = future({"what": "demand", "factor": "0.5"}, demand=[{**demand[0], "in_care": 8}])
    other, _ = changed(tender, tiny.bids(), "s")
    assert (other.demand[0].volume, other.demand[0].in_care) == (5, 5)


@pytest.mark.parametrize(
    ("free", "factor", "left"), [(9, "0.5", 5), (3, "0.5", 3), (9, "2", 9), (None, "0.5", None)]
)
def test_no_more_is_free_than_there_is(free: int | None, factor: str, left: int | None) -> None:
    bid = tiny.bid("K01")
    offer = bid.lots[0].offers[0].model_copy(update={"capacity": 10, "free": free})
    lot = bid.lots[0].model_copy(update={"offers": (offer,)})
    bids = tiny.bids(bid.model_copy(update={"lots": (lot,)}))
    _, other = changed(future({"what": "capacity", "factor": factor}), bids, "s")
    assert other.bids[0].lots[0].offers[0].free == left


def test_a_changed_tender_has_its_own_hash_and_leaves_the_old_one_as_it_was() -> None:
    tender = future({"what": "demand", "factor": "2"})
    before = tender.hash
    other, _ = changed(tender, tiny.bids(), "s")
    assert other.hash != before
    assert (tender.hash, volumes(tender)) == (before, [10, 20])


def test_prices_of_one_bidder_rise_and_those_of_others_do_not() -> None:
    change = {"what": "price", "factor": "1.1", "bidders": ["A"], "needs": ["zwaar"]}
    _, bids = changed(future(change), tiny.bids(tiny.bid("A"), tiny.bid("B")), "s")
    asked = {b.id: [str(offer.price) for offer in b.lots[0].offers] for b in bids.bids}
    assert asked == {"A": ["1100.00", "1000.00"], "B": ["1000.00", "1000.00"]}


def test_only_bidders_with_every_attribute_named_lose_capacity() -> None:
    change = {"what": "capacity", "factor": "0.5", "attributes": ["klein", "lokaal"]}
    both = tiny.bid("A").model_copy(update={"attributes": ("lokaal", "klein")})
    one = tiny.bid("B").model_copy(update={"attributes": ("klein",)})
    _, bids = changed(future(change), tiny.bids(both, one), "s")
    assert [bid.lots[0].offers[0].capacity for bid in bids.bids] == [5, 10]


RULES = [
    {"kind": "number_of_contracts", "id": "hoogstens", "at_most": 2},
    {"kind": "share", "id": "deel", "of": "volume", "at_most": "0.5"},
]


def test_a_rule_is_left_out_and_the_others_stay() -> None:
    tender = future({"what": "rule", "rule": "hoogstens"}, rules=RULES)
    other, _ = changed(tender, tiny.bids(), "s")
    assert [rule.name for rule in other.rules] == ["deel"]


@pytest.mark.parametrize(
    ("rule", "step", "expected"),
    [("hoogstens", "-1", ["1", "0.5"]), ("deel", "0.05", ["2", "0.55"])],
)
def test_the_number_of_a_rule_takes_one_step(rule: str, step: str, expected: list[str]) -> None:
    change = {"what": "rule", "rule": rule, "field": "at_most", "step": step}
    other, _ = changed(future(change, rules=RULES), tiny.bids(), "s")
    assert [str(rule.model_dump()["at_most"]) for rule in other.rules] == expected


def test_steps_that_lead_to_a_rule_that_cannot_be_are_refused_by_name() -> None:
    down = {"what": "rule", "rule": "hoogstens", "field": "at_most", "step": "-2"}
    with pytest.raises(ImpossibleChangeError, match="s: rule"):
        changed(future(down, down, rules=RULES), tiny.bids(), "s")


def test_who_drops_out_of_a_lot_is_out_for_that_lot_alone() -> None:
    lots = [{"id": "1", "title": "1"}, {"id": "2", "title": "2"}]
    change = {"what": "drop_out", "bidders": ["A"], "lots": ["2"]}
    _, bids = changed(future(change, lots=lots), tiny.bids(tiny.bid("A"), tiny.bid("B")), "s")
    out = {(b, lot) for b in "AB" for lot in "12" if bids.out(b, lot) is not None}
    assert out == {("A", "2")}


def test_every_winner_in_turn_is_a_scenario_each_and_other_scenarios_stay() -> None:
    tender = tiny.tender(
        scenarios=[{"id": "uit", "title": "Uitval"}, {"id": "groei", "title": "Groei"}],
        changes=[
            {"scenario": "uit", "what": "drop_out"},
            {"scenario": "uit", "what": "demand", "factor": "2"},
            {"scenario": "groei", "what": "demand", "factor": "3"},
        ],
    )
    turned = in_turn(tender, [tiny.bid("A"), tiny.bid("C")])
    names = [(one.id, one.title) for one in turned.scenarios]
    assert names == [
        ("uit:A", "Uitval: Zorg A"), ("uit:C", "Uitval: Zorg C"), ("groei", "Groei")
    ]  # fmt: skip
    other, bids = changed(turned, tiny.bids(tiny.bid("A"), tiny.bid("C")), "uit:C")
    assert volumes(other) == [20, 40]
    assert [event.bidder for event in bids.events] == ["C"]


def test_a_scenario_nobody_named_is_an_error() -> None:
    with pytest.raises(KeyError):
        changed(tiny.tender(), tiny.bids(), "s")


def test_a_change_beyond_what_a_tender_holds_is_refused_by_name() -> None:
    budgets = [{"id": "b", "amount": "1000000000000"}]
    tender = future({"what": "budget", "factor": "2"}, budgets=budgets)
    with pytest.raises(ImpossibleChangeError, match="s: budget"):
        changed(tender, tiny.bids(), "s")


def test_tender_and_bids_travel_to_another_process() -> None:
    pair = changed(hr.tender(), hr.bids(), "groei")
    assert pickle.loads(pickle.dumps(pair)) == pair  # noqa: S301 - our own bytes


@given(st.integers(0, 10**6), st.decimals("0", "100", places=4))
def test_a_changed_volume_is_never_further_off_than_half_a_unit(volume: int, by: Decimal) -> None:
    row = {"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": volume}
    other, _ = changed(future({"what": "demand", "factor": by}, demand=[row]), tiny.bids(), "s")
    assert abs(volumes(other)[0] - volume * Fraction(by)) <= Fraction(1, 2)
