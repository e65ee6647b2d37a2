"""Rules on contracts: what each forbids in a case told in words, and what a solver makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from aanbesteding.awarding.optimise import optimise
from aanbesteding.basis.texts import say
from aanbesteding.rules.all_or_nothing import AllOrNothing
from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.facts import Ask, Chosen, Condition, Facts, NeedFact, Pick, Volume
from aanbesteding.rules.freeze import Freeze
from aanbesteding.rules.implies import Implies
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.one_role import OneRole
from aanbesteding.rules.rule import Helper, Key, Rule
from aanbesteding.rules.same_provider import SameProvider
from aanbesteding.solving.program import Aim
from tests.contract_rules import BIDDERS, EVERY, LOTS, facts


def award(*names: str) -> Chosen:
    return Chosen(frozenset(Pick(*name.split("/")) for name in names), {})


def broken(rule: Rule, *names: str, of: Facts | None = None) -> list[str]:
    """The parts of a rule that this award breaks."""
    return [count.part for count in rule.breaches(of or facts(), award(*names))]


def best(of: Facts, rule: Rule, worth: Mapping[Key, int]) -> int | None:
    """The most that the solver finds under a rule; None when nothing fits."""
    found = optimise(of, (rule,), (), first=[Aim("worth", worth, True)])
    return None if found is None else sum(worth[pick] for pick in found.chosen.contracts)


def test_small_bidders_are_counted_apart() -> None:
    two_small = NumberOfContracts(at_least=2, attributes=("klein",), together=True)
    assert broken(two_small, "Anker/B", "Baken/C", "Combi/C") == ["B+C+C+"]
    assert broken(two_small, "Anker/B", "Anker/C") == []


def test_an_attribute_that_nobody_has_counts_nobody() -> None:
    rule = NumberOfContracts(at_least=1, attributes=("klein", "nieuw"), lots=("C",))
    assert broken(rule, "Anker/C", "Baken/C") == ["C"]
    assert optimise(facts(), (rule,), ()) is None


@pytest.mark.parametrize(
    ("names", "fits"),
    [((), False), (("Anker/C",), True), (("Baken/C",), True), (("Anker/C", "Baken/C"), False)],
)
def test_either_or_is_exactly_one_of_the_contracts_named(
    names: tuple[str, ...], fits: bool
) -> None:
    either = NumberOfContracts(
        contracts=("Anker/C", "Baken/C"), together=True, at_least=1, at_most=1
    )
    assert (broken(either, *names) == []) is fits


def test_only_a_rule_on_the_whole_lot_publishes_its_places() -> None:
    assert NumberOfContracts(at_most=3).places("C") == 3
    assert NumberOfContracts(at_most=3, lots=("B",)).places("C") is None
    assert NumberOfContracts(at_most=3, together=True).places("C") is None
    assert NumberOfContracts(at_most=3, attributes=("klein",)).places("C") is None
    assert NumberOfContracts(at_most=3, bidders=("Anker",)).places("C") is None
    assert NumberOfContracts(at_least=3).places("C") is None


def test_two_lots_or_none_leaves_out_who_wins_one() -> None:
    rule = LotsPerBidder(at_least=2, or_none=True)
    assert broken(rule, "Anker/B", "Baken/B", "Baken/C") == ["Anker"]


def test_two_lots_each_asks_for_the_loser_too() -> None:
    rule = LotsPerBidder(at_least=2, bidders=("Anker", "Baken"))
    assert broken(rule, "Baken/B", "Baken/C") == ["Anker"]


def test_a_member_of_a_consortium_has_the_contracts_of_the_consortium_too() -> None:
    names = ("Anker/B", "Combi/C")
    assert broken(LotsPerBidder(at_most=1), *names) == []
    assert broken(LotsPerBidder(at_most=1, per_company=True), *names) == ["Anker"]


def test_companies_that_stand_behind_the_same_bids_are_one_part() -> None:
    alone = facts([Pick("Combi", "B"), Pick("Combi", "C")])
    rule = LotsPerBidder(at_most=1, per_company=True)
    assert broken(rule, "Combi/B", "Combi/C", of=alone) == ["Anker+Baken+Combi"]


def test_only_the_number_that_lies_between_asks_for_a_helper() -> None:
    def asked(least: int) -> list[object]:
        return list(LotsPerBidder(at_least=least, or_none=True, id="x").helpers(facts()))

    assert asked(1) == asked(3) == asked(4) == []
    assert asked(2) == [(Helper("x", bidder, "any"), 1) for bidder in BIDDERS]


def test_all_or_nothing_looks_at_what_was_bid_for_and_same_provider_at_the_whole_group() -> None:
    of = facts([pick for pick in EVERY if pick != Pick("Baken", "C+")])
    names = ("Baken/B", "Baken/C", "Anker/B", "Anker/C", "Anker/C+")
    assert broken(AllOrNothing(), *names, of=of) == []
    assert broken(SameProvider(), *names, of=of) == ["Baken"]
    assert broken(AllOrNothing(), "Anker/B", "Anker/C+", of=of) == ["Anker"]


def test_a_named_group_with_a_contract_that_nobody_bid_for_is_never_given() -> None:
    rule = AllOrNothing(contracts=("Anker/B", "Niemand/C"))
    assert broken(rule, "Anker/B") == ["Anker/B+Niemand/C"]
    assert broken(rule) == []
    assert best(facts(), rule, dict.fromkeys(EVERY, 1)) == len(EVERY) - 1


def test_who_gets_the_heaviest_lot_has_the_lot_below_it() -> None:
    rule = Implies(lots=("C+",), also_lots=("C",))
    assert broken(rule, "Anker/C+", "Baken/C+", "Baken/C", "Combi/C") == ["Anker/C+"]


def test_nobody_gets_a_lot_that_hangs_on_one_without_bids() -> None:
    of = facts([pick for pick in EVERY if pick.lot != "C"])
    rule = Implies(lots=("C+",), also_lots=("C",))
    assert broken(rule, "Anker/C+", of=of) == ["Anker/C+"]
    assert broken(rule, "Anker/B", of=of) == []


def test_some_of_the_others_will_do_where_the_rule_says_how_many() -> None:
    rule = Implies(lots=("C+",), also_lots=("B", "C"), at_least=1)
    assert broken(rule, "Anker/C+", "Anker/B", "Baken/C+") == ["Baken/C+"]


def test_a_contract_does_not_wait_for_itself() -> None:
    rule = Implies(also_lots=("C",))
    assert broken(rule, "Anker/C") == []
    assert broken(Implies(also_lots=("B", "C"), at_least=2), "Anker/C") == ["Anker/C"]


def test_what_is_frozen_in_is_given_and_what_is_frozen_out_is_not() -> None:
    dull, dear = Pick("Anker", "C"), Pick("Baken", "B")
    worth: dict[Key, int] = {**dict.fromkeys(EVERY, 1), dull: -5, dear: 9}
    frozen = Freeze(contracts=("Anker/C",)), Freeze(id="uit", contracts=("Baken/B",), out=True)
    found = optimise(facts(), frozen, (), first=[Aim("worth", worth, True)])
    assert found is not None
    assert found.chosen.contracts == frozenset(EVERY) - {dear}


@pytest.mark.parametrize("named", [{"contracts": ("Niemand/C",)}, {"bidders": ("Niemand",)}])
def test_who_did_not_bid_cannot_be_frozen_in(named: dict[str, Any]) -> None:
    assert optimise(facts(), (Freeze(**named),), ()) is None
    assert broken(Freeze(**named)) == list(*named.values())
    assert broken(Freeze(**named, out=True)) == []


def test_a_recorded_contract_that_nobody_offered_is_not_what_was_frozen_in() -> None:
    assert broken(Freeze(contracts=("Niemand/C",)), "Niemand/C") == ["Niemand/C"]


def test_a_member_of_a_consortium_does_not_win_alone_beside_it() -> None:
    assert broken(OneRole(), "Anker/C", "Combi/C") == ["C/Anker"]
    assert broken(OneRole(), "Anker/C", "Baken/C", "Combi/B") == []


def test_a_bidder_without_known_companies_stands_for_itself() -> None:
    unknown = facts(parties={})
    assert broken(OneRole(), *(f"{p.bidder}/{p.lot}" for p in EVERY), of=unknown) == []
    assert broken(LotsPerBidder(at_most=0, per_company=True), "Baken/C", of=unknown) == ["Baken"]


def test_a_mark_is_met_by_equal_points() -> None:
    names = ("Anker/C", "Baken/C", "Combi/C")
    assert broken(LeastQuality(points=Decimal(70)), *names) == ["Anker/C"]


@pytest.mark.parametrize(("share", "parts"), [("0.33", ["C"]), ("0.34", []), ("0", ["C"])])
def test_a_third_of_the_contracts_is_more_than_33_percent(share: str, parts: list[str]) -> None:
    rule = LeastQuality(points=Decimal(70), at_most_share=Decimal(share))
    assert broken(rule, "Anker/C", "Baken/C", "Combi/C") == parts


def test_the_mean_counts_every_contract_once() -> None:
    assert broken(MeanQuality(points=Decimal("71")), "Anker/C", "Baken/C", "Combi/C") == []
    assert broken(MeanQuality(points=Decimal("71.1")), "Anker/C", "Baken/C", "Combi/C") == ["C"]


def test_a_good_lot_makes_up_for_a_poor_one_only_where_they_are_counted_together() -> None:
    names = ("Anker/B", "Combi/C")
    assert broken(MeanQuality(points=Decimal(70)), *names) == ["B"]
    assert broken(MeanQuality(points=Decimal(70), together=True), *names) == []


def test_without_contracts_there_is_no_mean_and_no_share() -> None:
    assert broken(MeanQuality(points=Decimal(70))) == []
    assert broken(LeastQuality(points=Decimal(70), at_most_share=Decimal(0))) == []


def test_a_package_is_won_whole_or_not_at_all() -> None:
    of = facts(conditions=(Condition("Combi", frozenset(["B", "C"]), at_least=2),))
    assert broken(Conditions(), "Combi/B", "Combi/C+", of=of) == ["Combi/B+C"]
    assert broken(Conditions(), "Combi/B", "Combi/C", of=of) == []
    assert broken(Conditions(), "Combi/C+", of=of) == []


def test_a_bidder_can_want_no_more_than_some_of_its_lots_or_none_at_all() -> None:
    three = (("Combi", LOTS, 1), ("Anker", ("B",), 0), ("Baken", LOTS, 3))
    of = facts(conditions=tuple(Condition(b, frozenset(of), at_most=n) for b, of, n in three))
    assert best(of, Conditions(), dict.fromkeys(EVERY, 1)) == 1 + 2 + 3
    names = ("Combi/B", "Combi/C", "Anker/B", "Baken/B")
    assert broken(Conditions(), *names, of=of) == ["Combi/B+C+C+", "Anker/B"]


def test_a_package_of_which_one_lot_is_not_valid_is_not_won() -> None:
    package = Condition("Combi", frozenset(["B", "C"]), at_least=2)
    of = facts([p for p in EVERY if p != Pick("Combi", "C")], conditions=(package,))
    assert broken(Conditions(), "Combi/B", of=of) == ["Combi/B+C"]


def test_two_conditions_on_the_same_lots_have_names_and_helpers_of_their_own() -> None:
    both = (
        Condition("Combi", frozenset(LOTS), at_least=2),
        Condition("Combi", frozenset(LOTS), at_least=2, at_most=2),
    )
    of = facts(conditions=both)
    assert len(dict(Conditions().helpers(of))) == 2
    assert broken(Conditions(), "Combi/B", "Combi/C", "Combi/C+", of=of) == ["Combi/B+C+C+/2"]


def care(needs: Sequence[str], periods: Sequence[str] = ("2026",), **more: Any) -> Facts:
    """Anker offers every need in noord, Baken in zuid as well but has no room for zwaar."""
    picks = (Pick("Anker", "C"), Pick("Baken", "C"))
    serves = {picks[0]: frozenset(["noord"]), picks[1]: frozenset(["noord", "zuid"])}
    asks = [Ask("C", *rest) for rest in product(needs, ("noord", "zuid"), periods)]
    volumes = tuple(Volume(p.bidder, *a) for p in picks for a in asks if a.area in serves[p])
    values: dict[str, Any] = {
        "volumes": volumes,
        "needs": tuple(NeedFact(n, i, False, None) for i, n in enumerate(("zwaar", "licht"))),
        "demand": dict.fromkeys(asks, 3),
        "capacity": {
            **{(p, n): 2 for p in picks for n in ("zwaar", "licht")},
            (picks[1], "zwaar"): 0,
        },
        "serves": serves,
        "areas": ("noord", "zuid"),
    }
    return facts(picks, **(values | more))


def test_a_lot_that_is_covered_can_have_a_need_without_anybody_in_an_area() -> None:
    names, of = ("Anker/C", "Baken/C"), care(("zwaar", "licht"))
    assert broken(Coverage(at_least=1), *names, of=of) == []
    gaps = Coverage(at_least=1, needs=("zwaar", "licht"))
    assert broken(gaps, *names, of=of) == ["C/zuid/zwaar"]
    assert optimise(of, (gaps,), ()) is None


def test_a_need_that_the_lot_does_not_ask_is_not_looked_for() -> None:
    gaps = Coverage(at_least=1, needs=("zwaar", "licht"))
    assert broken(gaps, "Anker/C", "Baken/C", of=care(("licht",))) == []


def test_without_planned_demand_everyone_who_works_there_with_room_is_counted() -> None:
    gaps = Coverage(at_least=1, needs=("zwaar", "licht"))
    assert broken(gaps, "Anker/C", "Baken/C", of=care(())) == ["C/zuid/zwaar"]


def test_who_works_in_an_area_but_offers_the_need_elsewhere_does_not_count() -> None:
    of = care(("licht",))
    elsewhere = replace(of, volumes=tuple(v for v in of.volumes if v.area == "noord"))
    gaps = Coverage(at_least=1, needs=("licht",))
    assert broken(gaps, "Anker/C", "Baken/C", of=elsewhere) == ["C/zuid/licht"]


def test_the_most_units_of_a_bidder_hold_over_its_lots_in_each_period() -> None:
    condition = Condition("Anker", frozenset(["C"]), most_units=4)
    of = care(("zwaar", "licht"), ("2026", "2027"), conditions=(condition,))
    two_each = {v: 2 for v in of.volumes if v.bidder == "Anker" and v.period == "2026"}
    more = two_each | {Volume("Anker", "C", "licht", "noord", "2027"): 5}
    both = frozenset(of.picks)
    assert not Conditions().breaches(of, Chosen(both, two_each))
    assert [c.part for c in Conditions().breaches(of, Chosen(both, more))] == ["Anker/C/2027"]


def test_a_contract_that_nobody_offered_is_counted_all_the_same() -> None:
    assert broken(NumberOfContracts(at_most=0), "Vreemd/C") == ["C"]
    assert broken(LeastQuality(points=Decimal(1)), "Vreemd/C") == ["Vreemd/C"]


def test_a_rule_for_some_says_for_whom() -> None:
    rule = NumberOfContracts(at_least=2, attributes=("klein",), bidders=("K01",))
    sentence = rule.sentence("C")
    assert say(sentence.key, "nl", sentence.values).endswith("minstens 2 (alleen: klein, K01).")
    assert say(sentence.key, "en", sentence.values).endswith("at least 2 (only: klein, K01).")
