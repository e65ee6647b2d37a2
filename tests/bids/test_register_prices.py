"""Questions about low prices in the register: asked, answered, and only then decided."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from aanbesteding.basis.findings import blocking
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.bids.price_talk import out_of_order, price_talk
from tests.bid_folder import codes, read
from tests.small_round import filled, put_bid

COLUMNS = "bidder;event;date;reason;lot;field;value;request;answer;decision;by"
ASKED = "K01;price_asked;2027-03-10;ver onder het gemiddelde;C;;2027-03-20;Waarom?;;;"
ANSWERED = "K01;price_answered;2027-03-15;brief;C;;;;Minder overhead.;;"
ACCEPTED = "K01;price_accepted;2027-03-16;goed onderbouwd;C;;;;;;De inkoper"
EXCLUDED = "K01;excluded;2027-03-16;niet onderbouwd;C;price;;;;;De inkoper"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_bid(tmp_path, "K01.xlsx", filled("K01"))
    return tmp_path


def told(folder: Path, *lines: str) -> list[str]:
    (folder / "register.csv").write_text("\n".join([COLUMNS, *lines]), "utf-8")
    return codes(read(folder))


@pytest.mark.parametrize("decision", [ACCEPTED, EXCLUDED])
def test_asked_answered_and_decided_is_in_order(folder: Path, decision: str) -> None:
    assert told(folder, ASKED, ANSWERED, decision) == []


def test_the_order_of_the_lines_does_not_matter_but_their_days_do(folder: Path) -> None:
    assert told(folder, EXCLUDED, ANSWERED, ASKED) == []
    late = ASKED.replace("2027-03-10", "2027-03-17")
    assert told(folder, late, EXCLUDED) == ["B145"]


def test_all_may_be_done_on_one_day(folder: Path) -> None:
    day = "2027-03-16"
    asked, answered = ASKED.replace("2027-03-10", day), ANSWERED.replace("2027-03-15", day)
    assert told(folder, asked, answered, EXCLUDED) == []


def test_a_question_or_an_answer_puts_nobody_out(folder: Path) -> None:
    assert told(folder, ASKED, ANSWERED, ACCEPTED) == []
    assert read(folder).out("K01", "C") is None
    assert told(folder, ASKED, ANSWERED, EXCLUDED) == []
    assert read(folder).out("K01", "C") is not None


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([ACCEPTED], ["B145"]),
        ([EXCLUDED], ["B145"]),
        ([ANSWERED], ["B146"]),
        ([ASKED, ANSWERED.replace("03-15", "03-09")], ["B146"]),
        ([ASKED, ACCEPTED.replace("goed onderbouwd", "")], ["B147"]),
        ([ASKED, ACCEPTED.replace("De inkoper", "")], ["B147"]),
        ([ASKED.replace("Waarom?", "")], ["B147"]),
        ([ASKED, ANSWERED.replace("2027-03-15", "")], ["B147"]),
        ([ASKED.replace("2027-03-20", "20 maart")], ["B132"]),
        ([ASKED, EXCLUDED], ["B148"]),
        ([ASKED, ANSWERED.replace("03-15", "03-17"), EXCLUDED], ["B148"]),
        ([ASKED, ANSWERED, ACCEPTED, EXCLUDED], ["B149"]),
    ],
)
def test_what_is_missing_before_a_line_is_told_and_blocks(
    folder: Path, lines: list[str], found: list[str]
) -> None:
    assert told(folder, *lines) == found
    (finding,) = blocking(read(folder).findings)
    assert isinstance(finding.place, Line)


def test_silence_is_an_answer_only_after_the_last_day(folder: Path) -> None:
    on_the_day = EXCLUDED.replace("2027-03-16", "2027-03-20")
    assert told(folder, ASKED, on_the_day) == ["B148"]
    assert told(folder, ASKED, on_the_day.replace("03-20", "03-21")) == []
    no_term = ASKED.replace("2027-03-20", "")
    assert told(folder, no_term, on_the_day.replace("03-20", "03-21")) == ["B148"]


def test_an_exclusion_for_another_reason_needs_no_question(folder: Path) -> None:
    other = EXCLUDED.replace(";price;", ";;")
    assert told(folder, other) == []
    assert told(folder, ASKED, other) == ["B148"]
    assert told(folder, ASKED, other.replace(";C;;", ";C;verklaring;")) == []


def test_all_that_lacks_in_a_line_is_told_at_once(folder: Path) -> None:
    assert told(folder, "K01;price_accepted;;;C;;;;;;") == ["B147"]
    assert read(folder).findings[0].values["fields"] == ("date", "reason", "by")


def event(kind: str, **fields: str) -> Event:
    return Event.model_validate({"bidder": "A", "event": kind, "reason": "omdat", **fields})


def wrong(*events: Event, lots: Sequence[str] = ("1", "2")) -> list[str]:
    noted = [(one, Line("register.csv", at)) for at, one in enumerate(events, start=2)]
    return [finding.code for finding in out_of_order(noted, {"A": lots})]


QUESTION = event("price_asked", date="2027-03-10", request="Waarom?")
REPLY = event("price_answered", date="2027-03-12", answer="Daarom.")
OUT = event("excluded", date="2027-03-14", field="price")


def in_lot(found: Event, lot: str) -> Event:
    return found.model_copy(update={"lot": lot})


def test_a_question_about_the_whole_bid_is_about_each_lot() -> None:
    assert wrong(QUESTION, REPLY, in_lot(OUT, "1")) == []


def test_a_question_about_one_lot_is_not_about_another() -> None:
    assert wrong(in_lot(QUESTION, "1"), in_lot(REPLY, "1"), in_lot(OUT, "2")) == ["B145"]
    assert wrong(in_lot(QUESTION, "1"), in_lot(REPLY, "1"), OUT) == ["B145"]


def test_a_bid_for_one_lot_is_asked_as_a_whole_either_way() -> None:
    assert wrong(in_lot(QUESTION, "1"), in_lot(REPLY, "1"), OUT, lots=["1"]) == []


def test_a_question_to_another_bidder_counts_for_nobody_else() -> None:
    other = QUESTION.model_copy(update={"bidder": "B"})
    assert wrong(other, OUT) == ["B145"]


def test_an_exclusion_without_a_day_cannot_show_that_the_term_was_over() -> None:
    asked = QUESTION.model_copy(update={"value": "2027-03-12"})
    assert wrong(asked, OUT) == []
    assert wrong(asked, OUT.model_copy(update={"date": ""})) == ["B148"]


def test_a_talk_is_decided_by_acceptance_or_exclusion_on_the_price() -> None:
    accepted = event("price_accepted", date="2027-03-14", by="De inkoper")
    assert not price_talk([QUESTION, REPLY], "A", "1").decided
    assert price_talk([QUESTION, REPLY, accepted], "A", "1").decided
    assert price_talk([QUESTION, REPLY, OUT], "A", "1").decided
    assert not price_talk([event("excluded", field="kvk")], "A", "1").decided


def test_the_new_events_are_those_of_the_talk() -> None:
    talk = {kind for kind in EventKind if kind.value.startswith("price_")}
    assert {kind.value for kind in talk} == {"price_asked", "price_answered", "price_accepted"}
    assert not any(event(kind.value, by="x").puts_out for kind in talk)
