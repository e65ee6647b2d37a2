"""Commands to begin: an example, a round of one's own, its check, its forms."""

import shutil
import sys
from pathlib import Path

import click

from aanbesteding.basis.findings import blocking
from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.cli.common import (
    FINDINGS,
    USAGE,
    caught,
    folder_argument,
    language,
    progress_of,
    show_award,
    show_files,
    show_findings,
    show_next,
    stop,
    typed,
)

DEMO = "aanbesteding-demo"
EXAMPLE = "amsterdam-segment-c-2021"
# What blocks a decision and is no mistake: the step that solves it is still to come.
NOT_OPENED, NOT_JUDGED = {"R256", "R117", "R118"}, {"A112", "A113", "A119"}


@click.command()
@click.option("--force", is_flag=True, help="Replace the folder of an earlier demo.")
@language
def demo(force: bool, lang: str) -> None:
    """Make ./aanbesteding-demo from the Amsterdam example and run it."""
    from aanbesteding.round.make import new
    from aanbesteding.round.run import award

    folder = Path(DEMO)
    if folder.exists() and not force:
        stop(say("cli.demo_exists", lang, {"folder": folder}), USAGE)
    if folder.exists() and not (folder / "tender.toml").is_file():
        stop(say("cli.not_a_round", lang, {"folder": folder}), USAGE)
    tell = progress_of(lang)
    with caught(lang):
        shutil.rmtree(folder, ignore_errors=True)
        tell("make")
        new(folder, EXAMPLE)
        show_award(award(folder, lang=lang, tell=tell), lang)


@click.command()
@folder_argument
@click.option("--example", metavar="NAME", help="Start from a shipped example, filled in.")
@click.option("--workbook", is_flag=True, help="Write the tender as one workbook, tender.xlsx.")
@language
def new(folder: Path, example: str | None, workbook: bool, lang: str) -> None:
    """Make a round folder."""
    from aanbesteding.round.make import examples
    from aanbesteding.round.make import new as make

    if example is not None and example not in examples():
        values = {"name": example, "names": examples()}
        stop(say("cli.no_example", lang, values), USAGE)
    with caught(lang):
        made = make(folder, example, workbook=workbook)
        click.echo(say("cli.made", lang, {"folder": made}))
        if example is None:
            file = made / ("tender.xlsx" if workbook else "tender.toml")
            told = {"file": file, "folder": typed(made)}
            click.echo(say("cli.fill_in", lang, told), err=True)
        else:
            show_next(made, lang)


@click.command()
@folder_argument
@language
def check(folder: Path, lang: str) -> None:
    """Read a round and list everything that must be repaired, refused or noticed."""
    from aanbesteding.round.read import read_round

    with caught(lang):
        progress_of(lang)("read")
        found = read_round(folder)
        show_findings(found.findings, lang)
        blocked = len(blocking(found.findings))
        values = {
            "bids": len(found.bids.bids),
            "blocking": blocked,
            "notices": len(found.findings) - blocked,
        }
        click.echo(say("cli.checked", lang, values))
        waits = NOT_OPENED if found.marks.received else NOT_OPENED | NOT_JUDGED
        if {finding.code for finding in blocking(found.findings)} - waits:
            stop(say("cli.check_again", lang, {"folder": typed(folder)}), FINDINGS)
        show_next(folder, lang, checked=not found.blocked)
        if found.blocked:
            sys.exit(FINDINGS)


@click.command()
@folder_argument
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language; the tender's own if left.")
def forms(folder: Path, lang: str | None) -> None:
    """Write the bid form, and the assessors' forms once there are bids, to DIR/forms."""
    from aanbesteding.round.make import forms as write

    language = lang or LANGUAGES[0]
    with caught(language):
        made = write(folder, lang=lang)
        show_findings(made.findings, language)
        if not made.ok:
            sys.exit(FINDINGS)
        show_files(made.files)
        if not made.record["assessors"] and not blocking(made.findings):
            click.echo(say("cli.assessors_later", language), err=True)
        show_next(folder, language)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a tender."""
    from aanbesteding.tender.schema import schema as text

    click.echo(text())
