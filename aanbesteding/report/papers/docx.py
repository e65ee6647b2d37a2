"""A paper as a Word document that people can edit: the same bytes every time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from aanbesteding.basis import texts
from aanbesteding.basis.visible import visible
from aanbesteding.report.papers.fitting import fitting
from aanbesteding.report.papers.paper import Paper

if TYPE_CHECKING:
    from docx.document import Document


def paper_docx(paper: Paper) -> bytes:
    """Return the paper as a DOCX file, with real headings, lists and tables."""
    from aanbesteding.report.papers.docx_base import opened, packed

    document = opened(paper.lang)
    document.core_properties.title = visible(f"{paper.kind} · {paper.title}")[:255]
    _around(document, paper)
    end = document.element.body.sectPr
    for element in _body(paper):
        end.addprevious(element)
    return packed(document)


def _around(document: "Document", paper: Paper) -> None:
    """What stands on every page: the kind of paper at its foot, and the mark over it."""
    section = document.sections[0]
    for foot in (section.footer, section.first_page_footer):
        foot.paragraphs[0].runs[0].text = visible(paper.kind)
    if paper.mark:
        section.header.paragraphs[0].add_run(visible(paper.mark))


def _body(paper: Paper) -> Iterator[Any]:
    """What stands in it; nobody signs a page that says nothing else."""
    from aanbesteding.report.papers.docx_words import stay_with_next

    words = list(_words(paper))
    if paper.signatures or paper.origin:
        stay_with_next(words)
    yield from words
    yield from _signing(paper)


def _words(paper: Paper) -> Iterator[Any]:
    from aanbesteding.report.papers.docx_words import facts, paragraph, table

    # On the first page the mark is part of the text: a screen reader passes over what stands
    # above a page.
    if paper.mark:
        yield paragraph(paper.mark, "Mark")
    yield from (paragraph(line, "Sender") for line in paper.sender)
    yield from (paragraph(line, "Addressee") for line in paper.addressee)
    yield paragraph(paper.kind, "Kind")
    yield paragraph(paper.title, "Heading1")
    yield from facts(paper.facts, "Facts")
    if paper.salutation:
        yield paragraph(paper.salutation, "Normal")
    for part in paper.parts:
        if part.heading:
            yield paragraph(part.heading, "Heading2")
        yield from (paragraph(said, "Normal") for said in part.paragraphs)
        yield from (paragraph(point, "ListBullet") for point in part.points)
        for shown in part.tables:
            for piece in fitting(shown, paper.lang):
                yield from table(piece)


def _signing(paper: Paper) -> Iterator[Any]:
    from aanbesteding.report.papers.docx_words import facts, paragraph

    yield from (paragraph(line, "Closing") for line in paper.closing)
    for one in paper.signatures:
        name = one.name or texts.say("paper.signature", paper.lang)
        yield paragraph(name, "SignatureName")
        yield paragraph(one.role, "SignatureRole")
    yield from facts(paper.origin, "Origin")
