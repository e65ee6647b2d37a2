"""What a bidder may be paid by its turnover: whose, over how long, and of which money."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from aanbesteding.awarding.optimise import optimise
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Ask, Chosen, Facts, Fee, Pick, Tier, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.rules.soft import softened, stated_value
from tests.volume_facts import award, counted, facts_of, holds

# Clients cost a euro. In cents a year A earns six euro and B ten.
EARNING = {"A": 600, "B": 1000}
FIVE = facts_of("AB", {"zwaar": 5}, turnover=EARNING)
HALF = ShareOfTurnover(at_most="0.5")
GOALS = [Goal(kind="unmet"), Goal(kind="quality")]


def served(facts: Facts, *rules: Rule) -> dict[str, int]:
    """How many each bidder serves in the best award: nobody waits, then the best quality."""
    best = optimise(facts, (*STANDING, *rules), GOALS)
    assert best is not None
    found: dict[str, int] = {}
    for volume, clients in best.chosen.volumes.items():
        found[volume.bidder] = found.get(volume.bidder, 0) + clients
    return {bidder: clients for bidder, clients in found.items() if clients}


def test_who_would_live_on_this_contract_alone_gets_a_part_and_the_next_the_rest() -> None:
    """A is better and can serve all five; half of its six euro pays three."""
    assert served(FIVE) == {"A": 5}
    assert served(FIVE, HALF) == {"A": 3, "B": 2}


def test_a_bidder_that_states_no_turnover_is_paid_nothing() -> None:
    silent = replace(FIVE, turnover={"B": 1000})
    assert served(silent, HALF) == {"B": 5}
    assert counted(HALF, silent, award(silent, ("A zwaar", 1)))[0] == ("A", 100, "<=", 0)
    assert served(replace(FIVE, turnover={}), HALF) == {}


def test_paid_exactly_the_share_is_no_breach_and_a_client_more_is_one() -> None:
    assert holds(HALF, FIVE, award(FIVE, ("A zwaar", 3)))
    assert not holds(HALF, FIVE, award(FIVE, ("A zwaar", 4)))


@pytest.mark.parametrize(
    ("years", "clients", "most"),
    [
        (Fraction(1, 2), 1, 150),
        (Fraction(3, 4), 2, 225),
        (2, 5, 600),
        (Fraction(10, 365), 0, Fraction(600, 73)),
    ],
)
def test_of_a_period_that_is_no_year_counts_the_turnover_of_its_own_time(
    years: int | Fraction, clients: int, most: int | Fraction
) -> None:
    """Half of six euro is three a year: 1.50 in half a year, six in two, 8.2 cents in ten days."""
    facts = replace(FIVE, years={"p": years})
    assert served(facts, HALF).get("A", 0) == clients
    assert counted(HALF, facts, award(facts))[0] == ("A", 0, "<=", most)


def in_two_periods() -> Facts:
    """A is asked for three in a year, and for three in the half year after it."""
    asks = {Ask("1", "zwaar", "a", period): 3 for period in "pq"}
    volumes = tuple(Volume("A", *ask) for ask in asks)
    price = dict.fromkeys(volumes, 100)
    return replace(
        facts_of("A", {"zwaar": 3}), demand=asks, volumes=volumes, price=price,
        turnover={"A": 400}, years={"q": Fraction(1, 2)},
    )  # fmt: skip


def test_every_period_is_held_against_its_own_time_and_none_makes_up_for_another() -> None:
    facts = in_two_periods()
    chosen = Chosen(frozenset(facts.picks), dict.fromkeys(facts.volumes, 2))
    assert counted(HALF, facts, chosen) == [("A/p", 200, "<=", 200), ("A/q", 200, "<=", 100)]
    first = ShareOfTurnover(at_most="0.5", periods=("p",))
    assert counted(first, facts, chosen) == [("A/p", 200, "<=", 200)]


LOTS = facts_of("AB", {"zwaar": 5}, ("1", "2"), turnover=EARNING)
THREE_EACH = Chosen(
    frozenset(LOTS.picks),
    {Volume(bidder, lot, "zwaar", "a", "p"): 3 for bidder in "AB" for lot in ("1", "2")},
)


def test_what_a_bidder_is_paid_is_added_up_over_the_lots() -> None:
    assert counted(HALF, LOTS, THREE_EACH) == [("A", 600, "<=", 300), ("B", 600, "<=", 500)]
    one = ShareOfTurnover(at_most="0.5", lots=("2",))
    assert counted(one, LOTS, THREE_EACH) == [("A", 300, "<=", 300), ("B", 300, "<=", 500)]


def test_together_adds_up_what_all_are_paid_and_what_all_earn() -> None:
    group = ShareOfTurnover(at_most="0.5", per="together")
    assert counted(group, LOTS, THREE_EACH) == [("A+B", 1200, "<=", 800)]
    alone = ShareOfTurnover(at_most="0.5", per="together", bidders=("A",))
    assert counted(alone, LOTS, THREE_EACH) == [("A", 600, "<=", 300)]
    assert served(FIVE, group) == {"A": 5}


def test_only_care_in_scope_counts_and_always_against_the_whole_turnover() -> None:
    facts = facts_of("A", {"zwaar": 3, "licht": 3}, turnover=EARNING)
    chosen = award(facts, ("A zwaar", 2), ("A licht", 3))
    light = ShareOfTurnover(at_most="0.5", needs=("licht",))
    assert counted(light, facts, chosen) == [("A", 300, "<=", 300)]


def test_what_managing_a_contract_costs_the_buyer_is_not_paid_to_the_bidder() -> None:
    facts = replace(FIVE, fees={Fee("A", "1", "a", "p"): 5000})
    assert counted(HALF, facts, award(facts, ("A zwaar", 2)))[0] == ("A", 200, "<=", 300)
    assert served(facts, HALF) == {"A": 3, "B": 2}


def test_a_discount_counts_with_what_its_tier_costs_besides() -> None:
    """From four on a client costs 70, and 10 besides: four cost 290, which is within 300."""
    tiers = {Pick("A", "1"): (Tier(0, 3, {"zwaar": 100}), Tier(4, 9, {"zwaar": 70}, 10))}
    facts = replace(FIVE, tiers=tiers)
    assert counted(HALF, facts, award(facts, ("A zwaar", 4)))[0] == ("A", 290, "<=", 300)
    assert served(facts, HALF) == {"A": 4, "B": 1}


def test_who_has_no_contract_or_can_serve_nobody_is_not_counted() -> None:
    nobody = Chosen(frozenset(), {})
    assert counted(HALF, FIVE, nobody) == []
    idle = replace(FIVE, volumes=tuple(v for v in FIVE.volumes if v.bidder == "B"))
    assert [row.part for row in HALF.rows(idle)] == ["B"]
    assert [part for part, *_ in counted(HALF, idle, award(idle))] == ["B"]


def test_without_any_bid_there_is_nothing_to_bound() -> None:
    empty = replace(FIVE, picks=(), volumes=(), price={})
    for per in ("bidder", "together"):
        assert list(ShareOfTurnover(at_most="0.5", per=per).rows(empty)) == []


def test_a_soft_share_costs_its_penalty_for_every_euro_too_much_or_part_of_one() -> None:
    """Five clients are two euro above three; a price of 101 makes it 2.05, so three."""
    (soft,) = softened([ShareOfTurnover(at_most="0.5", penalty="7")])
    all_to_a = award(FIVE, ("A zwaar", 5))
    assert stated_value(FIVE, [soft], all_to_a) == -1400
    dearer = replace(FIVE, price=dict.fromkeys(FIVE.volumes, 101))
    assert stated_value(dearer, [soft], all_to_a) == -2100
    assert served(FIVE, soft) == {"A": 5}


def test_a_share_is_part_of_one_and_must_be_given() -> None:
    for wrong in ({}, {"at_most": "1.01"}, {"at_most": -1}, {"at_most": "0.5", "per": "party"}):
        with pytest.raises(ValidationError):
            ShareOfTurnover(**wrong)
    assert ShareOfTurnover(at_most=1).at_most == Decimal(1)


def test_the_sentence_says_for_whom_and_which_care_it_holds() -> None:
    rule = ShareOfTurnover(
        at_most="0.5", bidders=("A",), attributes=("klein",), needs=("zwaar",), areas=("noord",)
    )
    assert rule.sentence("A").values["who"] == "klein, A, zwaar, noord"
