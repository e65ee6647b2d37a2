"""The command that makes what others may read of an award."""

from pathlib import Path

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import caught, folder_argument, language, show_next, stop_unless


@click.command()
@folder_argument
@language
def editions(folder: Path, lang: str) -> None:
    """Write what everyone may read of the award, and what each bidder may, to DIR/editions."""
    from aanbesteding.round.editions import editions as make

    with caught(lang):
        result = make(folder, lang=lang)
        stop_unless(result.ok, result.findings, lang)
        public = [path for path in result.files if path.stem == "public"]
        own = [path for path in result.files if path not in public and path.suffix == ".html"]
        for path in public:
            click.echo(say("cli.editions_public", lang, {"file": path}))
        if own:
            values = {"count": len(own), "folder": own[0].parent}
            click.echo(say("cli.editions_bidders", lang, values))
        click.echo(say("cli.editions_read", lang))
        show_next(folder, lang)
