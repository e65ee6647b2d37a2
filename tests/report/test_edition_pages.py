"""What an edition says on its page and in its workbook."""

import io
import re

import openpyxl
import pytest

from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.report.editions import edition_book, edition_page
from aanbesteding.workbook.write import book_bytes
from tests.report.one_script import outside, without_script
from tests.report.sample import NAMES, Record
from tests.report.sample import record as sample
from tests.secret_rounds import first

TAG = re.compile(r"<[^>]*>")


def words(page: str) -> str:
    return " ".join(TAG.sub(" ", page.partition("</head>")[2]).split())


@pytest.fixture(name="record", scope="module")
def made() -> Record:
    return sample("awarded")


def test_the_public_page_says_who_won_what_waits_and_until_when_one_can_object(
    record: Record,
) -> None:
    said = words(edition_page(public_edition(record, "ab" * 32), "nl"))
    assert "8 aanbieders krijgen een contract. Er waren 14 inschrijvingen" in said
    assert "K01 · Stichting De Brug (fictief)" in said
    assert "spoed (cliënt) 250 minder dan 10" in said
    assert "Laatste dag van de opschortende termijn van 20 dagen" in said
    assert "Jeugd-ggz Westerlicht" not in said
    assert "ab" * 32 in said


def test_a_loser_reads_its_points_beside_those_of_the_lowest_ranked_winner(record: Record) -> None:
    said = words(edition_page(bidder_edition(record, "K09", ""), "nl"))
    assert "Uw punten naast die van Opvoedhulp Oosterlicht (fictief)" in said
    assert "u staat op plaats 2 van de reservelijst" in said
    assert "Stichting Samen Op" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_edition_of_random_rounds_can_be_shown_in_both_languages(lang: str) -> None:
    for secret in first(12):
        public = public_edition(secret.record, secret.record_hash)
        assert edition_page(public, lang).startswith("<!DOCTYPE html>")
        assert openpyxl.load_workbook(io.BytesIO(book_bytes(edition_book(public, lang))))
        for bid in secret.record["bids"]:
            own = bidder_edition(secret.record, bid["id"], secret.record_hash)
            assert bid["name"] in edition_page(own, lang)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("what_if", "draw_needed")])
def test_every_kind_of_award_has_editions_that_can_be_shown(name: str) -> None:
    """Open house, no bid at all, nothing that fits, every rule of the shelf, award on value."""
    found = sample(name)
    public = public_edition(found, "")
    assert book_bytes(edition_book(public, "en"))
    assert edition_page(public, "en")
    for bid in found["bids"][:5]:
        assert edition_page(bidder_edition(found, bid["id"], ""), "en")


def test_a_page_of_an_edition_runs_no_script_and_names_no_address(record: Record) -> None:
    page = edition_page(public_edition(record, ""), "nl")
    assert outside(without_script(page)) == []


def test_the_workbook_keeps_counts_as_numbers_and_says_small_ones_in_words(record: Record) -> None:
    content = book_bytes(edition_book(public_edition(record, ""), "nl"))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Hulp"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows()]
    assert ["spoed (cliënt)", 250, "minder dan 10"] in rows
    assert ["zwaar (cliënt)", 1150, 100] in rows


def test_the_same_edition_gives_the_same_bytes(record: Record) -> None:
    public = public_edition(record, "")
    one, other = (book_bytes(edition_book(public, "nl")) for _ in range(2))
    assert one == other
