"""A paper in words: what a letter, a proces-verbaal or a note consists of, in any file."""

from dataclasses import dataclass

from aanbesteding.report.shapes import Fact, Table


@dataclass(frozen=True)
class Part:
    """A part of a paper, in this order: a heading, paragraphs, the points of a list, tables."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing stands under its heading."""
        return not (self.paragraphs or self.points or self.tables)


@dataclass(frozen=True)
class Signature:
    """A place to sign; `name` may be empty when it isn't known yet who signs."""

    role: str
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper in one language, with every word and figure as people write it.

    `kind` says what it is ("Proces-verbaal van gunning") and `title` what it is about. `facts`
    stand under the title, `addressee` and `salutation` only in a letter. `origin` says of which
    record it was made; `mark` stands over every page when it may not be used as it is (a draft,
    a what-if).
    """

    lang: str
    kind: str
    title: str
    parts: tuple[Part, ...]
    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    salutation: str = ""
    closing: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    origin: tuple[Fact, ...] = ()
    mark: str = ""
