"""Letters of a round folder: which files, at which stage of the round, and what stops them."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.findings import blocking
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.cli.main import main
from aanbesteding.round.journal import read_journal
from aanbesteding.round.result import Result
from tests.two_envelopes import TABLE, begin, tender, written

US = ("Anna", "Bea")
MARCH = datetime(2018, 3, 2, 9, tzinfo=UTC)
SENT = datetime(2018, 5, 15, 9, tzinfo=UTC)
AFTER = datetime(2018, 6, 6, 9, tzinfo=UTC)
NAMES = ["001_Stichting-K01", "002_Stichting-K02", "003_Stichting-K03"]
DATES = {
    "published": "2018-01-11",
    "bids_due": "2018-03-01",
    "provisional_award": "2018-05-15",
    "contract_start": "2019-01-01",
}


@pytest.fixture(name="drafted", scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rules = [{"id": "n", "kind": "number_of_contracts", "at_most": 1}]
    asked = tender(award={"envelopes": "one"}, schedule=DATES, rules=rules)
    folder = written(tmp_path_factory.mktemp("letters") / "r", asked)
    assert aanbesteding.award(folder).ok
    return folder


@pytest.fixture(name="decided", scope="module")
def formal(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(drafted, tmp_path_factory.mktemp("decided") / "r"))
    begin(folder, MARCH)
    assert aanbesteding.decide(folder, US, MARCH).ok
    return folder


Copy = Callable[[Path], Path]


@pytest.fixture(name="copy")
def copier(tmp_path: Path) -> Copy:
    return lambda folder: Path(shutil.copytree(folder, tmp_path / folder.parent.name / "r"))


def codes(result: Result) -> list[str]:
    assert all(finding_text(one, lang) for one in result.findings for lang in LANGUAGES)
    return [one.code for one in result.findings]


def pages(result: Result) -> list[str]:
    assert result.ok, result.findings
    found = (path.read_text("utf-8") for path in result.files if path.suffix == ".html")
    return [page.replace("\u00a0", " ") for page in found]


def test_each_bidder_gets_a_page_and_a_document_and_their_hashes_are_kept(
    drafted: Path, copy: Copy
) -> None:
    folder = copy(drafted)
    made = aanbesteding.letters(folder)
    # No words about the winner yet, and the same reason for every mark in this small round.
    assert sorted(codes(made)) == ["R349", "R351"]
    place = folder / "letters"
    files = [f"{name}.{ending}" for name in NAMES for ending in ("html", "docx")]
    assert [path.relative_to(place).as_posix() for path in made.files] == files
    kept = read_json((place / "made.json").read_bytes())
    assert kept["files"] == {name: fingerprint((place / name).read_bytes()) for name in files}
    assert kept["record_sha256"] == fingerprint((folder / "award" / "award.json").read_bytes())


def test_the_same_award_gives_the_same_bytes(drafted: Path, copy: Copy) -> None:
    folder = copy(drafted)
    once = [path.read_bytes() for path in aanbesteding.letters(folder).files]
    assert [path.read_bytes() for path in aanbesteding.letters(folder).files] == once


def test_before_the_decision_every_letter_says_that_it_is_a_draft(
    drafted: Path, decided: Path, copy: Copy
) -> None:
    assert all("CONCEPT" in page for page in pages(aanbesteding.letters(copy(drafted))))
    assert not any("CONCEPT" in page for page in pages(aanbesteding.letters(copy(decided))))


def test_the_standstill_is_that_of_the_schedule(decided: Path, copy: Copy) -> None:
    for page in pages(aanbesteding.letters(copy(decided))):
        assert "De laatste dag is 4 juni 2018. Vanaf 5 juni 2018" in page


@pytest.mark.parametrize(
    ("day", "last", "first"),
    [
        # 20 days after 19 May is Friday 8 June.
        (date(2018, 5, 19), "8 juni 2018", "9 juni 2018"),
        # 20 days after 20 and 21 May are Saturday 9 and Sunday 10 June: on to Monday.
        (date(2018, 5, 20), "11 juni 2018", "12 juni 2018"),
        (date(2018, 5, 21), "11 juni 2018", "12 juni 2018"),
        # Earlier than published: the published day counts.
        (date(2018, 5, 1), "4 juni 2018", "5 juni 2018"),
    ],
)
def test_letters_with_a_later_date_have_a_later_standstill(
    decided: Path, copy: Copy, day: date, last: str, first: str
) -> None:
    for page in pages(aanbesteding.letters(copy(decided), date=day)):
        assert f"De laatste dag is {last}. Vanaf {first}" in page


def test_without_standstill_there_is_no_word_about_it(tmp_path: Path) -> None:
    asked = tender(award={"envelopes": "one"}, schedule={**DATES, "standstill_days": 0})
    folder = written(tmp_path / "r", asked)
    assert aanbesteding.award(folder).ok
    assert not any("opschortende" in page for page in pages(aanbesteding.letters(folder)))


def test_sent_letters_tell_the_day_that_the_journal_noted(decided: Path, copy: Copy) -> None:
    folder = copy(decided)
    later = datetime(2018, 5, 21, 9, tzinfo=UTC)
    assert aanbesteding.send(folder, US, later).ok
    for page in pages(aanbesteding.letters(folder)):
        assert "De laatste dag is 11 juni 2018." in page


def test_after_finalise_the_letters_are_final(decided: Path, copy: Copy) -> None:
    folder = copy(decided)
    assert aanbesteding.send(folder, US, SENT).ok
    assert aanbesteding.finalise(folder, US, AFTER).ok
    made = aanbesteding.letters(folder)
    assert codes(made) == []
    assert all("De gunning is definitief sinds 6 juni 2018." in page for page in pages(made))


def test_after_a_withdrawal_every_letter_gives_its_reason(decided: Path, copy: Copy) -> None:
    folder = copy(decided)
    assert aanbesteding.withdraw(folder, "Er is geen geld meer", US, now=SENT).ok
    for page in pages(aanbesteding.letters(folder)):
        assert "De reden is: Er is geen geld meer. Wat wij eerder" in page


def test_a_reason_of_withdrawal_that_names_a_bidder_stops_the_letters(
    decided: Path, copy: Copy
) -> None:
    folder = copy(decided)
    assert aanbesteding.withdraw(folder, "Stichting K02 klaagde", US, now=SENT).ok
    assert codes(aanbesteding.letters(folder)) == ["R355"]


def test_withdrawn_before_there_was_an_award_there_is_nothing_to_write(
    drafted: Path, copy: Copy
) -> None:
    folder = copy(drafted)
    (folder / "award" / "award.json").unlink()
    assert codes(aanbesteding.letters(folder)) == ["R304"]
    assert aanbesteding.freeze(folder, US, MARCH).ok
    assert aanbesteding.withdraw(folder, "Er is geen geld meer", US, now=MARCH).ok
    assert codes(aanbesteding.letters(folder)) == ["R353"]


def test_a_withdrawn_lot_is_told_as_such(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", tender(award={"envelopes": "one"}, schedule=DATES))
    begin(folder, MARCH)
    rows = "".join(f"K0{number};withdrawn;vervallen;1\n" for number in (1, 2, 3))
    (folder / "register.csv").write_text("bidder;event;reason;lot\n" + rows, "utf-8")
    assert aanbesteding.withdraw(folder, "De vraag is weg", US, lot="1", now=MARCH).ok
    assert aanbesteding.decide(folder, US, MARCH).ok
    for page in pages(aanbesteding.letters(folder)):
        assert "Wij trekken Perceel 1 in. De reden is: De vraag is weg." in page


def test_another_record_than_the_one_decided_gives_no_letters(decided: Path, copy: Copy) -> None:
    folder = copy(decided)
    path = folder / "award" / "award.json"
    path.write_bytes(path.read_bytes().replace(b'"omdat"', b'"ander"'))
    assert codes(aanbesteding.letters(folder)) == ["V651"]


@pytest.mark.parametrize("gone", ["bids", "decision", "marks", "reasons", "schedule", "tender"])
def test_a_record_that_misses_something_is_a_finding(drafted: Path, copy: Copy, gone: str) -> None:
    folder = copy(drafted)
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    del record[gone]
    path.write_bytes(canonical(record))
    assert codes(aanbesteding.letters(folder)) == ["V650"]
    assert not (folder / "letters").exists()


def test_a_letter_changed_by_hand_is_never_written_over(drafted: Path, copy: Copy) -> None:
    folder = copy(drafted)
    assert aanbesteding.letters(folder).ok
    document = folder / "letters" / f"{NAMES[1]}.docx"
    document.write_bytes(b"bewerkt")
    made = aanbesteding.letters(folder, date=date(2018, 5, 19))
    assert codes(made) == ["R352"]
    assert made.findings[0].values["files"] == (f"letters/{NAMES[1]}.docx",)
    assert document.read_bytes() == b"bewerkt"
    document.unlink()
    assert aanbesteding.letters(folder, date=date(2018, 5, 19)).ok


def test_letters_of_who_is_gone_are_removed_and_nothing_else(drafted: Path, copy: Copy) -> None:
    folder = copy(drafted)
    assert aanbesteding.letters(folder).ok
    (folder / "letters" / "aantekening.txt").write_text("x", "utf-8")
    (folder / "bids" / "K03.xlsx").unlink()
    table = folder / TABLE
    kept = [line for line in table.read_text("utf-8").splitlines() if "K03" not in line]
    table.write_text("\n".join(kept) + "\n", "utf-8")
    assert aanbesteding.award(folder).ok
    assert aanbesteding.letters(folder).ok
    names = {path.name for path in (folder / "letters").iterdir()}
    assert not any(NAMES[2] in name for name in names)
    assert "aantekening.txt" in names


def test_the_officers_own_words_are_read_from_the_folder(decided: Path, copy: Copy) -> None:
    folder = copy(decided)
    own = 'place = "Proefstad"\ndate = 2018-05-15\n[winner]\n1 = "De winnaar heeft een wijkplan."\n'
    (folder / "letters.toml").write_text(own, "utf-8")
    made = aanbesteding.letters(folder)
    assert codes(made) == ["R349"]
    assert all("Proefstad, 15 mei 2018" in page for page in pages(made))
    assert sum("De winnaar heeft een wijkplan." in page for page in pages(made)) == 2


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ('[winner]\n1 = "Meer dan Stichting K02."\n', 2),
        ('[opening]\naward = "Beste {bidder}, beter dan K02."\n', 2),
        ('objection = "Net als Stichting K03."\n', 1),
    ],
)
def test_own_words_that_name_a_loser_stop_the_letters(
    decided: Path, copy: Copy, own: str, line: int
) -> None:
    folder = copy(decided)
    (folder / "letters.toml").write_text(own, "utf-8")
    (stop,) = blocking(aanbesteding.letters(folder).findings)
    assert (stop.code, stop.place) == ("R354", Line("letters.toml", line))


def test_a_decision_without_all_its_reasons_cannot_be_sent(drafted: Path, copy: Copy) -> None:
    folder = copy(drafted)
    table = folder / TABLE
    text = table.read_text("utf-8").replace("consensus;K02;1;k;6;omdat", "consensus;K02;1;k;6;-")
    table.write_text(text, "utf-8")
    begin(folder, MARCH)
    assert aanbesteding.decide(folder, US, MARCH).ok
    before = (folder / "journal.jsonl").read_bytes()
    refused = aanbesteding.send(folder, US, SENT)
    assert [one.code for one in refused.findings] == ["R344"]
    assert (folder / "journal.jsonl").read_bytes() == before


def test_the_command_says_how_many_letters_and_where(decided: Path, copy: Copy) -> None:
    folder = copy(decided)
    ran = CliRunner().invoke(main, ["letters", str(folder), "--date", "2018-05-15"])
    assert ran.exit_code == 0
    assert f"Brieven: 3, in {folder / 'letters'}" in ran.output
    (folder / "letters.toml").write_text("x = 1\n", "utf-8")
    ran = CliRunner().invoke(main, ["letters", str(folder), "--lang", "en"])
    assert ran.exit_code == 1
    assert "R341" in ran.output


def opened(folder: Path) -> Path:
    """The round as it was before its award, with the bids open."""
    shutil.rmtree(folder / "award")
    begin(folder, MARCH)
    return folder


def test_withdrawn_once_the_bids_are_open_every_bidder_reads_so_with_the_reason_and_no_price(
    drafted: Path, copy: Copy
) -> None:
    folder = opened(copy(drafted))
    assert aanbesteding.withdraw(folder, "Er is geen geld meer", US, now=MARCH).ok
    made = aanbesteding.letters(folder)
    assert sorted({path.stem for path in made.files if path.suffix == ".html"}) == NAMES
    for page in pages(made):
        assert "Intrekking van de aanbesteding" in page
        assert "De reden is: Er is geen geld meer." in page
        assert "Uw inschrijving voor Perceel 1 beoordelen wij niet verder." in page
        assert "€" not in page
        assert "CONCEPT" not in page
        assert "punten" not in page
    about = read_json((folder / "letters" / "made.json").read_bytes())
    assert about["journal_sha256"] == read_journal(folder).head


def test_withdrawn_after_the_bids_came_in_again_nobody_reads_who_bid(
    drafted: Path, copy: Copy
) -> None:
    folder = opened(copy(drafted))
    assert aanbesteding.correct(folder, "bids", "Verkeerd bestand", US, MARCH).ok
    assert aanbesteding.receive(folder, US, MARCH).ok
    assert aanbesteding.withdraw(folder, "Er is geen geld meer", US, now=MARCH).ok
    assert codes(aanbesteding.letters(folder)) == ["R353"]
