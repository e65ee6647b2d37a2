"""Commands that seal the bid files at rest, and unseal them with both shares of the key."""

from pathlib import Path
from typing import Any

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    by_option,
    caught,
    folder_argument,
    language,
    names_given,
    show_files,
    show_next,
    stop_unless,
)

share_option = click.option(
    "--share",
    "shares",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file with a share of the key, outside DIR; repeat for the other one.",
)


def _done(found: Any, key: str, lang: str, **values: object) -> None:
    """Print what was done and to which files; or what stands in the way, and that nothing was."""
    stop_unless(found.ok, found.findings, lang, "vault.nothing_done")
    said = {"key": found.key, "count": len(found.files), "folder": found.folder, **values}
    click.echo(say(f"vault.{key}", lang, said))
    show_files(found.files)
    show_next(found.folder, lang)


@click.command()
@folder_argument
@by_option
@share_option
@language
def seal_keys(folder: Path, by: tuple[str, ...], shares: tuple[Path, ...], lang: str) -> None:
    """Make a key in two shares, one for each of two people."""
    from aanbesteding.round.vault_files import seal_keys as run

    with caught(lang):
        names = names_given(by, lang)
        _done(run(folder, names, shares), "keys", lang, by=names)
    click.echo(say("vault.lost", lang))
    click.echo(say("vault.promise", lang))


@click.command()
@folder_argument
@language
def seal(folder: Path, lang: str) -> None:
    """Seal the bid files until both shares of the key are there."""
    from aanbesteding.round.vault_files import seal as run

    with caught(lang):
        _done(run(folder), "sealed", lang)
    click.echo(say("vault.lost", lang))
    click.echo(say("vault.promise", lang))


@click.command()
@folder_argument
@share_option
@language
def unseal(folder: Path, shares: tuple[Path, ...], lang: str) -> None:
    """Unseal the bid files with both shares of the key."""
    from aanbesteding.round.vault_files import unseal as run

    with caught(lang):
        _done(run(folder, shares), "unsealed", lang)
