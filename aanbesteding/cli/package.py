"""The commands around the package: make it, show more of the record later, and check both."""

from pathlib import Path

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    caught,
    folder_argument,
    language,
    show_next,
    show_proof,
    stop_unless,
)


@click.command()
@folder_argument
@language
def package(folder: Path, lang: str) -> None:
    """Write what everyone may read of the award, with its proof, to DIR/editions/package."""
    from aanbesteding.round.package import package as make

    with caught(lang):
        result = make(folder, lang=lang)
        stop_unless(result.ok, result.findings, lang)
        click.echo(say("cli.package_made", lang, {"folder": result.files[0].parent}))
        click.echo(say("cli.package_root", lang, {"root": result.record_hash}))
        click.echo(say("cli.package_keep", lang))
        show_next(folder, lang)


@click.command()
@folder_argument
@click.argument("pointers", metavar="POINTER...", nargs=-1, required=True)
@language
def reveal(folder: Path, pointers: tuple[str, ...], lang: str) -> None:
    """Show places of the record with their proof, such as /scores/3/total or /bids/K03/lots."""
    from aanbesteding.round.package import reveal as show

    with caught(lang):
        result = show(folder, pointers)
        stop_unless(result.ok, result.findings, lang)
        click.echo(say("cli.opened_made", lang, {"file": result.files[0]}))
        click.echo(say("cli.opened_read", lang))
        show_next(folder, lang)


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("opened", metavar="[OPENED]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--root", metavar="HASH", default="", help="The root as it was published.")
@language
def verify_package(file: Path, opened: tuple[Path, ...], root: str, lang: str) -> None:
    """Check a package, and what was shown later, without anything else of the round."""
    from aanbesteding.round.package_verified import verify_package as check

    with caught(lang):
        proof = check(file, opened, root.strip().lower())
        show_proof(proof, lang, "cli.package_holds", "cli.package_fails")
