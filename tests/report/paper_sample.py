"""A letter as an authority would send it, and the same with any words in every place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from aanbesteding.report.papers.paper import Paper, Part, Signature
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row

POINTS = Table(
    "Punten per criterium, naast die van de laagst gerangschikte winnaar",
    columns("Criterium", "Uw punten", "Punten winnaar", "Verschil", numbers="-nnn"),
    (
        text_row("Aanpak en samenwerking met de lokale teams", "24,0", "32,0", "-8,0"),
        text_row("Continuïteit van zorg", "18,0", "18,0", "0,0"),
        text_row(Cell("Wachttijd", "in weken na aanmelding"), "12,5", "15,0", "-2,5"),
        text_row("Prijs", "21,3", "19,8", "+1,5"),
    ),
    (text_row("Totaal", "75,8", "84,8", "-9,0"),),
    "Het maximum is 100 punten. De formule staat in de leidraad, bijlage 4.",
)
REASONS = Table(
    "Waarom u deze punten kreeg",
    (Column("Criterium"), Column("Cijfer", number=True), Column("Toelichting", wide=True)),
    (
        Row((Cell("Perceel 1: Ambulante jeugdhulp"),), tone="group"),
        text_row(
            "Aanpak en samenwerking met de lokale teams",
            "6",
            "De aanpak sluit aan bij de leefwereld van jeugdigen en is per leeftijd uitgewerkt. "
            "U beschrijft niet hoe u met de lokale teams afstemt wanneer een gezin ook andere hulp "
            "heeft; daardoor is de aanpak op dit punt niet concreet.",
        ),
        text_row("Continuïteit van zorg", "8", "Vaste hulpverlener, en vervanging is geregeld."),
        text_row("Wachttijd", Cell("7", tone="wait"), "Vijf weken, de norm is vier weken."),
    ),
)
PARTS = (
    Part(
        paragraphs=(
            "Op 12 februari ontvingen wij uw inschrijving voor Ambulante jeugdhulp 2027. Wij "
            "danken u voor de tijd en zorg die u daaraan hebt besteed.",
            "Wij zijn van plan om de opdracht niet aan u te gunnen. Uw inschrijving eindigde op "
            "plaats 5; er is plaats voor vier aanbieders.",
        ),
    ),
    Part("Uw punten", ("Hieronder staat per criterium wat u kreeg.",), (), (POINTS,)),
    Part(
        "De motivering",
        (),
        (
            "Anker Jeugdhulp was beter op aanpak: afspraken met lokale teams per wijk.",
            "Anker Jeugdhulp heeft een kortere wachttijd.",
        ),
        (REASONS,),
    ),
    Part(
        "Als u het niet eens bent met dit besluit",
        (
            "U kunt tot en met 2 april 2026 een kort geding beginnen bij de rechtbank. Doet u dat "
            "niet op tijd, dan kunt u daarna niet meer opkomen tegen dit besluit.",
        ),
    ),
)
LETTER = Paper(
    lang="nl",
    kind="Voorlopige gunning",
    title="Ambulante jeugdhulp 2027: uw inschrijving is niet gekozen",
    parts=PARTS,
    sender=("Regio Veenrand", "Postbus 12", "3400 AA Veenrand"),
    addressee=("Stichting De Wilg", "t.a.v. de directie", "Wilgenlaan 4", "3421 BB Oudewater"),
    facts=(
        Fact("Datum", "13 maart 2026"),
        Fact("Ons kenmerk", "VR-2026-114"),
        Fact("Opdracht", "Ambulante jeugdhulp 2027", "perceel 1"),
    ),
    salutation="Geachte directie,",
    closing=("Met vriendelijke groet,", "namens het dagelijks bestuur van Regio Veenrand"),
    signatures=(Signature("Directeur", "M. de Boer"), Signature("Inkoper")),
    origin=(Fact("Gunningsdossier", "9f" * 32, tone="hash"), Fact("Versie", "aanbesteding 0.1")),
    mark="CONCEPT – nog niet verzenden",
)
KEPT = {"lang", "tone"}


def long_paper(rows: int) -> Paper:
    """Return a paper with one table of so many rows and a total."""
    heads = columns("Kop een", "b", "c", "d", numbers="-nnn")
    lines = tuple(text_row(f"Regel {at}", "1", "2", "3") for at in range(rows))
    table = Table("Lang", heads, lines, (text_row("Samen", "1", "2", "3"),))
    return Paper("nl", "Brief", "Titel", (Part("Tabel", tables=(table,)),))


def total_alone(pages: Sequence[str]) -> bool:
    """Whether a total of `long_paper` stands on a page of a PDF without a row above it."""
    assert sum("Samen" in page for page in pages) == 1
    return any("Samen" in page and "Regel" not in page for page in pages)


def words(thing: Any) -> Iterator[str]:
    """Yield every text of a paper that is shown, field by field."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from words(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in KEPT:
                yield from words(getattr(thing, field.name))


def reworded(thing: Any, word: Callable[[str], str]) -> Any:
    """Return the same paper with another word for every text that is shown."""
    if isinstance(thing, str):
        return word(thing) if thing else thing
    if isinstance(thing, tuple):
        return tuple(reworded(one, word) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        named = {f.name: getattr(thing, f.name) for f in fields(thing) if f.name not in KEPT}
        return replace(thing, **{name: reworded(one, word) for name, one in named.items()})
    return thing


def numbered(payloads: tuple[str, ...]) -> Callable[[str], str]:
    """Return a word for each next text: its number, and one of these in turn."""
    count = iter(range(10_000))

    def next_word(_: str) -> str:
        number = next(count)
        return f"N{number:03d} {payloads[number % len(payloads)]}"

    return next_word


def in_reading_order(paper: Paper) -> list[str]:
    """Return the words of a paper in the order in which people read them; empty ones left out."""
    found = [paper.mark, *paper.sender, *paper.addressee, paper.kind, paper.title]
    found += [*words(paper.facts), paper.salutation]
    for part in paper.parts:
        found += [part.heading, *part.paragraphs, *part.points]
        for table in part.tables:
            found += [table.caption, *(column.label for column in table.columns)]
            found += [*words(table.rows), *words(table.total), table.note]
    found += paper.closing
    for one in paper.signatures:
        found += [one.name, one.role]
    return [word for word in (*found, *words(paper.origin)) if word]
