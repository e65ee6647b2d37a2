"""What the documents share: their texts, head, origin, places to sign, and what people fill in."""

from collections.abc import Iterable

from aanbesteding.report.html import origin_facts
from aanbesteding.report.papers.paper import Paper, Part, Signature
from aanbesteding.report.shapes import Fact, Table
from aanbesteding.report.source import Source
from aanbesteding.report.steps import no_journal, step_facts
from aanbesteding.report.summary import masthead


def said(source: Source, key: str, **values: object) -> str:
    """Return a text of the documents."""
    return source.t(f"documents.{key}", **values)


def document(source: Source, name: str, parts: Iterable[Part], roles: Iterable[str]) -> Paper:
    """Return a document about the award, with head, origin and a place to sign per role."""
    head = masthead(source)
    return Paper(
        lang=source.lang,
        kind=said(source, f"{name}.kind"),
        title=head["title"],
        parts=tuple(part for part in parts if not part.empty),
        facts=tuple(head["facts"]),
        signatures=tuple(Signature(said(source, f"sign.{role}")) for role in roles),
        origin=origin_of(source),
    )


def origin_of(source: Source) -> tuple[Fact, ...]:
    """Return of which record a document was made, with the head of the journal behind it."""
    head = (step_facts(source) or [no_journal(source)])[-1]
    return (*origin_facts(source), head)


def part(
    source: Source,
    heading: str,
    *paragraphs: str,
    points: Iterable[str] = (),
    tables: Iterable[Table | None] = (),
) -> Part:
    """Return a part with its heading by key, without the tables that are not there."""
    return Part(
        said(source, heading),
        tuple(text for text in paragraphs if text),
        tuple(points),
        tuple(table for table in tables if table is not None),
    )


def as_point(fact: Fact) -> str:
    """Return a fact as a point of a list."""
    return f"{fact.term}: {' '.join(text for text in (fact.text, fact.note) if text)}"


def to_fill(source: Source, key: str) -> str:
    """Return what people still have to write down themselves, with room to do so."""
    return f"{said(source, key)}: {said(source, 'fill')}"
