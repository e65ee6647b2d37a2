"""The commands around the package: make it, show more of the record later, and check both."""

import sys
from pathlib import Path

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    FINDINGS,
    caught,
    folder_option,
    language,
    show_findings,
    stop_unless,
)


@click.command()
@folder_option
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


@click.command()
@folder_option
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
        for one in proof.checks:
            mark = say("cli.right" if one.ok else "cli.wrong", lang)
            click.echo(f"{mark} {say(one.key, lang, one.values)}")
        for item in proof.not_checked:
            click.echo(f"{say('cli.not_checked', lang)} {say(item.key, lang, item.values)}")
        show_findings(proof.findings, lang)
        said = "cli.package_holds" if proof.ok else "cli.package_fails"
        click.echo(say(said, lang))
        if not proof.ok:
            sys.exit(FINDINGS)
