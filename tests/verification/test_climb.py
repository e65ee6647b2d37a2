"""Whether something better is believed: of an award, and of the best award lot by lot."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

import pytest

from aanbesteding.bids.bid import Bids
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence
from aanbesteding.verification.climb import Aim, Better, Climb
from aanbesteding.verification.combined import unearned
from aanbesteding.verification.compare import Step
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.proof import proofs
from aanbesteding.verification.prover import DOUBTFUL, Asked, Prover
from aanbesteding.verification.verification import NotProven
from tests import combinations, tiny
from tests.verification.test_ended_again import Both, again

FACTS = tiny.facts({"A": (1,), "B": (1,)}, (1,), {"A": (1,), "B": (2,)}, {"A": 1, "B": 2})
A, B = Pick("A", "1"), Pick("B", "1")


class OnlyCounted(Rule):
    """Nobody but A may win; its rows keep that from the solver."""

    kind: Literal["only"] = "only"

    def rows(self, facts: Facts) -> Iterator[Row]:
        yield from ()

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        yield Count("only", "", int(B in chosen.contracts), "<=", 0)

    def sentence(self, part: str) -> Sentence:
        return Sentence("only")


def climbed(*rules: Rule) -> Asked | Better:
    """What is found when A won, and B would add twice as much."""
    frame = Frame((Row("one", "", {A: 1, B: 1}, "<=", 1),), dict.fromkeys(FACTS.picks, 1))
    now: dict[Key, int] = {A: 1, B: 0, **dict.fromkeys(FACTS.volumes, 0)}
    (answer,) = Climb(Prover(60), FACTS, rules, frame, now).best_on(Aim({A: 1, B: 2}, True))
    return answer


def test_something_better_is_believed_once_the_rules_themselves_count_it() -> None:
    assert climbed() == Better(Chosen(frozenset({B}), {}), 2)


def test_something_better_that_breaks_a_rule_when_counted_is_doubtful() -> None:
    answer = climbed(OnlyCounted())
    assert isinstance(answer, Asked)
    assert (answer.values, answer.why) == (None, DOUBTFUL)


def test_a_sum_is_each_number_times_its_worth() -> None:
    aim = Aim({A: Fraction(5, 2), FACTS.volumes[0]: 3}, True)
    assert aim.value(FACTS, {A: 1, FACTS.volumes[0]: 4}) == Fraction(29, 2)


def compared(per_lot: list[Any], asked: Any = None, offered: Bids | None = None) -> Both:
    """Combi won both lots at 1,700 euros in all, where apart it is 1,800."""
    offered = offered or combinations.bids(("60", "110"))
    rows = [{"bidder": "Combi", "lot": lot} for lot in ("L1", "L2")]
    volume = {"need": "n", "area": "g", "period": "2028", "clients": 10}
    tree = {
        "contracts": rows,
        "volumes": [{**row, **volume} for row in rows],
        "combination": {"won": True, "per_lot": per_lot},
    }
    return again(tree, asked or combinations.tender(), offered, combinations.marks(offered))


def valued(*values: object) -> list[Any]:
    return [{"goal": g, "value": v} for g, v in zip(("unmet", "spend"), values, strict=True)]


def lot_by_lot(both: Both, seconds: int = 60) -> list[Any]:
    """What became of the claims on the best award lot by lot, by their finding or their reason."""
    return [
        one.why if isinstance(one, NotProven) else [finding.code for finding in one.findings]
        for one in proofs(Prover(seconds), *both, False)
        if (one.check.key if isinstance(one, Step) else one.key)
        in ("verify.claim.reached", "verify.claim.per_lot_none")
    ]


@pytest.mark.parametrize(
    ("per_lot", "codes"),
    [
        (valued(0, 180000), []),
        (valued(1, 100000), []),
        (valued(0, 170000), ["V511"]),
        (valued(0, 169999), ["V511"]),
        (valued(None, 180000), ["V511"]),
        ([{**row, "note": ""} for row in valued(0, 180000)], ["V511"]),
    ],
)
def test_combinations_win_only_where_the_award_lot_by_lot_is_worse_on_what_differs_first(
    per_lot: list[Any], codes: list[str]
) -> None:
    found = {"won": True, "per_lot": per_lot, "together": valued(0, 170000)}
    both = compared(per_lot)
    assert [one.code for one in unearned(*both, {"combination": found})] == codes


def test_what_no_award_lot_by_lot_can_reach_is_refuted_once_there_was_time_to_look() -> None:
    assert lot_by_lot(compared(valued(0, 180000))) == [[]]
    assert lot_by_lot(compared(valued(0, 180001))) == [["V521"]]
    assert lot_by_lot(compared(valued(0, 180001)), seconds=0) == ["verify.why.seconds"]


def test_that_nothing_fits_lot_by_lot_is_proven_or_refuted() -> None:
    """Nobody but Combi bids for the second lot, and every lot must have a winner."""
    everywhere = [{"kind": "coverage", "id": "overal", "at_least": 1}]
    asked = combinations.tender(rules=everywhere)
    every = combinations.bids(("60", "110"))
    only = Bids(tuple(bid for bid in every.bids if bid.id != "Baken"))
    assert lot_by_lot(compared([], asked, only)) == [[]]
    assert lot_by_lot(compared([], asked)) == [["V531"]]
    assert lot_by_lot(compared([], asked, only), seconds=0) == ["verify.why.seconds"]
