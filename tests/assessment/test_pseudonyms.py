"""Anonymous bids: no trace of a bidder in a form, and every mark comes back to its bidder."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from aanbesteding.assessment.asked import asked_of
from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.form import assessor_form_for, lots_judged
from aanbesteding.assessment.pseudonyms import FILE, extended, read_pseudonyms
from aanbesteding.workbook.write import form_bytes
from tests.assessment.panels import HEAD, MEMBERS, bids, filled, found, hand_in, panel_tender, put

TENDER = panel_tender("median", panel={"anonymous": True})
OPEN = panel_tender("median")
CALLED = {"K01": "Inschrijving 02", "K02": "Inschrijving 01"}
KEY = "bidder;pseudonym\nK02;Inschrijving 01\nK01;Inschrijving 02\n"


def handed_in(folder: Path, key: str | None = KEY) -> list[tuple[str, str, str]]:
    """The findings of a round folder with the key and everybody's form in it."""
    for one in MEMBERS:
        put(folder, f"{one}.xlsx", filled(TENDER, bids(), one, called=CALLED))
    if key is not None:
        (folder / FILE).write_text(key, "utf-8")
    return found(folder, TENDER, bids())


def test_marks_come_back_to_their_bidders(tmp_path: Path) -> None:
    path = ("C", "Inschrijving 01", "team", "reason")
    assert handed_in(tmp_path) == []
    put(tmp_path, "A1.xlsx", filled(TENDER, bids(), "A1", {path: "Van K02."}, CALLED))
    marks = read_marks(tmp_path, TENDER, bids())
    told = {mark.bidder for mark in marks.marks if mark.reason == "Van K02."}
    assert (told, len(marks.marks)) == ({"K02"}, len(MEMBERS) * 4)


@pytest.mark.parametrize("order", ["by_bid", "by_question"])
def test_no_part_of_the_workbook_names_a_bidder(order: str) -> None:
    tender = panel_tender("mean", panel={"anonymous": True, "order": order})
    form = assessor_form_for(tender, bids(), "A1", "nl", CALLED)
    with zipfile.ZipFile(io.BytesIO(form_bytes(form))) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Inschrijving 01" in whole
    for trace in (b"K01", b"K02", b"Stichting"):
        assert trace not in whole


def test_the_order_in_a_form_is_that_of_the_pseudonyms() -> None:
    called = {"K01": "Inschrijving 100", "K02": "Inschrijving 99"}
    form = assessor_form_for(TENDER, bids(), "A1", "nl", called)
    assert list(dict.fromkeys(slot.path[1] for slot in form.slots)) == [
        "Inschrijving 99", "Inschrijving 100",
    ]  # fmt: skip


def test_what_travels_with_a_form_is_not_in_the_order_of_the_bidders() -> None:
    bidders = [("A", "Een"), ("B", "Twee"), ("C", "Drie")]
    called = {"A": "Inschrijving 03", "B": "Inschrijving 01", "C": "Inschrijving 02"}
    lots = {"A": ("C",), "B": ("C",), "C": ("C",)}
    about = asked_of(TENDER, "A1", bidders, lots, called).about()
    for part in ("bidders", "bid_lots"):
        places = [about[part].index(f"Inschrijving 0{number}") for number in (1, 2, 3)]
        assert places == sorted(places)


BOTH = ("Inschrijving 01", "Inschrijving 02")


@pytest.mark.parametrize(
    ("key", "unknown", "lines"),
    [
        (None, BOTH, []),
        ("bidder;pseudonym\nK02;Inschrijving 01\n", BOTH[1:], []),
        (f"{KEY}K03;Inschrijving 02\n", BOTH[1:], [3, 4]),
        (f"{KEY}K01;Inschrijving 03\n", BOTH[1:], [3, 4]),
        (f"{KEY};Inschrijving 03\n", (), [4]),
        ("bidder;naam\nK02;Inschrijving 01\n", BOTH, [1]),
        ("bidder;bidder\nK02;K01\n", BOTH, [1]),
    ],
)
def test_a_key_that_does_not_say_who_it_is_blocks(
    tmp_path: Path, key: str | None, unknown: tuple[str, ...], lines: list[int]
) -> None:
    told = handed_in(tmp_path, key)
    assert {weight for _, weight, _ in told} == {"repairable"}
    assert [place for _, _, place in told if place.startswith(FILE)] == [
        f"{FILE}:{line}" for line in lines
    ]
    marks = read_marks(tmp_path, TENDER, bids())
    of_forms = [f for f in marks.findings if f.code == "A118" and "!" in str(f.place)]
    assert len(of_forms) == (len(MEMBERS) if unknown else 0)
    assert all(finding.values["found"] == unknown for finding in of_forms)


def test_a_form_with_names_is_refused_in_an_anonymous_round(tmp_path: Path) -> None:
    handed_in(tmp_path)
    put(tmp_path, "A1.xlsx", filled(OPEN, bids(), "A1"))
    assert "A118" in [code for code, _, _ in found(tmp_path, TENDER, bids())]


def test_a_table_in_an_anonymous_round_names_pseudonyms(tmp_path: Path) -> None:
    handed_in(tmp_path)
    line = "A1;{};C;team;7;Goed."
    (tmp_path / "assessments/A1.xlsx").unlink()
    put(tmp_path, "A1.csv", f"{HEAD}\n{line.format('Inschrijving 01')}\n{line.format('K01')}")
    told = found(tmp_path, TENDER, bids())
    assert ("A118", "repairable", "assessments/A1.csv:3") in told
    assert ("K02", "team") in {
        (mark.bidder, mark.criterion)
        for mark in read_marks(tmp_path, TENDER, bids()).marks
        if mark.assessor == "A1"
    }


def test_a_key_in_a_round_with_names_does_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("geen sleutel", "utf-8")
    hand_in(tmp_path, OPEN, bids())
    assert found(tmp_path, OPEN, bids()) == []


@for_all(st.lists(st.from_regex(r"[A-Z][0-9]{1,3}", fullmatch=True), min_size=1, unique=True))
def test_numbers_follow_the_files_and_never_change(names: list[str]) -> None:
    everybody = bids(lots=dict.fromkeys(names, ("C",)))
    files = {received.bidder: received.sha256 for received in everybody.received}
    first = _called(extended({}, names[:2], everybody, "nl"))
    later = _called(extended(first, names, everybody, "nl"))
    assert list(first) == sorted(names[:2], key=files.__getitem__)
    assert list(later) == [*first, *sorted(names[2:], key=files.__getitem__)]
    assert list(later.values()) == [f"Inschrijving {n:02}" for n in range(1, len(names) + 1)]
    assert later == _called(extended(first, reversed(names), everybody, "nl"))


def test_bids_in_one_file_are_numbered_without_regard_to_their_names() -> None:
    one_file = {f"K{number:02}": ("C",) for number in range(1, 21)}
    everybody = bids(lots=one_file)
    together = tuple(replace(received, sha256="x") for received in everybody.received)
    same = replace(everybody, received=together)
    assert list(_called(extended({}, one_file, same, "nl"))) != sorted(one_file)


def test_a_number_that_was_taken_away_is_not_given_again() -> None:
    left = {"K01": "Inschrijving 04"}
    called = _called(extended(left, ["K01", "K02"], bids(), "nl"))
    assert called == {**left, "K02": "Inschrijving 05"}


def test_pseudonyms_are_in_the_language_of_the_tender() -> None:
    assert list(_called(extended({}, ["K01"], bids(), "en")).values()) == ["Bid 01"]


def _called(content: bytes) -> dict[str, str]:
    lines = content.decode().splitlines()
    assert lines[0] == "bidder;pseudonym"
    return dict(line.split(";") for line in lines[1:])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    content = extended({}, lots_judged(bids()), bids(), "nl")
    (tmp_path / FILE).write_bytes(content)
    read = read_pseudonyms(tmp_path)
    assert dict(read.called) == _called(content)
    assert read.findings == ()
