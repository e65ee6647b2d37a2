"""The command that makes the documents of an award."""

from collections import Counter
from pathlib import Path

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import caught, folder_argument, language, show_next, stop_unless


@click.command()
@folder_argument
@click.option("--pdf", is_flag=True, help="Also as PDF.")
@language
def documents(folder: Path, pdf: bool, lang: str) -> None:
    """Write what is signed, kept or handed out about the award to DIR/documents."""
    from aanbesteding.round.documents import documents as make

    with caught(lang):
        result = make(folder, pdf=pdf, lang=lang)
        stop_unless(result.ok, result.findings, lang)
        for place, count in Counter(path.parent for path in result.files).items():
            click.echo(say("cli.documents_made", lang, {"count": count, "folder": place}))
        click.echo(say("cli.documents_read", lang))
        show_next(folder, lang)
