"""The public edition as page and workbook, a bidder's edition as page: of the edition alone."""

from aanbesteding.report.edition_bidder import bidder_sections
from aanbesteding.report.edition_parts import origin_of
from aanbesteding.report.edition_public import public_sections
from aanbesteding.report.explained import Section, as_shown, section_sheet
from aanbesteding.report.grid import heads, sheet, text
from aanbesteding.report.html import rendered, tender_head
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import Book, Sheet

ORIGIN = "ed_origin"


def edition_page(edition: Record, lang: str, look: Look = PLAIN) -> str:
    """Return a public or bidder's edition as one page, which needs no other file to be whole."""
    source = Source(edition, lang)
    sections = _sections(source)
    return rendered(
        "edition.html",
        source,
        look,
        filters=False,
        head=tender_head(source, edition["edition"]),
        sections=as_shown(source, sections),
        origin=origin_of(source),
        what_if=False,
        contents=(*(one.name for one in sections), ORIGIN),
    )


def edition_book(edition: Record, lang: str) -> Book:
    """Return the public edition as a workbook, a sheet per section; its properties name nobody."""
    source = Source(edition, lang, edition["record_sha256"])
    sheets = [section_sheet(source, one) for one in _sections(source)]
    kind = source.t(f"report.kind.{edition['edition']}")
    properties = {"record-sha256": edition["record_sha256"]}
    return Book(f"{kind} · {source.tender.title}", (*sheets, _origin(source)), properties)


def _sections(source: Source) -> tuple[Section, ...]:
    made = public_sections if source.record["edition"] == "public" else bidder_sections
    return made(source)


def _origin(source: Source) -> Sheet:
    rows = [
        heads(source.t("report.sheet.what"), source.t("report.origin.sha256")),
        *((text(fact.term), text(fact.text)) for fact in origin_of(source)),
    ]
    return sheet(source, ORIGIN, rows, (56, 76), (0, 0))
