"""That nothing fits, and why: what is named too much, and what nobody can drop."""

from collections.abc import Iterable

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
CLASH, SMALLEST, NOTHING = (
    f"verify.claim.{name}" for name in ("clash", "clash_smallest", "nothing_fits")
)
# Two winners at least and one at most; a third rule has nothing to do with it.
RULES = [
    {"kind": "number_of_contracts", "id": "twee", "at_least": 2},
    {"kind": "number_of_contracts", "id": "een", "at_most": 1},
    {"kind": "number_of_contracts", "id": "vijf", "at_most": 5},
]


def nothing_fits(*names: str) -> Both:
    """Two bidders of different quality, and these rules that are said to clash in lot 1."""
    clash = [{"rule": name, "part": "1"} for name in names]
    offered = tiny.bids(tiny.bid("A"), tiny.bid("B"))
    asked = tiny.tender(rules=RULES)
    return again({"clashes": [clash]}, asked, offered, tiny.marks({"A": 8, "B": 6}))


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
