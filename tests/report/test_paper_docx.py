"""A paper as a Word document: reopened it says the same, and it names nobody and no moment."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table as DocxTable
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.visible import visible
from aanbesteding.report.papers.docx import paper_docx
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.papers.unbroken import unbroken
from aanbesteding.report.papers.widths import LINE, widths
from aanbesteding.report.shapes import Table, columns, text_row
from tests.report.hostile import PAYLOADS
from tests.report.paper_narrow import AMOUNT, DATE, NARROW, PAPER
from tests.report.paper_sample import LETTER, POINTS, in_reading_order, numbered, reworded

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ATTACKED = reworded(LETTER, numbered((*PAYLOADS, "=1+1", "a\x00\x1b b", "]]> &amp; <w:p/>")))
ANY_WORD = st.text(min_size=1, max_size=30)


def reopened(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(paper_docx(paper)))


def paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph, those in the cells of tables in their place; a joined cell once."""
    for item in document.iter_inner_content():
        if not isinstance(item, DocxTable):
            yield item
            continue
        for row in item.rows:
            for cell in dict.fromkeys(cell._tc for cell in row.cells):
                yield from docx.table._Cell(cell, item).paragraphs


def expected(paper: Paper) -> list[str]:
    """The words of a paper as a reader of its text finds them; an empty name is a place to sign."""
    return [visible(unbroken(word)) for word in in_reading_order(paper)]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


@given(st.data())
@settings(max_examples=40)
def test_what_is_written_is_read_back_in_order_whatever_was_typed(data: st.DataObject) -> None:
    paper = reworded(LETTER, lambda _: data.draw(ANY_WORD))
    read, at = "\n".join(p.text for p in paragraphs(reopened(paper))), 0
    for word in expected(paper):
        found = read.find(word, at)
        assert found >= at, word
        at = found + len(word)


def test_nothing_is_added_but_the_place_to_sign() -> None:
    read = [line for p in paragraphs(reopened(LETTER)) for line in re.split(r"[\t\n]", p.text)]
    left = [word for word in read if word and word not in expected(LETTER)]
    assert left == ["Naam en handtekening"]


def test_headings_lists_and_captions_are_real() -> None:
    styles: dict[str, list[str]] = {}
    for paragraph in reopened(LETTER).paragraphs:
        styles.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert styles["Heading 1"] == [LETTER.title]
    assert styles["Heading 2"] == [part.heading for part in LETTER.parts if part.heading]
    assert styles["List Bullet"] == list(LETTER.parts[2].points)
    assert styles["Caption"] == [t.caption for part in LETTER.parts for t in part.tables]


def test_a_table_repeats_its_heads_and_breaks_in_no_row() -> None:
    tables = reopened(LETTER).tables
    assert len(tables) == 2
    for table in tables:
        heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


@pytest.mark.parametrize(("lang", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_language_and_title_are_set(lang: str, tag: str) -> None:
    document = reopened(replace(LETTER, lang=lang))
    found = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert found.get(f"{W}val") == tag
    assert document.core_properties.language == tag
    assert document.core_properties.title == f"{LETTER.kind} · {LETTER.title}"


def test_every_page_has_its_number_and_every_page_after_the_first_the_mark() -> None:
    section = reopened(LETTER).sections[0]
    for foot in (section.footer, section.first_page_footer):
        fields = [field.get(f"{W}instr") for field in foot._element.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == LETTER.mark
    assert section.first_page_header.paragraphs[0].text == ""
    assert reopened(LETTER).paragraphs[0].text == LETTER.mark


def test_a_document_says_not_who_made_it_or_when() -> None:
    core = reopened(LETTER).core_properties
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    assert core.created == core.modified
    assert core.created.year == 2000
    with zipfile.ZipFile(io.BytesIO(paper_docx(LETTER))) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_holds_no_macro_no_link_no_template_and_nothing_embedded() -> None:
    found = parts(paper_docx(ATTACKED))
    assert sorted(found) == sorted(parts(paper_docx(LETTER)))
    kinds = {name.rsplit("/", 1)[-1].rstrip("0123456789.xmlrs") for name in found}
    assert not kinds & {"vbaProject", "thumbnail.jpeg", "theme", "item", "app"}
    for name, content in found.items():
        text = content.decode()
        assert b"TargetMode" not in content, name
        tags = re.findall(r"<(w:[A-Za-z]+)", text)
        assert not {"w:hyperlink", "w:object", "w:drawing", "w:altChunk", "w:instrText"} & {*tags}
        assert "attachedTemplate" not in text


def test_hostile_words_stay_words() -> None:
    tree, calm = (reopened(paper).element for paper in (ATTACKED, LETTER))
    ignored = {f"{W}br", f"{W}tab"}
    tags = [e.tag for e in tree.iter() if e.tag not in ignored and e.tag != f"{W}t"]
    assert tags == [e.tag for e in calm.iter() if e.tag not in ignored and e.tag != f"{W}t"]


@pytest.mark.programs("python")
def test_the_same_paper_gives_the_same_bytes_elsewhere_and_later() -> None:
    code = (
        "import sys, hashlib; from tests.report.paper_sample import LETTER;"
        "from aanbesteding.report.papers.docx import paper_docx;"
        "print(hashlib.sha256(paper_docx(LETTER)).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True, capture_output=True, cwd=ROOT,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Adak", "2"))
    }  # fmt: skip
    assert len(told) == 1


def test_one_paper_leaves_nothing_in_the_next() -> None:
    first = paper_docx(LETTER)
    paper_docx(replace(LETTER, mark="ANDERS", kind="Iets anders", facts=()))
    assert paper_docx(LETTER) == first


@pytest.mark.office
@pytest.mark.usefixtures("office")
def test_libreoffice_opens_a_document_and_finds_all_words(tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    file.write_bytes(paper_docx(LETTER))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = " ".join((tmp_path / "letter.txt").read_text("utf-8-sig").split())
    missing = [word for word in expected(LETTER) if " ".join(word.split()) not in text]
    assert missing == []


@given(st.lists(st.lists(st.text(max_size=90), min_size=3, max_size=3), max_size=5))
def test_columns_take_the_whole_width_and_none_of_them_nothing(rows: list[list[str]]) -> None:
    table = Table("x", columns("a", "b", "c", numbers="-n-"), tuple(text_row(*r) for r in rows))
    found = widths(table, 9638)
    assert sum(found) == 9638
    assert min(found) > 0


def test_a_column_with_more_to_say_is_wider_and_a_number_stays_narrow() -> None:
    first, *numbers = widths(POINTS, 1000)
    assert first > 2 * max(numbers)
    reasons = LETTER.parts[2].tables[0]
    assert widths(reasons, 1000)[2] > 500


def test_no_date_amount_or_word_is_wider_than_its_column_and_a_checksum_may_be() -> None:
    name, _, date, amount, checksum = widths(NARROW, LINE)
    assert name > len("Hoogspecialistische")
    assert date > len(DATE)
    assert amount > len(AMOUNT)
    assert checksum < 64


def test_a_total_stays_with_the_row_above_it_and_other_rows_may_part() -> None:
    (table,) = reopened(PAPER).tables
    kept = [row._tr.find(f".//{W}keepNext") is not None for row in table.rows]
    assert kept == [True, False, False, True, False]


def test_nobody_signs_a_page_that_says_nothing_else() -> None:
    paper = replace(LETTER, parts=LETTER.parts[:1])
    found = reopened(paper).paragraphs
    at = next(i for i, p in enumerate(found) if p.text == LETTER.closing[0])
    assert found[at - 1].paragraph_format.keep_with_next
    for style in ("Closing", "Signature Name", "Signature Role"):
        assert reopened(LETTER).styles[style].paragraph_format.keep_with_next


def test_a_table_of_many_columns_comes_in_pieces_in_every_file_for_paper() -> None:
    heads = columns("Criterium", *(f"Onderdeel{at:02}" for at in range(12)), numbers="-" + "n" * 12)
    wide = Table("Breed", heads, (text_row("a", *("1" for _ in range(12))),))
    paper = replace(LETTER, parts=(Part("Breed", tables=(wide,)),))
    tables = reopened(paper).tables
    assert len(tables) > 1
    labels = [cell.text for table in tables for cell in table.rows[0].cells[1:]]
    assert labels == [column.label for column in heads[1:]]
    assert [p.text for p in reopened(paper).paragraphs if p.text.startswith("Breed (deel 1 van")]
