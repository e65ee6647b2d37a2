"""That nothing fits, and why: what is named too much, and what nobody can drop."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from aanbesteding.verification.claims import Told
from aanbesteding.verification.clashing import clashing
from aanbesteding.verification.compare import Step
from aanbesteding.verification.proof import proofs
from aanbesteding.verification.prover import Prover
from aanbesteding.verification.verification import NotProven
from tests import tiny
from tests.verification.test_ended_again import Both, again

BY_RANK = {"selection": "fill_capacity_by_rank", "tie_ladder": ["draw"]}
CLASH, SMALLEST, NOTHING, ONLY = (
    f"verify.claim.{name}" for name in ("clash", "clash_smallest", "nothing_fits", "only_clash")
)
# Two winners at least and one at most; a third rule has nothing to do with it.
RULES = [
    {"kind": "number_of_contracts", "id": "twee", "at_least": 2},
    {"kind": "number_of_contracts", "id": "een", "at_most": 1},
    {"kind": "number_of_contracts", "id": "vijf", "at_most": 5},
]


# Asks what `twee` asks: with `een` a clash of its own.
AS_WELL = {"kind": "number_of_contracts", "id": "ook", "at_least": 2}


def nothing_fits(*names: str, rules: Sequence[dict[str, Any]] = RULES, only: bool = False) -> Both:
    """Two bidders of different quality, and these rules that are said to clash in lot 1."""
    clash = [{"rule": name, "part": "1"} for name in names]
    offered = tiny.bids(tiny.bid("A"), tiny.bid("B"))
    tree = {"clashes": [clash], "only_clash": only}
    return again(tree, tiny.tender(rules=rules), offered, tiny.marks({"A": 8, "B": 6}))


def alone(area: str) -> Both:
    """One bidder that works in this area only, where need in the north must be served to win."""
    offered, asked = tiny.bids(tiny.bid("A", areas=[area])), tiny.tender(award=BY_RANK)
    return again({"clashes": []}, asked, offered, tiny.marks({"A": 8}))


def told(answers: Iterable[Told]) -> list[tuple[str, ...]]:
    return [
        (one.key, one.why)
        if isinstance(one, NotProven)
        else (one.check.key, *(finding.code for finding in one.findings))
        for one in answers
    ]


def test_a_rule_that_a_clash_does_not_need_is_named_with_the_clash() -> None:
    assert told(clashing(Prover(60), *nothing_fits("twee", "een"))) == [(CLASH,), (SMALLEST,)]
    together, smallest = clashing(Prover(60), *nothing_fits("twee", "een", "vijf"))
    assert told([together, smallest]) == [(CLASH,), (SMALLEST, "V528")]
    assert isinstance(smallest, Step)
    (values,) = (finding.values for finding in smallest.findings)
    assert (values["row"], values["says"]) == ("vijf (1)", "twee (1); een (1); vijf (1)")


def test_rules_that_nobody_published_are_named_and_nothing_else_is_asked() -> None:
    both = nothing_fits("twee", "geen", "niets", only=True)
    (found,) = clashing(Prover(60), *both)
    assert isinstance(found, Step)
    assert told([found]) == [(NOTHING, "V527")]
    assert [finding.values["row"] for finding in found.findings] == ["geen (1); niets (1)"]


def test_the_only_clash_is_proven_by_keeping_all_others_without_each_of_its_rules() -> None:
    answers = list(clashing(Prover(60), *nothing_fits("twee", "een", only=True)))
    assert told(answers) == [(CLASH,), (SMALLEST,), (ONLY,)]
    asked = [one.check.values for one in answers[1:] if isinstance(one, Step)]
    assert all(values["steps"] > 0 for values in asked), asked


def test_a_clash_beside_the_only_one_is_named_by_the_rule_it_does_without() -> None:
    both = nothing_fits("twee", "een", rules=[*RULES, AS_WELL], only=True)
    *_, only = clashing(Prover(60), *both)
    assert told([only]) == [(ONLY, "V529")]
    assert isinstance(only, Step)
    assert [finding.values["row"] for finding in only.findings] == ["twee (1)"]


def test_without_time_every_claim_about_a_clash_stays_open() -> None:
    answers = clashing(Prover(0), *nothing_fits("twee", "een", only=True))
    assert told(answers) == [(key, "verify.why.seconds") for key in (CLASH, SMALLEST, ONLY)]


@pytest.mark.parametrize(
    ("area", "seconds", "said"),
    [
        ("zuid", 60, (NOTHING,)),
        ("noord", 60, (NOTHING, "V530")),
        ("zuid", 0, (NOTHING, "verify.why.seconds")),
    ],
)
def test_that_nothing_fits_whatever_is_dropped_is_proven_refuted_or_left_open(
    area: str, seconds: int, said: tuple[str, ...]
) -> None:
    assert told(clashing(Prover(seconds), *alone(area))) == [said]


def test_lots_drawn_elsewhere_leave_nothing_open_where_nobody_is_equal() -> None:
    stated, recount = nothing_fits("twee", "een")
    assert told(proofs(Prover(60), stated, recount, drawn=True)) == [(CLASH,), (SMALLEST,)]
