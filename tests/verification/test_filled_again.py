"""Whether a bid in a lot that is filled by rank could have had more, worked out by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.bids.bid import Bid
from aanbesteding.verification.filled import check_filled, could_have_more
from tests import tiny
from tests.verification.test_ended_again import again, served

FILLED = {"selection": "fill_capacity_by_rank"}
NORTH = {"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}
SOUTH = {**NORTH, "area": "zuid"}
LIGHT = {**NORTH, "need": "licht"}
RANKED = {"A": 8, "B": 6, "C": 4}
HALF = {"kind": "share", "id": "helft", "of": "volume", "at_most": "0.5"}

Serves = Sequence[tuple[str, str, str, int]]


def more(
    demand: Sequence[Mapping[str, Any]], serves: Serves, bids: Sequence[Bid] = (), **changes: Any
) -> list[tuple[str, str, int, int]]:
    """Who could have more of which need: served, and possible. Every client costs 1,000 euros."""
    offered = tiny.bids(*(bids or [tiny.bid(bidder) for bidder in RANKED]))
    asked = tiny.tender(award=FILLED, demand=demand, **changes)
    marks = tiny.marks({bid.id: RANKED[bid.id] for bid in offered.bids})
    _, recount = again(served(*serves), asked, offered, marks)
    return [
        (one.pick.bidder, one.need, one.served, one.possible)
        for one in could_have_more(recount, "1")
    ]


def test_a_client_nobody_serves_could_be_served_by_the_best_with_room() -> None:
    assert ("A", "zwaar", 5, 6) in more([{**NORTH, "volume": 6}], [("A", "zwaar", "noord", 5)])


def test_a_worse_ranked_bid_gives_way_in_the_only_need_there_is() -> None:
    served_by_both = [("A", "zwaar", "noord", 5), ("B", "zwaar", "noord", 5)]
    heavy = {"id": "zwaar", "label": "zwaar", "priority": 1, "unit": "cliënt"}
    assert more([NORTH], served_by_both, needs=[heavy]) == [("A", "zwaar", 5, 6)]


def test_where_one_area_has_no_money_a_contract_could_have_more_in_another() -> None:
    money = [
        {"id": "noord", "amount": "4000", "areas": ["noord"]},
        {"id": "zuid", "amount": "9000", "areas": ["zuid"]},
    ]
    found = more([NORTH, SOUTH], [("A", "zwaar", "noord", 4)], [tiny.bid("A")], budgets=money)
    assert found == [("A", "zwaar", 4, 5)]


def test_a_bid_with_a_least_size_could_have_what_the_greatest_share_leaves() -> None:
    """Six at least or nothing; half of twenty clients is ten, and heavy need comes first."""
    found = more([NORTH, LIGHT], [], [least_six()], rules=[HALF])
    assert found == [("A", "zwaar", 0, 10)]


def test_money_of_heavy_need_is_given_way_to_who_takes_it_for_its_own_lighter_client() -> None:
    """A has its half of twenty clients; nine heavy places are paid, four by A and five by B."""
    money = [{"id": "zwaar", "amount": "9000", "needs": ["zwaar"]}]
    serves = [
        ("A", "zwaar", "noord", 4),
        ("A", "licht", "noord", 6),
        ("B", "zwaar", "noord", 5),
    ]
    found = more([NORTH, LIGHT], serves, budgets=money, rules=[HALF])
    assert ("A", "zwaar", 4, 5) in found


def least_six(zwaar: int = 10) -> Bid:
    """A bid that comes for six clients or not at all."""
    bid = tiny.bid("A", zwaar=zwaar)
    return bid.model_copy(update={"lots": (bid.lots[0].model_copy(update={"least": 6}),)})


def test_what_a_bid_could_have_from_two_areas_is_its_capacity_once() -> None:
    assert more([NORTH, SOUTH], [], [least_six(15)]) == [("A", "zwaar", 0, 15)]


def test_a_bid_with_a_least_size_could_have_what_its_share_of_the_budget_pays() -> None:
    """Two fifths of 20,000 euros is eight clients: all of them heavy, none is left for light."""
    money = [{"id": "alles", "amount": "20000"}]
    share = {"kind": "share", "id": "deel", "of": "budget", "at_most": "0.4"}
    found = more([NORTH, LIGHT], [], [least_six()], budgets=money, rules=[share])
    assert found == [("A", "zwaar", 0, 8)]


def test_a_share_of_light_need_leaves_heavy_need_as_it_is() -> None:
    light = {**HALF, "needs": ["licht"]}
    found = more([NORTH, LIGHT], [], [least_six()], rules=[light])
    assert found == [("A", "zwaar", 0, 10), ("A", "licht", 0, 5)]


def test_money_for_one_client_more_is_room_for_one() -> None:
    money = [{"id": "alles", "amount": "6000"}]
    demand = [{**NORTH, "volume": 20}]
    found = more(demand, [("A", "zwaar", "noord", 5)], [tiny.bid("A")], budgets=money)
    assert found == [("A", "zwaar", 5, 6)]


BOTH_SERVE = [("A", "zwaar", "noord", 5), ("B", "zwaar", "noord", 5)]
TWO = {"kind": "number_of_contracts", "id": "twee", "at_least": 2}
TWO_BIDS = [tiny.bid("A"), tiny.bid("B")]


def test_who_gives_way_for_a_client_gives_one_and_keeps_its_contract() -> None:
    assert more([NORTH], BOTH_SERVE, TWO_BIDS, rules=[TWO]) == [("A", "zwaar", 5, 6)]


def test_who_gives_way_for_money_gives_what_one_client_costs_and_keeps_its_contract() -> None:
    money = [{"id": "alles", "amount": "10500"}]
    demand = [{**NORTH, "volume": 20}]
    found = more(demand, BOTH_SERVE, TWO_BIDS, budgets=money, rules=[TWO])
    assert found == [("A", "zwaar", 5, 6)]


def test_a_winner_that_serves_nobody_is_told() -> None:
    offered = tiny.bids(tiny.bid("A"))
    tree = served(("A", "zwaar", "noord", 10))
    tree["volumes"] = []
    lots = [{"lot": "1", "winners": ["A"], "outcome": "awarded"}]
    asked = tiny.tender(award=FILLED, demand=[NORTH])
    stated, recount = again({**tree, "lots": lots}, asked, offered, tiny.marks({"A": 8}))
    (one,) = check_filled(stated, recount)
    rows = [(f.code, f.values["row"], f.values["says"], f.values["counted"]) for f in one.findings]
    assert rows[0] == ("V505", "A, 1", 0, 1)


def test_who_is_worse_ranked_gives_way_for_all_that_a_bid_takes() -> None:
    found = more([NORTH], [("B", "zwaar", "noord", 10)], [least_six(), tiny.bid("B")])
    assert found == [("A", "zwaar", 0, 10)]


def test_a_share_of_the_budget_leaves_whole_demand_to_who_asks_nothing() -> None:
    money = [{"id": "alles", "amount": "9000"}]
    share = {"kind": "share", "id": "deel", "of": "budget", "at_most": "0.5"}
    bid = tiny.bid("A", price="0")
    free = bid.model_copy(update={"lots": (bid.lots[0].model_copy(update={"least": 6}),)})
    found = more([NORTH], [], [free], rules=[share], budgets=money)
    assert found == [("A", "zwaar", 0, 10)]
