"""Lots drawn between equally good awards: between all in whom they differ, and nobody else."""

from collections.abc import Sequence

import pytest

from aanbesteding.verification.climb import Climb
from aanbesteding.verification.compare import Step
from aanbesteding.verification.lots_drawn import between_all, draws_held
from aanbesteding.verification.model import frame_of, values_of
from aanbesteding.verification.optimal import best_of_all
from aanbesteding.verification.prover import Prover
from aanbesteding.verification.recount import goals_of, stated_rules
from aanbesteding.verification.verification import NotProven
from tests.verification.test_ended_again import PUBLISHED, Both, served, tiny_again

BY_LOT = {**PUBLISHED, "tie_ladder": ["draw"]}
GOALS = [{"kind": "unmet"}, {"kind": "spend"}]
HEAVY = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}]
TWO_AT_MOST = [{"kind": "number_of_contracts", "id": "twee", "at_most": 2}]

EQUALS = "verify.claim.equals"

Rows = Sequence[tuple[str, str]]


def drawn_by(
    drawn: Rows, won: str, bidders: str, rules: Sequence[object] = (), origin: str = "people"
) -> Both:
    """Draws (about, order) after which the first of `won` serves everybody."""
    tree = {
        **served((won[0], "zwaar", "noord", 10)),
        "contracts": [{"bidder": bidder, "lot": "1"} for bidder in won],
        "draws": [
            {"lot": "1", "about": about, "outcome": list(order), "origin": origin}
            for about, order in drawn
        ],
    }
    asked = {"award": BY_LOT, "goals": GOALS, "demand": HEAVY, "rules": [*rules]}
    return tiny_again(tree, dict.fromkeys(bidders, 8), **asked)


def objections(
    drawn: Rows, won: str, bidders: str, rules: Sequence[object] = (), origin: str = "people"
) -> list[tuple[str, object, object]]:
    """What is held against who drew, and over what."""
    return [
        (found.code, found.values["says"], found.values.get("counted"))
        for one in best_of_all(Prover(60), *drawn_by(drawn, won, bidders, rules, origin))
        if isinstance(one, Step) and one.check.key == EQUALS
        for found in one.findings
    ]


def test_of_three_equals_for_two_places_all_must_draw() -> None:
    assert objections([("contract", "ABC")], "AB", "ABC", TWO_AT_MOST) == []
    left_out = objections([("contract", "AB")], "AB", "ABC", TWO_AT_MOST)
    assert left_out == [("V532", "1 (contract): A, B", "1 (contract): A, B, C")]


def test_a_draw_about_volume_where_contracts_can_differ_is_named() -> None:
    found = objections([("volume", "ABC")], "AB", "ABC", TWO_AT_MOST)
    assert found == [("V532", "1 (volume): A, B, C", "1 (contract): A, B, C")]


def test_who_comes_first_alone_though_others_are_equal_is_named() -> None:
    found = objections([("contract", "A")], "AB", "ABC", TWO_AT_MOST)
    assert found == [("V532", "1 (contract): A", "1 (contract): A, B, C")]


@pytest.mark.parametrize("second", ["AB", "A"])
def test_lots_drawn_where_nothing_is_open_any_more_are_named(second: str) -> None:
    drawn = [("contract", "AB"), ("volume", second)]
    found = objections(drawn, "A", "AB", [{**TWO_AT_MOST[0], "at_most": 1}])
    says = f"1 (volume): {', '.join(second)}"
    assert found == [("V532", says, "–")]


def test_where_all_win_lots_are_drawn_over_the_clients() -> None:
    both = [{"kind": "number_of_contracts", "id": "allen", "at_least": 2}]
    assert objections([("volume", "AB")], "AB", "AB", both) == []
    found = objections([("contract", "AB")], "AB", "AB", both)
    assert found == [("V532", "1 (contract): A, B", "1 (volume): A, B")]


def test_where_all_can_have_a_contract_lots_drawn_over_it_are_named() -> None:
    found = objections([("contract", "ABC")], "ABC", "ABC")
    assert found == [("V533", "1 (contract): A, B, C", None)]
    first = objections([("contract", "ABC")], "A", "ABC")
    assert first == [("V533", "1 (contract): A, B, C", None)]


def test_where_nobody_drew_all_of_them_have_a_contract_and_lots_are_drawn_over_the_clients() -> (
    None
):
    stated, recount = drawn_by([("contract", "ABC"), ("volume", "ABC")], "ABC", "ABC")
    stated.rows("draws")[0]["origin"] = "nobody"
    told = [one for one in best_of_all(Prover(60), stated, recount) if isinstance(one, Step)]
    assert [one.check.key for one in told if not one.check.ok] == []
    assert [one.check.key for one in told].count(EQUALS) == 2


def test_where_not_all_can_have_a_contract_somebody_has_to_draw() -> None:
    found = objections([("contract", "ABC")], "AB", "ABC", TWO_AT_MOST, "nobody")
    assert found == [("V534", "1 (contract): A, B, C", None)]


def test_where_nobody_drew_and_one_has_no_contract_it_could_have_had_one() -> None:
    both = drawn_by([("contract", "ABC")], "AB", "ABC", origin="nobody")
    told = [one for one in best_of_all(Prover(60), *both) if isinstance(one, Step)]
    assert [found.code for one in told for found in one.findings] == ["V525"]


def test_without_time_it_stays_open_who_should_have_drawn() -> None:
    stated, recount = drawn_by([("contract", "AB")], "A", "AB")
    facts, rules = recount.facts, stated_rules(recount.tender, recount.single)
    frame = frame_of(facts, rules)
    now = values_of(Prover(60), frame, facts, recount.chosen, goals_of(recount.tender)).values
    assert now is not None
    (drawn,) = draws_held(stated, recount)
    found = between_all(stated, Climb(Prover(0), facts, rules, frame, now), drawn)
    assert isinstance(found, NotProven)
    assert found.key == EQUALS


@pytest.mark.parametrize(("won", "codes"), [("A", ["V534"]), ("AB", [])])
def test_of_two_equals_somebody_has_to_draw_where_only_one_can_have_a_contract(
    won: str, codes: list[str]
) -> None:
    most = [{**TWO_AT_MOST[0], "at_most": len(won)}]
    found = objections([("contract", "AB")], won, "AB", most, "nobody")
    assert [code for code, *_ in found] == codes


@pytest.mark.parametrize("outcome", [7, [1], "AB", None])
def test_a_draw_without_bidders_as_its_outcome_is_held_against_nothing(outcome: object) -> None:
    stated, recount = drawn_by([("contract", "AB")], "A", "AB")
    stated.rows("draws")[0]["outcome"] = outcome
    assert list(draws_held(stated, recount)) == []
