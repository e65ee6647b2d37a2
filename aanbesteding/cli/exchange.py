"""Commands that hand the award to others, and take a tender from others."""

from pathlib import Path
from typing import Any

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import caught, folder_argument, language, show_made, show_next

internal_option = click.option(
    "--internal", is_flag=True, help="Everything, for yourselves; not to be published."
)


@click.command()
@folder_argument
@internal_option
@click.option("--base", metavar="URL", default="", help="Address where the files will stand.")
@click.option("--ocid", metavar="ID", default="", help="Number the process was published under.")
@language
def ocds(folder: Path, internal: bool, base: str, ocid: str, lang: str) -> None:
    """Write the award as open contracting data (OCDS 1.1 and eForms) to DIR/exchange."""
    from aanbesteding.round.exchange import ocds as make

    with caught(lang):
        result = make(folder, internal=internal, base=base, ocid=ocid, lang=lang)
        _show(result, lang, internal)


@click.command()
@folder_argument
@language
def tenderned(folder: Path, lang: str) -> None:
    """Write the worksheet for the award notice in TenderNed to DIR/exchange."""
    from aanbesteding.round.exchange import tenderned as make

    with caught(lang):
        _show(make(folder, lang=lang), lang, internal=True)


@click.command()
@folder_argument
@internal_option
@click.option("--comma", is_flag=True, help="Commas between fields and points in numbers.")
@language
def tables(folder: Path, internal: bool, comma: bool, lang: str) -> None:
    """Write every table of the award as CSV to DIR/exchange/tables."""
    from aanbesteding.round.exchange import tables as make

    with caught(lang):
        result = make(folder, internal=internal, comma=comma)
        _show(result, lang, internal, "cli.tables_apostrophe")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@folder_argument
@language
def from_ocds(file: Path, folder: Path, lang: str) -> None:
    """Make a round folder DIR of a release in OCDS: what it says, and what you must fill in."""
    from aanbesteding.round.from_ocds import from_ocds as make

    with caught(lang):
        show_made(make(file, folder), lang)
        click.echo(say("exchange.read.made", lang, {"folder": folder}))


def _show(result: Any, lang: str, internal: bool, *more: str) -> None:
    """Print the files, for whom they are and what is next, or what stands in the way."""
    show_made(result, lang)
    for key in (f"cli.exchange_{'internal' if internal else 'public'}", *more):
        click.echo(say(key, lang))
    show_next(result.folder, lang)
