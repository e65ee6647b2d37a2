"""Steps of a journal against each other: reasons, receiving again, and what undid a decision."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.round.journal import append
from aanbesteding.verification.steps import check_steps
from tests.two_envelopes import tender

US = ("Anna", "Bea")
BEGUN = datetime(2027, 3, 2, 9, tzinfo=UTC)
ASKED = tender(award={"envelopes": "one"})
BIDS = {"bids/K01.xlsx": "1" * 64}
REASON = {"reason": "Een fout in de beoordeling."}

Told = tuple[str, Mapping[str, str]]

FROZEN: Told = ("frozen", {"tender": ASKED.hash, "envelopes": "one"})
NOTHING: Told = ("received", {})
OPENED: Told = ("opened", {"received": "2"})
DECIDED: Told = ("decided", {"award/award.json": "2" * 64})


def found(folder: Path, *steps: Told) -> list[Finding]:
    """What is found of a journal of these steps, an hour apart, in a folder without files."""
    for hour, (name, about) in enumerate(steps):
        append(folder, name, US, about, BEGUN + timedelta(hours=hour))
    return [finding for step in check_steps(folder, ASKED) for finding in step.findings]


def test_receiving_again_without_a_bid_that_was_received_is_named(tmp_path: Path) -> None:
    (one,) = found(tmp_path, FROZEN, ("received", BIDS), NOTHING)
    assert (one.code, one.values["line"], one.values["what"]) == ("V607", 3, "bids/K01.xlsx")


def test_of_a_decision_that_was_corrected_the_record_is_kept(tmp_path: Path) -> None:
    corrected = ("decision_corrected", REASON)
    (one,) = found(tmp_path, FROZEN, NOTHING, OPENED, DECIDED, corrected)
    assert (one.code, str(one.place)) == ("V611", "earlier/award-4.json")


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ([FROZEN], "rules_corrected"),
        ([FROZEN, NOTHING], "bids_corrected"),
        ([FROZEN, NOTHING], "bid_withdrawn"),
        ([FROZEN, NOTHING], "lot_withdrawn"),
        ([FROZEN, NOTHING], "tender_withdrawn"),
        ([FROZEN, NOTHING, OPENED, DECIDED], "reassessed"),
        ([FROZEN, NOTHING, OPENED, DECIDED], "decision_corrected"),
    ],
)
@pytest.mark.parametrize(("about", "named"), [({}, True), (REASON, False), ({"reason": " "}, True)])
def test_a_step_back_without_a_reason_is_named(
    tmp_path: Path, before: list[Told], step: str, about: Mapping[str, str], named: bool
) -> None:
    codes = {one.code for one in found(tmp_path, *before, (step, about))}
    assert ("V606" in codes) is named
    assert "V602" not in codes
