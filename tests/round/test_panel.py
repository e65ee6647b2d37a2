"""The quality for the panel: everything but the prices, of which nothing is read."""

import re
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.cli.main import main
from aanbesteding.round.envelopes import freeze_quality, open_prices
from tests.report.one_script import without_script
from tests.two_envelopes import (
    BY,
    LATER,
    MARKS,
    NOW,
    PRICES,
    TABLE,
    cells_read,
    price_texts,
    put_bid,
    put_marks,
    tender,
    written,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("round") / "r")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


def page(folder: Path, lang: str = "nl") -> str:
    assert aanbesteding.panel(folder, lang=lang).ok
    return (folder / "panel" / "panel.html").read_text("utf-8")


def words(html: str) -> str:
    """What people read on the page; without style, hashes and marks."""
    bare = re.sub(r"(?s)<style>.*?</style>|<code>.*?</code>|<svg.*?</svg>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", bare).split())


def bids_of(folder: Path) -> Mapping[str, Any]:
    (lot,) = aanbesteding.panel(folder).record["lots"]
    return {bid["bidder"]: bid for bid in lot["bids"]}


def test_marks_what_counts_and_points_are_there(folder: Path) -> None:
    assert {b: bid["counts"] for b, bid in bids_of(folder).items()} == {
        "K01": {"k": "8"}, "K02": {"k": "6"}, "K03": {"k": "9"}
    }  # fmt: skip
    # 60 points for a ten: a mark of 8 is 48 points.
    points = {bidder: Decimal(bid["quality"]) for bidder, bid in bids_of(folder).items()}
    assert points == {"K01": 48, "K02": 36, "K03": 54}


def test_the_page_says_every_mark_its_mean_and_what_counts(folder: Path) -> None:
    said = words(page(folder))
    # K01 had an 8 and a 7: 7.5 in the mean, and 8 of the panel together.
    assert "Stichting K01" in said
    assert "8 7 7,50 8" in said
    assert "48" in said


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_price_is_on_the_page_or_in_the_lines(folder: Path, lang: str) -> None:
    said = words(page(folder, lang))
    run = CliRunner().invoke(main, ["panel", str(folder), "--lang", lang])
    assert run.exit_code == 0
    for text in (said, run.output, str(aanbesteding.panel(folder).record["lots"])):
        assert [price for price in price_texts() if price in text] == []


def test_the_page_is_the_same_whatever_stands_on_the_sheet_of_the_prices(
    folder: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    for number, bidder in enumerate(PRICES):
        put_bid(other, tender(), bidder, lots__1__price__zwaar=600 + number)
    put_bid(other, tender(), "K03", lots__1__price__zwaar=99_999, lots__1__price__licht=None)
    assert page(folder) == page(other)


def test_no_cell_of_a_price_is_read_even_when_the_prices_are_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze_quality(folder, BY, NOW)
    open_prices(folder, BY, LATER)
    cells = cells_read(monkeypatch)
    page(folder)
    assert cells
    assert [path for path in cells if path[2:3] == ("price",)] == []


def test_the_page_says_when_the_quality_was_frozen_and_by_whom(folder: Path) -> None:
    assert "Kwaliteit vastgesteld nog niet" in words(page(folder))
    head = freeze_quality(folder, ("A. de Vries", "B. Jansen"), NOW).head
    html = page(folder)
    assert "1 april 2027, 09:30 UTC, door A. de Vries en B. Jansen" in words(html)
    assert f"<code>{head}</code>" in html


def test_a_bid_that_is_not_judged_in_full_has_no_points_yet(folder: Path) -> None:
    text = (folder / TABLE).read_text("utf-8")
    (folder / TABLE).write_text(re.sub(r"consensus;K02.*\n", "", text), "utf-8")
    found = bids_of(folder)
    assert (found["K02"]["counts"], found["K02"]["quality"]) == ({"k": None}, None)
    result = aanbesteding.panel(folder)
    assert result.record["open"] == 1
    assert "Meldingen om eerst op te lossen 1" in words(page(folder))


def test_a_bid_that_is_out_says_so(folder: Path) -> None:
    (folder / "register.csv").write_text("bidder;event;reason\nK02;late;Te laat.\n", "utf-8")
    assert "Stichting K02 te laat" in words(page(folder))
    run = CliRunner().invoke(main, ["panel", str(folder)])
    assert "Perceel 1, K02 · Stichting K02: te laat" in run.stdout


def test_in_an_anonymous_round_nobody_is_named(tmp_path: Path) -> None:
    asked = tender(panel={"anonymous": True})
    folder = written(tmp_path / "r", asked)
    called = {"K01": "Inschrijving 03", "K02": "Inschrijving 01", "K03": "Inschrijving 02"}
    rows = "".join(f"{bidder};{name}\n" for bidder, name in called.items())
    (folder / "anonymous.csv").write_text(f"bidder;pseudonym\n{rows}", "utf-8")
    put_marks(folder, {called[bidder]: mark for bidder, mark in MARKS.items()})
    html = page(folder)
    assert not [b for b in PRICES if b in html]
    said = words(html)
    # K02 is first by what it is called, with its 36 points for a 6.
    assert said.index("Inschrijving 01") < said.index("Inschrijving 02")
    assert "Inschrijving 01 36" in said


def test_a_bidder_without_pseudonym_is_not_named_either(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", tender(panel={"anonymous": True}))
    assert not [b for b in PRICES if b in page(folder)]


def test_the_same_round_gives_the_same_page(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    assert page(folder) == page(other)


def test_a_tender_that_cannot_be_read_has_no_page(folder: Path) -> None:
    (folder / "tender.toml").write_text("id = [", "utf-8")
    run = CliRunner().invoke(main, ["panel", str(folder)])
    assert run.exit_code == 1
    assert not (folder / "panel").exists()


def test_a_round_without_bids_or_marks_has_a_page(folder: Path) -> None:
    shutil.rmtree(folder / "assessments")
    assert "Stichting K01 – –" in words(page(folder))
    shutil.rmtree(folder / "bids")
    assert "Er zijn nog geen inschrijvingen." in words(page(folder))


def test_names_on_the_page_carry_no_code(folder: Path) -> None:
    put_bid(folder, tender(), "K01", bidder__name="<script>alert(1)</script>")
    put_marks(folder)
    html = page(folder)
    assert "<script" not in without_script(html)
    assert "&lt;script&gt;" in html
