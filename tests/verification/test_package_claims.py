"""What a package shows of ranks, winners and care, held against itself where part is hidden."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from aanbesteding.verification.opened_tree import Rows
from aanbesteding.verification.package import _record
from aanbesteding.verification.package_claims import claims, unseen

Scores = Sequence[tuple[str, str, int | None]]


def rows(*shown: Any, hidden: int = 0) -> Rows:
    """A list of which the last rows may be hidden."""
    return Rows(len(shown) + hidden, dict(enumerate(shown)))


def scored(scores: Scores, hidden: int = 0) -> dict[str, Any]:
    """A record that shows bidder, total and rank of some scores in one lot."""
    shown = ({"bidder": b, "lot": "1", "total": t, "rank": r} for b, t, r in scores)
    return {"scores": rows(*shown, hidden=hidden)}


def followed(winners: Sequence[str], made_room: Sequence[str] = ()) -> dict[str, Any]:
    """A record in which the ranking decides one lot, with these winners."""
    lot = {"lot": "1", "winners": {"by_number": rows(*winners)}, "made_room": rows(*made_room)}
    return {
        "tender": {"lots": rows({"id": "1"}), "award": {"mode": "rank_order", "selection": "n"}},
        "decision": {"lots": rows(lot)},
    }


def found(record: Mapping[str, Any]) -> list[tuple[str, object, object, object]]:
    """The code of each finding, whom it names, what is said and what was counted."""
    return [
        (one.code, one.values["row"], one.values["says"], one.values["counted"])
        for step in claims({"record": record}, "p.json")
        for one in step.findings
        if one.code != "V669"
    ]


RANKED = [("A", "90", 1), ("B", "80", 2), ("C", "80", 2), ("D", "70", 4)]


@pytest.mark.parametrize("hidden", [0, 3])
def test_a_better_total_has_a_better_rank_and_equals_share_one(hidden: int) -> None:
    assert found(scored(RANKED, hidden)) == []


def test_equal_totals_with_two_ranks_are_named_though_others_are_hidden() -> None:
    told = found(scored([("A", "90", 3), ("B", "90", 4)], hidden=5))
    assert [(code, says, counted) for code, _, says, counted in told] == [
        ("V671", "3", "4"),
        ("V671", "4", "3"),
    ]


def test_a_rank_that_skips_a_place_is_named_only_where_all_scores_are_shown() -> None:
    skipped = [("A", "90", 1), ("B", "80", 3)]
    assert found(scored(skipped, hidden=1)) == []
    assert [code for code, *_ in found(scored(skipped))] == ["V671"]


def test_a_rank_better_than_the_totals_allow_is_named_though_others_are_hidden() -> None:
    told = found(scored([("A", "90", 1), ("B", "80", 1)], hidden=1))
    assert [code for code, *_ in told] == ["V671"]


@pytest.mark.parametrize("hidden", ["bidder", "total", "rank"])
def test_a_score_of_which_something_is_hidden_leaves_the_others_inexact(hidden: str) -> None:
    record = scored([("A", "90", 1), ("B", "80", 3)])
    other = {"bidder": "C", "lot": "1", "total": "85", "rank": 2}
    del other[hidden]
    record["scores"] = rows(*record["scores"].in_order, other)
    assert found(record) == []


def test_nobody_stands_above_the_last_winner_without_a_contract() -> None:
    assert found({**scored(RANKED), **followed(["A", "B", "C"])}) == []
    told = found({**scored(RANKED), **followed(["A", "D"])})
    assert [code for code, *_ in told] == ["V672", "V672"]


def test_the_equal_of_the_last_winner_may_be_without_a_contract() -> None:
    assert found({**scored(RANKED), **followed(["A", "B"])}) == []


def test_of_an_award_that_is_not_by_rank_nothing_is_claimed_of_who_was_passed_over() -> None:
    record = {**scored(RANKED), **followed(["A", "D"])}
    record["tender"]["award"]["mode"] = "optimise"
    assert found(record) == []
    assert "followed" in unseen({"record": record})


def test_who_made_room_may_stand_above_the_last_winner() -> None:
    record = {**scored(RANKED), **followed(["A", "D"], made_room=["B", "C"])}
    assert found(record) == []


def test_without_a_winner_nobody_was_passed_over() -> None:
    assert found({**scored(RANKED), **followed([])}) == []


@pytest.mark.parametrize("waiting", [3, 2])
def test_what_waits_is_what_is_asked_less_what_is_served(waiting: int) -> None:
    need = {"need": "zwaar", "demand": 10, "served": 7, "waiting": waiting}
    told = found({"decision": {"needs": rows(need)}})
    assert [code for code, *_ in told] == ([] if waiting == 3 else ["V673"])


@pytest.mark.parametrize("hidden", ["demand", "served", "waiting"])
def test_care_of_which_a_figure_is_hidden_is_not_counted(hidden: str) -> None:
    need = {"need": "zwaar", "demand": 10, "served": 7, "waiting": 9}
    del need[hidden]
    assert found({"decision": {"needs": rows(need)}}) == []


def test_what_is_paid_is_clients_times_the_price() -> None:
    volume = {"clients": 3, "price_cents": 100, "spend_cents": 300}
    assert found({"decision": {"needs": rows({"need": "zwaar"}), "volumes": rows(volume)}}) == []


@pytest.mark.parametrize("hidden", ["clients", "price_cents", "spend_cents"])
def test_spend_of_which_a_figure_is_hidden_is_not_counted(hidden: str) -> None:
    volume = {"clients": 3, "price_cents": 100, "spend_cents": 301}
    volumes = {"needs": rows({"need": "zwaar"}), "volumes": rows(volume)}
    assert [code for code, *_ in found({"decision": volumes})] == ["V673"]
    del volume[hidden]
    assert found({"decision": volumes}) == []


@pytest.mark.parametrize("winners", [{"by_name": ["A"]}, {"by_number": ["A"], "more": 1}, ["A"], 3])
def test_winners_in_another_form_are_left_for_the_edition_to_contradict(winners: Any) -> None:
    lots = [{"lot": "1", "winners": winners}]
    assert _record({"record": {"decision": {"lots": lots}}})["decision"] == {"lots": lots}
