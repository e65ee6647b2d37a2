"""An award held against all others: rungs, lots drawn, areas, and whether it is the only one."""

from collections.abc import Sequence

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Pick, Volume
from aanbesteding.verification import prover as proving
from aanbesteding.verification.claims import Told
from aanbesteding.verification.climb import Climb
from aanbesteding.verification.compare import Step
from aanbesteding.verification.lots_drawn import Drawn, draws_held, first_drawn
from aanbesteding.verification.model import frame_of, only_who_serves, values_of
from aanbesteding.verification.optimal import best_of_all, goals_said, told
from aanbesteding.verification.prover import SOLVED, Prover
from aanbesteding.verification.recount import goals_of, stated_rules
from aanbesteding.verification.verification import NotProven
from tests import tiny
from tests.verification.test_ended_again import PUBLISHED, Both, again, served, tiny_again

GOALS = [{"kind": "unmet"}, {"kind": "spend"}]
TEN = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}]
BOTH_AREAS = [*TEN, {**TEN[0], "area": "zuid"}]
ONE_WINNER = [{"kind": "number_of_contracts", "id": "een", "at_most": 1}]
ASKED = {"award": PUBLISHED, "goals": GOALS, "rules": ONE_WINNER, "demand": TEN}
BY_RANK = {"selection": "fill_capacity_by_rank", "tie_ladder": ["draw"]}
ALIKE = {"A": 8, "B": 8}


def best(both: Both, apart: Sequence[Pick] = ()) -> list[Told]:
    return list(best_of_all(Prover(60), *both, apart))


def findings(answers: Sequence[Told]) -> list[Finding]:
    return [one for answer in answers if isinstance(answer, Step) for one in answer.findings]


def test_an_award_that_loses_on_a_rung_is_refuted_with_the_figures_of_that_rung() -> None:
    """Equally cheap, but of the marks 8 and 6 out of ten the lower one won: 60 points, not 80."""
    tree = {**served(("B", "zwaar", "noord", 10)), "rungs": ["higher_quality"]}
    (found,) = findings(best(tiny_again(tree, {"A": 8, "B": 6}, **ASKED)))
    assert (found.code, found.values["row"]) == ("V525", "higher_quality")
    assert (found.values["says"], found.values["counted"]) == ("60", "80")


def test_equals_are_named_but_for_a_bidder_that_stayed_apart() -> None:
    both = tiny_again(served(("A", "zwaar", "noord", 10)), {**ALIKE, "C": 8}, **ASKED)
    (found,) = findings(best(both, [Pick("C", "1")]))
    assert (found.code, found.values["row"]) == ("V524", "B, 1")
    alone = tiny_again(served(("A", "zwaar", "noord", 10)), ALIKE, **ASKED)
    assert findings(best(alone, [Pick("B", "1")])) == []


@pytest.mark.parametrize(("area", "codes"), [("noord", []), ("zuid", ["V526"])])
def test_a_bidder_serves_the_first_area_first(area: str, codes: list[str]) -> None:
    """Ten places, and ten clients in each of two areas: any spread leaves ten waiting."""
    asked = {**ASKED, "demand": BOTH_AREAS}
    answers = best(tiny_again(served(("A", "zwaar", area, 10)), {"A": 8}, **asked))
    found = findings(answers)
    assert [one.code for one in found] == codes
    assert all((one.values["says"], one.values["counted"]) == ("0", "10") for one in found)


def test_areas_that_are_filled_in_order_need_no_search() -> None:
    asked = {**ASKED, "demand": BOTH_AREAS}
    answers = best(tiny_again(served(("A", "zwaar", "noord", 10)), {"A": 8}, **asked))
    assert isinstance(answers[-1], Step)
    assert answers[-1].check.key == "verify.claim.areas"
    assert answers[-1].check.values["steps"] == len(BOTH_AREAS)


def test_a_claim_that_took_the_second_solver_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    both = tiny_again(served(("A", "zwaar", "noord", 10)), {"A": 8, "B": 6}, **ASKED)
    monkeypatch.setattr(proving, "STEPS", 0)
    spend = next(
        one.check
        for one in best(both)
        if isinstance(one, Step) and one.check.values.get("goal") == "spend"
    )
    assert (spend.how, spend.values["questions"] > 0) == (SOLVED, True)


def test_a_goal_that_stayed_open_is_not_given_up_for_the_next() -> None:
    """To serve nobody costs nothing, but that everybody is served comes first."""
    stated, recount = tiny_again(served(("A", "zwaar", "noord", 10)), {"A": 8}, **ASKED)
    facts, rules = recount.facts, stated_rules(recount.tender, recount.single)
    frame = frame_of(facts, rules)
    now = values_of(Prover(60), frame, facts, recount.chosen, goals_of(recount.tender)).values
    assert now is not None
    climb = Climb(Prover(0), facts, rules, frame, now)
    unmet, spend = goals_said(recount)
    assert isinstance(told(stated, climb, unmet), NotProven)
    climb.prover = Prover(60)
    proven = told(stated, climb, spend)
    assert isinstance(proven, Step)
    assert proven.check.ok


def test_lots_drawn_in_a_ranking_are_held_against_it_once_and_others_against_the_award() -> None:
    draw = {"lot": "1", "bidders": ["A", "B"], "outcome": ["A", "B"]}
    alone = {"lot": "1", "bidders": ["C"], "outcome": ["C"]}
    all_in = {**draw, "about": "contract", "origin": "nobody"}
    tree = {**served(), "draws": [all_in, draw, {**draw, "about": "volume"}, alone]}
    stated, recount = tiny_again(tree, {**ALIKE, "C": 5}, award=BY_RANK)
    held = [(drawn.place, drawn.nobody) for drawn in draws_held(stated, recount)]
    assert held == [("draws/0", True), ("draws/2", False), ("draws/3", False)]


def test_who_was_drawn_first_is_contracted_first_and_filled_first_need_by_need() -> None:
    asked = [{**row, "need": need} for need in ("licht", "zwaar") for row in BOTH_AREAS]
    _, recount = tiny_again(served(), ALIKE, award=PUBLISHED, demand=asked)
    pick = Pick("A", "1")
    drawn = Drawn("draws/0", "1", "contract", (pick,), nobody=False)
    heavy, light = (
        {Volume("A", "1", need, area, "2028"): 1 for area in ("noord", "zuid")}
        for need in ("zwaar", "licht")
    )
    assert [aim.terms for aim in first_drawn(recount.facts, drawn)] == [{pick: 1}, heavy, light]
    all_in, only = drawn._replace(nobody=True), drawn._replace(about="volume", nobody=True)
    assert [aim.terms for aim in first_drawn(recount.facts, all_in)] == [{pick: 1}]
    assert [aim.terms for aim in first_drawn(recount.facts, only)] == [{pick: 1}, heavy, light]


def test_where_ranks_are_filled_a_contract_takes_one_client_and_no_contract_none() -> None:
    offered = tiny.bids(tiny.bid("A", licht=0, areas=["noord"]))
    _, recount = again(served(), tiny.tender(award=BY_RANK), offered, tiny.marks({"A": 8}))
    (row,) = only_who_serves(recount)
    pick = Pick("A", "1")
    client = next(volume for volume in recount.facts.by_pick[pick] if volume.need == "zwaar")

    def keeps(contract: int, clients: int) -> bool:
        assert row.sense == ">="
        return row.terms[pick] * contract + row.terms[client] * clients >= row.right

    assert [keeps(0, 0), keeps(1, 0), keeps(1, 1)] == [True, False, True]


def test_who_was_not_filled_as_far_as_it_goes_is_told_in_clients() -> None:
    """Five of ten clients, where nothing keeps the bidder from all ten."""
    tree = served(("A", "zwaar", "noord", 5))
    found = findings(best(tiny_again(tree, {"A": 8}, award=BY_RANK, demand=TEN)))
    (one,) = (one for one in found if one.code == "V523")
    assert (one.values["says"], one.values["counted"]) == ("5", "10")
