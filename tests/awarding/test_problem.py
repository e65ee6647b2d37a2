"""The numbers of the choice, from what a tender asks and bidders offer."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.awarding.problem import facts_of
from aanbesteding.bids.bid import Bid, Member
from aanbesteding.bids.terms import Discount, Terms
from aanbesteding.rules.facts import (
    Chosen,
    Condition,
    Facts,
    Fee,
    FrameworkFact,
    Pick,
    Tier,
    Volume,
)
from aanbesteding.rules.money import spent
from aanbesteding.tender.tender import Tender
from tests import tiny

A, B = Pick("A", "1"), Pick("B", "1")
TWO_LOTS = [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"}]
ONE_NEED = [{"id": "1", "title": "Een", "needs": ["zwaar"]}]
DEMAND = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 30}]
ZWAAR = Volume("A", "1", "zwaar", "noord", "2028")


def facts(asked: Tender, *offered: Bid) -> Facts:
    """The facts of a round in which every bid has the same marks."""
    bids = tiny.bids(*offered)
    lots = [lot.id for lot in asked.open_lots]
    judged = tiny.marks({bid.id: 8 for bid in offered}, lots=lots)
    return facts_of(asked, bids, tiny.scored(asked, bids, judged))


def discounted(bid: Bid, *tiers: tuple[int, str]) -> Bid:
    """The bid with a volume discount in its first lot."""
    found = tuple(Discount(least=least, percent=Decimal(off)) for least, off in tiers)
    first = bid.lots[0].model_copy(update={"discounts": found})
    return bid.model_copy(update={"lots": (first, *bid.lots[1:])})


def test_a_cost_per_contract_is_spread_over_areas_and_paid_each_period() -> None:
    periods = [
        {"id": str(year), "start": f"{year}-01-01", "end": f"{year}-12-31"} for year in (2028, 2029)
    ]
    lots = [{**TWO_LOTS[0], "contract_cost": "10.01"}, TWO_LOTS[1]]
    found = facts(tiny.tender(lots=lots, periods=periods), tiny.bid("A", lots=("1", "2")))
    assert found.fees == {
        Fee("A", "1", area, period): cents
        for area, cents in (("noord", 501), ("zuid", 500))
        for period in ("2028", "2029")
    }
    given = Chosen(frozenset({A}), {})
    assert spent(found, given) == 2002


def test_no_cost_per_contract_is_no_fee() -> None:
    assert facts(tiny.tender(), tiny.bid("A")).fees == {}


def whole(**changes: Any) -> Tender:
    return tiny.tender(award={"discounts": "whole_quantity"}, **changes)


def test_a_discount_on_all_units_gives_each_tier_its_prices_for_every_unit() -> None:
    bid = discounted(tiny.bid("A", price="1000.05"), (10, "2.5"), (15, "5"))
    found = facts(whole(), bid)
    assert found.tiers == {
        A: (
            Tier(0, 9, {"zwaar": 100005, "licht": 100005}),
            Tier(10, 14, {"zwaar": 97505, "licht": 97505}),
            Tier(15, 30, {"zwaar": 95005, "licht": 95005}),
        )
    }


def test_a_discount_from_the_first_unit_on_leaves_no_tier_without_it() -> None:
    found = facts(whole(), discounted(tiny.bid("A"), (1, "10")))
    assert found.tiers[A] == (Tier(1, 30, {"zwaar": 90000, "licht": 90000}),)


def test_a_border_beyond_all_demand_makes_a_tier_nobody_reaches() -> None:
    found = facts(whole(), discounted(tiny.bid("A"), (31, "10")))
    assert [(tier.least, tier.most) for tier in found.tiers[A]] == [(0, 30), (31, 31)]


def test_of_a_fixed_tariff_nothing_goes_off() -> None:
    fixed = [{"lot": "1", "need": "licht", "kind": "fixed", "amount": "50"}]
    bid = discounted(tiny.bid("A"), (10, "10"))
    offers = (bid.lots[0].offers[0], bid.lots[0].offers[1].model_copy(update={"price": None}))
    lot = bid.lots[0].model_copy(update={"offers": offers})
    found = facts(whole(tariffs=fixed), bid.model_copy(update={"lots": (lot,)}))
    assert [tier.price for tier in found.tiers[A]] == [
        {"zwaar": 100000, "licht": 5000},
        {"zwaar": 90000, "licht": 5000},
    ]


@pytest.mark.parametrize(("rounding", "cents"), [("floor", 97504), ("half_up", 97505)])
def test_a_discounted_price_is_rounded_as_the_tender_says(rounding: str, cents: int) -> None:
    """1000.05 less 2.5 % is 975.04875."""
    step = {"step": "discount", "decimals": 2, "mode": rounding}
    bid = discounted(tiny.bid("A", price="1000.05"), (10, "2.5"))
    found = facts(whole(rounding=[{"step": "total"}, step]), bid)
    assert found.tiers[A][1].price["zwaar"] == cents


@pytest.mark.parametrize(
    ("units", "cost"),
    [(0, 0), (9, 9 * 1000), (10, 9 * 1000 + 900), (19, 9 * 1000 + 10 * 900),
     (20, 9 * 1000 + 10 * 900 + 700), (30, 9 * 1000 + 10 * 900 + 11 * 700)],
)  # fmt: skip
def test_a_discount_on_the_units_above_costs_each_unit_its_own_price(units: int, cost: int) -> None:
    """Nine units at 1,000 euro, ten at 10 % off, the rest at 30 % off: counted unit by unit."""
    asked = tiny.tender(award={"discounts": "incremental"}, lots=ONE_NEED, demand=DEMAND)
    bid = discounted(tiny.bid("A", zwaar=30), (10, "10"), (20, "30"))
    found = facts(asked, bid)
    chosen = Chosen(frozenset({A}), {ZWAAR: units})
    assert spent(found, chosen) == cost * 100


def test_a_bid_without_discount_has_no_tiers() -> None:
    assert set(facts(whole(), tiny.bid("A"), discounted(tiny.bid("B"), (5, "1"))).tiers) == {B}


def test_free_places_are_facts_where_the_lot_asks_for_them() -> None:
    bid = tiny.bid("A")
    offers = tuple(
        offer.model_copy(update={"free": free})
        for offer, free in zip(bid.lots[0].offers, (4, None), strict=True)
    )
    lot = bid.lots[0].model_copy(update={"offers": offers})
    bid = bid.model_copy(update={"lots": (lot,)})
    asked = tiny.tender(lots=[{**TWO_LOTS[0], "free_within_weeks": 6}])
    assert facts(asked, bid).free == {(A, "zwaar"): 4, (A, "licht"): 0}
    assert facts(tiny.tender(), bid).free == {}


IN_CARE = {"lot": "1", "need": "zwaar", "area": "noord", "period": "2028"}


@pytest.mark.parametrize(
    ("row", "provider"),
    [
        ({"kvk": "11111111"}, "A"),
        ({"kvk": "11111111", "name": "Zorg B"}, "A"),
        ({"kvk": "22222222", "name": "Zorg A"}, "Zorg A"),
        ({"kvk": "22222222", "name": " ZORG  b "}, "B"),
        ({"kvk": "22222222"}, "22222222"),
        ({"name": "b"}, "B"),
        ({"name": "Zorg A"}, "A"),
        ({"name": "Ander"}, "Ander"),
    ],
)
def test_clients_in_care_go_by_the_number_and_else_by_the_name(
    row: dict[str, Any], provider: str
) -> None:
    asked = tiny.tender(incumbents=[{**IN_CARE, **row, "clients": 3}])
    numbered = tiny.bid("A").model_copy(update={"kvk": "11111111"})
    found = facts(asked, numbered, tiny.bid("B"))
    assert found.incumbent == {Volume(provider, "1", "zwaar", "noord", "2028"): 3}


def test_clients_in_care_of_one_provider_are_added_up() -> None:
    rows = [{**IN_CARE, "name": name, "clients": 3} for name in ("A", "zorg a")]
    assert facts(tiny.tender(incumbents=rows), tiny.bid("A")).incumbent == {ZWAAR: 6}


def test_the_companies_behind_a_bid_are_itself_and_its_members() -> None:
    alone = tiny.bid("A").model_copy(update={"kvk": "11111111"})
    members = (Member(name="zorg  A"), Member(name="Derde"))
    jointly = tiny.bid("B").model_copy(
        update={"members": members, "subcontractors": ("Zorg C", "Hulp")}
    )
    third = tiny.bid("C")
    assert facts(tiny.tender(), alone, jointly, third).parties == {
        "A": {"11111111"},
        "B": {"zorg b", "11111111", "derde"},
        "C": {"zorg c"},
    }
    asked = tiny.tender(award={"subcontractors_count": True})
    assert facts(asked, alone, jointly, third).parties["B"] == {
        "zorg b", "11111111", "derde", "zorg c", "hulp",
    }  # fmt: skip


def test_terms_are_conditions_over_the_lots_bid_for() -> None:
    asked = tiny.tender(lots=TWO_LOTS, award={"conditions": True})
    bid = tiny.bid("A", lots=("1", "2"))
    both = frozenset({"1", "2"})

    def conditions(**terms: Any) -> tuple[Condition, ...]:
        return facts(asked, bid.model_copy(update={"terms": Terms(**terms)})).conditions

    assert conditions() == ()
    assert conditions(package=("1", "2")) == (Condition("A", both, 2),)
    assert conditions(least_lots=1, most_lots=1) == (Condition("A", both, 1, 1),)
    assert conditions(package=("1", "2"), most_units=7) == (
        Condition("A", both, 2),
        Condition("A", both, 0, None, 7),
    )


def test_attributes_and_divisible_needs_are_facts() -> None:
    needs = [
        {"id": "zwaar", "label": "zwaar", "priority": 1, "unit": "minuut", "divisible": True},
        {"id": "licht", "label": "licht", "priority": 2, "unit": "cliënt"},
    ]
    ticked = tiny.bid("A").model_copy(update={"attributes": ("klein", "lokaal")})
    found = facts(tiny.tender(needs=needs), ticked, tiny.bid("B"))
    assert found.attributes == {"A": {"klein", "lokaal"}, "B": frozenset()}
    assert found.divisible == {"zwaar"}


def test_turnover_is_a_fact_in_cents_and_who_states_none_is_left_out() -> None:
    stated = tiny.bid("A").model_copy(update={"turnover": Decimal("1234.56")})
    none_yet = tiny.bid("C").model_copy(update={"turnover": Decimal(0)})
    found = facts(tiny.tender(), stated, tiny.bid("B"), none_yet)
    assert found.turnover == {"A": 123456, "C": 0}


def test_a_period_that_is_no_year_says_how_long_it_is() -> None:
    ends = {"heel": "12-31", "half": "06-30", "dagen": "01-10"}
    periods = [
        {"id": name, "start": "2028-01-01", "end": f"2028-{end}"} for name, end in ends.items()
    ]
    periods.append({"id": "twee", "start": "2029-01-01", "end": "2030-12-31"})
    demand = [{**row, "period": "heel"} for row in DEMAND]
    found = facts(tiny.tender(periods=periods, demand=demand), tiny.bid("A"))
    assert found.years == {"half": Fraction(1, 2), "dagen": Fraction(10, 365), "twee": 2}


def test_needs_are_bridged_where_a_rule_says_so() -> None:
    rule = {"kind": "substitution", "needs": ["zwaar", "licht"]}
    found = facts(tiny.tender(rules=[rule]), tiny.bid("A"))
    assert found.places_for("1", "licht") == ("zwaar", "licht")
    assert facts(tiny.tender(), tiny.bid("A")).places_for("1", "licht") == ("licht",)


@pytest.mark.parametrize(
    ("periods", "times"),
    [
        ([("2028-01-01", "2028-12-31")], 4),
        ([("2028-01-01", "2028-12-31"), ("2029-01-01", "2029-12-31")], 2),
        ([("2028-01-01", "2028-06-30")], 8),
        ([("2028-02-29", "2029-02-27")], Fraction(4 * 365, 365)),
        ([("2028-01-01", "2028-01-10")], Fraction(4 * 365, 10)),
    ],
)
def test_the_plan_fits_in_the_term_so_many_times(
    periods: list[tuple[str, str]], times: Fraction
) -> None:
    rows = [{"id": f"p{n}", "start": a, "end": b} for n, (a, b) in enumerate(periods)]
    demand = [{**DEMAND[0], "period": row["id"]} for row in rows]
    spare = {"id": "later", "start": "2040-01-01", "end": "2040-12-31"}
    lots = [{**TWO_LOTS[0], "framework_max_value": "1000.00", "term_years": 4}]
    asked = tiny.tender(lots=lots, periods=[*rows, spare], demand=demand)
    assert facts(asked, tiny.bid("A")).frameworks == (FrameworkFact("1", 100000, times),)


@pytest.mark.parametrize("field", ["framework_max_value", "term_years"])
def test_without_value_or_term_a_lot_has_no_greatest_value(field: str) -> None:
    lot = {**TWO_LOTS[0], "framework_max_value": "1000", "term_years": 4}
    lots = [{key: value for key, value in lot.items() if key != field}]
    assert facts(tiny.tender(lots=lots), tiny.bid("A")).frameworks == ()


def test_a_bid_without_quality_has_no_points_and_takes_part() -> None:
    asked = tiny.tender(criteria=[], award={"mode": "published_objective"})
    found = facts(asked, tiny.bid("A"), tiny.bid("B"))
    assert found.picks == (A, B)
    assert found.points == {A: 0, B: 0}
