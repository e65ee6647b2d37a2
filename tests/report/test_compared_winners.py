"""Beside the published award a what-if says what changes for who wins in both."""

import copy
from typing import Any

from aanbesteding.report.compared import winners_table
from aanbesteding.report.source import Source
from tests.report import sample


def told(free: dict[str, dict[str, int]], published: dict[str, dict[str, int]]) -> dict[str, str]:
    """What the last column says per bidder, for clients by lot and bidder in both decisions."""
    record = copy.deepcopy(sample.record("lots"))
    record["decision"] = decided(record["decision"], free)
    source = Source(record, "nl")
    table = winners_table(source, decided(record["decision"], published))
    return {row.cells[0].text[0]: row.cells[3].text for row in table.rows}


def decided(decision: dict[str, Any], clients: dict[str, dict[str, int]]) -> dict[str, Any]:
    lots = [
        {"lot": lot, "winners": list(won), "outcome": "awarded"} for lot, won in clients.items()
    ]
    contracts = [
        {"lot": lot, "bidder": bidder, "clients": number}
        for lot, won in clients.items()
        for bidder, number in won.items()
    ]
    return {**decision, "lots": lots, "contracts": contracts}


def test_who_wins_in_one_of_the_two_is_said_to() -> None:
    said = told({"L1": {"a": 5}}, {"L1": {"b": 5}})
    assert said == {"a": "alleen in de what-if", "b": "alleen zoals gepubliceerd"}


def test_lots_and_clients_that_come_and_go_are_named() -> None:
    said = told({"L1": {"a": 5}, "L2": {"b": 4}}, {"L1": {"a": 4, "b": 1}, "L2": {"a": 3}})
    assert said["a"] == "in de what-if niet Verblijf; in de what-if 2 cliënten minder"
    assert said["b"] == (
        "in de what-if ook Verblijf; in de what-if niet Ambulant; in de what-if 3 cliënten meer"
    )


def test_one_client_more_is_one_client_and_no_difference_is_in_both() -> None:
    said = told({"L1": {"a": 5, "b": 2}}, {"L1": {"a": 4, "b": 2}})
    assert said == {"a": "in de what-if 1 cliënt meer", "b": "in beide"}
