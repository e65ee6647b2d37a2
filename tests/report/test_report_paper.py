"""The core of the report as a paper: what the page says of outcome, scores, award and money."""

import io

import pytest
from pypdf import PdfReader

from aanbesteding.report.page import page
from aanbesteding.report.papers.docx import paper_docx
from aanbesteding.report.papers.fitting import fitting
from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.pdf import paper_pdf
from aanbesteding.report.papers.report import report_paper
from aanbesteding.report.papers.widths import LINE, NAMES, widths
from aanbesteding.report.shapes import Column, Table, text_row
from tests.report import sample
from tests.report.outline import Outline
from tests.report.paper_sample import in_reading_order


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", sample.NAMES)
def test_every_outcome_gives_a_paper_in_which_nothing_stands_that_the_page_does_not_say(
    name: str, lang: str
) -> None:
    record = sample.record(name)
    paper = report_paper(record, lang, "f" * 64)
    shown = Outline(page(record, lang, "f" * 64)).text
    said = [
        w for part in paper.parts for table in part.tables for row in table.rows for w in row.cells
    ]
    assert [c.text for c in said if " ".join(c.text.split()) not in shown] == []
    assert [s for p in paper.parts for s in p.paragraphs if " ".join(s.split()) not in shown] == []
    assert paper_docx(paper) == paper_docx(report_paper(record, lang, "f" * 64))
    assert Outline(paper_html(paper)).unbalanced == []


def test_the_winners_and_their_points_are_in_the_pdf_of_the_report() -> None:
    record = sample.record("awarded")
    paper = report_paper(record, "nl", "f" * 64)
    found = PdfReader(io.BytesIO(paper_pdf(paper)))
    text = "".join("".join(x.extract_text().split()) for x in found.pages)
    winners = {c["bidder"] for c in record["decision"]["contracts"]}
    names = {b["name"] for b in record["bids"] if b["id"] in winners}
    assert names
    assert all("".join(name.split()) in text for name in names)
    assert "f" * 64 in text


def test_a_what_if_says_so_over_the_paper_and_an_award_does_not() -> None:
    assert report_paper(sample.record("what_if"), "nl").mark.startswith("WHAT-IF")
    assert report_paper(sample.record("awarded"), "nl").mark == ""


@pytest.mark.parametrize("wide", [1, 2, 8, 40])
def test_a_wide_table_comes_in_pieces_that_hold_each_column_once(wide: int) -> None:
    labels = [f"k{at}" for at in range(wide)]
    row = text_row(*(f"c{at}" for at in range(wide)))
    heads = tuple(Column(label, number=at > 0) for at, label in enumerate(labels))
    table = Table("Breed", heads, (row,), (row,), "voetnoot")
    pieces = list(fitting(table, "nl"))
    assert len(pieces) == (1 if wide <= 8 else 4)
    assert [c.label for piece in pieces for c in piece.columns[1:]] == labels[1:]
    for piece in pieces:
        assert piece.columns[0].label == "k0"
        for shown in (*piece.rows, *piece.total):
            assert [cell.text for cell in shown.cells] == [
                column.label.replace("k", "c") for column in piece.columns
            ]
    assert len({piece.caption for piece in pieces}) == len(pieces)
    assert [piece.note for piece in pieces if piece.note] == ["voetnoot"]
    assert all(widths(piece, LINE)[0] >= NAMES for piece in pieces)


def test_all_that_a_paper_says_stands_in_its_word_document() -> None:
    import docx

    paper = report_paper(sample.record("regions"), "nl")
    found = docx.Document(io.BytesIO(paper_docx(paper)))
    read = " ".join(
        node.text or "" for node in found.element.body.iter() if node.tag.endswith("}t")
    )
    read = " ".join(read.split())
    assert [w for w in in_reading_order(paper) if " ".join(w.split()) not in read] == []
