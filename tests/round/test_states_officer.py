"""Steps of a round as an officer meets them, and what verification says of a spoiled journal."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.dutch_time import dutch_day
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.cli.main import main
from aanbesteding.round.journal import FILE, append, read_journal
from aanbesteding.round.taking import Noted
from aanbesteding.tender.tender import Tender
from aanbesteding.verification import calendar
from tests.two_envelopes import put_marks, tender, written

US = ("Anna", "Bea")
MARCH = datetime(2027, 3, 2, 9, tzinfo=UTC)
MAY = datetime(2027, 5, 11, 9, tzinfo=UTC)
AFTER = datetime(2027, 6, 2, 9, tzinfo=UTC)
REGISTER = "bidder;event;reason;lot\n{};withdrawn;r;{}\n"


def asked() -> Tender:
    return tender(award={"envelopes": "one"})


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("states") / "r", asked())
    assert aanbesteding.freeze(folder, US, MARCH).ok
    assert aanbesteding.receive(folder, US, MARCH).ok
    return folder


@pytest.fixture(scope="module")
def over(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(begun, tmp_path_factory.mktemp("over") / "r"))
    assert aanbesteding.open_bids(folder, US, MARCH).ok
    decided = aanbesteding.decide(folder, US, MARCH)
    assert decided.entry is not None
    assert decided.award is not None
    assert decided.entry.about["award/award.json"] == decided.award.record_hash
    assert aanbesteding.decide(folder, US, MARCH).award is None
    assert aanbesteding.send(folder, US, MAY).ok
    assert aanbesteding.finalise(folder, US, AFTER).ok
    return folder


@pytest.fixture
def received(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "r"))


@pytest.fixture
def final(over: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(over, tmp_path / "r"))


def codes(noted: Noted) -> set[str]:
    assert all(finding_text(f, lang) for f in noted.findings for lang in LANGUAGES)
    return {f.code for f in noted.findings}


def again(folder: Path, head: str = "") -> set[str]:
    found = aanbesteding.verify(folder / "award" / "award.json", head)
    assert all(finding_text(f, lang) for f in found.findings for lang in LANGUAGES)
    return {f.code for f in found.findings if f.blocks}


def test_files_seen_after_the_last_day_for_bids_are_told_and_each_keeps_its_first_time(
    received: Path,
) -> None:
    (received / "bids" / "K09.xlsx").write_bytes(b"laat")
    noted = aanbesteding.receive(received, US, MAY)
    late = next(f for f in noted.findings if f.code == "R249")
    assert late.values["files"] == ("bids/K09.xlsx",)
    seen = {seen.path: seen.time for seen in aanbesteding.status(received, MAY).received}
    assert seen["bids/K09.xlsx"] == "2027-05-11T09:00:00Z"
    assert seen["bids/K01.xlsx"] == "2027-03-02T09:00:00Z"


def test_a_bid_in_a_folder_of_its_own_is_not_received_unseen(received: Path) -> None:
    (received / "bids" / "plan.pdf").write_bytes(b"%PDF-1.7")
    assert "W193" in codes(aanbesteding.receive(received, US, MARCH))
    (received / "bids" / "K09").mkdir()
    (received / "bids" / "K09" / "form.xlsx").write_bytes(b"")
    noted = aanbesteding.receive(received, US, MARCH)
    assert (noted.ok, codes(noted)) == (False, {"W191", "W193"})


def test_a_missing_bid_stops_every_step_by_name_until_the_receipt_is_corrected(
    received: Path,
) -> None:
    (received / "bids" / "K02.xlsx").unlink()
    noted = aanbesteding.open_bids(received, US, MARCH)
    assert codes(noted) == {"R244"}
    assert noted.findings[0].values["files"] == ("bids/K02.xlsx",)
    assert not aanbesteding.status(received, MARCH).ok
    assert aanbesteding.correct(received, "bids", "K02 hoort er niet bij", US, MARCH).ok
    assert aanbesteding.receive(received, US, MARCH).ok
    assert aanbesteding.open_bids(received, US, MARCH).ok


def test_no_price_is_read_between_freeze_and_opening(received: Path) -> None:
    found = aanbesteding.read_round(received)
    assert {f.code for f in found.findings if f.blocks} == {"R256"}
    assert {o.price for b in found.bids.bids for lot in b.lots for o in lot.offers} == {None}
    assert not aanbesteding.award(received).ok


def test_a_bid_or_lot_is_withdrawn_only_as_the_register_says(received: Path) -> None:
    assert codes(aanbesteding.withdraw(received, "r", US, bidder="K02", now=MARCH)) == {"R252"}
    assert codes(aanbesteding.withdraw(received, "r", US, lot="9", now=MARCH)) == {"R253"}
    (received / "register.csv").write_text(REGISTER.format("K02", ""), "utf-8")
    assert aanbesteding.withdraw(received, "r", US, bidder="K02", now=MARCH).ok
    noted = aanbesteding.withdraw(received, "r", US, lot="1", now=MARCH)
    assert noted.findings[0].values["bidders"] == ("K01", "K03")
    rows = "".join(f"{bidder};withdrawn;r;1\n" for bidder in ("K01", "K03"))
    (received / "register.csv").write_text(REGISTER.format("K02", "1") + rows, "utf-8")
    assert aanbesteding.withdraw(received, "r", US, lot="1", now=MARCH).ok


def test_a_corrected_decision_is_kept_and_the_new_one_verifies(final: Path) -> None:
    lines = (final / FILE).read_bytes().splitlines(keepends=True)
    (final / FILE).write_bytes(b"".join(lines[:-1]))  # as it was during the standstill
    first = (final / "award" / "award.json").read_bytes()
    noted = aanbesteding.correct(final, "decision", "cijfer verwisseld", US, MAY)
    assert noted.entry is not None
    put_marks(final, {"K01": 9, "K02": 6, "K03": 7})
    assert aanbesteding.decide(final, US, MAY).ok
    kept = final / "earlier" / "award-4.json"
    assert kept.read_bytes() == first != (final / "award" / "award.json").read_bytes()
    assert again(final) == set()
    kept.write_bytes(first + b" ")
    assert again(final) == {"V611"}


def test_the_report_of_a_decision_names_the_head_and_an_award_in_one_step_says_so(
    final: Path, tmp_path: Path
) -> None:
    page = (final / "award" / "award.html").read_text("utf-8")
    record = read_json((final / "award" / "award.json").read_bytes())
    assert record["journal"]["head"] in page
    assert "Inschrijvingen geopend" in page
    draft = written(tmp_path / "draft", asked())
    printed = CliRunner().invoke(main, ["award", str(draft)])
    assert "aanbesteding decide" in printed.stderr
    assert "in één stap gemaakt" in (draft / "award" / "award.html").read_text("utf-8")


def test_a_later_sending_moves_the_last_day_and_says_which_one_counts(final: Path) -> None:
    sent = read_journal(final).entries[4]
    assert (sent.step, sent.about["standstill_last_day"]) == ("sent", "2027-05-31")
    lines = (final / FILE).read_bytes().splitlines(keepends=True)
    (final / FILE).write_bytes(b"".join(lines[:4]))
    noted = aanbesteding.send(final, US, datetime(2027, 5, 20, 9, tzinfo=UTC))
    assert noted.entry is not None
    assert noted.entry.about["standstill_last_day"] == "2027-06-09"
    assert codes(noted) == {"R251"}


def test_a_whole_round_verifies_with_every_head_it_ever_had(final: Path) -> None:
    lines = (final / FILE).read_bytes().splitlines()
    heads = [read_json(line)["previous"] for line in lines[1:]]
    assert again(final, heads[2]) == set()
    assert again(final, read_journal(final).head) == set()
    assert again(final, "0" * 64) == {"V610"}


def spoil(folder: Path, line: int, **changes: object) -> None:
    """Write the journal anew with one line changed, and a chain that is whole again."""
    entries = list(read_journal(folder).entries)
    (folder / FILE).unlink()
    for number, entry in enumerate(entries):
        changed = changes if number == line else {}
        own = {"step": entry.step, "by": entry.by, "about": entry.about, "time": entry.time}
        said: dict[str, Any] = {**own, **changed}
        moment = datetime.fromisoformat(str(said["time"]))
        append(folder, said["step"], said["by"], said["about"], moment)


@pytest.mark.parametrize(
    ("line", "changes", "code"),
    [
        (1, {"step": "opened", "by": US}, "V602"),
        (0, {"about": {"tender": "0", "envelopes": "one"}}, "V603"),
        (1, {"about": {"bids/K01.xlsx": "0"}}, "V604"),
        (3, {"about": {"award/award.json": "0"}}, "V605"),
        (2, {"by": ("Anna", "anna")}, "V606"),
        (4, {"about": {"standstill_last_day": "2027-05-12"}}, "V607"),
        (5, {"time": "2027-05-30T09:00:00Z"}, "V608"),
        (5, {"time": "2027-05-10T09:00:00Z"}, "V609"),
    ],
)
def test_a_journal_written_anew_with_one_untruth_is_caught(
    final: Path, line: int, changes: dict[str, object], code: str
) -> None:
    head = read_journal(final).head
    spoil(final, line, **changes)
    assert {code, "V610"} <= again(final, head)


def test_a_journal_cut_at_its_end_shows_against_the_published_head(final: Path) -> None:
    head = read_journal(final).head
    lines = (final / FILE).read_bytes().splitlines(keepends=True)
    (final / FILE).write_bytes(b"".join(lines[:-1]))
    assert again(final) == set()
    assert again(final, head) == {"V610"}


def test_a_report_changed_after_the_decision_is_caught_and_cannot_be_sent(final: Path) -> None:
    lines = (final / FILE).read_bytes().splitlines(keepends=True)
    (final / FILE).write_bytes(b"".join(lines[:4]))
    record = final / "award" / "award.json"
    tree = read_json(record.read_bytes())
    tree["package"] = "9.9"
    record.write_bytes(canonical(tree))
    assert codes(aanbesteding.send(final, US, MAY)) == {"R255"}
    assert "V605" in again(final)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-03-27T23:30:00Z", "2027-03-28"),
        ("2027-03-28T21:59:59Z", "2027-03-28"),
        ("2027-03-28T22:00:00Z", "2027-03-29"),
        ("2027-10-30T22:00:00Z", "2027-10-31"),
        ("2027-10-31T22:30:00Z", "2027-10-31"),
        ("2027-12-31T23:00:00Z", "2028-01-01"),
    ],
)
def test_a_moment_has_the_same_dutch_day_in_both_reckonings(moment: str, day: str) -> None:
    assert str(dutch_day(datetime.fromisoformat(moment))) == day
    assert str(calendar.dutch_day(moment)) == day
