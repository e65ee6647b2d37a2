"""A round folder and its documents: which files, of which awards, and what the journal adds."""

import io
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

import aanbesteding
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.cli.main import main
from aanbesteding.report.papers import pdf
from aanbesteding.round.documents import documents
from tests.two_envelopes import BY, OPENED_BY, begin, price_texts, put_bid, tender, written

FEBRUARY = datetime(2027, 2, 15, 10, 20, tzinfo=UTC)
MARCH = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)
APRIL = datetime(2027, 4, 1, 9, tzinfo=UTC)
TAG = re.compile(r"<[^>]*>")
ONE_STEP = "prijs-en-kwaliteit"


def words(path: Path) -> str:
    page = path.read_text("utf-8").partition("</head>")[2]
    return " ".join(TAG.sub(" ", page).split())


@pytest.fixture(name="formal", scope="module")
def in_steps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round in two envelopes in which K03 came too late, opened by two people."""
    folder = tmp_path_factory.mktemp("documents") / "r"
    written(folder)
    (folder / "journal.jsonl").unlink()
    late = (folder / "bids" / "K03.xlsx").read_bytes()
    (folder / "bids" / "K03.xlsx").unlink()
    assert aanbesteding.freeze(folder, ("Anna",), FEBRUARY).ok
    assert aanbesteding.receive(folder, ("Anna",), FEBRUARY).ok
    (folder / "bids" / "K03.xlsx").write_bytes(late)
    register = "bidder;event;date;reason;lot\nK03;late;2027-03-02;Een dag te laat ingeleverd.;\n"
    (folder / "register.csv").write_text(register, "utf-8")
    assert aanbesteding.receive(folder, ("Anna",), MARCH).ok
    assert aanbesteding.open_bids(folder, OPENED_BY, MARCH).ok
    assert aanbesteding.freeze_quality(folder, ("Bea",), MARCH).ok
    assert aanbesteding.open_prices(folder, ("Cas",), APRIL).ok
    decided = aanbesteding.decide(folder, ("Anna",), APRIL)
    assert decided.ok, decided.findings
    assert documents(folder).ok
    return folder


@pytest.fixture(name="done", scope="module")
def in_one_step(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = aanbesteding.new(tmp_path_factory.mktemp("one") / "r", ONE_STEP)
    assert aanbesteding.award(folder).ok
    return folder


@pytest.fixture(name="folder")
def copied(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "r"))


def names(folder: Path) -> list[str]:
    place = folder / "documents"
    every = (path for path in place.rglob("*") if path.is_file() and path.name != "made.json")
    return sorted(path.relative_to(place).as_posix() for path in every)


def test_every_document_is_made_as_page_and_for_word(folder: Path) -> None:
    made = documents(folder)
    assert made.ok
    stems = {name.rpartition(".")[0] for name in names(folder)}
    bids, places = made.record["bids"], made.record["tender"]["areas"]
    assert stems == {
        "award",
        "evaluation",
        "decision",
        *(f"bidders/{at:03}_Zorg-{n}-fictief" for at, n in enumerate(("Alfa", "Beta", "Gamma"), 1)),
        *(stem for stem in stems if stem.startswith("council/001_")),
    }
    assert (len(bids), len(places)) == (3, len([s for s in stems if s.startswith("council/")]))
    assert {name.rpartition(".")[2] for name in names(folder)} == {"html", "docx"}
    assert len(made.files) == 2 * len(stems)


def test_the_command_says_how_many_and_what_to_do_with_them(folder: Path) -> None:
    done = CliRunner().invoke(main, ["documents", str(folder), "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert "6 files in" in done.output
    assert "before anyone signs" in done.output
    assert "Record of the award" in words(folder / "documents" / "award.html")


def test_as_pdf_every_document_and_the_core_of_the_report_declare_that_they_are_accessible(
    folder: Path,
) -> None:
    made = documents(folder, pdf=True)
    assert made.ok, made.findings
    pdfs = {path.stem: path.read_bytes() for path in made.files if path.suffix == ".pdf"}
    pages = {path.stem for path in made.files if path.suffix == ".html"}
    assert pdfs.keys() == {*pages, "report"}
    assert all(b"pdfuaid:part" in content for content in pdfs.values())
    shown = PdfReader(io.BytesIO(pdfs["report"]))
    text = " ".join(" ".join(page.extract_text() for page in shown.pages).split())
    assert "Gunningsverslag" in text
    assert all(bid["name"] in text for bid in made.record["bids"])


def test_without_the_extra_for_pdf_a_finding_says_what_to_do_and_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    made = documents(folder, pdf=True)
    assert ([finding.code for finding in made.findings], made.ok) == (["R410"], False)
    assert not (folder / "documents").exists()


def test_a_round_in_one_step_has_no_opening_and_a_notice_says_why(folder: Path) -> None:
    made = documents(folder)
    assert [finding.code for finding in made.findings] == ["R361"]
    assert not made.findings[0].blocks
    assert not any(name.startswith("opening") for name in names(folder))


def test_the_opening_names_both_openers_when_they_opened_and_where_they_sign(formal: Path) -> None:
    said = words(formal / "documents" / "opening.html")
    assert "Op 2 maart 2027 om 09:30 uur (UTC) openden C. Bakker en D. Smit samen" in said
    assert "De laatste dag om in te schrijven was 1 maart 2027." in said
    assert said.count("C. Bakker") >= 2
    assert said.count("D. Smit") >= 2


def test_the_opening_lists_each_file_with_bidder_size_hash_and_first_moment(formal: Path) -> None:
    said = words(formal / "documents" / "opening.html")
    status = aanbesteding.status(formal, APRIL)
    assert [seen.path for seen in status.received] == [f"bids/K0{at}.xlsx" for at in (1, 2, 3)]
    for seen in status.received:
        size = (formal / seen.path).stat().st_size
        assert seen.sha256 in said
        assert f"{size:,}".replace(",", ".") in said
        assert f"Stichting {seen.path[5:8]}" in said
    assert said.count("15 februari 2027, 10:20 uur (UTC)") == 2


def test_the_opening_tells_what_came_too_late_and_why(formal: Path) -> None:
    said = words(formal / "documents" / "opening.html")
    assert "Na de laatste dag voor het eerst gezien: bids/K03.xlsx." in said
    assert "Een dag te laat ingeleverd." in said


def test_the_opening_tells_quality_before_price_and_the_head_after_both(formal: Path) -> None:
    said = words(formal / "documents" / "opening.html")
    quality, prices = said.index("Kwaliteit vastgesteld"), said.index("Prijzen geopend")
    assert quality < prices
    lines = (formal / "journal.jsonl").read_bytes().splitlines()
    opened = next(at for at, line in enumerate(lines) if b'"prices_opened"' in line)
    assert read_json(lines[opened + 1])["previous"] in said


@pytest.fixture(name="opened", scope="module")
def just_opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round on the day of its opening: no quality judged, no price opened, no award."""
    return written(tmp_path_factory.mktemp("opened") / "r")


def test_on_the_day_of_the_opening_its_document_is_made_alone(opened: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(opened, tmp_path / "r"))
    made = documents(home)
    assert [finding.code for finding in made.findings] == ["R363"]
    assert all(finding_text(made.findings[0], lang) for lang in LANGUAGES)
    assert names(home) == ["opening.docx", "opening.html"]
    said = words(home / "documents" / "opening.html")
    assert "openden C. Bakker en D. Smit samen" in said
    assert "K01 · Stichting K01" in said
    assert "De prijzen zijn nog dicht." in said
    assert not any(price in said for price in price_texts())


def test_the_opening_alone_tells_of_a_round_whose_prices_may_not_be_read_yet(
    opened: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(opened, tmp_path / "r"))
    assert aanbesteding.freeze_quality(home, ("Bea",), MARCH).ok
    assert documents(home).ok
    said = words(home / "documents" / "opening.html")
    assert "De prijzen zijn nog dicht." in said
    assert "Kwaliteit vastgesteld" in said
    assert aanbesteding.open_prices(home, ("Cas",), APRIL).ok
    assert documents(home).ok
    said = words(home / "documents" / "opening.html")
    assert "Pas daarna zijn de prijzen geopend" in said


def test_the_opening_says_the_same_before_and_after_the_award(formal: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(formal, tmp_path / "r"))
    once = (home / "documents" / "opening.html").read_bytes()
    shutil.rmtree(home / "award")
    assert documents(home).ok
    assert (home / "documents" / "opening.html").read_bytes() == once
    assert names(home) == ["opening.docx", "opening.html"]


def test_an_opening_with_a_faulty_bid_is_told_with_the_fault(opened: Path, tmp_path: Path) -> None:
    home = tmp_path / "r"
    shutil.copytree(opened, home)
    (home / "journal.jsonl").unlink()
    (home / "bids" / "K02.xlsx").write_bytes(b"geen werkmap")
    begin(home)
    made = documents(home)
    assert made.ok
    said = words(home / "documents" / "opening.html")
    fault = next(one for one in made.record["findings"] if one["place"].startswith("bids/K02"))
    assert fault["code"] in said
    assert "geen inschrijving in gelezen" in said


def test_before_the_opening_there_is_nothing_to_make_and_it_says_what_to_do(
    opened: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(opened, tmp_path / "r"))
    lines = (home / "journal.jsonl").read_bytes().splitlines(keepends=True)
    assert b'"opened"' in lines[2]
    (home / "journal.jsonl").write_bytes(b"".join(lines[:2]))
    made = documents(home)
    assert ([finding.code for finding in made.findings], made.ok) == (["R364"], False)
    assert "aanbesteding open" in finding_text(made.findings[0], "nl")
    assert not (home / "documents").exists()


def test_a_journal_that_was_changed_gives_no_opening(opened: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(opened, tmp_path / "r"))
    journal = home / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(BY[0].encode(), b"iemand anders"))
    made = documents(home)
    assert not made.ok
    assert made.findings
    assert not (home / "documents").exists()


def test_a_later_step_leaves_the_opening_as_it_was(formal: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(formal, tmp_path / "r"))
    before = (home / "documents" / "opening.html").read_bytes()
    assert aanbesteding.send(home, ("Anna",), datetime(2027, 5, 11, 9, tzinfo=UTC)).ok
    assert documents(home).ok
    assert (home / "documents" / "opening.html").read_bytes() == before


def test_a_file_that_is_no_longer_as_received_has_no_size_and_is_told(
    formal: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(formal, tmp_path / "r"))
    (home / "bids" / "K02.xlsx").unlink()
    (notice,) = documents(home).findings
    assert (notice.code, notice.values["files"]) == ("R362", ("bids/K02.xlsx",))
    assert all(finding_text(notice, lang) for lang in LANGUAGES)


def test_the_reports_of_a_formal_round_tell_its_steps(formal: Path) -> None:
    said = words(formal / "documents" / "award.html")
    assert "Inschrijvingen geopend: 2 maart 2027, 09:30 UTC, door C. Bakker en D. Smit" in said
    note = words(formal / "documents" / "decision.html")
    assert "Openden twee mensen de inschrijvingen? 2 maart 2027, 09:30 UTC" in note
    assert "Stond de kwaliteit vast voor de prijzen? 2 maart 2027, 09:30 UTC, door Bea" in note


def test_an_opening_that_was_undone_is_none(formal: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(formal, tmp_path / "r"))
    undone = aanbesteding.correct(home, "bids", "Een bestand ontbrak.", ("Anna",), APRIL)
    assert undone.ok
    made = documents(home)
    assert "R361" in {finding.code for finding in made.findings}
    assert not (home / "documents" / "opening.html").exists()


def test_the_same_award_gives_the_same_bytes_and_stays_as_it_was(folder: Path) -> None:
    before = (folder / "award" / "award.json").read_bytes()
    once = {path: path.read_bytes() for path in documents(folder).files}
    assert {path: path.read_bytes() for path in documents(folder).files} == once
    assert (folder / "award" / "award.json").read_bytes() == before


def test_the_order_in_which_bids_came_into_the_folder_does_not_matter(tmp_path: Path) -> None:
    found = []
    for name, order in (("een", ("K01", "K02", "K03")), ("twee", ("K03", "K01", "K02"))):
        home = tmp_path / name
        asked = tender(award={"envelopes": "one"})
        written(home, asked)
        shutil.rmtree(home / "bids")
        for bidder in order:
            put_bid(home, asked, bidder)
        assert aanbesteding.award(home).ok
        found.append([path.read_bytes() for path in documents(home).files])
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("kind", "outcome", "code"),
    [
        ("what_if", "awarded", "R301"),
        ("award", "not_proven", "R302"),
        ("award", "draw_needed", "R303"),
    ],
)
def test_what_is_no_award_has_no_documents(
    folder: Path, kind: str, outcome: str, code: str
) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    record["kind"], record["decision"]["outcome"] = kind, outcome
    path.write_bytes(canonical(record))
    found = documents(folder)
    assert ([finding.code for finding in found.findings], found.ok) == ([code], False)
    assert not (folder / "documents").exists()


@pytest.mark.parametrize("gone", ["scores", "decision", "bids", "marks", "schedule", "law"])
def test_a_record_that_misses_something_is_a_finding(folder: Path, gone: str) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    del record[gone]
    path.write_bytes(canonical(record))
    assert [finding.code for finding in documents(folder).findings] == ["V650"]
    assert not (folder / "documents").exists()


def test_there_is_nothing_to_make_without_an_award(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", ONE_STEP)
    done = CliRunner().invoke(main, ["documents", str(folder)])
    assert done.exit_code == 1
    assert "R364" in done.output


def test_a_document_that_was_filled_in_is_never_written_over(folder: Path) -> None:
    assert documents(folder).ok
    note = folder / "documents" / "decision.docx"
    note.write_bytes(note.read_bytes() + b"ingevuld")
    found = documents(folder)
    assert [(f.code, f.values["files"]) for f in found.findings] == [
        ("R352", ("documents/decision.docx",))
    ]
    assert note.read_bytes().endswith(b"ingevuld")
    note.rename(folder / "documents" / "besluit met raming.docx")
    assert documents(folder).ok
    assert (folder / "documents" / "besluit met raming.docx").exists()


def test_documents_that_are_no_longer_made_are_removed_and_nothing_else(
    formal: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(formal, tmp_path / "r"))
    (home / "documents" / "notitie.html").write_text("x", "utf-8")
    (home / "journal.jsonl").unlink()
    made = documents(home)
    assert [finding.code for finding in made.findings] == ["R361"]
    assert not (home / "documents" / "opening.html").exists()
    assert (home / "documents" / "notitie.html").exists()


@pytest.mark.parametrize("name", ["../award/award.json", "/etc/passwd", "a\\\\..\\\\b"])
def test_a_spoiled_list_of_what_was_made_reaches_no_file_elsewhere(folder: Path, name: str) -> None:
    assert documents(folder).ok
    listed = folder / "documents" / "made.json"
    told = read_json(listed.read_bytes())
    told["files"][name] = fingerprint((folder / "award" / "award.json").read_bytes())
    listed.write_bytes(canonical(told))
    assert documents(folder).ok
    assert (folder / "award" / "award.json").exists()
