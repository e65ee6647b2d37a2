"""The house style of a round: on its pages, never in its record, and covered by verification."""

from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.canonical import read_json
from tests.report.test_house_style import png

STYLE = "[light]\naccent = '#00539f'\n\n[logo]\nfile = 'logo.png'\nalt = 'Gemeente Noord'\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = aanbesteding.new(tmp_path / "r", example="een-perceel")
    (home / "logo.png").write_bytes(png())
    return home


def put(folder: Path, text: str) -> None:
    (folder / "huisstijl.toml").write_text(text, "utf-8")


def test_an_award_is_shown_in_the_house_style_and_its_record_stays_the_same(folder: Path) -> None:
    plain = aanbesteding.award(folder)
    put(folder, STYLE)
    styled = aanbesteding.award(folder)
    assert styled.record_hash == plain.record_hash
    text = (folder / "award" / "award.html").read_text("utf-8")
    assert "--accent:#00539f" in text
    assert 'alt="Gemeente Noord"' in text


@pytest.mark.parametrize("other", ["[light]\naccent = '#7a0040'\n", ""])
def test_verification_makes_the_page_again_in_the_house_style_of_the_round(
    folder: Path, other: str
) -> None:
    put(folder, STYLE)
    path = aanbesteding.award(folder).files[0]
    assert path.name == "award.json"
    assert aanbesteding.verify(path).ok
    put(folder, other)
    again = aanbesteding.verify(path)
    assert [one.code for one in again.findings] == ["V630"]
    assert str(again.findings[0].place) == "award/award.html"


def test_a_page_in_a_language_we_do_not_have_is_no_page_of_ours(folder: Path) -> None:
    path = aanbesteding.award(folder).files[0]
    page = path.with_name("award.html")
    page.write_text(page.read_text("utf-8").replace('lang="nl"', 'lang="de"', 1), "utf-8")
    assert [one.code for one in aanbesteding.verify(path).findings] == ["V630"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_workbook_without_its_page_is_made_again_too(folder: Path, lang: str) -> None:
    path = aanbesteding.award(folder, lang=lang).files[0]
    path.with_name("award.html").unlink()
    assert aanbesteding.verify(path).ok
    book = path.with_name("award.xlsx")
    book.write_bytes(book.read_bytes()[:-1])
    (wrong,) = aanbesteding.verify(path).findings
    assert (wrong.code, str(wrong.place)) == ("V630", "award/award.xlsx")


def test_another_logo_is_another_page(folder: Path) -> None:
    put(folder, STYLE)
    path = aanbesteding.award(folder).files[0]
    (folder / "logo.png").write_bytes(png(width=3))
    assert [one.code for one in aanbesteding.verify(path).findings] == ["V630"]


def test_a_style_nobody_can_read_stops_an_award_and_is_told_by_a_check(folder: Path) -> None:
    put(folder, "[light]\naccent = '#cccccc'\n")
    result = aanbesteding.award(folder)
    assert not result.ok
    assert {one.code for one in result.findings if one.blocks} == {"R393"}
    assert {one.code for one in aanbesteding.read_round(folder).findings if one.blocks} == {"R393"}


def test_a_logo_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "logo.png").unlink()
    put(folder, STYLE)
    assert [one.code for one in aanbesteding.read_round(folder).findings if one.blocks] == ["R395"]


def test_a_link_in_place_of_a_logo_is_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "secret.png"
    elsewhere.write_bytes(png())
    (folder / "logo.png").unlink()
    (folder / "logo.png").symlink_to(elsewhere)
    put(folder, STYLE)
    assert [one.code for one in aanbesteding.read_round(folder).findings if one.blocks] == ["W100"]


def test_editions_and_answers_wear_the_house_style_too(folder: Path) -> None:
    put(folder, STYLE)
    aanbesteding.award(folder)
    aanbesteding.editions(folder)
    aanbesteding.explain(folder)
    aanbesteding.panel(folder)
    places = ("editions/public.html", "explanation/why.html", "panel/panel.html")
    for place in places:
        assert "--accent:#00539f" in (folder / place).read_text("utf-8")


def test_the_record_does_not_name_the_style(folder: Path) -> None:
    put(folder, STYLE)
    record = read_json(aanbesteding.award(folder).files[0].read_bytes())
    assert not [one["path"] for one in record["inputs"] if "huisstijl" in one["path"]]
