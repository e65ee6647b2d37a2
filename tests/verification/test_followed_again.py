"""Whether the ranking was followed as far as it could be: only in turn."""

from typing import Any

from aanbesteding.verification.compare import Step
from aanbesteding.verification.followed import longest
from aanbesteding.verification.prover import Prover
from tests.verification.test_ended_again import served, tiny_again

RANKED = {"A": 8, "B": 6, "C": 4}
APART = {"kind": "number_of_contracts", "id": "een", "contracts": ["A/1", "B/1"], "at_most": 1}


def objections(won: str, rules: list[dict[str, Any]]) -> list[str]:
    """The codes of what is held against an award of lot 1 to these bidders, a client each."""
    tree = served(*((bidder, "zwaar", "noord", 1) for bidder in won))
    (answer,) = longest(Prover(60), *tiny_again(tree, RANKED, rules=rules))
    assert isinstance(answer, Step)
    return [finding.code for finding in answer.findings]


def test_where_the_second_may_not_join_the_first_the_third_may_not_either() -> None:
    assert objections("A", [APART]) == []


def test_where_the_second_may_join_the_first_a_run_of_one_is_too_short() -> None:
    assert objections("A", []) == ["V522"]
