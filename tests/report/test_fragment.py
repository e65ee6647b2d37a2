"""What a notebook shows of a result: complete, escaped, without script or style."""

import re
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.report.fragment import fragment
from aanbesteding.round.result import Result
from tests.report import sample
from tests.report.outline import Outline


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", sample.NAMES)
def test_a_record_gives_a_piece_of_page_with_captions_and_scopes(name: str, lang: str) -> None:
    text = fragment(sample.record(name), (), lang)
    outline = Outline(text)
    assert (outline.unbalanced, outline.open) == ([], [])
    assert len(outline.having("table")) == len(outline.having("caption")) > 0
    assert all(th.get("scope") in ("row", "col", "colgroup") for th in outline.having("th"))
    assert not {"script", "style", "link", "img"} & {tag for tag, _ in outline.tags}
    assert "style=" not in text


def test_the_example_names_its_winners_and_amount() -> None:
    said = Outline(fragment(sample.record("awarded"), (), "nl")).text
    assert "K01, K02, K03, K04, K05, K06, K15 en K07" in said
    assert "104.629.350,00" in said


def test_names_cannot_become_markup_and_a_what_if_says_what_it_is() -> None:
    assert "<Zonen>" not in fragment(sample.record("one_bid"), (), "nl")
    assert "WHAT-IF – geen grond voor gunning" in fragment(sample.record("what_if"), (), "nl")


def test_a_result_that_was_stopped_shows_what_to_repair() -> None:
    finding = Finding(
        "R102", Weight.REPAIRABLE, Line("a<b>.csv", 3), {"outcome": [], "bidders": []}
    )
    text = Result(Path("r"), (finding,))._repr_html_()
    assert "R102" in text
    assert "a&lt;b&gt;.csv:3" in text


def test_what_award_returns_shows_itself_in_its_language(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="een-perceel")
    assert "The outcome in short" in aanbesteding.award(folder, lang="en")._repr_html_()
    assert "De uitkomst in het kort" in aanbesteding.award(folder)._repr_html_()


def test_words_that_belong_together_do_not_stick_together() -> None:
    """A notebook brings no style of ours: what stands in one cell is told apart by signs."""
    stop = Finding("B141", Weight.REPAIRABLE, None, {"files": ("a", "b")})
    html = fragment(sample.record("awarded"), (stop,), "nl", ("award/award.json",))
    cells = [" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in re.split(r"</t[dh]>", html)]
    assert any(re.fullmatch(r".*Er zijn twee registers: a, b\. Bewaar .*", cell) for cell in cells)
    assert [cell for cell in cells if re.search(r"[a-z][A-Z]", cell)] == []
    assert "award/award.json" in " ".join(cells)


@pytest.mark.parametrize("count", [30, 31, 500])
def test_of_many_findings_and_files_the_first_thirty_stand_there(count: int) -> None:
    stop = Finding("B141", Weight.REPAIRABLE, None, {"files": ("a", "b")})
    html = fragment({}, (stop,) * count, "nl", ("x/y.json",) * count)
    assert (html.count("B141"), html.count("x/y.json")) == (30, 30)
    assert html.count(f"En nog {count - 30}.") == (2 if count > 30 else 0)


def test_an_edition_shows_its_title_and_no_outcome() -> None:
    shown = fragment(public_edition(sample.record("awarded"), ""), (), "nl")
    assert sample.record("awarded")["tender"]["title"] in shown
    assert "De uitkomst in het kort" not in shown
