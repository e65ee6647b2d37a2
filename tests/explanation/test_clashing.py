"""Which rules exclude each other: small rounds whose clash can be seen by eye."""

import tomllib
from pathlib import Path

import pytest

from aanbesteding.awarding.decision import Outcome
from aanbesteding.explanation.infeasible import WhyInfeasible, why_nothing_fits
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.round.make import new
from aanbesteding.round.read import read_round
from tests.small_clash import BY_GOAL, TWO_LOTS, case
from tests.tiny import bid, bids, marks, tender

EXAMPLE = Path(__file__).parents[2] / "examples" / "regels-die-botsen"


def named(found: WhyInfeasible) -> list[list[str]]:
    return [sorted(member.rule for member in group.members) for group in found.groups]


@pytest.fixture
def botsen(tmp_path: Path) -> Judged:
    new(tmp_path / "ronde", example="regels-die-botsen")
    found = read_round(tmp_path / "ronde")
    assert found.tender is not None
    return judged(found.tender, found.bids, found.marks, found.draws)


def test_the_teaching_round_clashes_as_its_makers_say(botsen: Judged) -> None:
    said = tomllib.loads((EXAMPLE / "expected" / "outcome.toml").read_text("utf-8"))["award"]
    found = why_nothing_fits(botsen)
    (group,) = found.groups
    assert sorted(f"{m.rule} {p}" for m in group.members for p in m.parts) == said["clash"]
    assert found.every_group == said["only_clash"]
    assert group.proven


def test_the_groups_are_the_clashes_of_the_decision(botsen: Judged) -> None:
    (group,) = why_nothing_fits(botsen).groups
    (clash,) = botsen.decision.clashes
    assert {(m.rule, p) for m in group.members for p in m.parts} == {
        (one.rule, one.part) for one in clash
    }


def test_where_an_award_fits_nothing_is_listed() -> None:
    found = why_nothing_fits(case([], bid("A"), bid("B")))
    assert found == WhyInfeasible("fits")


ONE = {"kind": "number_of_contracts", "id": "een", "at_most": 1}
TWO = {"kind": "number_of_contracts", "id": "twee", "at_least": 2}
GGZ = {"kind": "expertise", "id": "ggz", "expertise": ["ggz"], "at_least": 1}


def test_a_rule_that_nobody_can_meet_clashes_alone() -> None:
    found = why_nothing_fits(case([ONE, GGZ], bid("A"), bid("B")))
    assert named(found) == [["ggz"]]


def test_clashes_that_have_nothing_to_do_with_each_other_are_all_listed() -> None:
    found = why_nothing_fits(case([ONE, TWO, GGZ], bid("A"), bid("B")))
    assert named(found) == [["ggz"], ["een", "twee"]]
    assert found.every_group


def test_with_a_lower_limit_fewer_are_listed_and_it_says_so() -> None:
    found = why_nothing_fits(case([ONE, TWO, GGZ], bid("A"), bid("B")), most=1)
    assert len(found.groups) == 1
    assert not found.every_group


def test_a_rule_counts_once_however_many_parts_of_it_clash() -> None:
    # Nobody works in Zuid or has offered Noord a second partner: both areas break the one rule.
    two = {"kind": "coverage", "id": "spreiding", "at_least": 2}
    found = why_nothing_fits(case([two], bid("A", areas=["noord"]), bid("B", areas=["zuid"])))
    (group,) = found.groups
    assert [(m.rule, len(m.parts)) for m in group.members] == [("spreiding", 1)]


def test_budgets_are_stated_apart_so_only_the_one_that_clashes_is_named() -> None:
    budgets = [
        {"id": "ruim", "amount": "1000000"},
        {"id": "krap", "amount": "5000", "needs": ["zwaar"]},
    ]
    urgent = {"kind": "waiting", "id": "geen-wachten", "needs": ["zwaar"], "at_most": 0}
    found = why_nothing_fits(case([urgent], bid("A"), budgets=budgets))
    (group,) = found.groups
    assert [(m.kind, m.part) for m in group.members] == [("budget", "krap"), ("waiting", "")]


def test_an_award_by_goals_may_leave_a_lot_empty_so_that_is_no_cause() -> None:
    out = {"kind": "freeze", "id": "niet-B", "contracts": ["B/2"], "out": True}
    both = {**TWO_LOTS, **BY_GOAL, "demand": []}
    offered = bid("A", lots=["1"]), bid("B", lots=["2"])
    here = {**TWO, "lots": ["1"]}
    found = case([out, here], *offered, **both)
    assert found.decision.outcome is Outcome.NOTHING_FITS
    assert {one.rule for clash in found.decision.clashes for one in clash} == {"twee"}
    assert named(why_nothing_fits(found)) == [["twee"]]


def test_where_no_bid_may_win_no_rule_is_to_blame() -> None:
    found = case([ONE], bid("A"), award={"selection": "above_threshold", "threshold": "99"})
    assert found.decision.outcome is Outcome.NOTHING_FITS
    assert why_nothing_fits(found).status == "nobody"


def test_without_a_bid_the_tender_alone_is_looked_at() -> None:
    found = why_nothing_fits(judged(tender(), bids(), marks({})))
    assert found.status == "before_bids"
    assert found.before_bids is not None


def test_a_soft_rule_is_never_to_blame_because_it_may_be_broken() -> None:
    # Two contracts cost a fine of 100 euros; the bound lets no fine be paid: it is the bound.
    soft = {**ONE, "penalty": "100"}
    bound = {"kind": "stated_value", "at_least": "0"}
    goals = [bound, {"kind": "spend"}]
    found = why_nothing_fits(
        case([soft, TWO], bid("A"), bid("B"), award=BY_GOAL["award"], goals=goals)
    )
    assert named(found) == [["goal:stated_value", "twee"]]
