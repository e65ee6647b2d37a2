"""Order and names of bids never change who wins."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.awarding.decide import decide, decide_freely
from aanbesteding.awarding.decision import Decision, Outcome
from aanbesteding.bids.bid import Bid
from aanbesteding.rules.facts import Pick
from aanbesteding.tender.tender import Tender
from tests.tiny import bid, bids, marks, scored, tender

RULES = [
    {"kind": "number_of_contracts", "at_most": 2},
    {"kind": "expertise", "at_least": 1, "expertise": ["crisis"]},
]
BIDDERS = "ABCD"


@st.composite
def rounds(draw: Any) -> tuple[Tender, list[Bid], dict[str, int]]:
    offered = [
        bid(
            name,
            zwaar=draw(st.integers(0, 10)),
            licht=draw(st.integers(0, 20)),
            price=str(draw(st.integers(1, 3))),
            expertise=draw(st.sampled_from([(), ("crisis",)])),
        )
        for name in BIDDERS
    ]
    mode = draw(st.sampled_from(["rank_order", "published_objective"]))
    given_marks = {name: draw(st.integers(5, 9)) for name in BIDDERS}
    return tender(rules=RULES, award={"mode": mode}), offered, given_marks


def ended(asked: Tender, offered: list[Bid], given_marks: dict[str, int]) -> Decision:
    found = bids(*offered)
    return decide(asked, found, scored(asked, found, marks(given_marks)))


def renamed(decision: Decision, names: dict[str, str]) -> Any:
    contracts = {Pick(names[p.bidder], p.lot) for p in decision.chosen.contracts}
    volumes = {v._replace(bidder=names[v.bidder]): n for v, n in decision.chosen.volumes.items()}
    tied = [{names[b] for b in draw.bidders} for draw in decision.draws]
    return decision.outcome, contracts, volumes, tied


@given(rounds(), st.permutations(list("wxyz")))
@settings(max_examples=60, deadline=None)
def test_renaming_the_bidders_renames_the_winners_and_changes_nothing_else(
    case: tuple[Tender, list[Bid], dict[str, int]], letters: list[str]
) -> None:
    asked, offered, given_marks = case
    names = dict(zip(BIDDERS, letters, strict=True))
    one = ended(asked, offered, given_marks)
    others = [b.model_copy(update={"id": names[b.id]}) for b in offered]
    two = ended(asked, others, {names[b]: m for b, m in given_marks.items()})
    assert renamed(one, names) == renamed(two, {name: name for name in letters})


@given(rounds())
@settings(max_examples=60, deadline=None)
def test_in_rank_order_no_loser_is_ranked_above_a_winner(
    case: tuple[Tender, list[Bid], dict[str, int]],
) -> None:
    asked, offered, given_marks = case
    if asked.award.mode != "rank_order":
        return
    decision = ended(asked, offered, given_marks)
    if decision.outcome is Outcome.AWARDED:
        won = [given_marks[p.bidder] for p in decision.chosen.contracts]
        lost = [m for b, m in given_marks.items() if b not in decision.lots[0].winners]
        assert min(won) >= max(lost, default=0)


@given(rounds())
@settings(max_examples=40, deadline=None)
def test_adding_a_rule_never_improves_the_optimum(
    case: tuple[Tender, list[Bid], dict[str, int]],
) -> None:
    asked, offered, given_marks = case
    found = bids(*offered)
    sheet = scored(asked, found, marks(given_marks))
    looser = asked.model_copy(update={"rules": asked.rules[:1]})
    tight, loose = decide_freely(asked, found, sheet), decide_freely(looser, found, sheet)
    if tight.goals:
        assert [_cost(g) for g in loose.goals] <= [_cost(g) for g in tight.goals]


def _cost(goal: Any) -> Any:
    return -goal.value if goal.goal == "quality" else goal.value
