"""The command that makes the letters to all bidders."""

from datetime import date, datetime
from pathlib import Path

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import caught, folder_argument, language, show_next, stop_unless


@click.command()
@folder_argument
@click.option("--lot", metavar="LOT", default="", help="Only to who bid for this lot.")
@language
@click.option("--pdf", is_flag=True, help="Also as PDF.")
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of sending.",
)
def letters(folder: Path, lot: str, lang: str, pdf: bool, day: datetime | None) -> None:
    """Write one letter to every bidder to DIR/letters, as HTML and DOCX.

    With --lot only to who bid for it, in DIR/letters/lot-LOT, about all that they bid for.
    """
    from aanbesteding.round.letters import letters as make

    with caught(lang):
        result = make(folder, lot.strip(), date=_day(day), pdf=pdf, lang=lang)
        stop_unless(result.ok, result.findings, lang)
        pages = [path for path in result.files if path.suffix == ".html"]
        place = pages[0].parent if pages else result.folder / "letters"
        click.echo(say("cli.letters", lang, {"count": len(pages), "folder": place}))
        if result.record["stage"] == "draft":
            click.echo(say("cli.letters_draft", lang))
        click.echo(say("cli.letters_read", lang))
        show_next(folder, lang)


def _day(day: datetime | None) -> date | None:
    return day.date() if day else None
